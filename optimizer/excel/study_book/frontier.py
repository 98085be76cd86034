"""The first sheet of a sweep: what cost each budget, or each value of a target, can reach."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.excel.pages.cells import figure
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.contents import write_contents
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.scale import scale
from optimizer.excel.pages.styles import INK
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.first import open_first
from optimizer.excel.study_book.remark import remark
from optimizer.study.headline import of_sweep
from optimizer.study.measures import records
from optimizer.words.text import clean

_SHOWN = (
    "point", "value", "budget_musd", "answer", "best_musd", "proven_musd", "plan_of", "objective_musd", "picked",
    "public_musd", "short_t", "targets_missed", "message",
)  # fmt: skip
_WIDTHS = {"point": 16, "answer": 14, "plan_of": 12, "message": 48}
_LINES = {
    "Best plan known": "best_musd",
    "Proven: no plan costs less": "proven_musd",
    "Nested: keeping earlier picks": "nested_musd",
}
_COLOURS = ("#0072B2", "#E69F00", "#009E73")


def open_frontier(book: StudyBook) -> Page:
    """The first sheet, to be filled when all others are known."""
    varied = clean(book.study.facts.get("varied", "")).strip()
    return open_first(
        book, f"the {varied} varied, all else as it stands" if varied else "one thing varied, all else as it stands"
    )


def fill_frontier(book: StudyBook, page: Page) -> None:
    """Headline, frontier and points."""
    points, steps = (records(book.table(name)) for name in ("points", "steps"))
    for sentence in of_sweep(points, steps, book.label):
        page.say(sentence, bold=True, font_size=11, font_color=INK)
    page.row += 1
    _charts(book, page)
    _points(book, page)
    write_contents(book, page)


def _along(book: StudyBook) -> tuple[str, str]:
    """The column of points that a chart runs along, and its title."""
    frame = book.table("points")
    if frame["budget_musd"].notna().any() and frame["budget_musd"].nunique() > 1:
        return "budget_musd", "Budget over all years, MUSD, not discounted"
    return "value", f"{clean(book.study.facts.get('varied', 'value')) or 'Value'}".capitalize()


def value_formats(book: StudyBook) -> dict[str, str]:
    """How the varied value is written: a factor on budgets is a percentage."""
    return {"value": "0.0%"} if book.study.facts.get("of budgets") == "yes" else {}


def _charts(book: StudyBook, page: Page) -> None:
    column, title = _along(book)
    frame = book.table("points")
    frame = frame[frame[column].notna() & frame["best_musd"].notna()]
    if frame.empty:
        return
    at = [float(v) for v in frame[column]]
    series = {name: [figure(v) for v in frame[c]] for name, c in _LINES.items() if frame[c].notna().any()}
    block = book.charts.add("Frontier: cost of the best plan, and what is proven, MUSD, discounted", at, series)
    look = _look("Frontier: the cheapest plan lies between the two lines", title, "MUSD, discounted", block, at)
    short = book.charts.add("Expected shortage, t", at, {"Expected shortage": [figure(v) for v in frame["short_t"]]})
    place(book, page, block, look, stay=not short.is_empty)
    if not short.is_empty:
        place(book, page, short, _look("Expected shortage", title, "t", short, at, 480), 790)


def _look(title: str, categories: str, values: str, block: Block, at: Sequence[float], width: int = 780) -> Look:
    known = [v for s in block.series.values() for v in s if v is not None]
    return Look(
        "scatter", title, categories, values, subtype="straight_with_markers", colours=_COLOURS, size=(width, 360),
        extra=scale(known), along={**scale(at), "num_format": "#,##0" if max(at) >= 5 else "0.##"},
    )  # fmt: skip


def _points(book: StudyBook, page: Page) -> None:
    table = book.schema["points"]
    page.subtitle("Points, from the tightest to the loosest")
    page.say(table.doc.partition(". ")[2])
    frame = book.table("points").copy()
    for column in ("point", "plan_of"):
        frame[column] = [book.label(v) if isinstance(v, str) and v else "" for v in frame[column]]
    frame["message"] = [remark(m) for m in frame["message"]]
    columns = [c for c in table.columns if c.name in _SHOWN]
    marks = {"answer": ["" if a == "plan" else "missed" if a == "no plan" else "unsure" for a in frame["answer"]]}
    page.table(columns, frame, _WIDTHS, marks=marks, number_formats=value_formats(book))
