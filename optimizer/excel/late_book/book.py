"""What every sheet about late projects is made with."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.excel.pages.book import ResultBook
from optimizer.late.study import Lateness
from optimizer.words.names import Names
from optimizer.words.text import clean, readable


class LateBook(ResultBook):
    """The workbook of late and dearer projects."""

    def __init__(self, workbook: Any, found: Lateness) -> None:
        super().__init__(workbook, clean(found.title), found.plan.passport.workbook)
        self.found = found
        self.names = Names(found.plan.case)

    def table(self, name: str) -> pd.DataFrame:
        """A table with names in place of identifiers."""
        frame = self.found.tables[name].copy()
        lookups = {
            "project": self.names.project,
            "country": self.names.country,
            "product": self.names.short_material,
            "material": self.names.short_material,
            "scenario": self.names.scenario,
            "worst_scenario": self.names.scenario,
            "first_target": readable,
            "target": readable,
        }
        for column, lookup in lookups.items():
            if column in frame:
                frame[column] = [lookup(v) if isinstance(v, str) else None for v in frame[column]]
        return frame
