"""Dependence year by year, against the limits of targets."""

from __future__ import annotations

from typing import Any

from optimizer.plan.table import Column
from optimizer.report.page import Figure, Rows
from optimizer.report.plan_page.shares import MEASURES, SOURCE, Key, Shares
from optimizer.report.plan_page.view import Record, View
from optimizer.words.text import percent


def by_year(view: View, shown: Shares) -> Figure:
    """A matrix of materials and years for each place and measure; it opens where most limits are exceeded."""
    views = {f"{k}|{m}": _matrix(view, shown, k, m) for k in shown.places for m in MEASURES}
    broken = {key: sum(bool(cell[3]) for cell in v["cells"]) for key, v in views.items()}
    place, _, measure = max(broken, key=lambda key: broken[key]).partition("|")
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
        heading=_heading(shown, broken),
        shows="Matrix of materials and years: the darker a cell, the larger the share. A cross marks a "
        "share above its limit.",
        data={"views": views, "by": ["market", "measure"], "share": True, "most": 1, "label": "Share"},
        rows=Rows("Dependence of the partners, every fifth year", columns, rows, SOURCE),
        controls=shown.controls(place, measure),
        note="Share in deliveries in base, %. × : above the limit of a target, which is missed at its penalty.",
    )


def _heading(shown: Shares, broken: dict[str, int]) -> str:
    if not any(shown.limits.values()):
        return "Dependence year by year"
    count = {m: sum(n for key, n in broken.items() if key.endswith(m)) for m in MEASURES}
    named = {"largest": "one foreign country", "concern": "countries of concern"}
    said = " and ".join(f"those on {named[m]} {n} times" for m, n in count.items() if n)
    return f"Limits are exceeded: {said}" if said else "No limit on a country's share is exceeded"


def _row(view: View, shown: Shares, key: Key) -> tuple[Any, ...]:
    mix = shown.mixes[key]
    country, share = mix.largest
    named = view.names.country(country) if country else None
    return view.names.short_material(key[0]), shown.places[key[1]], key[2], mix.tonnes, named, share, mix.concern


def _matrix(view: View, shown: Shares, place: str, measure: str) -> Record:
    materials, years = shown.materials(place, measure), list(view.case.years)
    short = view.short(materials, 30)
    cells = [
        _cell(shown, measure, (m, place, y), column, row)
        for row, m in enumerate(materials)
        for column, y in enumerate(years)
        if (m, place, y) in shown.mixes
    ]
    hue = "concern" if measure == "concern" else "accent"
    return {
        "rows": [short[m] for m in materials],
        "columns": list(map(str, years)),
        "cells": cells,
        "hue": hue,
        "words": shown.without(place, measure),
    }


def _cell(shown: Shares, measure: str, key: Key, column: int, row: int) -> list[Any]:
    share, limit = shown.share(measure, key) or 0.0, shown.limits[measure].get(key)
    over = limit is not None and share > limit + 0.0005
    text = shown.said(measure, key) + (f" (limit {percent(limit)})" if limit is not None else "")
    return [column, row, share, "×" if over else "", text]
