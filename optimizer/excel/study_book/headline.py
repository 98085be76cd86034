"""A comparison in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from optimizer.excel.pages.cells import figure, present, records
from optimizer.excel.study_book.book import StudyBook
from optimizer.words.listing import listed
from optimizer.words.text import plural, usd

Row = dict[str, Any]
_PROVEN = 0.05
"""MUSD within which both ends of a range are the same."""


def headline(book: StudyBook) -> Iterator[str]:
    """What a planner should know first."""
    rows = records(book.table("cases"))
    planned = [row for row in rows if book.has_plan(str(row["case"]))]
    if not planned:
        yield "No case has a plan; the last column says why."
        return
    yield from _answers(book, rows, planned)
    compared = [
        row for row in planned if str(row["case"]) != book.base and figure(row["against_base_musd"]) is not None
    ]
    yield from _extremes(book, [row for row in compared if row["told_apart"] is True or row["told_apart"] == 1])
    yield from _unsure(book, [row for row in compared if present(row["told_apart"]) and not row["told_apart"]])
    if len(planned) > 1:
        yield from _projects(book)


def _answers(book: StudyBook, rows: Sequence[Row], planned: Sequence[Row]) -> Iterator[str]:
    if len(planned) == len(rows):
        few = {1: "The case has a plan.", 2: "Both cases have a plan."}
        yield few.get(len(rows), f"All {plural(len(rows), 'case')} have a plan.")
        return
    failed = [book.label(row["case"]) for row in rows if row not in planned]
    yield f"{len(planned)} of {plural(len(rows), 'case')} have a plan; there is none for {listed(failed)}."


def _extremes(book: StudyBook, sure: Sequence[Row]) -> Iterator[str]:
    """The case that costs most and the one that saves most, among those that the gaps can tell from base."""
    ranked = sorted(sure, key=lambda row: float(row["against_base_musd"]))
    if ranked and float(ranked[-1]["against_base_musd"]) > 0:
        yield f"{book.label(ranked[-1]['case'])} costs most: {_amount(ranked[-1])} more than base{_range(ranked[-1])}."
    if ranked and float(ranked[0]["against_base_musd"]) < 0:
        yield f"{book.label(ranked[0]['case'])} saves most: {_amount(ranked[0])} less than base{_range(ranked[0])}."


def _unsure(book: StudyBook, unsure: Sequence[Row]) -> Iterator[str]:
    if unsure:
        names = listed([book.label(row["case"]) for row in unsure])
        verb = "differs" if len(unsure) == 1 else "differ"
        yield f"{names} {verb} from base by no more than the gap of the search explains."


def _projects(book: StudyBook) -> Iterator[str]:
    classes = book.table("projects")["class"].astype(str)
    always, sometimes = int((classes == "always").sum()), int((classes == "sometimes").sum())
    if always or sometimes:
        verb = "is" if always == 1 else "are"
        yield f"{plural(always, 'candidate project')} {verb} picked in every plan, {sometimes} in some only."


def _amount(row: Row) -> str:
    return usd(abs(float(row["against_base_musd"])))


def _range(row: Row) -> str:
    """How much it is at least and at most, whichever its sign."""
    ends = [figure(row["against_base_low_musd"]), figure(row["against_base_high_musd"])]
    if None in ends:
        return ""
    least, most = sorted(abs(end or 0.0) for end in ends)
    if most - least < _PROVEN:
        return " (proven)"
    return f" (at least {usd(least)}, at most {usd(most)})"
