"""What each step of a sweep saves, and which projects enter and leave."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.report.folds import Fold, Folds
from optimizer.report.page import Chapter, Figure, Part
from optimizer.report.study_page.ranges import Told, difference, range_figure
from optimizer.report.study_page.view import Row, View
from optimizer.study.certainty import bracket
from optimizer.study.uncertainty import Difference
from optimizer.words.amounts import number
from optimizer.words.text import clean, plural

_NOTE = (
    "The dot is what the cheapest plans known save; the bar spans what the step saves at least and at most. Hollow and "
    "grey: no saving that the search can tell."
)


def steps(view: View) -> Chapter | None:
    """Savings by step with their ranges; None where there is no step."""
    found = {_name(view, row): difference(row, "saves") for row in view.rows("steps")}
    known = {name: d for name, d in found.items() if d is not None}
    if not known:
        return None
    parts: list[Part] = [_savings(view, known)]
    told = [Fold(_head(view, row), _told(row)) for row in view.rows("steps") if row["words"]]
    if told:
        parts.append(Folds(told, f"Sentences: {view.source('steps')}."))
    words = (
        "A step that saves much for its money is worth asking for. A step whose saving is no more than the gap of the "
        "search may save nothing; the projects that change in it may change by chance."
    )
    return Chapter("steps", "What each step saves", (words,), parts, "Steps")


def _name(view: View, row: Row) -> str:
    return f"{view.head(row['from'])} → {view.head(row['to'])}"


def _head(view: View, row: Row) -> str:
    found = difference(row, "saves")
    return f"{_name(view, row)}: {_short(found)}" if found else _name(view, row)


def _short(found: Difference) -> str:
    return f"saves {number(found.value)} MUSD" if found.told_apart else "no saving that the search can tell"


def _told(row: Row) -> list[str]:
    """A step in sentences, one a line; its name stands above them."""
    text = clean(row["words"])
    parts = text.replace(". ", ".\n").split("\n")
    return [part for part in parts if part]


def _savings(view: View, known: Mapping[str, Difference]) -> Figure:
    sure = sum(d.told_apart for d in known.values())
    verb = "saves" if sure == 1 else "save"
    heading = f"{sure} of {plural(len(known), 'step')} {verb} more than the gap of the search explains{_per(view)}"
    told = Told(
        id="savings",
        heading=heading,
        shows="Bars of what each step saves",
        axis="Saved by the step, MUSD discounted",
        zero="nothing",
        what="Step",
        value="Saves",
        caption="What each step saves, MUSD discounted",
        source=view.source("steps"),
        note=_NOTE,
        is_saving=True,
        unsure="not told from nothing",
    )
    return range_figure(told, known, _words)


def _words(d: Difference) -> str:
    if not d.told_apart:
        return f"no saving that the search can tell, at most {number(d.high)} MUSD"
    return f"saves {number(d.value)} MUSD ({bracket(d)})"


def _per(view: View) -> str:
    """What 100 MUSD of budget buy in the steps that can be told."""
    sure = [row["per_100_musd"] for row in view.rows("steps") if row["told_apart"] and row["per_100_musd"] is not None]
    if not sure:
        return ""
    least, most = number(min(sure)), number(max(sure))
    return f": {least if least == most else f'{least} to {most}'} MUSD for each 100 MUSD of budget"
