"""How far each material depends on one foreign country, and on countries of concern."""

from __future__ import annotations

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Figure, Rows
from optimizer.report.plan_page.dependence_years import by_year
from optimizer.report.plan_page.shares import FALLEN, MEASURES, SOURCE, Shares
from optimizer.report.plan_page.view import Record, View
from optimizer.words.text import percent, plural


def dependence(view: View) -> Chapter | None:
    """The largest foreign country's share by material and year against its target."""
    shown = Shares(view)
    if not shown.mixes:
        return None
    first, last = view.ends
    fallen, cases = shown.fallen("concern")
    few, many = shown.fallen("largest")
    words = (
        "For each material that a partner is delivered, the share of the foreign country that "
        f"delivers most falls from {first} to {last} in {few} of {plural(many, 'case')}."
    )
    if cases:
        heading = f"In {fallen} of {plural(cases, 'case')} supply depends less on countries of concern"
        words += (
            f" Where countries of concern deliver in {first}, their share falls in {fallen} of {plural(cases, 'case')}."
        )
    else:
        heading = f"In {few} of {plural(many, 'case')} supply depends less on one country"
    return Chapter("dependence", heading, (words,), (_change(view, shown), by_year(view, shown)), short="Dependence")


def _heading(view: View, shown: Shares) -> str:
    first, last = view.ends
    place = list(shown.places)[-1]
    shares = [[shown.share("concern", (m, place, y)) for y in (first, last)] for m in shown.materials(place, "concern")]
    known = [(a, b) for a, b in shares if a is not None and b is not None]
    if not known:
        return f"The largest foreign country in {first} and in {last}"
    fallen = sum(b < a - FALLEN for a, b in known)
    who = view.partnership + (" together" if len(view.partners) > 1 else "")
    return (
        f"From {first} to {last} countries of concern lose share in {fallen} of "
        f"{plural(len(known), 'material')} for {who}"
    )


def _change(view: View, shown: Shares) -> Figure:
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
        heading=_heading(view, shown),
        shows=f"For each material a share in {first}, in {last}, and the limit of a target.",
        data={
            "views": views,
            "by": ["market", "measure"],
            "before": str(first),
            "after": str(last),
            "limit": f"Limit in {last}",
        },
        rows=Rows("Shares in deliveries", columns, rows, SOURCE),
        controls=shown.controls(list(shown.places)[-1], "concern" if shown.fallen("concern")[1] else "largest"),
        note="Share in tonnes delivered in base. A country is foreign where its home market is another one.",
    )


def _ends(view: View, shown: Shares, place: str, measure: str) -> Record:
    first, last = view.ends
    materials = shown.materials(place, measure)
    short = view.short(materials, 34)
    rows = []
    for m in materials:
        a, b = shown.share(measure, (m, place, first)), shown.share(measure, (m, place, last))
        limit = shown.limits[measure].get((m, place, last))
        lines = [[str(y), shown.said(measure, (m, place, y))] for y in (first, last) if (m, place, y) in shown.mixes]
        lines += [["limit", percent(limit)]] if limit is not None else []
        rows.append({"name": short[m], "from": a, "to": b, "limit": limit, "lines": lines})
    colour = "bloc.concern" if measure == "concern" else "accent"
    return {"rows": rows, "colour": colour, "words": shown.without(place, measure)}
