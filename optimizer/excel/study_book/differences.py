"""The sheet of differences: everything in which two plans differ, one row each."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd

from optimizer.excel.pages.cells import present, records
from optimizer.excel.study_book.book import StudyBook
from optimizer.words.text import clean, readable
from optimizer.words.wording import term

_WIDTHS = {"case": 22, "about": 12, "item": 38, "before": 20, "after": 20, "words": 60}


def write_differences(book: StudyBook) -> None:
    """What is different, before and after."""
    table = book.schema["differences"]
    compared = "the first plan and the second" if book.study.kind == "difference" else "base and each other case"
    page = book.page(
        "Differences",
        "Differences, one by one",
        f"Everything in which {compared} differ, the largest first within each subject.",
    )
    frame = book.table("differences").copy()
    if frame.empty:
        page.say("There are no differences: the plans are the same, or base has none.", italic=True)
        return
    columns = [c for c in table.columns if c.name != "case" or book.study.kind != "difference"]
    frame["item"] = [_item(book, row) for row in records(frame)]
    frame["case"] = [book.label(c) for c in frame["case"]]
    frame["about"] = [readable(str(a)) for a in frame["about"]]
    formats = {"difference": "+#,##0.##;-#,##0.##;0"}
    layout = page.table(columns, frame, _WIDTHS, filter=True, number_formats=formats)
    page.freeze_head(layout, 3 if len(columns) == len(table.columns) else 2)


def _item(book: StudyBook, row: dict[str, Any]) -> str:
    """What differs, by its name where an identifier stands for it."""
    if not present(row["item"]):
        return ""
    item = clean(row["item"])
    naming = {"projects": book.names.project, "money": book.names.funder, "cost": term, "scenarios": readable}
    lookup = naming.get(str(row["about"]))
    return lookup(item) if lookup else item


def changes(book: StudyBook) -> pd.DataFrame:
    """Inputs that differ, the cases by their labels."""
    frame = book.table("changes").copy()
    frame["case"] = [book.label(c) for c in frame["case"]]
    return frame


def write_inputs(book: StudyBook) -> None:
    """Which cells of the workbook each case changes."""
    table = book.schema["changes"]
    is_pair = book.study.kind == "difference" and len(book.cases) > 1
    doc = "Cells of the workbook in which the two differ." if is_pair else table.doc
    page = book.page("Inputs", f"Inputs that differ by {book.noun}", f"{doc} All other inputs are the same.")
    frame = changes(book)
    if frame.empty:
        page.say("No input differs.", italic=True)
        return
    widths = {"case": 20, "sheet": 12, "row": 56, "before": 14, "after": 16, "words": 60}
    columns = [c for c in table.columns if c.name != "case"] if is_pair else list(table.columns)
    if is_pair:
        names = {"before": book.label(book.cases[0]), "after": book.label(book.cases[-1])}
        columns = [dataclasses.replace(c, label=names.get(c.name, c.label)) for c in columns]
    layout = page.table(columns, frame, widths, filter=True)
    page.freeze_head(layout, 1)
