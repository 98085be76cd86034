"""Workbooks changed by the planner: the cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from optimizer.case.columns import anything, choice, text
from optimizer.case.sheet import NO_INPUTS, SHEETS, Row, sheet


@sheet("cases", key=())
@dataclass(frozen=True, kw_only=True)
class CaseChange(Row):
    """What a case changes. The workbook as it stands is the case `base`."""

    case: str = text("Name of the case", required=True)
    sheet: str = choice(tuple(s for s in SHEETS if s not in NO_INPUTS), "Sheet to change", required=True)
    where: str = text("column=value pairs, separated by commas; empty = every row")
    column: str = text("Column to change, or years for all year columns", required=True)
    operation: str = choice(("set", "multiply", "add"), "What to do", default="set")
    value: Any = anything("With what")  # noqa: RUF009 - the helper returns a dataclass field, not a shared value
