"""What every sheet of the plan's workbook is made with."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.case.case import BASE, Case
from optimizer.excel.pages.book import ResultBook
from optimizer.plan.plan import Plan
from optimizer.words.names import Names
from optimizer.words.text import clean


class Book(ResultBook):
    """The workbook of one plan: the plan and its names, beside what every workbook of results has."""

    def __init__(self, workbook: Any, plan: Plan) -> None:
        super().__init__(workbook, _heading(plan.case), plan.passport.workbook)
        self.plan = plan
        self.case = plan.case
        self.names = Names(plan.case)

    def table(self, name: str) -> pd.DataFrame:
        """A result table of the plan."""
        return self.plan.tables[name]


def _heading(case: Case) -> str:
    """Title of the plan and its case, in one line."""
    title = clean(case.settings.title).strip() or "Critical minerals plan"
    return title if case.name == BASE else f"{title} – case {clean(case.name)}"
