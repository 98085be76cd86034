"""Projects that enter, leave, move, or are paid otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from optimizer.study.differing.item import Item, Sides
from optimizer.study.measures import built
from optimizer.words.amounts import more_or_less, musd
from optimizer.words.names import Names
from optimizer.words.text import plural

_GRANT_MUSD = 0.5
_GRANT_SHARE = 0.01
"""Grants differ when they do so by this much and by this share of the larger one."""
_ORDER = ("enters", "leaves", "starts", "floor", "grants")
NOT_BUILT = "not built"

Row = Mapping[str, Any]


def project_items(sides: Sides) -> list[Item]:
    """First what enters and leaves, the largest capital cost first; then starts, floors and grants."""
    old, new = built(sides.before), built(sides.after)
    found = [item for p in dict.fromkeys([*old, *new]) for item in _of_project(sides, p, old.get(p), new.get(p))]
    return sorted(found, key=lambda item: (_ORDER.index(item.kind), -abs(item.difference or 0.0), item.what))


def _of_project(sides: Sides, project: str, old: Row | None, new: Row | None) -> Iterable[Item]:
    name = sides.named(Names.project, project)
    if old is None and new is not None:
        yield _item(name, "enters", NOT_BUILT, _how(new), new["capex_musd"], "MUSD", f"{name} is built, {_how(new)}.")
    elif new is None and old is not None:
        known = project in sides.after.case.projects
        why = "is no longer built" if known else "is no longer built: it is not in the workbook"
        yield _item(name, "leaves", _how(old), NOT_BUILT, -old["capex_musd"], "MUSD", f"{name} {why}.")
    elif old is not None and new is not None:
        yield from _moved(name, old, new)


def _item(name: str, kind: str, before: str, after: str, difference: float | None, unit: str, words: str) -> Item:
    return Item("projects", f"{name}: {kind}", before, after, difference, unit, words, kind, name)


def _how(row: Row) -> str:
    floor = f" with floor {row['price_floor']}" if row["price_floor"] else ""
    return f"decision {int(row['start_year'])}{floor}"


def _moved(name: str, old: Row, new: Row) -> Iterable[Item]:
    years = int(new["start_year"]) - int(old["start_year"])
    if years:
        starts = str(int(old["start_year"])), str(int(new["start_year"]))
        when = f"{plural(abs(years), 'year')} {'later' if years > 0 else 'earlier'}"
        yield _item(name, "starts", *starts, years, "years", f"{name} starts {when}, in {starts[1]}.")
    floors = old["price_floor"] or "none", new["price_floor"] or "none"
    if floors[0] != floors[1]:
        yield _item(name, "floor", *floors, None, "", f"{name}: price floor {floors[1]} instead of {floors[0]}.")
    grants = float(old["grants_musd"]), float(new["grants_musd"])
    more = grants[1] - grants[0]
    if abs(more) >= max(_GRANT_MUSD, _GRANT_SHARE * max(grants)):
        words = f"{name}: {more_or_less(more, 'MUSD')} of grants."
        yield _item(name, "grants", musd(grants[0]), musd(grants[1]), more, "MUSD", words)
