"""Sheets of a sweep about its steps: what each buys, what it drops, and what nesting costs."""

from __future__ import annotations

from optimizer.excel.pages.cells import figure
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.styles import SERIES
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.frontier import value_formats

_NAMES = 34


def write_steps(book: StudyBook) -> None:
    """What each step buys, who enters and who leaves."""
    table = book.schema["steps"]
    page = book.page(
        "Steps",
        "What each step buys",
        "What is saved from one point to the next, and which projects enter and leave. Grey: the saving is no more "
        "than the gaps of the two searches explain, and so may be its changes of projects.",
    )
    frame = book.table("steps").copy()
    if frame.empty:
        page.say("There are no two points with a plan beside each other.", italic=True)
        return
    for column in ("from", "to"):
        frame[column] = [book.label(v) for v in frame[column]]
    sure = ["" if bool(told) else "unsure" for told in frame["told_apart"]]
    widths = {"from": 12, "to": 12, "enter": _NAMES, "leave": _NAMES, "words": 60}
    bands = (("Step", 0, 1), ("Saves", 4, 7))
    layout = page.table(table.columns, frame, widths, bands=bands, marks=dict.fromkeys(table.names, sure))
    page.freeze_head(layout, 2)
    values, least, most = (tuple(map(figure, frame[f"saves{part}_musd"])) for part in ("", "_low", "_high"))
    labels = [f"{a} → {b}" for a, b in zip(frame["from"], frame["to"], strict=True)]
    name = "Saves"
    block = book.charts.add("What each step saves, MUSD, discounted", labels, {name: values}, {name: (least, most)})
    title = "What each step saves; lines: at least and at most"
    place(book, page, block, Look("column", title, "Step", "MUSD, discounted", colours=(SERIES[4],), size=(900, 320)))


def write_dropped(book: StudyBook) -> None:
    """Projects that a looser point leaves out, and what took their place."""
    table = book.schema["dropped"]
    page = book.page(
        "Dropped",
        "Projects that a looser point drops",
        "A project can be worth its money while money is short, and be displaced by a larger one when there is more. "
        "Grey: the two plans cost the same within their gaps, so that the change may be chance.",
    )
    frame = book.table("dropped").copy()
    if frame.empty:
        page.say("No project that a tighter point picks is left out by a looser one.", italic=True)
        return
    frame["name"] = [book.names.project(p) for p in frame["project"]]
    for column in ("from", "to"):
        frame[column] = [book.label(v) for v in frame[column]]
    sure = ["" if bool(told) else "unsure" for told in frame["told_apart"]]
    columns = [c for c in table.columns if c.name != "project"]
    widths = {"name": 36, "from": 12, "to": 12, "displaced_by": _NAMES, "words": 70}
    layout = page.table(columns, frame, widths, filter=True, marks={c.name: sure for c in columns})
    page.freeze_head(layout, 1)


def write_nested(book: StudyBook) -> None:
    """What it costs to keep what tighter points picked; only where that was asked for."""
    frame = book.table("points")
    frame = frame[frame["nested_musd"].notna()].copy()
    if frame.empty:
        return
    page = book.page(
        "Nested",
        "The price of nesting",
        "Nested plans keep every project that a tighter point picked, so that a programme can grow step by step. The "
        "price of nesting is what that costs against the best plan known.",
    )
    ranged = ("nesting_musd", "nesting_low_musd", "nesting_high_musd")
    names = ("point", "value", "budget_musd", "best_musd", "nested_musd", *ranged)
    columns = [c for c in book.schema["points"].columns if c.name in names]
    frame["point"] = [book.label(p) for p in frame["point"]]
    first = len(columns) - 3
    bands = (("Price of nesting", first, first + 2),)
    layout = page.table(columns, frame, {"point": 16}, bands=bands, number_formats=value_formats(book))
    page.freeze_head(layout, 1)
    values, least, most = (tuple(map(figure, frame[f"nesting{part}_musd"])) for part in ("", "_low", "_high"))
    name = "Price of nesting"
    block = book.charts.add(f"{name}, MUSD, discounted", list(frame["point"]), {name: values}, {name: (least, most)})
    title = f"{name}; lines: at least and at most"
    noun = book.noun.capitalize()
    look = Look("column", title, noun, "MUSD, discounted", colours=(SERIES[2],), size=(900, 320))
    place(book, page, block, look)
