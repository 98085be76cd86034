"""What every sheet of an explanation is made with."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.excel.pages.book import ResultBook
from optimizer.why.explanation import Explanation
from optimizer.words.names import Names
from optimizer.words.text import clean


class WhyBook(ResultBook):
    """The workbook of an explanation."""

    def __init__(self, workbook: Any, explanation: Explanation) -> None:
        super().__init__(workbook, clean(explanation.title), explanation.plan.passport.workbook)
        self.explanation = explanation
        self.plan = explanation.plan
        self.names = Names(explanation.plan.case)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the explanation."""
        return self.explanation.tables[name].copy()
