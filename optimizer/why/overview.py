"""An explanation in a few sentences: what is scarce, what is out of reach, what the projects are there for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.measures import records
from optimizer.study.stories import summary
from optimizer.study.why_tables import OVERVIEW
from optimizer.why.binding import BINDS, HELD, MISSED, OUT_OF_REACH
from optimizer.words.amounts import musd
from optimizer.words.listing import listed
from optimizer.words.names import Names
from optimizer.words.text import percent, plural
from optimizer.words.wording import brief

_FEW = 4


def overview(plan: Plan, tables: Mapping[str, pd.DataFrame], priced: bool = True) -> pd.DataFrame:
    """What decides the plan; `priced` tells whether it has shadow prices."""
    told = {
        "plan": summary(plan)[:2],
        "budgets": _budgets(records(tables["binding_budgets"]), priced),
        "targets": _targets(plan, records(tables["binding_targets"])),
        "steps": (row["words"] for row in records(tables["steps"])),
        "projects": [*_weighed(plan), *_projects(records(tables["cards"]))],
    }
    return frame(OVERVIEW, ({"about": about, "words": words} for about, lines in told.items() for words in lines))


def _weighed(plan: Plan) -> Iterator[str]:
    """With a risk weight, the parts of a cost are expected, and the whole is not."""
    if weight := plan.case.settings.risk_weight:
        yield (
            f"What a decision costs in all counts the worst scenarios with a weight of {percent(weight)}; its parts by "
            "term, material and target are expected, so they do not add up to it."
        )


def _budgets(rows: list[dict[str, Any]], priced: bool) -> Iterator[str]:
    if not rows or not priced:
        yield "Which budgets bind is not known for this plan." if rows else "No budget is limited."
        return
    binding = [row for row in rows if row["binds"]]
    if not binding:
        yield "No budget binds: more money alone would change nothing with the projects as decided."
        return
    with_money = _dearest(row for row in binding if row["budget_musd"])
    if with_money:
        free = sorted({row["name"] for row in rows} - {row["name"] for row in binding})
        rest = f" In no year: {listed(free, _FEW)}." if free else ""
        yield f"Budgets that bind, and what 1 MUSD more would save in their best year: {with_money}.{rest}"
    without = _dearest(row for row in binding if not row["budget_musd"])
    if without:
        yield f"In years without any budget 1 MUSD would save most from: {without}."


def _dearest(rows: Iterable[dict[str, Any]]) -> str:
    """The funders in their best years, those first whose money is worth most."""
    best: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: -row["per_musd"]):
        best.setdefault(row["name"], row)
    parts = [f"{row['name']} ({musd(row['per_musd'])} in {row['year']})" for row in best.values() if row["per_musd"]]
    return listed(parts, _FEW)


def _targets(plan: Plan, rows: list[dict[str, Any]]) -> Iterator[str]:
    names = Names(plan.case)
    count = Counter(row["state"] for row in rows)
    if not rows:
        yield "There are no targets."
        return
    states = (HELD, BINDS, MISSED, OUT_OF_REACH)
    yield f"Of {plural(len(rows), 'target')}: {listed([f'{count[s]} {_SAID[s]}' for s in states if count[s]])}."
    for state in (BINDS, MISSED, OUT_OF_REACH):
        own = sorted((r for r in rows if r["state"] == state), key=lambda r: -(r["per_step_musd"] or 0.0))
        said = [brief(plan.case.targets[row["target"]], names) for row in own]
        if own:
            more = f"; and {len(said) - _FEW} more" if len(said) > _FEW else ""
            yield f"{_HEADS[state]}: {'; '.join(said[:_FEW])}{more}."


_SAID = {HELD: "held with room", BINDS: "held and binding", MISSED: "missed", OUT_OF_REACH: "out of reach"}
_HEADS = {
    BINDS: "Binding targets, those that cost most first",
    MISSED: "Missed, those first that a looser value would save most of",
    OUT_OF_REACH: "Out of reach of every plan in some year",
}


def _projects(rows: list[dict[str, Any]]) -> Iterator[str]:
    for decision, head in (("in", "Built"), ("committed", "Committed"), ("out", "Left out")):
        own = [row for row in rows if row["decision"] == decision]
        if not own:
            continue
        count = Counter(row["reason"] for row in own)
        reasons = listed([f"{reason} ({number})" for reason, number in count.most_common()], 12)
        if decision == "committed":
            yield f"{head}: {plural(len(own), 'project')}."
            continue
        yield f"{head}: {plural(len(own), 'project')}; {reasons}."
        yield from _ranked(own, decision)


def _ranked(own: list[dict[str, Any]], decision: str) -> Iterator[str]:
    """Which decisions matter most and which are close, by the cheapest plan found with the opposite one."""
    known = sorted((row for row in own if row["most_musd"] is not None), key=lambda row: -row["most_musd"])
    if known and decision == "in":
        yield f"Worth most: {_priced(known[:_FEW])}."
    if known:
        head = "Closest to being left out" if decision == "in" else "Closest to being built"
        yield f"{head}: {_priced(known[::-1][:_FEW])}."
    sure = sum(bool(row["proven"]) for row in own)
    if known:
        yield f"For {sure} of these it is proven that every plan with the opposite decision costs more."


def _priced(rows: list[dict[str, Any]]) -> str:
    """Names with what the opposite decision costs; less than nothing is a matter of the gap."""
    return listed([f"{row['name']} ({musd(row['most_musd'], signed=True)})" for row in rows], _FEW)
