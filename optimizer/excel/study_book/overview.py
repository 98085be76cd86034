"""The first sheet of a comparison: every case on one line, and what it costs against base."""

from __future__ import annotations

import dataclasses

import pandas as pd

from optimizer.excel.pages.contents import write_contents
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import INK, SIGNED_MONEY
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.case_charts import draw_cases
from optimizer.excel.study_book.first import open_first
from optimizer.excel.study_book.remark import remark
from optimizer.excel.study_book.stories import story
from optimizer.plan.table import Column
from optimizer.study.headline import of_comparison
from optimizer.study.measures import records
from optimizer.study.tables import CASES
from optimizer.words.text import readable

_SHOWN = (
    "case", "answer", "objective_musd", "against_base_musd", "against_base_low_musd", "against_base_high_musd",
    "told_apart", "programme_musd", "picked", "capex_musd", "public_musd", "short_t", "worst_scenario",
    "worst_scenario_musd", "targets_missed", "message",
)  # fmt: skip
_LABELS = {"objective_musd": "Cost", "against_base_musd": "Difference", "worst_scenario_musd": "It costs"}
_WIDTHS = {"case": 30, "answer": 12, "told_apart": 11, "worst_scenario": 18}
_REMARK = 48.0


def open_overview(book: StudyBook) -> Page:
    """The first sheet, to be filled when all others are known."""
    return open_first(book, "each case solved on its own and compared with base")


def fill_overview(book: StudyBook, page: Page) -> None:
    """Headline, cases, charts and contents."""
    cases, projects = (records(book.table(name)) for name in ("cases", "projects"))
    for sentence in of_comparison(cases, projects, book.label):
        page.say(sentence, bold=True, font_size=11, font_color=INK)
    told = " ".join(story(book, book.base))
    if told and book.base:
        page.say(f"{book.label(book.base)}: {told}")
    page.row += 1
    # a chart below a long table would be cut by the end of the page
    parts = (draw_cases, _cases) if book.crowded else (_cases, draw_cases)
    for part in parts:
        part(book, page)
    write_contents(book, page)


def _cases(book: StudyBook, page: Page) -> None:
    declared = {c.name: c for c in CASES.columns}
    columns = [dataclasses.replace(declared[n], label=_LABELS.get(n, declared[n].label)) for n in _SHOWN]
    frame = book.table("cases").copy()
    frame["case"] = [book.label(c) for c in frame["case"]]
    frame["worst_scenario"] = [readable(s) if isinstance(s, str) else s for s in frame["worst_scenario"]]
    frame["message"] = [remark(m) for m in frame["message"]]
    answers = ["missed" if a in ("no plan", "wrong inputs", "fault") else "" for a in frame["answer"]]
    sure = ["unsure" if _is_no(value) else "" for value in frame["told_apart"]]
    ranged = [n for n in _SHOWN if n.startswith("against_base")]
    marks = {"answer": answers, **dict.fromkeys([*ranged, "told_apart"], sure)}
    bands = _bands(
        columns, {"Against base": [*ranged, "told_apart"], "Worst scenario": ["worst_scenario", "worst_scenario_musd"]}
    )
    widths = {**_WIDTHS, "message": _REMARK} if any(frame["message"]) else _WIDTHS
    page.table(
        columns,
        frame[list(_SHOWN)],
        widths,
        bands=bands,
        marks=marks,
        number_formats=dict.fromkeys(ranged, SIGNED_MONEY),
    )
    page.row -= 1
    page.say(
        "Each plan is proven within its gap, so a difference is known within both: it is at least and at most this. "
        "Grey: the gaps alone could explain it. Cost is expected and discounted; capex and public money are not.",
        italic=True,
    )
    page.row += 1


def _is_no(value: object) -> bool:
    return value is not None and not pd.isna(value) and not value  # type: ignore[call-overload]


def _bands(columns: list[Column], over: dict[str, list[str]]) -> tuple[tuple[str, int, int], ...]:
    order = [c.name for c in columns]
    return tuple((text, order.index(names[0]), order.index(names[-1])) for text, names in over.items())
