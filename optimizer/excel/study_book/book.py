"""What every sheet of a study's workbook is made with."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.case.case import BASE
from optimizer.excel.pages.book import ResultBook
from optimizer.plan.table import Table
from optimizer.study.study import Study
from optimizer.study.tables import COMPARISON, DIFFERENCE, SWEEP
from optimizer.words.several import SeveralNames, labels
from optimizer.words.text import clean

SCHEMA = {"comparison": COMPARISON, "sweep": SWEEP, "difference": DIFFERENCE}
NOUN = {"comparison": "case", "sweep": "point", "difference": "plan"}
_WITH_CASES = ("costs", "funding", "starts", "shortage", "stories")
_MOST_LEVEL = 8
"""Cases up to which their names stand level above their columns."""
_SHORT = 7
"""Letters that stand level above a narrow column all the same."""


class StudyBook(ResultBook):
    """The workbook of a study: its cases (or points, or plans) in their order, and what they are called."""

    def __init__(self, workbook: Any, study: Study) -> None:
        heading = clean(study.title).strip() or f"{study.kind.capitalize()} of plans"
        super().__init__(workbook, heading, study.workbook)
        self.study = study
        self.names = SeveralNames(plan.case for plan in study.plans.values())
        self.schema: dict[str, Table] = {table.name: table for table in SCHEMA[study.kind]}
        self.cases = self._cases()
        self._labels = dict(zip(self.cases, labels([clean(c) for c in self.cases]), strict=True))
        self.noun = NOUN[study.kind]
        """What the columns are called."""

    def table(self, name: str) -> pd.DataFrame:
        """A table of the study; without rows where the study has none."""
        frame = self.study.tables.get(name)
        return pd.DataFrame(columns=self.schema[name].names) if frame is None else frame

    def label(self, case: object) -> str:
        """A case as it is called everywhere."""
        return self._labels.get(str(case)) or clean(str(case))

    def has_plan(self, case: str) -> bool:
        """Whether there is a plan for a case."""
        return case in self._planned

    @property
    def base(self) -> str | None:
        """The case that the others are compared with: base, or else the first one with a plan."""
        planned = [case for case in self.cases if self.has_plan(case)]
        return BASE if BASE in planned else next(iter(planned), None)

    @property
    def reference(self) -> str:
        """What the others are compared with, inside a sentence."""
        return "base" if self.base in (None, BASE) else self.label(self.base)

    @property
    def crowded(self) -> bool:
        """Whether there are so many cases that their columns have to be narrow."""
        return len(self.cases) > _MOST_LEVEL

    @property
    def upright(self) -> bool:
        """Whether the names of cases are turned, to fit above their columns."""
        return self.crowded and max(map(len, self._labels.values())) > _SHORT

    def _cases(self) -> tuple[str, ...]:
        """In the order of the study; whatever has figures has a plan."""
        first = {"comparison": ("cases", "case", "objective_musd"), "sweep": ("points", "point", "best_musd")}
        self._planned = {str(name) for name in self.study.plans}
        if self.study.kind not in first:
            others = [str(c) for t in _WITH_CASES if t in self.schema for c in self.table(t)["case"]]
            self._planned |= set(others)
            return tuple(dict.fromkeys([*map(str, self.study.plans), *others]))
        name, key, cost = first[self.study.kind]
        frame = self.table(name)
        self._planned |= {str(c) for c, v in zip(frame[key], frame[cost], strict=True) if pd.notna(v)}
        return tuple(dict.fromkeys(str(c) for c in frame[key]))
