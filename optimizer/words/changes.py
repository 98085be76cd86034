"""Changes of inputs in words; equal changes of many rows are one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from optimizer.case.case import Case
from optimizer.case.changes import YEARS, InputChange
from optimizer.words.effects import Effect, effects, value_text
from optimizer.words.listing import listed
from optimizer.words.sharing import shared

_FEW = 3


@dataclass(frozen=True)
class Said:
    """One or more rows of a sheet that change in the same way."""

    sheet: str
    row: str
    column: str
    before: str
    after: str
    words: str
    changes: tuple[InputChange, ...]


def said(changes: Iterable[InputChange], before: Case, after: Case) -> list[Said]:
    """Every change in words, the equal ones of a column together."""
    columns: dict[tuple[str, str], list[InputChange]] = {}
    for change in changes:
        columns.setdefault((change.sheet, change.row if change.sheet == "settings" else change.column), []).append(
            change
        )
    return [
        _said(effect, group, before if group[0].rows[0] is not None else after)
        for alike in columns.values()
        for effect, group in _groups(alike)
    ]


def _groups(changes: Sequence[InputChange]) -> Iterable[tuple[Effect, list[InputChange]]]:
    """The changes by what they do: the effect that most of them have first."""
    left = [(change, effects(change)) for change in changes]
    while left:
        count: dict[Effect, int] = {}
        for _, options in left:
            for option in options:
                count[option] = count.get(option, 0) + 1
        effect = max(count, key=lambda option: (count[option], -option.rank))
        yield effect, [change for change, options in left if effect in options]
        left = [(change, options) for change, options in left if effect not in options]


def _said(effect: Effect, group: list[InputChange], case: Case) -> Said:
    first, many = group[0], len(group) > _FEW
    rows = [change.row for change in group]
    who = shared(group, case) if many else listed(rows)
    column = "" if first.sheet == "settings" or first.column == YEARS else first.column
    whole = first.column != YEARS or len(group) == 1
    return Said(
        sheet=first.sheet,
        row=listed(rows, 12),
        column=first.column,
        before=_one_text(group, lambda change: change.before) if whole else "",
        after=(_one_text(group, lambda change: change.after) if whole else "") or effect.text,
        words=f"{first.sheet}: {who}{_joint(effect, first)}{_spaced(column)}{effect.said(len(group))}",
        changes=tuple(group),
    )


def _joint(effect: Effect, change: InputChange) -> str:
    return " " if effect.is_row or change.sheet == "settings" else ", "


def _spaced(column: str) -> str:
    return f"{column} " if column else ""


def _one_text(group: list[InputChange], value: Callable[[InputChange], object]) -> str:
    """What all rows of a group hold; empty where they differ."""
    texts = {value_text(value(change), change) for change in group}
    return texts.pop() if len(texts) == 1 else ""
