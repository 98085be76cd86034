"""The first sheet: the whole plan on one page."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.excel.pages.cells import figure, words
from optimizer.excel.pages.charts import place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import BAND_FILL, HEAD_FILL, LINE, NOTE, TAB, TOTAL_FILL
from optimizer.excel.plan_book import overview_blocks as blocks
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.futures import shortage_block, shortage_look
from optimizer.excel.plan_book.headline import figures, sentences, subtitle, tiles
from optimizer.excel.plan_book.money import spending_block, spending_look
from optimizer.excel.plan_book.overview_blocks import Block
from optimizer.excel.plan_book.targets import TargetLine, target_lines
from optimizer.words.text import clean

WIDTHS = (31, 11, 11, 2, 37, 9, 9, 9, 9, 9, 2, 38, 8, 8, 9, 30)
_LAST = len(WIDTHS) - 1
_COSTS, _FUNDERS, _BUILT = 0, 4, 11
_TILES = ((0, 0), (1, 3), (4, 4), (5, 9), (10, 11), (12, 15))
_CHART = (562, 390)


def open_overview(book: Book) -> Page:
    """The first sheet, to be filled when all others are known."""
    page = book.first_page("Overview", subtitle(book), columns=0)
    page.on_one_page()
    page.sheet.center_horizontally()
    page.sheet.set_zoom(70)
    for column, width in enumerate(WIDTHS):
        page.width(column, width)
    return page


def fill_overview(book: Book, page: Page) -> None:
    """Headline, tiles, tables, charts and contents."""
    reached = target_lines(book)
    found = figures(book, reached)
    page.row = 2
    headline = book.styles.text(font_size=12, bold=True, text_wrap=True, valign="vcenter", align="left")
    page.sheet.merge_range(page.row, 0, page.row, _LAST, clean(sentences(book, found)), headline)
    page.sheet.set_row(page.row, 36)
    _tiles(book, page, tiles(book, found))
    top = page.row
    second = (
        top
        + 1
        + max(_put(book, page, blocks.funders(book), top, _FUNDERS), _put(book, page, blocks.built(book), top, _BUILT))
    )
    costs = _put(book, page, blocks.costs(book), top, _COSTS)
    ends = [_put(book, page, blocks.scenarios(book), second, _FUNDERS), _targets(book, page, reached, second)]
    ends = [second + length for length in ends]
    ends.append(_contents(book, page, top + costs + 1))
    page.row = max(ends) + 1
    _charts(book, page)


def _tiles(book: Book, page: Page, entries: Sequence[tuple[str, str]]) -> None:
    large = book.styles.text(
        font_size=18, bold=True, font_color=BAND_FILL, bg_color=HEAD_FILL, align="center", left=2, left_color="#FFFFFF"
    )
    small = book.styles.text(
        font_size=9,
        font_color=NOTE,
        bg_color=HEAD_FILL,
        align="center",
        valign="top",
        text_wrap=True,
        left=2,
        left_color="#FFFFFF",
    )
    row = page.row + 1
    page.sheet.set_row(row, 27)
    page.sheet.set_row(row + 1, 26)
    for (first, last), (value, meaning) in zip(_TILES, entries, strict=True):
        for offset, (text, style) in enumerate(((value, large), (meaning, small))):
            if first == last:
                page.sheet.write_string(row + offset, first, clean(text), style)
            else:
                page.sheet.merge_range(row + offset, first, row + offset, last, clean(text), style)
    page.row = row + 3


def _put(book: Book, page: Page, block: Block, top: int, left: int) -> int:
    """Write a small table; how many rows it takes."""
    page.sheet.write_string(top, left, block.heading, book.styles.text(bold=True, font_size=12, font_color=BAND_FILL))
    if not block.rows:
        page.sheet.write_string(top + 1, left, block.empty, book.styles.text(italic=True, font_color=NOTE))
        return 2
    for number, column in enumerate(block.columns):
        text = column.label + (f", {column.unit}" if column.unit else "")
        page.sheet.write_string(
            top + 1,
            left + number,
            text,
            book.styles.head(column.format, font_size=9, bottom=1, indent=int(number > 0 and column.format == "text")),
        )
    for offset, row in enumerate(block.rows):
        total = block.has_total and offset == len(block.rows) - 1
        for number, value in enumerate(row):
            _cell(book, page, block, (top + 2 + offset, left + number), number, value, total)
    end = len(block.rows) + 2
    if block.note:
        page.sheet.write_string(
            top + end, left, clean(block.note), book.styles.text(italic=True, font_color=NOTE, font_size=9)
        )
        end += 1
    return end


def _cell(book: Book, page: Page, block: Block, at: tuple[int, int], number: int, value: object, total: bool) -> None:
    column = block.columns[number]
    look: dict[str, object] = {"valign": "vcenter"} | (
        {"bold": True, "bg_color": TOTAL_FILL, "top": 1} if total else {"bottom": 4, "bottom_color": LINE}
    )
    own = block.formats.get(column.name)
    look |= {"num_format": own} if own else {}
    if column.format == "text":
        style = book.styles.cell("text", indent=int(number > 0), **look)
        page.sheet.write_string(*at, words(value), style)
        return
    amount = figure(value)
    style = book.styles.cell(column.format, **look)
    if amount is None:
        page.sheet.write_blank(*at, None, style)
    else:
        page.sheet.write_number(*at, amount, style)


def _targets(book: Book, page: Page, reached: list[TargetLine], top: int) -> int:
    """How many targets hold, and the worst misses, each over the whole width of the block."""
    block = blocks.targets(reached)
    length = _put(book, page, block, top, _BUILT)
    for offset, row in enumerate(block.rows):
        style = book.styles.cell("text", bottom=4, bottom_color=LINE, valign="vcenter")
        page.sheet.merge_range(top + 2 + offset, _BUILT, top + 2 + offset, _BUILT + 3, words(row[0]), style)
    return length


def _contents(book: Book, page: Page, top: int) -> int:
    """Links to the sheets for reading; the row after them."""
    page.sheet.write_string(top, 0, "In this workbook", book.styles.text(bold=True, font_size=12, font_color=BAND_FILL))
    titles = [t for t, other in book.pages.items() if other.tab == TAB]
    half = (len(titles) + 1) // 2
    for number, title in enumerate(titles):
        row, column = top + 1 + number % half, number // half
        page.link(row, column, title)
    return top + 1 + half


def _charts(book: Book, page: Page) -> None:
    drawn = []
    if not book.table("funding").empty:
        drawn.append((spending_block(book), spending_look(_CHART, "right")))
    drawn += [(shortage_block(book), shortage_look(book, _CHART)), blocks.dependence(book, _CHART)]
    drawn = [(block, look) for block, look in drawn if not block.is_empty]
    for number, (block, look) in enumerate(drawn):
        place(book, page, block, look, left=number * (_CHART[0] + 6), stay=number < len(drawn) - 1)
