"""Stacked bars, one for each case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from optimizer.plan.table import Column
from optimizer.report.page import Rows
from optimizer.report.study_page.view import View

Amounts = Mapping[str, Mapping[str, float]]
"""By what, then by case."""
_MOST = 7
_DUST = 0.05


def stacked(amounts: Amounts, others: str) -> dict[str, Mapping[str, float]]:
    """The largest ones, the rest together."""
    known = {what: values for what, values in amounts.items() if any(abs(v) > _DUST for v in values.values())}
    order = sorted(known, key=lambda what: -sum(map(abs, known[what].values())))
    if len(order) <= _MOST + 1:
        return {what: known[what] for what in order}
    rest = [known[what] for what in order[_MOST:]]
    cases = dict.fromkeys(case for values in rest for case in values)
    summed = {case: sum(values.get(case, 0.0) for values in rest) for case in cases}
    return {what: known[what] for what in order[:_MOST]} | {others: summed}


def bars(
    view: View, cases: Sequence[str], amounts: Amounts, axis: str, totals: Sequence[float] | None = None
) -> dict[str, Any]:
    """What the script of stacks draws."""
    return {
        "categories": [view.head(case) for case in cases],
        "series": [
            {"name": what, "values": [values.get(case, 0.0) for case in cases]} for what, values in amounts.items()
        ],
        "totals": totals,
        "unit": "MUSD",
        "axis": axis,
    }


def by_case(view: View, what: str, amounts: Amounts, cases: Sequence[str], caption: str, source: str) -> Rows:
    """The same as a table, with totals."""
    columns = [Column("what", what, "text"), *(Column(case, view.head(case), "money", "MUSD") for case in cases)]
    rows: list[tuple[Any, ...]] = [(name, *(v.get(c, 0.0) for c in cases)) for name, v in amounts.items()]
    rows.append(("Total", *(sum(v.get(c, 0.0) for v in amounts.values()) for c in cases)))
    return Rows(caption, columns, rows, source, printed=len(cases) < 6)
