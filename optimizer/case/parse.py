"""From plain cells to typed tables: a loop over the schema, with everything odd reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from optimizer.case.cells import is_empty, read_cell
from optimizer.case.columns import Column
from optimizer.case.headers import Header, far_years, find_header
from optimizer.case.names import clean, fold, nearest, shown
from optimizer.case.raw import Fault, Raw, RawBook, RawSheet, letter
from optimizer.case.sheets import OWN_COLUMNS, SETTINGS, SHEETS, At, Sheet
from optimizer.case.tables import Entry, Table, Tables, called, column_of
from optimizer.errors import Finding, Severity

_MAY_BE_EMPTY = ("demand", "projects")
"""Required sheets without which there is still something to plan."""


def parse(book: RawBook) -> tuple[Tables, list[Finding]]:
    """The tables of a workbook, and what is wrong with its sheets, headers and cells."""
    sheets, findings = _match_sheets(book)
    tables: Tables = {}
    headers: dict[str, Header] = {}
    for name, declared in SHEETS.items():
        raw = sheets.get(name)
        if raw is None:
            tables[name] = Table(name, unread=declared.required)
            continue
        tables[name], found = _parse_sheet(raw, declared, headers)
        findings += found
    horizon = _horizon(tables["settings"])
    for name, header in headers.items() if horizon else ():
        if name != "profiles":  # headed by years since the start
            findings += far_years(sheets[name], header, *horizon)
    _add_settings(tables["settings"])
    return tables, findings


def _match_sheets(book: RawBook) -> tuple[dict[str, RawSheet], list[Finding]]:
    sheets: dict[str, RawSheet] = {}
    findings, unknown = [], []
    for raw in book.sheets:
        name = fold(raw.name)
        if name in sheets:
            message = f"stands twice, also as {shown(sheets[name].name)}: remove or rename one"
            findings.append(Finding("error", raw.name, "", message))
        elif name in SHEETS:
            sheets[name] = raw
        elif not name.startswith("_"):
            unknown.append(raw.name)
    for name in unknown:
        close = nearest(name, SHEETS)
        advice = f"did you mean {close}?" if close else f"name it _{clean(name)} to keep it as your own"
        findings.append(Finding("warning", name, "", f"the sheet is not known and is ignored; {advice}"))
    for name, declared in SHEETS.items():
        if declared.required and name not in sheets:
            close = nearest(name, unknown)
            advice = f": did you mean it by the sheet {shown(close)}?" if close else ""
            findings.append(Finding("error", name, "", f"the sheet is required and missing{advice}"))
    return sheets, findings


def _parse_sheet(raw: RawSheet, declared: Sheet, headers: dict[str, Header]) -> tuple[Table, list[Finding]]:
    if not declared.required and not any(_has_content(cells.values()) for cells in raw.rows.values()):
        return Table(declared.name), []
    header, findings = find_header(raw, declared)
    if header is None:
        return Table(declared.name, unread=True), findings
    headers[declared.name] = header
    findings += _layout(raw, header)
    table = Table(declared.name, year_columns=tuple(sorted(header.years)))
    letters = header.letters()
    for row in sorted(raw.rows):
        if row > header.row and _is_row(raw.rows[row], header, findings, raw.name, row):
            entry, found = _parse_row(raw.rows[row], row, header, declared, letters)
            table.entries.append(entry)
            findings += found
    if declared.required and not table.entries:
        severity: Severity = "warning" if declared.name in _MAY_BE_EMPTY else "error"
        findings.append(Finding(severity, raw.name, "A1", "the sheet holds no rows"))
    return table, findings


def _horizon(settings: Table) -> tuple[int, ...]:
    """First and last year of the plan, where both are known."""
    given = {entry.values.get("key"): entry.values.get("value") for entry in reversed(settings.entries)}
    years = tuple(given.get(key) for key in ("first_year", "last_year"))
    return tuple(year for year in years if isinstance(year, int)) if None not in years else ()


def _has_content(values: Iterable[Raw]) -> bool:
    return any(not is_empty(value) for value in values)


def _layout(raw: RawSheet, header: Header) -> list[Finding]:
    """What the planner does not see: hidden rows, rows below a table, cells under a merge, values without a header."""
    findings = []
    rows = [row for row, cells in raw.rows.items() if row > header.row and _has_content(cells.values())]
    hidden = sorted(raw.hidden_rows.intersection(rows))
    if hidden:
        what = f"{len(hidden)} hidden or filtered row{'s'[: len(hidden) > 1]} (first: row {hidden[0]})"
        findings.append(Finding("warning", raw.name, f"A{hidden[0]}", f"{what} are read like all others"))
    if raw.hidden and rows:
        findings.append(Finding("warning", raw.name, "", "the sheet is hidden and is read like all others"))
    for block in raw.tables:
        below = [row for row in rows if row > block.bottom]
        if block.top <= header.row <= block.bottom and below:
            message = f"{len(below)} row(s) below the Excel table {block} are read too"
            findings.append(Finding("warning", raw.name, f"A{min(below)}", message))
    read = {*header.columns.values(), *header.years.values()}
    for block in raw.merged:
        if block.bottom >= header.row and read.intersection(range(block.left, block.right + 1)):
            message = f"the cells {block} are merged, only the first holds a value: unmerge them and fill each"
            findings.append(Finding("error", raw.name, f"{letter(block.left)}{block.top}", message))
    stray = {column for row in rows for column in raw.rows[row] if column not in header.known}
    for column in sorted(stray):
        first = min(row for row in rows if column in raw.rows[row])
        if not is_empty(raw.rows[first][column]):
            message = f"column {letter(column)} has values but no header: they are ignored"
            findings.append(Finding("warning", raw.name, f"{letter(column)}{first}", message))
    return findings


def _is_row(cells: Mapping[int, Raw], header: Header, findings: list[Finding], sheet: str, row: int) -> bool:
    """Whether a row says anything: a cell of a declared column is filled, other than the planner's own."""
    read = [number for name, number in header.columns.items() if name not in OWN_COLUMNS]
    if any(not is_empty(cells.get(number)) for number in (*read, *header.years.values())):
        return True
    if any(number in cells and not is_empty(cells[number]) for number in header.known):
        findings.append(Finding("warning", sheet, f"A{row}", "the row holds nothing but notes and is skipped"))
    return False


def _parse_row(
    cells: Mapping[int, Raw], row: int, header: Header, declared: Sheet, letters: Mapping[str, str]
) -> tuple[Entry, list[Finding]]:
    entry = Entry(At(declared.name, row, letters))
    findings: list[Finding] = []
    for name in declared.columns:
        number = header.columns.get(name)
        raw = None if number is None else cells.get(number)
        entry.values[name] = None if raw is None else _take(entry, name, column_of(entry, name), raw, findings)
    if declared.years is not None:
        for year, number in header.years.items():
            if number in cells:
                value = _take(entry, str(year), declared.years, cells[number], findings)
                if value is not None:
                    entry.years[year] = value
    filled = {name for name, value in entry.values.items() if value is not None}
    filled |= {str(year) for year in entry.years} | entry.unsound
    entry.at = At(declared.name, row, letters, frozenset(filled))
    return entry, findings


def _take(entry: Entry, name: str, column: Column, raw: Raw, findings: list[Finding]) -> Any:
    reading = read_cell(raw, column)
    if reading.remark:
        value = raw if isinstance(raw, (str, int, float)) else str(raw)
        findings.append(
            entry.finding(
                "error" if reading.wrong else "warning", name, f"{called(entry, name)} {reading.remark}", value
            )
        )
        if reading.wrong:
            entry.unsound.add(name)
    return None if isinstance(raw, Fault) else reading.value


def _add_settings(table: Table) -> None:
    """A setting without a row has its default, and cases may name it all the same."""
    if not table.unread:
        given = {entry.values.get("key") for entry in table.entries}
        table.entries += [Entry(At("settings"), {"key": key, "value": None}) for key in SETTINGS if key not in given]
