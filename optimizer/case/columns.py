"""The vocabulary of the schema: what a cell of a column may hold.

Each helper returns a dataclass field whose metadata carries a `Column`. The reader, the checks, the template with its
dropdowns and comments, and the guide are loops over these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

Default = Callable[[Mapping[str, Any], Mapping[str, Any]], Any]
"""A default that depends on the row's other values and on the settings."""

STAR = "*"


class Kind(Enum):
    """The type of a cell."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    SHARE = "percentage"
    CHOICE = "one of a list"
    YES_NO = "yes or no"
    REFERENCE = "name from another sheet"
    LIST = "names from another sheet, separated by commas"
    ANY = "any value"


@dataclass(frozen=True)
class Column:
    """One column of a sheet (or one setting)."""

    kind: Kind
    doc: str
    name: str = ""
    unit: str = ""
    required: bool = False
    default: Any = None
    """Value of an empty cell: a constant, or a `Default`."""
    default_text: str = ""
    """How a computed default reads in the help, for instance ``first_year``."""
    low: float | None = None
    high: float | None = None
    of: str = ""
    """The sheet whose names a reference takes."""
    choices: tuple[str, ...] = ()
    star: bool = False
    """Whether ``*`` (all) is accepted."""
    words: tuple[str, ...] = ()
    """Further words that a reference accepts besides names."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """``prefix:NAME`` forms of a reference, and the ``sheet.column`` that holds their names."""

    def default_for(self, values: Mapping[str, Any], settings: Mapping[str, Any]) -> Any:
        """The value an empty cell stands for in this row."""
        return self.default(values, settings) if callable(self.default) else self.default

    def default_label(self) -> str:
        """The default as a planner reads it; empty where there is none."""
        if self.default_text or self.default is None:
            return self.default_text
        if self.kind is Kind.SHARE:
            return f"{self.default:.0%}"
        if self.kind is Kind.YES_NO:
            return "yes" if self.default else "no"
        return str(self.default)


def _field(column: Column) -> Any:
    return field(metadata={"column": column})


def text(doc: str, *, required: bool = False, default: str = "") -> Any:
    """Free text, or an identifier that other sheets refer to."""
    return _field(Column(Kind.TEXT, doc, required=required, default=None if required else default))


def ref(
    of: str,
    doc: str,
    *,
    required: bool = False,
    default: Any = None,
    star: bool = False,
    words: tuple[str, ...] = (),
    prefixes: Mapping[str, str] | None = None,
) -> Any:
    """A name that stands in the first column of sheet `of`."""
    return _field(
        Column(
            Kind.REFERENCE,
            doc,
            required=required,
            default=default,
            of=of,
            star=star,
            words=words,
            prefixes=prefixes or {},
        )
    )


def refs(of: str, doc: str, *, default: Any = (), star: bool = True) -> Any:
    """A comma list of names from sheet `of`; ``*`` is all of them."""
    default_text = STAR if default == (STAR,) else ""
    return _field(Column(Kind.LIST, doc, default=default, default_text=default_text, of=of, star=star))


def number(
    doc: str,
    unit: str,
    *,
    required: bool = False,
    default: float | Default | None = None,
    default_text: str = "",
    low: float | None = 0.0,
    high: float | None = None,
) -> Any:
    """A real number in `unit`, not negative unless `low` says otherwise."""
    return _field(
        Column(
            Kind.NUMBER,
            doc,
            unit=unit,
            required=required,
            default=default,
            default_text=default_text,
            low=low,
            high=high,
        )
    )


def whole(
    doc: str,
    unit: str = "",
    *,
    required: bool = False,
    default: int | Default | None = None,
    default_text: str = "",
    low: float | None = 0,
) -> Any:
    """A whole number: a year, or a number of years."""
    return _field(
        Column(Kind.WHOLE, doc, unit=unit, required=required, default=default, default_text=default_text, low=low)
    )


def share(
    doc: str,
    *,
    required: bool = False,
    default: float | Default | None = None,
    default_text: str = "",
    low: float = 0.0,
    high: float | None = 1.0,
) -> Any:
    """A percentage, held as a fraction: 65% is 0.65."""
    return _field(
        Column(
            Kind.SHARE, doc, unit="%", required=required, default=default, default_text=default_text, low=low, high=high
        )
    )


def choice(choices: tuple[str, ...], doc: str, *, required: bool = False, default: str | None = None) -> Any:
    """One word of a fixed list."""
    return _field(Column(Kind.CHOICE, doc, required=required, default=default, choices=choices))


def yes_no(doc: str, *, default: bool) -> Any:
    """Yes or no (TRUE, FALSE, 1 and 0 are taken too)."""
    return _field(Column(Kind.YES_NO, doc, default=default))


def anything(doc: str) -> Any:
    """A value whose type another cell of the row decides."""
    return _field(Column(Kind.ANY, doc, required=True))


def years(
    doc: str, unit: str, *, low: float | None = 0.0, high: float | None = None, any_required: bool = False
) -> Any:
    """The year columns of a sheet: ``{year: value}`` of the filled cells."""
    kind = Kind.SHARE if unit == "%" else Kind.NUMBER
    return _field(Column(kind, doc, unit=unit, low=low, high=high, required=any_required))
