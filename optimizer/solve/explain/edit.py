"""A change of cells that gives a plan: as data, in words, and applied to a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from optimizer.case.case import Case
from optimizer.case.sheets import SHEETS, At
from optimizer.solve.explain.statement import Statement

SETTINGS = "settings"


@dataclass(frozen=True)
class Edit:
    """One cell with another value."""

    sheet: str
    row: str
    """Key of the row, or the setting; of a funding rule its place, from 0, in the order that models are built in."""
    column: str
    before: Any
    after: Any
    sentence: str
    """The change in words."""
    at: At = field(default=At(""), repr=False, compare=False)

    @property
    def place(self) -> str:
        """`sheet!cell`, of the case where one has set it."""
        sheet, cell = self.at.place(self.column)
        return f"{sheet}!{cell}" if cell else self.sheet

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


@dataclass(frozen=True)
class Repair:
    """Changes that give a plan together."""

    edits: tuple[Edit, ...]
    size: float
    """How large they are, each relative to what stands there; a yes that becomes a no counts like a doubled figure."""
    statements: tuple[Statement, ...] = field(default=(), repr=False, compare=False)
    """What gives way."""

    def __str__(self) -> str:
        text = "; ".join(map(str, self.edits))
        return f"{text} (all {len(self.edits)} together)" if len(self.edits) > 1 else text


def applied(case: Case, edits: Iterable[Edit]) -> Case:
    """The case with its cells changed."""
    for edit in edits:
        case = _applied(case, edit)
    return case


def _applied(case: Case, edit: Edit) -> Case:
    if edit.sheet == SETTINGS:
        return replace(case, settings=replace(case.settings, **{edit.row: edit.after}))
    rows: Any = getattr(case, edit.sheet)
    if isinstance(rows, Mapping):
        changed: Any = {**rows, edit.row: _changed(rows[edit.row], edit)}
    else:
        place = int(edit.row)
        changed = (*rows[:place], _changed(rows[place], edit), *rows[place + 1 :])
    fields: dict[str, Any] = {edit.sheet: changed}
    return replace(case, **fields)


def _changed(row: Any, edit: Edit) -> Any:
    if edit.column in SHEETS[edit.sheet].columns:
        return replace(row, **{edit.column: edit.after})
    return replace(row, years={**row.years, int(edit.column): edit.after})
