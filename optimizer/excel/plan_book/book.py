"""What every sheet of the plan's workbook is made with."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.excel.plan_book.chart_data import ChartData
from optimizer.excel.plan_book.page import Page
from optimizer.excel.plan_book.styles import TAB, Styles
from optimizer.excel.plan_book.text import sheet_title
from optimizer.plan.plan import Plan
from optimizer.words.names import Names
from optimizer.words.text import clean


class Book:
    """The workbook in the making: its plan, styles, names and the figures behind its charts."""

    def __init__(self, workbook: Any, plan: Plan) -> None:
        self.workbook = workbook
        self.plan = plan
        self.case = plan.case
        self.styles = Styles(workbook)
        self.names = Names(plan.case)
        self.charts = ChartData()
        self.pages: dict[str, Page] = {}

    @property
    def heading(self) -> str:
        """Title of the plan and its case, in one line."""
        title = clean(self.case.settings.title).strip() or "Critical minerals plan"
        return title if self.case.name == "base" else f"{title} – case {clean(self.case.name)}"

    def table(self, name: str) -> pd.DataFrame:
        """A result table of the plan."""
        return self.plan.tables[name]

    def page(self, title: str, heading: str, doc: str, tab: str = TAB) -> Page:
        """A new sheet with its title and explanation."""
        safe = sheet_title(title, set(self.pages))
        sheet = self.workbook.add_worksheet(safe)
        page = Page(sheet, safe, self.styles, self.heading)
        page.set_up(tab)
        page.open(heading, doc)
        self.pages[safe] = page
        return page

    def finish(self) -> None:
        """Column widths and print settings, when everything is written."""
        for page in self.pages.values():
            page.close()
