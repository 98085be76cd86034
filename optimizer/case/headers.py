"""The header row of a sheet: where it is, and which column means what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from optimizer.case.cells import as_text, is_empty, read_cell
from optimizer.case.columns import Column, Kind
from optimizer.case.names import fold, hint, nearest, shown
from optimizer.case.raw import Dated, Fault, Raw, RawSheet, letter
from optimizer.case.sheets import OWN_COLUMNS, Sheet
from optimizer.errors import Finding, Severity

TOP_ROWS = 10
"""How far down a header row may stand."""
_FAR = 50
"""Years before or after the plan that the header of a column may be without being asked about."""
_LAST_YEAR = 9999
"""Of a profile, which holds every year up to its last one."""
Tell: TypeAlias = Callable[[Severity, int, str], None]
"""Reports something about the header in a column."""
_Name = TypeVar("_Name", str, int)
_YEAR = Column(Kind.WHOLE, "Year", unit="year")


@dataclass
class Header:
    """Column numbers by declared name and by year."""

    row: int
    columns: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    """Columns with a header of their own or of the planner's; anything else holds stray values."""

    def letters(self) -> dict[str, str]:
        """Letter of every column that is read."""
        named = {name: letter(number) for name, number in self.columns.items()}
        return named | {str(year): letter(number) for year, number in self.years.items()}


def _names(cells: Mapping[int, Raw]) -> set[str]:
    return {fold(value) for value in cells.values() if isinstance(value, str)}


def find_header(sheet: RawSheet, declared: Sheet) -> tuple[Header | None, list[Finding]]:
    """The first of the top rows that holds the required names, or any known name where none is required."""
    required = {name for name, column in declared.columns.items() if column.required}
    top = {row: cells for row, cells in sorted(sheet.rows.items()) if row <= TOP_ROWS}
    for row, cells in top.items():
        names = _names(cells)
        if required <= names if required else names & declared.columns.keys():
            return _read_header(row, cells, sheet, declared)
    return None, [_no_header(top, sheet, declared, required)]


def _no_header(top: Mapping[int, Mapping[int, Raw]], sheet: RawSheet, declared: Sheet, required: set[str]) -> Finding:
    expected = [name for name in declared.columns if name in required] or list(declared.columns)
    best = max(top, key=lambda row: len(_names(top[row]) & declared.columns.keys()), default=0)
    found = _names(top[best]) if best else set()
    if not found & declared.columns.keys():
        message = f"has no header row within its top {TOP_ROWS} rows: expected the columns {', '.join(expected)}"
        return Finding("error", sheet.name, "A1", message)
    missing = [name for name in expected if name not in found]
    others = sorted(found - declared.columns.keys())
    close = {name: nearest(name, others) for name in missing}
    told = [f"{name} (did you mean it by {shown(close[name])}?)" if close[name] else name for name in missing]
    message = f"the header in row {best} lacks the required column{'s'[: len(told) > 1]} {', '.join(told)}"
    return Finding("error", sheet.name, f"{letter(min(top[best]))}{best}", message)


def _read_header(row: int, cells: Mapping[int, Raw], sheet: RawSheet, declared: Sheet) -> tuple[Header, list[Finding]]:
    header, findings = Header(row), []
    texts: list[int] = []

    def tell(severity: Severity, number: int, message: str) -> None:
        findings.append(Finding(severity, sheet.name, f"{letter(number)}{row}", message, str(cells[number])))

    for number, value in sorted(cells.items()):
        if is_empty(value):
            continue
        header.known.add(number)
        year, remark = _year(value) if declared.years else (None, "")
        if year is not None and isinstance(value, str):
            texts.append(number)
        if remark:
            tell("warning" if year is not None else "error", number, f"the header {remark}")
        if year is not None and year > _LAST_YEAR and declared.name == "profiles":
            tell("error", number, f"the header {year} is no year of a profile: they count from 1")
        elif year is not None:
            _place(header.years, year, number, row, tell)
        elif not remark:
            _place_name(header, value, number, declared, tell)
    if texts and not any(block.top == row for block in sheet.tables):  # the headers of an Excel table are always text
        more = f" and {len(texts) - 1} more years are" if len(texts) > 1 else " is"
        tell("warning", texts[0], f"the header {shown(as_text(cells[texts[0]]))}{more} text, read as a number")
    return header, findings


def far_years(sheet: RawSheet, header: Header, first: int, last: int) -> list[Finding]:
    """Year columns that are no years of a plan from `first` to `last`: most likely a slip of the keyboard."""
    far = [(year, number) for year, number in header.years.items() if not first - _FAR <= year <= last + _FAR]
    return [
        Finding(
            "warning",
            sheet.name,
            f"{letter(number)}{header.row}",
            f"the header {year} is far from {first}-{last}: is it a year?",
            str(sheet.rows[header.row][number]),
        )
        for year, number in far
    ]


def _place_name(header: Header, value: Raw, number: int, declared: Sheet, tell: Tell) -> None:
    name = fold(as_text(value))
    if isinstance(value, Fault):
        tell("error", number, f"the header is {value.shown}: {value.problem}")
    elif name in declared.columns:
        _place(header.columns, name, number, header.row, tell)
    elif declared.years and isinstance(value, float):
        tell("warning", number, f"the column {value:.12g} is ignored: a year is a whole number")
    elif name not in OWN_COLUMNS:
        year_hint = " (years are columns of other sheets)" if not declared.years and name.isdigit() else ""
        advice = hint(name, declared.columns) if nearest(name, declared.columns) else "head it note to keep it"
        tell("warning", number, f"the column {shown(as_text(value))} is not known and is ignored{year_hint}; {advice}")


def _place(columns: dict[_Name, int], name: _Name, number: int, row: int, tell: Tell) -> None:
    if name in columns:
        tell("error", number, f"the column {name} stands twice, also in {letter(columns[name])}{row}: remove one")
    else:
        columns[name] = number


def _year(value: Raw) -> tuple[int | None, str]:
    """The year that a header is, and what is odd about it."""
    if isinstance(value, str):
        text = value.strip()
        return (int(text), "") if text.isascii() and text.isdigit() and len(text) <= 9 else (None, "")
    if isinstance(value, Dated):
        reading = read_cell(value, _YEAR)
        return reading.value, reading.remark
    if isinstance(value, (bool, Fault)) or not float(value).is_integer():
        return None, ""
    return int(value), ""
