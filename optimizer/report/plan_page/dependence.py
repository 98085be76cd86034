"""How far each material depends on one country, and on countries of concern."""

from __future__ import annotations

from typing import Any

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.report.plan_page.view import Record, View, table_of
from optimizer.words.text import percent, plural

MEASURES = {"largest": ("largest_share", "Largest country"), "concern": ("concern_share", "Countries of concern")}
_LIMITS = {"largest": "max_country_share", "concern": "max_bloc_share"}


def dependence(view: View) -> Chapter | None:
    """The largest country's share by material and year against its target."""
    rows = [r for r in view.rows("dependence") if r["market"] in view.partners and r["delivered_t"]]
    if not rows:
        return None
    first, last = view.ends
    pairs = _pairs(rows, "largest_share", first, last)
    fallen = sum(after < before - 0.005 for before, after in pairs.values())
    words = (
        f"For each material the country that delivers most is shown with its share in what a market is delivered. From {first} to {last} "
        f"this share falls for {fallen} of {plural(len(pairs), 'pair')} of material and market."
    )
    heading = f"Dependence on one country falls for {fallen} of {len(pairs)} supplies"
    return Chapter("dependence", heading, (words,), (_change(view, rows), _by_year(view, rows)), short="Dependence")


def _pairs(rows: list[Record], column: str, first: int, last: int) -> dict[tuple[str, str], tuple[float, float]]:
    found = {(r["material"], r["market"], r["year"]): r[column] or 0.0 for r in rows}
    keys = dict.fromkeys((m, k) for m, k, _ in found)
    return {k: (found[(*k, first)], found[(*k, last)]) for k in keys if (*k, first) in found and (*k, last) in found}


def limits(view: View, measure: str) -> dict[tuple[str, str, int], float]:
    """The strictest limit on the measure by material, market and year."""
    found: dict[tuple[str, str, int], float] = {}
    for row in view.rows("targets"):
        target = view.case.targets.get(row["target"])
        if row["metric"] != _LIMITS[measure] or target is None or row["year"] is None:
            continue
        if measure == "concern" and "concern" not in target.subject:
            continue
        if measure == "largest" and target.subject.strip() not in ("", "*"):
            continue
        key = row["material"], row["market"], int(row["year"])
        found[key] = min(found.get(key, 1.0), row["value"])
    return found


def _market_control(view: View) -> Control:
    return Control("market", "Market", [(k, view.names.market(k)) for k in view.partners], view.partners[0])


def _measure_control() -> Control:
    return Control("measure", "Share of", [(m, label) for m, (_, label) in MEASURES.items()], "largest")


def _change(view: View, rows: list[Record]) -> Figure:
    first, last = view.ends
    views = {f"{k}|{m}": _ends(view, rows, k, m) for k in view.partners for m in MEASURES}
    table = [
        (r["name"], view.names.market(k), r["from"], r["to"], r["limit"])
        for k in view.partners
        for r in views[f"{k}|largest"]["rows"]
    ]
    columns = (
        Column("material", "Material", "text"),
        Column("market", "Market", "text"),
        Column("first", f"Largest country, {first}", "share"),
        Column("last", f"Largest country, {last}", "share"),
        Column("limit", f"Limit, {last}", "share"),
    )
    concern = _pairs(rows, "concern_share", first, last)
    fallen = sum(after < before - 0.005 for before, after in concern.values())
    dependent = sum(before > 0.005 for before, _ in concern.values())
    return Figure(
        id="dependence-change",
        kind="dumbbell",
        heading=f"From {first} to {last}: {fallen} of {dependent} supplies that come from countries of concern rely on them less"
        if dependent
        else f"From {first} to {last}",
        shows=f"For each material the share of the largest country in {first} and in {last}, with the limit that a target sets.",
        data={
            "views": views,
            "by": ["market", "measure"],
            "before": str(first),
            "after": str(last),
            "limit": f"Limit in {last}",
        },
        rows=Rows("Share of the largest country", columns, table, "tables dependence and targets of plan.json"),
        controls=(_market_control(view), _measure_control()),
        note="Share in what the market is delivered in base.",
    )


def _ends(view: View, rows: list[Record], market: str, measure: str) -> Record:
    first, last = view.ends
    column, limit = MEASURES[measure][0], limits(view, measure)
    found = {(r["material"], r["year"]): r for r in rows if r["market"] == market}
    materials = [m for m in view.case.materials if (m, first) in found or (m, last) in found]
    short = view.short(materials, 34)
    shown = []
    for m in materials:
        a, b = found.get((m, first)), found.get((m, last))
        lines = [[str(r["year"]), _who(view, r, measure)] for r in (a, b) if r]
        bound = limit.get((m, market, last))
        lines += [["limit", percent(bound)]] if bound is not None else []
        shown.append({"name": short[m], "from": a and a[column], "to": b and b[column], "limit": bound, "lines": lines})
    return {"rows": shown, "colour": "bloc.concern" if measure == "concern" else "accent"}


def _who(view: View, row: Record, measure: str) -> str:
    if measure == "concern":
        return percent(row["concern_share"] or 0.0)
    return f"{view.names.country(row['largest_country'] or '')} {percent(row['largest_share'] or 0.0)}"


def _by_year(view: View, rows: list[Record]) -> Figure:
    views = {f"{k}|{m}": _matrix(view, rows, k, m) for k in view.partners for m in MEASURES}
    broken = sum(1 for key, v in views.items() if key.endswith("largest") for c in v["cells"] if c[3])
    heading = (
        "No year breaks a limit on one country"
        if not broken
        else f"In {broken} cases a year ends above its limit on one country"
    )
    columns = (
        "material",
        "market",
        "year",
        "drawn_t",
        "largest_country",
        "largest_share",
        "concern_share",
        "domestic_share",
        "recycled_share",
    )
    years = {y for y in view.case.years if y % 5 == 0} | set(view.ends)
    return Figure(
        id="dependence-years",
        kind="heat",
        heading=heading,
        shows="Matrix of materials and years: the darker, the larger the share of the largest country. A cross marks a share above its limit.",
        data={"views": views, "by": ["market", "measure"], "share": True, "most": 1, "label": "Share"},
        rows=table_of(
            view,
            "dependence",
            [r for r in rows if r["year"] in years],
            columns,
            "Dependence of the partners, every fifth year",
        ),
        controls=(_market_control(view), _measure_control()),
        note="Share in % of deliveries in base. × : above the limit of a target, which is missed at its penalty.",
    )


def _matrix(view: View, rows: list[Record], market: str, measure: str) -> Record:
    column, limit = MEASURES[measure][0], limits(view, measure)
    own = [r for r in rows if r["market"] == market and r[column] is not None]
    materials = [m for m in view.case.materials if any(r["material"] == m for r in own)]
    years = list(view.case.years)
    short = view.short(materials, 30)
    cells: list[list[Any]] = []
    for r in own:
        bound = limit.get((r["material"], market, int(r["year"])))
        over = bound is not None and r[column] > bound + 0.0005
        text = _who(view, r, measure) + (f" (limit {percent(bound)})" if bound is not None else "")
        cells.append(
            [years.index(int(r["year"])), materials.index(r["material"]), r[column], "×" if over else "", text]
        )
    return {
        "rows": [short[m] for m in materials],
        "columns": list(map(str, years)),
        "cells": cells,
        "hue": "concern" if measure == "concern" else "accent",
    }
