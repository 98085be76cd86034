"""One sheet: title, explanation, tables, charts, and how it is printed when all of that is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from optimizer.excel.pages.body import write_frame
from optimizer.excel.pages.extent import ROW_POINTS, Extent
from optimizer.excel.pages.head import column_widths, write_head
from optimizer.excel.pages.layout import Layout
from optimizer.excel.pages.measure import lines, room
from optimizer.excel.pages.paper import Paper, set_up_paper
from optimizer.excel.pages.styles import BAND_FILL, HELD_INK, INK, MARKS, NOTE, Styles
from optimizer.plan.table import Column
from optimizer.words.text import clean

_SENTENCE = 105.0
"""Units of column width over which sentences run: more is hard to read."""
_SENTENCE_LINE = 1.27
"""Height of a line of a sentence for each point of its letters."""
_ROW_PIXELS = ROW_POINTS / 0.75


class Page:
    """A sheet that is written from the top down."""

    def __init__(self, sheet: Any, title: str, styles: Styles, footer: str) -> None:
        self.sheet = sheet
        self.title = title
        self.styles = styles
        self.row = 0
        """The next free row."""
        self._footer = footer
        self.extent = Extent()
        self._later: list[Callable[[], None]] = []
        """What can only be written when the widths of all columns are known."""
        self._section: int | None = None
        """Row of a heading that waits for its table."""
        self._on_one_page = False
        self._frozen = False
        self.tab = ""
        self.heading = ""

    def set_up(self, tab: str) -> None:
        """What every sheet has: the colour of its tab, and no gridlines."""
        self.tab = tab
        self.sheet.set_tab_color(tab)
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(ROW_POINTS)

    def open(self, heading: str, doc: str) -> None:
        """Title and explanation."""
        self.heading = clean(heading)
        self.height(0, 24)
        self.sheet.write_string(0, 0, self.heading, self.styles.text(bold=True, font_size=16, font_color=BAND_FILL))
        self.row = 1
        self.say(doc)
        self.row += 1

    def say(self, text: str, **properties: object) -> None:
        """A sentence or two in one cell that is as high as they need."""
        self._later.append(partial(self._write_sentence, self.row, clean(text), {"font_color": NOTE, **properties}))
        self.row += 1

    def subtitle(self, text: str) -> None:
        """The heading of one of several tables."""
        style = self.styles.text(bold=True, font_size=12, font_color=BAND_FILL)
        self._section = self.row
        self.sheet.write_string(self.row, 0, clean(text), style)
        self.row += 1

    def end_section(self, top: int = 0) -> None:
        """Keep what was written since the last subtitle, or since a row, together on paper."""
        self.extent.blocks.append((top if self._section is None else self._section, self.row - 1))
        self._section = None

    def link(self, row: int, column: int, title: str) -> None:
        """A link to another sheet."""
        style = self.styles.text(font_color=HELD_INK, underline=1)
        self.sheet.write_url(row, column, f"internal:'{title}'!A1", style, title)

    def legend(self, *entries: tuple[str, str]) -> None:
        """What the fills mean, in words."""
        for fill, meaning in entries:
            style = self.styles.text(bg_color=fill, font_color=INK, font_size=9)
            self._later.append(partial(self._write_legend, self.row, meaning, style))
            self.row += 1
        self.row += 1

    def key(self, entries: Sequence[tuple[str, str]], spans: Sequence[tuple[int, int]]) -> None:
        """What the marks of a table mean, as many beside each other as there are spans of columns."""
        for number, (mark, meaning) in enumerate(entries):
            first, last = spans[number % len(spans)]
            style = self.styles.text(**{**MARKS[mark], "font_size": 9, "bold": False})
            if first == last:
                self.extent.widen(first, room(meaning, 9.0))
            self.put(self.row + number // len(spans), first, last, meaning, style)
        self.row += -(-len(entries) // len(spans)) + 1

    def put(self, row: int, first: int, last: int, text: str, style: Any) -> None:
        """Write a text over several columns."""
        if first == last:
            self.sheet.write_string(row, first, clean(text), style)
        else:
            self.sheet.merge_range(row, first, row, last, clean(text), style)

    def table(
        self,
        columns: Sequence[Column],
        frame: pd.DataFrame,
        widths: Mapping[str, float] | None = None,
        printed: int = 0,
        **options: Any,
    ) -> Layout:
        """A table with a label and a unit above each column; see `Layout` for the options.

        Of a table that is longer than `printed` rows only those are printed, and it is said.
        """
        if 0 < printed < len(frame):
            self.say(f"All {len(frame):,} rows stand here, but only the first {printed} are printed.", italic=True)
            self.row += 1
        layout = Layout(tuple(columns), top=self.row, rows=len(frame), **options)
        own = column_widths(layout, frame, widths or {})
        for number, width in enumerate(own):
            self.extent.widen(number, width)
        final = [self.extent.widths[number] for number in range(len(own))]
        write_head(self.sheet, layout, self.styles, final, self.height)
        write_frame(self.sheet, layout, frame, self.styles, final, self.height)
        if layout.filter and len(frame):
            self.sheet.autofilter(layout.first - 1, 0, layout.last - layout.totals, len(columns) - 1)
        if 0 < printed < len(frame):
            self.extent.printed = layout.first + printed
            self.sheet.print_area(0, 0, self.extent.printed - 1, len(columns) - 1)
        self.row = layout.last + 1
        self.end_section(layout.top)
        self.row += 1
        return layout

    def freeze(self, row: int, column: int) -> None:
        """Keep the rows above and the columns to the left in sight."""
        self.extent.names, self._frozen = column, True
        self.sheet.freeze_panes(row, column)

    def freeze_head(self, layout: Layout, columns: int) -> None:
        """Keep the head of the sheet's only table in sight, on paper too."""
        self.freeze(layout.first, columns)
        self.sheet.repeat_rows(layout.top, layout.first - 1)

    def chart(self, chart: Any, size: tuple[int, int], left: int = 0, *, stay: bool = False) -> None:
        """Place a chart of a size in pixels at the next free row; `stay` keeps the row for a neighbour."""
        self.sheet.insert_chart(self.row, 0, chart, {"x_offset": 4 + left, "y_offset": 2, "object_position": 2})
        self.extent.right = max(self.extent.right, 0.75 * (8 + left + size[0]))
        if not stay:
            top = self.row
            self.row += int(size[1] // _ROW_PIXELS) + 2
            self.end_section(top)

    def width(self, column: int, width: float) -> None:
        """Fix the width of a column."""
        self.extent.widths[column] = width

    def height(self, row: int, points: float) -> None:
        """Fix the height of a row."""
        self.extent.heights[row] = points
        self.sheet.set_row(row, points)

    def on_one_page(self) -> None:
        """Print the sheet on one page, however small."""
        self._on_one_page = True

    def close(self) -> None:
        """Set the widths that the contents ask for, write what waited for them, and lay the sheet on paper."""
        for column, width in self.extent.widths.items():
            self.sheet.set_column(column, column, width)
        for write in self._later:
            write()
        if not self._frozen:
            self.freeze(1, 0)
        paper = Paper() if self._on_one_page else self.extent.paper(self.row)
        set_up_paper(self.sheet, self._footer, paper)
        if paper.wide > 1 and self.extent.names:
            self.sheet.repeat_columns(0, self.extent.names - 1)

    def _write_sentence(self, row: int, text: str, properties: dict[str, object]) -> None:
        points, bold = float(str(properties.get("font_size", 10))), bool(properties.get("bold"))
        last, free = self.extent.span(min(room(text, points, bold=bold), _SENTENCE))
        count = lines(text, free, points, bold=bold)
        if count == 1:
            self.sheet.write_string(row, 0, text, self.styles.text(**properties))
            return
        style = self.styles.text(**properties, text_wrap=True, valign="top", align="left")
        self.put(row, 0, last, text, style)
        self.height(row, count * _SENTENCE_LINE * points + 2)

    def _write_legend(self, row: int, meaning: str, style: Any) -> None:
        """Colour as many columns as the text needs."""
        self.put(row, 0, self.extent.span(room(meaning, 9.0))[0], meaning, style)
