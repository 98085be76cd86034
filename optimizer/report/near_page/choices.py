"""Must-have, choice and never: what deciding otherwise on a project costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from optimizer.near.tables import CLASSES
from optimizer.report.beside import Beside, Row
from optimizer.report.near_page.view import within_musd
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.words.amounts import musd, number
from optimizer.words.text import clean, plural

_GROUPS = (("choice", "Choices"), ("must-have", "Must-have"), ("never", "Never"))
_MEANINGS = {
    "must-have": "Must-have, in every plan that costs about the same",
    "choice": "Choices, in some of them",
    "never": "Never, in none of them",
}
_MOST = 25
_SHOWN = ("name", "class", "proven", "built", "least_musd", "most_musd", "words")


def choices(found: Beside) -> Chapter | None:
    """The cost of deciding otherwise by project; None where every project is committed."""
    rows = [row for row in found.rows("classes") if row["class"] != "committed"]
    if not rows:
        return None
    return Chapter("choices", "Must-have, choice or never", (_counts(found, rows),), (_figure(found, rows),), "Choices")


def _counts(found: Beside, rows: Sequence[Row]) -> str:
    parts = []
    for group, meaning in _MEANINGS.items():
        own = [row for row in rows if row["class"] == group]
        unsure = sum(not row["proven"] for row in own)
        proof = "" if not own else ", proven" if not unsure else ", not proven"
        if 0 < unsure < len(own):
            proof = f", {unsure} of them not proven"
        parts.append(f"{meaning}: {plural(len(own), 'project')}{proof}.")
    return f"About the same means at most {musd(within_musd(found))} more. {' '.join(parts)}"


def _figure(found: Beside, rows: Sequence[Row]) -> Figure:
    known = [(group, name) for group, name in _GROUPS if any(row["class"] == group for row in rows)]
    bars = [bar for group, _ in known for bar in _bars(rows, group)]
    left_out = len(rows) - len(bars)
    return Figure(
        id="otherwise",
        kind="ranges",
        heading=_message(rows),
        shows=f"Bars of what deciding otherwise costs for {plural(len(bars), 'project')}: at least, by proof, and at "
        "most, by a plan that was found. A line marks what still counts as about the same.",
        data={
            "bars": bars,
            "unit": "MUSD",
            "axis": "Deciding otherwise costs, MUSD",
            "zero": "this plan",
            "unsure": "not proven",
            "limit": {"value": within_musd(found), "name": "about the same"},
        },
        rows=_table(found, rows),
        controls=[Control("group", "Show", known, known[0][0])],
        note="The dot is the cheapest plan known that decides otherwise on the project; the bar begins at what is "
        "proven at least. An open end: no such plan is known. Grey: what is said of the project is not proven."
        + (f" The closest calls of each kind; {left_out} others stand in the table." if left_out else ""),
    )


def _bars(rows: Sequence[Row], group: str) -> Sequence[Mapping[str, Any]]:
    """The closest calls first: those where deciding otherwise costs least."""
    own = sorted((row for row in rows if row["class"] == group), key=_closeness)
    return [_bar(row, group) for row in own[:_MOST]]


def _closeness(row: Row) -> float:
    return float("inf") if row["most_musd"] is None else float(row["most_musd"])


def _bar(row: Row, group: str) -> Mapping[str, Any]:
    least = row["least_musd"]
    return {
        "name": clean(row["name"] or row["project"]),
        "value": row["most_musd"],
        "low": 0.0 if least is None else max(0.0, least),
        "high": row["most_musd"],
        "tone": "less" if row["proven"] else "unsure",
        "words": clean(row["words"] or ""),
        "group": group,
    }


def _message(rows: Sequence[Row]) -> str:
    own = sorted((row for row in rows if row["class"] == "choice" and row["most_musd"] is not None), key=_closeness)
    if not own:
        return "No project can be decided otherwise at about the same cost, as far as is known"
    name = clean(own[0]["name"] or own[0]["project"])
    most = max(0.0, own[0]["most_musd"])
    return (
        f"{plural(len(own), 'project')} can be decided otherwise at about the same cost; {name} is the closest call, "
        f"{number(most)} MUSD more than this plan"
    )


def _table(found: Beside, rows: Sequence[Row]) -> Rows:
    columns = found.columns("classes", _SHOWN)
    return Rows(
        CLASSES.doc,
        columns,
        [tuple(row[c.name] for c in columns) for row in rows],
        found.source("classes"),
    )
