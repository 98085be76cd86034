"""The first sheet of a sweep: what cost each budget, or each value of a target, can reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from optimizer.excel.pages.cells import figure, records
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.scale import scale
from optimizer.excel.pages.styles import INK
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.contents import write_contents
from optimizer.excel.study_book.first import open_first
from optimizer.excel.study_book.names import remark
from optimizer.words.text import clean, plural, usd

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
    for sentence in _headline(book):
        page.say(sentence, bold=True, font_size=11, font_color=INK)
    page.row += 1
    _charts(book, page)
    _points(book, page)
    write_contents(book, page)


def along(book: StudyBook) -> tuple[str, str]:
    """The column of points that a chart runs along, and its title."""
    frame = book.table("points")
    if frame["budget_musd"].notna().any() and frame["budget_musd"].nunique() > 1:
        return "budget_musd", "Budget over all years, MUSD, not discounted"
    return "value", f"{clean(book.study.facts.get('varied', 'value')) or 'Value'}".capitalize()


def _headline(book: StudyBook) -> Iterator[str]:
    rows = [row for row in records(book.table("points")) if figure(row["best_musd"]) is not None]
    if not rows:
        yield "No point has a plan; the last column of the table says why."
        return
    if len(rows) > 1:
        yield _fall(book, rows[0], rows[-1])
    steps = records(book.table("steps"))
    sure = [row for row in steps if row["told_apart"] and figure(row["per_100_musd"]) is not None]
    if sure:
        best = max(sure, key=lambda row: float(row["per_100_musd"]))
        between = f"from {book.label(best['from'])} to {book.label(best['to'])}"
        saved = usd(float(best["per_100_musd"]))
        yield f"Money buys most {between}: {saved} are saved for each 100 MUSD of budget."
    weak = sum(not row["told_apart"] for row in steps)
    if weak:
        verb = "saves" if weak == 1 else "save"
        yield f"{plural(weak, 'step')} {verb} nothing, or no more than the gap of the search explains."
    without = len(book.cases) - len(rows)
    if without:
        yield f"{plural(without, 'point')} {'has' if without == 1 else 'have'} no plan."


def _fall(book: StudyBook, first: dict[str, Any], last: dict[str, Any]) -> str:
    costs = [float(row["best_musd"]) for row in (first, last)]
    between = f"From {book.label(first['point'])} to {book.label(last['point'])}"
    return f"{between} the cost falls by {usd(costs[0] - costs[1])}, from {usd(costs[0])} to {usd(costs[1])}."


def _charts(book: StudyBook, page: Page) -> None:
    column, title = along(book)
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
    formats = {"value": "0.0%"} if book.study.facts.get("of budgets") == "yes" else {}
    marks = {"answer": ["" if a == "plan" else "missed" if a == "no plan" else "unsure" for a in frame["answer"]]}
    page.table(columns, frame, _WIDTHS, marks=marks, number_formats=formats)
