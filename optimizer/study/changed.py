"""The table of inputs that differ."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from optimizer.case.case import Case
from optimizer.case.changes import changed_inputs
from optimizer.plan.values import frame
from optimizer.study.tables import CHANGES
from optimizer.words.changes import Said, said


def input_changes(before: Case, after: Case) -> list[Said]:
    """In what the inputs of two cases differ, equal changes together."""
    return said(changed_inputs(before, after), before, after)


def changes(base: Case, cases: Mapping[str, Case]) -> pd.DataFrame:
    """In what each case differs from base."""
    columns = ("sheet", "row", "column", "before", "after", "words")
    return frame(
        CHANGES,
        (
            {"case": name} | {column: getattr(change, column) for column in columns}
            for name, case in cases.items()
            for change in input_changes(base, case)
        ),
    )
