"""How full the stockpiles are, and what they cover in each scenario."""

from __future__ import annotations

from optimizer.case.case import BASE
from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.report.plan_page.view import Record, View, table_of
from optimizer.study.measures import stock as held
from optimizer.words.amounts import musd
from optimizer.words.listing import listed
from optimizer.words.text import plural, readable

_MEASURES = {"level_t": ("Level", "t"), "cover_days": ("Cover", "days of demand")}
_COLUMNS = ("scenario", "stockpile", "year", "purchase_t", "release_t", "level_t", "cover_days")
_USED = 1e-3
_MOST = 7
"""Scenarios in the figure: more lines cannot be told apart."""


def stock(view: View) -> Chapter | None:
    """Levels and cover of every stockpile."""
    rows = view.rows("stockpiles")
    if not rows:
        return None
    levels = held(view.plan)
    used = [h for h in view.case.stockpiles if levels[h][0] > _USED]
    spent = {h: sum(r["purchase_musd"] for r in view.in_base("stockpiles") if r["stockpile"] == h) for h in levels}
    many = plural(len(levels), "stockpile")
    heading = "Every stockpile is used" if len(used) == len(levels) else f"{len(used)} of {many} hold something"
    largest = [h for h in sorted(spent, key=lambda h: -spent[h])[:3] if spent[h] >= 0.5]
    words = f"Purchases for stock cost {musd(sum(spent.values()))} in base, not discounted."
    if largest:
        words += f" Most goes to {listed(f'{_name(h)} ({musd(spent[h])})' for h in largest)}."
    figures = [_levels(view, rows, used)] if used else []
    return Chapter("stock", heading, (words,), (*figures, _table(view, levels, spent)), short="Stockpiles")


def _name(stockpile: str) -> str:
    return readable(stockpile).replace("_", " ")


def _levels(view: View, rows: list[Record], used: list[str]) -> Figure:
    views = {f"{h}|{m}": _lines(view, [r for r in rows if r["stockpile"] == h], m) for h in used for m in _MEASURES}
    drawn = sorted(
        used,
        key=lambda h: (
            -sum(r["release_t"] * view.price(r["material"], int(r["year"])) for r in rows if r["stockpile"] == h)
        ),
    )
    kept = [r for r in rows if r["stockpile"] in used and (r["scenario"] == BASE or r["release_t"] > _USED)]
    return Figure(
        id="stock-levels",
        kind="lines",
        heading=_heading(rows, used),
        shows="Lines of one stockpile's level by year in base and in each scenario that draws from it.",
        data={"views": views, "by": ["stockpile", "measure"]},
        rows=table_of(view, "stockpiles", kept, _COLUMNS, "Levels in base, and in years of scenarios with a release"),
        controls=(
            Control("stockpile", "Stockpile", [(h, _name(h)) for h in used], drawn[0], "list"),
            Control("measure", "Show", [(m, label) for m, (label, _) in _MEASURES.items()], "level_t"),
        ),
        note="The thick line is base. Scenarios that draw from the stock are shown over their own years.",
    )


def _heading(rows: list[Record], used: list[str]) -> str:
    drawn = {r["stockpile"] for r in rows if r["release_t"] > _USED and r["scenario"] != BASE}
    if not drawn:
        return "No scenario draws from stock"
    which = "every stockpile" if len(drawn) == len(used) else f"{len(drawn)} of {len(used)} stockpiles"
    return f"Scenarios draw from {which}"


def _lines(view: View, rows: list[Record], measure: str) -> Record:
    years, (label, unit) = list(view.case.years), _MEASURES[measure]
    base = {int(r["year"]): r[measure] for r in rows if r["scenario"] == BASE}
    series = [{"name": "Base", "values": [base.get(y) for y in years], "thick": True, "colour": "accent", "area": True}]
    released = _released(view, rows)
    shown = sorted(released, key=lambda s: -released[s])[:_MOST]
    for n, scenario in enumerate(s for s in view.case.probability if s in shown):
        own = {int(r["year"]): r[measure] for r in rows if r["scenario"] == scenario}
        before = min(own) - 1
        joined = {before: base[before], **own} if before in base else own
        series.append(
            {
                "name": view.names.scenario(scenario),
                "values": [joined.get(y) for y in years],
                "colour": "ink",
                "stroke": n,
            }
        )
    drawn = [view.names.scenario(s) for s in released]
    words = f"Drawn from under {listed(drawn, 6)}." if drawn else "No scenario draws from it."
    if len(drawn) > _MOST:
        words += f" Shown are the {_MOST} that release most."
    return {"years": years, "series": series, "unit": unit, "axis": f"{label}, {unit}", "words": words}


def _released(view: View, rows: list[Record]) -> dict[str, float]:
    """Tonnes by scenario that draws from a stockpile."""
    found = {s: sum(r["release_t"] for r in rows if r["scenario"] == s) for s in view.case.probability if s != BASE}
    return {s: released for s, released in found.items() if released > _USED}


def _table(view: View, levels: dict[str, tuple[float, float]], spent: dict[str, float]) -> Rows:
    released: dict[str, float] = {}
    for row in view.rows("stockpiles"):
        released[row["stockpile"]] = released.get(row["stockpile"], 0.0) + (
            row["release_t"] if row["scenario"] != BASE else 0.0
        )
    columns = (
        Column("stockpile", "Stockpile", "text"),
        Column("material", "Material", "text"),
        Column("funder", "Funder", "text"),
        Column("max", "May hold", "tonnes", "t"),
        Column("peak", "Highest level", "tonnes", "t"),
        Column("bought", "Bought", "tonnes", "t"),
        Column("cost", "Cost", "money", "MUSD"),
        Column("released", "Released, all scenarios", "tonnes", "t"),
    )
    rows = [
        (
            _name(h),
            view.names.short_material(s.material),
            view.names.funder(s.funder) if s.funder else None,
            s.max_t,
            *levels[h],
            spent[h],
            released.get(h, 0.0),
        )
        for h, s in view.case.stockpiles.items()
    ]
    return Rows("Stockpiles in base", columns, rows, "table stockpiles of plan.json", folded=False)
