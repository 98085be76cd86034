"""What late and dearer projects do: a chapter of what `optimizer late` has found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from optimizer.late.tables import BELOW, LATENESS
from optimizer.report.beside import Beside, Kind, chapters_beside
from optimizer.report.page import Chapter, Figure, Rows, Words
from optimizer.words.amounts import musd
from optimizer.words.text import percent, plural

_LATE = Kind(
    "late", LATENESS, "late", "If projects are late or dearer", "If projects are late", ("years_late", "dearer")
)
_MOST = 15
_SHOWN = (
    "name",
    "online_year",
    "years_late",
    "expected_musd",
    "short_t",
    "breaks",
    "first_target",
    "covered",
    "dearer_musd",
    "lacks_musd",
)


def late_chapters(file: Path) -> Sequence[Chapter]:
    """Which projects, late or dearer, hurt the plan most.

    Raises:
        ResultError: the file is no such result, or no plan lies beside it.
    """
    return chapters_beside(file, _LATE, _told)


def _told(found: Beside) -> Sequence[Chapter]:
    rows = found.rows("ranking")
    if not rows:
        return [found.opening(["No project is built that could be late."])]
    years, dearer = max(found.document["years_late"]), found.document["dearer"]
    breaking = sum((row["breaks"] or 0) > 0 for row in rows)
    words = (
        f"{plural(len(rows), 'project')} that the plan builds {'is' if len(rows) == 1 else 'are'} taken to be late, "
        "one at a time and by surprise, all else as planned. "
        f"{plural(years, 'year')} late, {breaking} of them make the plan miss a target, or miss it by more."
    )
    first = [row["words"] for row in rows[:3]]
    return [found.opening((words,), (_ranking(found, years, dearer), Words(first, listed=True)))]


def _ranking(found: Beside, years: int, dearer: float) -> Figure:
    rows = found.rows("ranking")
    shown, columns = rows[:_MOST], found.columns("ranking", _SHOWN)
    worst = shown[0]
    return Figure(
        id="late-ranking",
        kind="bars",
        heading=f"{worst['name']} hurts most: {musd(worst['expected_musd'] or 0.0)} if it is "
        f"{plural(years, 'year')} late",
        shows=f"Bars of what a delay of {plural(years, 'year')} and a capital cost {percent(dearer)} higher add "
        f"for {len(shown)} projects.",
        data={
            "categories": [row["name"] for row in shown],
            "series": [
                {
                    "name": f"{plural(years, 'year')} late",
                    "values": [row["expected_musd"] for row in shown],
                    "colour": "shade.0",
                },
                {
                    "name": f"{percent(dearer)} dearer",
                    "values": [row["dearer_musd"] for row in shown],
                    "colour": "shade.1",
                },
            ],
            "unit": "MUSD",
        },
        rows=Rows(
            "What hurts most, every built project",
            columns,
            [[row[c.name] for c in columns] for row in rows],
            found.source("ranking"),
            printed=True,
        ),
        note="MUSD discounted, expected over the scenarios, more than on time and at the planned cost."
        + (f" The cost of dearer projects is {BELOW}." if any((row["dearer_musd"] or 0.0) < 0 for row in rows) else "")
        + (f" The {len(rows) - _MOST} that hurt less stand in the table." if len(rows) > _MOST else ""),
    )
