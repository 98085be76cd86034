"""Cells of a planner's sheet: number formats by column, and values as they are typed in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from optimizer.case.columns import Column, Kind
from optimizer.case.metrics import METRIC
from optimizer.case.sheets import SETTINGS
from optimizer.words.text import clean

_THOUSANDS = "#,##0"
_BY_UNIT = {"MUSD": "#,##0.0", "MUSD per year": "#,##0.0", "degrees": "0.0##", "t/t": "0.0##", "USD": "0.0####"}
_TEXT = (Kind.TEXT, Kind.REFERENCE, Kind.LIST, Kind.CHOICE, Kind.YES_NO)
SHARES = ("export_cut", "outage")
"""Kinds of events and hazards whose value is a share."""
_LIKE_FORMULA = ("=", "+", "-", "@")


def number_format(column: Column | None, value: Any = None) -> str:
    """The format of a column's cells; one that shows all digits of the value, if there is one."""
    if column is None or column.kind is Kind.ANY:
        return "General"
    if column.kind in _TEXT:
        return "@"
    if column.kind is Kind.WHOLE:
        return "0"
    if column.kind is Kind.SHARE:
        return _fitting(("0%", "0.0%", "0.00%", "0.00####%"), value, 100) if _is_number(value) else "0.0%"
    if column.unit.startswith("%"):
        return "General"
    own = _BY_UNIT.get(column.unit, _THOUSANDS)
    return own if not _is_number(value) else _fitting((own, "#,##0.0", "#,##0.00", "#,##0.0#####"), value, 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _fitting(formats: tuple[str, ...], value: float, factor: int) -> str:
    """The first format that shows the value as it is."""
    for candidate in formats[:-1]:
        decimals = candidate.partition(".")[2].rstrip("%").count("0") + candidate.partition(".")[2].count("#")
        if math.isclose(round(value * factor, decimals), value * factor, rel_tol=1e-9, abs_tol=1e-12):
            return candidate
    return formats[-1]


def column_in_row(sheet: str, column: Column | None, row: Mapping[Any, Any]) -> Column | None:
    """The declaration that holds for a cell whose meaning another cell of the row decides."""
    if column is None or column.name not in ("value", "value_low", "value_high"):
        return column
    if sheet == "settings":
        return SETTINGS.get(str(row.get("key")), column)
    metric, kind = METRIC.get(str(row.get("metric"))), row.get("kind")
    if (sheet == "targets" and metric and metric.share) or (sheet in ("events", "hazards") and kind in SHARES):
        return Column(Kind.SHARE, column.doc, name=column.name)
    return column


def write_value(sheet: Any, place: tuple[int, int], value: Any, column: Column | None, style: Any) -> None:
    """Write one value with its type; text stays text, whatever it begins with, and gaps stay empty.

    `style` makes a cell format from properties.
    """
    row, number = place
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        sheet.write_blank(row, number, None, style(num_format=number_format(column)))
    elif isinstance(value, bool):
        sheet.write_string(row, number, "yes" if value else "no", style(num_format=number_format(column)))
    elif _is_number(value) and (column is None or column.kind not in _TEXT):
        sheet.write_number(row, number, value, style(num_format=number_format(column, value)))
    else:
        text = clean(", ".join(map(str, value)) if isinstance(value, (tuple, list)) else value)
        quoted = {"quote_prefix": True} if text.startswith(_LIKE_FORMULA) else {}
        sheet.write_string(row, number, text, style(num_format=number_format(column), **quoted))
