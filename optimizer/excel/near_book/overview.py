"""The first sheet: the plans near the optimum, each in a sentence, and what is proven about them."""

from __future__ import annotations

import pandas as pd

from optimizer.excel.pages.cells import records
from optimizer.excel.pages.contents import write_contents
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import INK, SIGNED_MONEY
from optimizer.excel.study_book.book import StudyBook
from optimizer.near.alternatives import OPTIMUM
from optimizer.near.study import NearStudy, proof_words
from optimizer.near.tables import ALTERNATIVES
from optimizer.near.words import counted
from optimizer.words.text import clean, plural

_WIDTHS = {"case": 24, "differ": 12, "differ_from_all": 12, "objective_musd": 14}


def open_overview(book: StudyBook) -> Page:
    """The first sheet, to be filled when all others are known."""
    count = plural(len(book.cases), "plan")
    doc = f"{count} of {clean(book.study.workbook)}. MUSD is million US dollars without inflation."
    return book.first_page("Overview", doc)


def fill_overview(book: StudyBook, page: Page, study: NearStudy) -> None:
    """What is proven, the plans beside each other, each in a sentence, and contents."""
    near = study.near
    page.say(proof_words(near), bold=True, font_color=INK)
    page.say(f"Projects – {'; '.join(counted(near.standings, near.distance_musd))}.", font_color=INK)
    page.row += 1
    _table(book, page, study)
    for row in records(study.tables["alternatives"]):
        if row["case"] != OPTIMUM:
            page.say(f"{book.label(row['case'])}: {row['words']}", font_color=INK)
    page.row += 1
    write_contents(book, page)


def _table(book: StudyBook, page: Page, study: NearStudy) -> None:
    frame: pd.DataFrame = study.tables["alternatives"].copy()
    frame["case"] = [book.label(c) for c in frame["case"]]
    columns = [c for c in ALTERNATIVES.columns if c.name != "words"]
    page.table(columns, frame, _WIDTHS, number_formats={"dearer_musd": SIGNED_MONEY})
