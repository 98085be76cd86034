"""What can be said about the cells of tables one by one: filled, within bounds, known names, unique keys."""

from __future__ import annotations

from optimizer.case.columns import Column, Kind
from optimizer.case.names import fold, shown
from optimizer.case.plausible import beyond_belief
from optimizer.case.references import resolve
from optimizer.case.sheets import SETTINGS, SHEETS, Sheet
from optimizer.case.tables import Entry, Table, Tables, called, column_of, value_of
from optimizer.errors import Finding

_HUGE_SHARE = 5.0
_NEARLY_ALL = 1.5
"""Up to here a share above 100 % may be meant as all of it."""
_YEARS = range(1900, 2201)


def validate(tables: Tables) -> list[Finding]:
    """Every problem of the cells. References get the spelling of their declaration; wrong cells become unsound.

    Cells that are unsound already have been reported and are passed over.
    """
    findings: list[Finding] = []
    for table in tables.values():
        for entry in table.entries:
            _check_entry(entry, findings)
    findings += resolve(tables)
    for table in tables.values():
        findings += _duplicates(table)
        findings += _case_twins(table)
    return findings


def _check_entry(entry: Entry, findings: list[Finding]) -> None:
    if entry.at.row is None and entry.values.get("value") is None:
        _check_absent_setting(entry, findings)
        return
    declared = SHEETS[entry.at.sheet]
    values, unsound = entry.values, entry.unsound
    if _is_stray(entry, declared):
        _report_stray(entry, declared, findings)
        return
    for name, column in declared.columns.items():
        value = values.get(name)
        if value is None:
            if name not in unsound and _needs(entry, name):
                _wrong(entry, name, "is required and empty", findings)
        elif name not in unsound:
            _check_bounds(entry, name, value, column_of(entry, name) if column.kind is Kind.ANY else column, findings)
    if declared.years is None:
        return
    for year, value in entry.years.items():
        if str(year) not in unsound:
            _check_bounds(entry, str(year), value, declared.years, findings)
    if declared.years.required and not entry.years and not any(c.isdigit() for c in unsound):
        _wrong(entry, "years", "hold no number: fill at least one year column", findings, key=True)


def _needs(entry: Entry, name: str) -> bool:
    """Whether a cell may not be empty; that of most settings then stands for the default."""
    column = column_of(entry, name) if entry.at.sheet == "settings" else SHEETS[entry.at.sheet].columns[name]
    return column.required


def _missing(entry: Entry, declared: Sheet) -> list[str]:
    empty = [n for n, c in declared.columns.items() if c.required and entry.values.get(n) is None]
    return [name for name in empty if name not in entry.unsound]


def _is_stray(entry: Entry, declared: Sheet) -> bool:
    """Whether a single cell of the row is filled, and more than one that is required is not."""
    return len(entry.at.filled) == 1 and len(_missing(entry, declared)) > 1


def _report_stray(entry: Entry, declared: Sheet, findings: list[Finding]) -> None:
    (name,), missing = entry.at.filled, _missing(entry, declared)
    value = entry.years.get(int(name)) if name.isdigit() else entry.values.get(name)
    what = name if value is None else f"{name} {shown(value)}"
    message = f"row {entry.at.row} holds only {what}: the required cells {', '.join(missing)} are empty"
    findings.append(entry.finding("error", name, message, value))
    entry.unsound.update(missing, (name, "years"))


def _check_absent_setting(entry: Entry, findings: list[Finding]) -> None:
    key = entry.values["key"]
    if SETTINGS[key].required and "value" not in entry.unsound:
        entry.unsound.add("value")
        findings.append(
            Finding("error", "settings", "", f"{key} is missing: add a row with the key {key} and its value")
        )


def _wrong(entry: Entry, name: str, problem: str, findings: list[Finding], *, key: bool = False) -> None:
    entry.unsound.add(name)
    place = "" if key else name
    findings.append(entry.finding("error", place, f"{called(entry, name)} {problem}", entry.values.get(name)))


def _check_bounds(entry: Entry, name: str, value: object, column: Column, findings: list[Finding]) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return
    problem = outside(value, column)
    if problem:
        _wrong(entry, name, problem, findings)
    elif column.kind is Kind.SHARE and column.high is None and value >= _HUGE_SHARE:
        remark = f"is {shown(value)}, which reads as {value:.0%}: is {value:g}% meant?"
        findings.append(entry.finding("warning", name, f"{called(entry, name)} {remark}", value))
    elif column.kind is Kind.WHOLE and column.unit == "year" and value not in _YEARS:
        findings.append(entry.finding("warning", name, f"{called(entry, name)} is {value}: is it a year?", value))


def outside(value: float, column: Column) -> str:
    """What is wrong with a number that is beyond the bounds of its column; empty where nothing is."""
    if column.high is not None and value > column.high:
        if column.kind is Kind.SHARE:
            return above_all(value)
        return f"is {shown(value)}: it cannot be above {column.high:g}"
    if column.low is not None and value < column.low:
        low = f"{column.low:.0%}" if column.kind is Kind.SHARE else f"{column.low:g}"
        return f"is {shown(value)}: it cannot be below {low}"
    return beyond_belief(value, column)


def above_all(value: float) -> str:
    """The advice about a share above 100 %."""
    if 1 < value <= _NEARLY_ALL:
        return f"is {shown(value)}, which reads as {value * 100:.6g} %: write 100%, {value:g}% or {value / 100:g}"
    meant = f"write {value:g}% or {value / 100:g}" if value <= 100 else "write a percentage between 0% and 100%"
    return f"is {shown(value)}, which reads as {value * 100:.6g} %: {meant}"


def _duplicates(table: Table) -> list[Finding]:
    key = SHEETS[table.sheet].key
    findings: list[Finding] = []
    first: dict[tuple[object, ...], Entry] = {}
    for entry in table.entries if key else ():
        name = tuple(value_of(entry, column, {}) for column in key)
        if None in name or not entry.unsound.isdisjoint(key):
            continue
        other = first.setdefault(name, entry)
        if other is not entry:
            both = f"{' / '.join(map(str, name))} stands twice, also in {'!'.join(other.at.place(key[0]))}"
            findings.append(entry.finding("error", key[0], f"{both}: remove or rename one", name[0]))
            entry.unsound.add(key[0])
    return findings


_GROUPS = {
    "countries": "region",
    "materials": "family",
    "projects": "exclusive_group",
    "demand": "tier",
    "hazards": "hazard",
}


def _case_twins(table: Table) -> list[Finding]:
    """Names that differ in case alone are different names, which is rarely meant."""
    keys = SHEETS[table.sheet].key
    columns = [c for c in (*keys[:1], _GROUPS.get(table.sheet)) if c]
    findings = []
    for column in (c for c in columns if SHEETS[table.sheet].columns[c].kind is Kind.TEXT):
        spelled: dict[str, str] = {}
        for entry in table.entries:
            name = entry.values.get(column)
            if name and spelled.setdefault(fold(name), name) != name:
                remark = f"{column} is {shown(name)}, elsewhere {spelled[fold(name)]}: the two count as different"
                findings.append(entry.finding("warning", column, remark, name))
    return findings
