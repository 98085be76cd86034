"""One sheet: title, explanation, tables, charts, widths and print settings."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from optimizer.excel.pages.body import write_frame
from optimizer.excel.pages.head import column_widths, write_head
from optimizer.excel.pages.layout import Layout
from optimizer.excel.pages.styles import BAND_FILL, HELD_FILL, INK, MARKS, MISSED_FILL, NOTE, Styles
from optimizer.plan.table import Column
from optimizer.words.text import clean

_LINE_LENGTH = 130
_ROW_HEIGHT = 15.75
"""Points; fixed, as LibreOffice would otherwise make rows so low that lines run through the text."""
_ROW_PIXELS = 21
_WIDTH = 8.43
FILLS = {"missed": MISSED_FILL, "held": HELD_FILL}


class Page:
    """A sheet that is written from the top down."""

    def __init__(self, sheet: Any, title: str, styles: Styles, footer: str) -> None:
        self.sheet = sheet
        self.title = title
        self.styles = styles
        self.row = 0
        """The next free row."""
        self._footer = footer
        self._widths: dict[int, float] = {}
        self._legends: list[tuple[int, str, str]] = []
        self.tab = ""
        self.heading = ""

    def set_up(self, tab: str) -> None:
        """Print settings and colour of the tab."""
        self.tab = tab
        self.sheet.set_tab_color(tab)
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(_ROW_HEIGHT)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        footer = self._footer[:120].replace("&", "&&")
        self.sheet.set_footer(f"&L&8{' ' if footer[:1].isdigit() else ''}{footer}&C&8&A&R&8Page &P of &N")

    def open(self, heading: str, doc: str) -> None:
        """Title and explanation."""
        self.heading = clean(heading)
        self.sheet.set_row(0, 24)
        self.sheet.write_string(0, 0, self.heading, self.styles.text(bold=True, font_size=16, font_color=BAND_FILL))
        self.row = 1
        self.say(doc)
        self.row += 1

    def say(self, text: str, **properties: object) -> None:
        """A sentence or two, on as many rows as they need."""
        style = self.styles.text(**{"font_color": NOTE, **properties})
        for line in textwrap.wrap(clean(text), _LINE_LENGTH):
            self.sheet.write_string(self.row, 0, line, style)
            self.row += 1

    def subtitle(self, text: str) -> None:
        """The heading of one of several tables."""
        self.sheet.write_string(
            self.row, 0, clean(text), self.styles.text(bold=True, font_size=12, font_color=BAND_FILL)
        )
        self.row += 1

    def legend(self, *entries: tuple[str, str]) -> None:
        """What the fills mean, in words."""
        for fill, meaning in entries:
            self._legends.append((self.row, FILLS.get(fill, fill), meaning))
            self.row += 1
        self.row += 1

    def key(self, entries: Sequence[tuple[str, str]], spans: Sequence[tuple[int, int]]) -> None:
        """What the marks of a table mean, as many beside each other as there are spans of columns."""
        for number, (mark, meaning) in enumerate(entries):
            first, last = spans[number % len(spans)]
            style = self.styles.text(**{**MARKS[mark], "font_size": 9, "bold": False})
            self.put(self.row + number // len(spans), first, last, meaning, style)
        self.row += -(-len(entries) // len(spans)) + 1

    def put(self, row: int, first: int, last: int, text: str, style: Any) -> None:
        """Write a text over several columns."""
        if first == last:
            self.sheet.write_string(row, first, clean(text), style)
        else:
            self.sheet.merge_range(row, first, row, last, clean(text), style)

    def table(
        self, columns: Sequence[Column], frame: pd.DataFrame, widths: Mapping[str, float] | None = None, **options: Any
    ) -> Layout:
        """A table with a label and a unit above each column; see `Layout` for the options."""
        layout = Layout(tuple(columns), top=self.row, rows=len(frame), **options)
        own = column_widths(layout, frame, widths or {})
        for number, width in enumerate(own):
            self._widths[number] = max(self._widths.get(number, 0.0), width)
        final = [self._widths[number] for number in range(len(own))]
        write_head(self.sheet, layout, self.styles, final)
        write_frame(self.sheet, layout, frame, self.styles, final)
        if layout.filter and len(frame):
            self.sheet.autofilter(layout.first - 1, 0, layout.last - layout.totals, len(columns) - 1)
        self.row = layout.last + 2
        return layout

    def freeze(self, row: int, column: int) -> None:
        """Keep the rows above and the columns to the left in sight."""
        self.sheet.freeze_panes(row, column)

    def freeze_head(self, layout: Layout, columns: int) -> None:
        """Keep the head of the sheet's only table in sight, on paper too."""
        self.sheet.freeze_panes(layout.first, columns)
        self.sheet.repeat_rows(layout.top, layout.first - 1)

    def chart(self, chart: Any, height: int, left: int = 0, *, stay: bool = False) -> None:
        """Place a chart at the next free row; `stay` keeps the row for a neighbour."""
        self.sheet.insert_chart(self.row, 0, chart, {"x_offset": 4 + left, "y_offset": 2, "object_position": 2})
        if not stay:
            self.row += height // _ROW_PIXELS + 2

    def width(self, column: int, width: float) -> None:
        """Fix the width of a column."""
        self._widths[column] = width

    def close(self) -> None:
        """Set the widths that the contents ask for, and fill the legends."""
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, width)
        for row, fill, meaning in self._legends:
            self._fill_legend(row, meaning, self.styles.text(bg_color=fill, font_color=INK, font_size=9))

    def _fill_legend(self, row: int, meaning: str, style: Any) -> None:
        """Colour as many columns as the text needs, now that their widths are known."""
        last, room = 0, self._widths.get(0, _WIDTH)
        while room < len(meaning):
            last += 1
            room += self._widths.get(last, _WIDTH)
        self.put(row, 0, last, meaning, style)
