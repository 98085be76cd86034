"""The sheet of scenarios: what each future costs and leaves short under each plan."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.case.case import BASE
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import MISSED_FILL
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.by_case import column_name, spread, write_by_case
from optimizer.words.text import readable

_MOST_DRAWN = 6
_KEYS = {"future": "Scenario", "chance": "Probability"}


def write_scenarios(book: StudyBook) -> None:
    """Cost of disruption and shortage, scenario by case."""
    page = book.page(
        "Scenarios",
        f"Scenarios by {book.noun}",
        "What each future costs and leaves short under each plan. The cost of disruption compares with undisturbed "
        "operation of the same plan at the scenario's prices. A probability of 0 % is a stress test.",
    )
    frame = book.table("shortage").copy()
    if frame.empty:
        page.say("The workbook describes no scenarios, or there is no plan.", italic=True)
        return
    frame["future"] = ["Base" if s == BASE else readable(str(s)) for s in frame["scenario"]]
    frame["chance"] = frame["scenario"].map(frame.groupby("scenario")["probability"].agg(_chance))
    _chart(book, page, frame)
    page.freeze(0, 2)
    _section(book, page, frame, "Cost of disruption, discounted", ("disruption_musd", "money", "MUSD"), worst=True)
    _section(
        book, page, frame, "Shortage over the scenario's window, all materials", ("short_t", "tonnes", "t"), worst=True
    )
    if frame["against_base_t"].notna().any():
        _section(
            book,
            page,
            frame,
            f"Shortage against {book.reference}: more (+) or less (−)",
            ("against_base_t", "tonnes", "t"),
        )


def _chance(values: pd.Series) -> str:
    """One probability, or the range of those that the cases give."""
    least, most = values.min(), values.max()
    if pd.isna(least):
        return ""
    return f"{most:.0%}" if most - least < 1e-9 else f"{least:.0%} to {most:.0%}"


def _section(
    book: StudyBook, page: Page, frame: pd.DataFrame, title: str, what: tuple[str, Any, str], worst: bool = False
) -> None:
    page.subtitle(title)
    values, kind, unit = what
    marks = _worst(book, frame, values) if worst else {}
    if marks:
        page.legend((MISSED_FILL, f"Bold: the worst scenario of the {book.noun}"))
    write_by_case(book, page, frame, _KEYS, values, kind, unit, signed=not worst, marks=marks)


def _worst(book: StudyBook, frame: pd.DataFrame, values: str) -> dict[str, list[str]]:
    """A mark on the largest value of each case."""
    wide = spread(book, frame, list(_KEYS), values).reset_index(drop=True)
    found = {}
    for number, case in enumerate(book.cases):
        if book.has_plan(case) and len(wide) and wide[column_name(number)].max() > 0:
            at = wide[column_name(number)].idxmax()
            found[column_name(number)] = ["missed" if row == at else "" for row in wide.index]
    return found


def _chart(book: StudyBook, page: Page, frame: pd.DataFrame) -> None:
    """Cost of disruption by scenario, one bar for each case, while they are few."""
    shown = [case for case in book.cases if book.has_plan(case)]
    if not 0 < len(shown) <= _MOST_DRAWN:
        return
    wide = spread(book, frame, ["future"], "disruption_musd")
    series = {book.label(c): wide[column_name(book.cases.index(c))].tolist() for c in shown} if len(wide) else {}
    block = book.charts.add("Cost of disruption by scenario, MUSD, discounted", [str(f) for f in wide.index], series)
    look = Look(
        "column", "Cost of disruption by scenario", "Scenario", "MUSD, discounted", size=(980, 320), legend="right"
    )
    place(book, page, block, look)
