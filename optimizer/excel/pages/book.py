"""What every workbook of results has."""

from __future__ import annotations

from typing import Any

from optimizer.excel.pages.chart_data import SHEET as CHART_SHEET
from optimizer.excel.pages.chart_data import WIDTH, ChartData
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import TAB, TAB_OVERVIEW, TAB_ROWS, Styles
from optimizer.excel.pages.titles import sheet_title


class ResultBook:
    """A workbook in the making: its heading, styles and sheets, and the figures behind its charts."""

    def __init__(self, workbook: Any, heading: str, origin: str) -> None:
        self.workbook = workbook
        self.heading = heading
        """What the workbook is about, in one line."""
        self.styles = Styles(workbook)
        self.charts = ChartData()
        self.pages: dict[str, Page] = {}
        workbook.set_properties({"title": heading, "comments": f"Made from {origin}"})

    def page(self, title: str, heading: str, doc: str, tab: str = TAB) -> Page:
        """A new sheet with its title and explanation."""
        safe = sheet_title(title, set(self.pages))
        sheet = self.workbook.add_worksheet(safe)
        page = Page(sheet, safe, self.styles, self.heading)
        page.set_up(tab)
        page.open(heading, doc)
        self.pages[safe] = page
        return page

    def first_page(self, title: str, doc: str, columns: int = 1) -> Page:
        """The sheet that a reader sees first, to be filled when all others are known; `columns` stay in sight."""
        page = self.page(title, self.heading, doc, TAB_OVERVIEW)
        page.row -= 1
        page.sheet.activate()
        page.freeze(1, columns)
        return page

    def finish(self) -> None:
        """The sheet of chart data, then column widths and print settings, when everything is written."""
        page = self.page(CHART_SHEET, "Chart data", "The figures behind the charts of this workbook.", TAB_ROWS)
        self.charts.write(page.sheet, self.styles, page.height)
        page.row = self.charts.end
        page.width(0, 40)
        for column in range(max((len(block.columns) for block in self.charts.blocks), default=0)):
            page.width(column + 1, WIDTH)
        page.freeze(0, 1)
        for page in self.pages.values():
            page.close()
