"""How far each material depends on one foreign country, and on countries of concern."""

from __future__ import annotations

from typing import Any

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.report.plan_page.shares import Key, Mix, limits, mixes, places
from optimizer.report.plan_page.view import Record, View
from optimizer.words.text import percent, plural

_SOURCE = "tables supply and targets of plan.json"
_FALLEN = 0.005
MEASURES = {"largest": "Largest foreign country", "concern": "Countries of concern"}


def dependence(view: View) -> Chapter | None:
    """The largest foreign country's share by material and year against its target."""
    shown = _Shown(view)
    if not shown.mixes:
        return None
    first, last = view.ends
    fallen, cases = shown.fallen("concern")
    few, many = shown.fallen("largest")
    words = f"For each material that a partner is delivered, the share of the foreign country that delivers most falls from {first} to {last} in {few} of {plural(many, 'case')}."
    if cases:
        heading = f"{fallen} of {cases} supplies depend less on countries of concern"
        words += (
            f" Where countries of concern deliver in {first}, their share falls in {fallen} of {plural(cases, 'case')}."
        )
    else:
        heading = f"{few} of {many} supplies depend less on one country"
    return Chapter("dependence", heading, (words,), (_change(view, shown), _by_year(view, shown)), short="Dependence")


class _Shown:
    """The shares by measure with their limits."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.mixes: dict[Key, Mix] = mixes(view)
        self.places = places(view)
        self.limits = {
            "largest": limits(view, "max_country_share", ("", "*")),
            "concern": limits(view, "max_bloc_share", ("concern",)),
        }

    def share(self, measure: str, key: Key) -> float | None:
        """The share, None where nothing is delivered."""
        mix = self.mixes.get(key)
        return None if mix is None else mix.concern if measure == "concern" else mix.largest[1]

    def said(self, measure: str, key: Key) -> str:
        """The share with the country that it is of."""
        country, share = ("", self.mixes[key].concern) if measure == "concern" else self.mixes[key].largest
        return f"{self.view.names.country(country)} {percent(share)}" if country else percent(share)

    def materials(self, place: str) -> list[str]:
        """The materials that the place is delivered."""
        known = {m for m, p, _ in self.mixes if p == place}
        return [m for m in self.view.case.materials if m in known]

    def fallen(self, measure: str) -> tuple[int, int]:
        """In how many cases of material and partner the share falls, of those where there is one in the first year."""
        first, last = self.view.ends
        cases = [(m, k) for k in self.view.partners for m in self.materials(k)]
        pairs = [(self.share(measure, (m, k, first)), self.share(measure, (m, k, last))) for m, k in cases]
        known = [(a, b) for a, b in pairs if a is not None and b is not None and a > _FALLEN]
        return sum(b < a - _FALLEN for a, b in known), len(known)


def _controls(shown: _Shown) -> tuple[Control, ...]:
    market = Control("market", "Delivered to", list(shown.places.items()), next(iter(shown.places)))
    return market, Control("measure", "Share of", list(MEASURES.items()), "concern")


def _change(view: View, shown: _Shown) -> Figure:
    first, last = view.ends
    views = {f"{k}|{m}": _ends(view, shown, k, m) for k in shown.places for m in MEASURES}
    rows = [
        (r["name"], name, MEASURES[m], r["from"], r["to"], r["limit"])
        for k, name in shown.places.items()
        for m in MEASURES
        for r in views[f"{k}|{m}"]["rows"]
    ]
    columns = (
        Column("material", "Material", "text"),
        Column("market", "Delivered to", "text"),
        Column("measure", "Share of", "text"),
        Column("first", str(first), "share"),
        Column("last", str(last), "share"),
        Column("limit", f"Limit in {last}", "share"),
    )
    return Figure(
        id="dependence-change",
        kind="dumbbell",
        heading=f"Who depends on whom: {first} against {last}",
        shows=f"For each material a share in {first}, in {last}, and the limit of a target.",
        data={
            "views": views,
            "by": ["market", "measure"],
            "before": str(first),
            "after": str(last),
            "limit": f"Limit in {last}",
        },
        rows=Rows("Shares in deliveries", columns, rows, _SOURCE),
        controls=_controls(shown),
        note="Share in tonnes delivered in base. A country is foreign where its home market is another one.",
    )


def _ends(view: View, shown: _Shown, place: str, measure: str) -> Record:
    first, last = view.ends
    materials = shown.materials(place)
    short = view.short(materials, 34)
    rows = []
    for m in materials:
        a, b = shown.share(measure, (m, place, first)), shown.share(measure, (m, place, last))
        limit = shown.limits[measure].get((m, place, last))
        lines = [[str(y), shown.said(measure, (m, place, y))] for y in (first, last) if (m, place, y) in shown.mixes]
        lines += [["limit", percent(limit)]] if limit is not None else []
        rows.append({"name": short[m], "from": a, "to": b, "limit": limit, "lines": lines})
    return {"rows": rows, "colour": "bloc.concern" if measure == "concern" else "accent"}


def _by_year(view: View, shown: _Shown) -> Figure:
    views = {f"{k}|{m}": _matrix(view, shown, k, m) for k in shown.places for m in MEASURES}
    over = {m: sum(bool(c[3]) for key, v in views.items() if key.endswith(m) for c in v["cells"]) for m in MEASURES}
    bounded = any(shown.limits.values())
    said = " and ".join(
        f"{n} times on {'one foreign country' if m == 'largest' else 'countries of concern'}"
        for m, n in over.items()
        if n
    )
    heading = (
        (f"Limits are broken {said}" if said else "No year breaks a limit") if bounded else "Dependence year by year"
    )
    years = [y for y in view.case.years if y % 5 == 0 or y in view.ends]
    keys = [(m, p, y) for p in shown.places for m in shown.materials(p) for y in years if (m, p, y) in shown.mixes]
    columns = (
        Column("material", "Material", "text"),
        Column("market", "Delivered to", "text"),
        Column("year", "Year", "year"),
        Column("tonnes", "Delivered", "tonnes", "t"),
        Column("country", "Largest foreign country", "text"),
        Column("share", "Its share", "share"),
        Column("concern", "Countries of concern", "share"),
    )
    rows = [_row(view, shown, key) for key in keys]
    return Figure(
        id="dependence-years",
        kind="heat",
        heading=heading,
        shows="Matrix of materials and years: the darker a cell, the larger the share. A cross marks a share above its limit.",
        data={"views": views, "by": ["market", "measure"], "share": True, "most": 1, "label": "Share"},
        rows=Rows("Dependence of the partners, every fifth year", columns, rows, _SOURCE),
        controls=_controls(shown),
        note="Share in deliveries in base, %. × : above the limit of a target, which is missed at its penalty.",
    )


def _row(view: View, shown: _Shown, key: Key) -> tuple[Any, ...]:
    mix = shown.mixes[key]
    country, share = mix.largest
    named = view.names.country(country) if country else None
    return view.names.short_material(key[0]), shown.places[key[1]], key[2], mix.tonnes, named, share, mix.concern


def _matrix(view: View, shown: _Shown, place: str, measure: str) -> Record:
    materials, years = shown.materials(place), list(view.case.years)
    short = view.short(materials, 30)
    cells = [
        _cell(shown, measure, (m, place, y), column, row)
        for row, m in enumerate(materials)
        for column, y in enumerate(years)
        if (m, place, y) in shown.mixes
    ]
    hue = "concern" if measure == "concern" else "accent"
    return {"rows": [short[m] for m in materials], "columns": list(map(str, years)), "cells": cells, "hue": hue}


def _cell(shown: _Shown, measure: str, key: Key, column: int, row: int) -> list[Any]:
    share, limit = shown.share(measure, key) or 0.0, shown.limits[measure].get(key)
    over = limit is not None and share > limit + 0.0005
    text = shown.said(measure, key) + (f" (limit {percent(limit)})" if limit is not None else "")
    return [column, row, share, "×" if over else "", text]
