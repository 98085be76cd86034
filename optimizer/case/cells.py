"""One cell: from a raw value to the type that its column wants, or what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from optimizer.case.columns import STAR, Column, Kind
from optimizer.case.names import clean, fold, hint, shown
from optimizer.case.numerals import plain_number, what_to_write
from optimizer.case.raw import Dated, Fault, Raw

_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_REAL = (Kind.NUMBER, Kind.SHARE)
_YEARS = range(1800, 2301)


@dataclass(frozen=True, slots=True)
class Reading:
    """A typed value, and a remark: an error if there is no value, otherwise a warning."""

    value: Any = None
    remark: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the cell has no usable value."""
        return self.value is None and bool(self.remark)


def is_empty(value: object) -> bool:
    """Whether a cell counts as empty: nothing in it, or blanks only."""
    return value is None or (isinstance(value, str) and (not value or value.isspace() or not clean(value)))


def read_cell(value: Raw | None, column: Column) -> Reading:
    """The value of a filled or empty cell as its column takes it; never a guess."""
    if type(value) in (int, float) and column.kind in _REAL and math.isfinite(value):  # type: ignore[arg-type]
        return Reading(float(value))  # type: ignore[arg-type]  # by far the most cells
    if value is None or is_empty(value):
        return Reading()
    if isinstance(value, Fault):
        return Reading(remark=f"is {value.shown}: {value.problem}")
    return _READERS[column.kind](value, column)


def as_text(value: Raw) -> str:
    """The text of a cell: the number 101 is ``101``."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    return str(value)


def _text(value: Raw, column: Column) -> Reading:
    if isinstance(value, Dated) and column.name != "source":
        return Reading(str(value), f"is a date, read as the text {value}: format the cell as text if it is a name")
    return Reading(as_text(value))


def _example(column: Column) -> str:
    if column.kind is Kind.WHOLE:
        return "2030" if column.unit == "year" else "10"
    return "0.65 (65%)" if column.kind is Kind.SHARE else "1250.5"


def _number(value: Raw, column: Column) -> Reading:
    if isinstance(value, bool):
        return Reading(remark=f"is {shown(value)}: write a number")
    if isinstance(value, (int, float)):
        return Reading(float(value)) if math.isfinite(value) else Reading(remark=f"is {value}: write a finite number")
    if isinstance(value, Dated):
        return Reading(
            remark=f"is shown as the date {value}, which is the number {value.serial:g}: "
            "format the cell as a number and check it"
        )
    text = str(value)
    number = plain_number(text)
    if number is None or not math.isfinite(number):
        unit = "" if column.kind is Kind.SHARE else column.unit
        return Reading(remark=f"is {shown(clean(text))}: {what_to_write(text, unit, _example(column))}")
    return Reading(number, f"is the text {shown(text)}, read as the number {number:.12g}")


def _whole(value: Raw, column: Column) -> Reading:
    if isinstance(value, Dated) and column.unit == "year":
        return _year_of(value)
    reading = _number(value, column)
    if reading.value is None:
        return reading
    if not float(reading.value).is_integer():
        return Reading(remark=f"is {shown(reading.value)}: write a whole number")
    return Reading(int(reading.value), reading.remark)


def _year_of(value: Dated) -> Reading:
    if value.date and (value.date.month, value.date.day) == (1, 1) and value.serial not in _YEARS:
        return Reading(value.date.year, f"is the date {value}, read as the year {value.date.year}")
    meant = int(value.serial) if value.serial in _YEARS else value.date.year if value.date else 2030
    return Reading(
        remark=f"is the number {value.serial:g} shown as the date {value}: "
        f"format the cell as a plain number and write the year, {meant}?"
    )


def _choice(value: Raw, column: Column) -> Reading:
    text = as_text(value)
    for choice in column.choices:
        if fold(choice) == fold(text):
            return Reading(choice)
    return Reading(remark=f"is {shown(text)}: {hint(text, column.choices)}")


def _yes_no(value: Raw, _column: Column) -> Reading:
    answer = _YES.get(as_text(value).casefold())
    return Reading(remark=f"is {shown(value)}: write yes or no") if answer is None else Reading(answer)


def _list(value: Raw, _column: Column) -> Reading:
    items = tuple(dict.fromkeys(clean(item) for item in as_text(value).split(",") if clean(item)))
    if not items:
        return Reading(remark=f"is {shown(value)}: write names separated by commas")
    if STAR in items and len(items) > 1:
        return Reading((STAR,), f"is {shown(value)}: * already means all")
    return Reading(items)


def _any(value: Raw, _column: Column) -> Reading:
    return Reading(clean(value) if isinstance(value, str) else value)


_READERS: dict[Kind, Callable[[Raw, Column], Reading]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.SHARE: _number,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.REFERENCE: _text,
    Kind.LIST: _list,
    Kind.ANY: _any,
}
