"""What each scenario costs and leaves short in each case."""

from __future__ import annotations

from optimizer.report.matrix import Cell, Line, Matrix, Tone
from optimizer.report.page import Chapter
from optimizer.report.study_page.view import View, begun
from optimizer.words.amounts import number
from optimizer.words.text import percent, usd

_CLEAR = 0.05
"""Share of the reference by which an amount has to differ to be marked."""
_DUST = 0.5
_MANY = 1e5
"""Tonnes from which amounts are written in thousands."""


def scenarios(view: View) -> Chapter | None:
    """Cost of disruption and shortage by scenario and case; None where no scenario disrupts anything."""
    if len(view.planned) < 2:
        return None
    parts = [
        part
        for part in (
            _matrix(view, "disruption", "disruption_musd", "Cost of disruption", "MUSD"),
            _matrix(view, "shortage", "short_t", "Shortage", "t"),
        )
        if part is not None
    ]
    words = (
        "What a scenario costs more than undisturbed operation of the same projects and stock, and what demand it "
        "leaves unmet over its years."
    )
    return Chapter("scenarios", "When supply is disrupted", (words,), parts, "Scenarios") if parts else None


def _matrix(view: View, name: str, column: str, what: str, unit: str) -> Matrix | None:
    amounts: dict[str, dict[str, float]] = {}
    chances: dict[str, float] = {}
    for row in view.rows("shortage"):
        if row[column] is not None:
            amounts.setdefault(str(row["scenario"]), {})[str(row["case"])] = row[column]
            chances[str(row["scenario"])] = row["probability"] or 0.0
    amounts = {s: values for s, values in amounts.items() if max(map(abs, values.values())) > _DUST}
    if not amounts:
        return None
    many = unit == "t" and max(max(values.values()) for values in amounts.values()) >= _MANY
    scale, written = (1e-3, "thousand t") if many else (1.0, unit)
    order = sorted(amounts, key=lambda s: -max(amounts[s].values()))
    reference = "the first point" if view.study.kind == "sweep" else view.label(view.base)
    return Matrix(
        id=f"by-scenario-{name}",
        heading=_message(view, order[0], amounts[order[0]], unit),
        caption=f"{what} by scenario and {view.noun}, {written}",
        corner=f"Scenario: {what[:1].lower()}{what[1:]}, {written}",
        columns=[view.head(case) for case in view.planned],
        lines=[
            Line(
                begun(view.scenario(s)),
                f"probability {percent(chances[s])}" if chances[s] else "stress test",
                [_cell(view, amounts[s], case, scale) for case in view.planned],
            )
            for s in order
        ],
        key=(
            ("later", "▲ 12", f"at least {percent(_CLEAR)} more than in {reference}"),
            ("earlier", "▼ 12", f"at least {percent(_CLEAR)} less"),
        ),
        source=view.source("shortage"),
    )


def _cell(view: View, values: dict[str, float], case: str, scale: float) -> Cell:
    value = values.get(case)
    if value is None:
        return Cell("–")
    before = values.get(view.planned[0] if view.study.kind == "sweep" else str(view.base))
    tone: Tone = ""
    sign = aloud = ""
    if before is not None and abs(value - before) > max(_DUST, _CLEAR * abs(before)):
        tone, sign, aloud = ("later", "▲ ", "more") if value > before else ("earlier", "▼ ", "less")
    return Cell(f"{sign}{number(scale * value)}", tone, aloud)


def _message(view: View, scenario: str, values: dict[str, float], unit: str) -> str:
    least, most = min(values, key=lambda c: values[c]), max(values, key=lambda c: values[c])
    ends = [usd(values[c]) if unit == "MUSD" else _mass(values[c]) for c in (least, most)]
    verb = "costs" if unit == "MUSD" else "leaves short"
    if ends[0] == ends[1]:
        return f"The worst scenario, {view.scenario(scenario)}, {verb} {ends[0]} throughout"
    return (
        f"The worst scenario, {view.scenario(scenario)}, {verb} from {ends[0]} ({view.label(least)}) to {ends[1]} "
        f"({view.label(most)})"
    )


def _mass(value: float) -> str:
    return f"{value / 1e6:,.1f} million t" if value >= 1e6 else f"{number(value)} t"
