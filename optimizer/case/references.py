"""References between sheets: found, spelled as declared, or reported with the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from optimizer.case.cells import Reading
from optimizer.case.columns import STAR, Column, Kind
from optimizer.case.metrics import METRIC
from optimizer.case.names import clean, fold, hint, nearest, shown
from optimizer.case.sheets import BLOCS, SHEETS
from optimizer.case.tables import Entry, Table, Tables, value_of
from optimizer.errors import Finding


@dataclass(frozen=True)
class Names:
    """Known names of one kind, looked up exactly and then without regard to case."""

    known: tuple[str, ...]
    exact: frozenset[str] = field(init=False)
    folded: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        folded: dict[str, tuple[str, ...]] = {}
        for name in dict.fromkeys(self.known):
            folded[fold(name)] = (*folded.get(fold(name), ()), name)
        object.__setattr__(self, "exact", frozenset(self.known))
        object.__setattr__(self, "folded", folded)

    def find(self, name: str, typed: str = "", prefix: str = "") -> Reading:
        """The name as declared, with a warning where case differs; a remark alone where it is unknown.

        Remarks show it as it was `typed`, and declared names with the `prefix` that they need.
        """
        typed = shown(typed or name)
        if name in self.exact:
            return Reading(name)
        alike = self.folded.get(fold(name), ())
        if len(alike) == 1:
            return Reading(alike[0], f"is {typed}, taken as {prefix}{alike[0]}: the two differ in case alone")
        if alike:
            could = " or ".join(f"{prefix}{one}" for one in alike)
            return Reading(remark=f"is {typed}, which could be {could}: write one of them")
        close = nearest(name, self.known) if prefix else None
        advice = f"did you mean {prefix}{close}?" if close else hint(name, self.known)
        return Reading(remark=f"is {typed}, which is not known; {advice}")


@dataclass
class Directory:
    """The names of every sheet of a workbook, collected once."""

    tables: Tables
    _names: dict[str, Names] = field(default_factory=dict)

    def names(self, of: str) -> Names:
        """The names of a sheet, or the values of a ``sheet.column`` such as ``countries.region``."""
        if of not in self._names:
            sheet, _, column = of.partition(".")
            declared = SHEETS[sheet].columns.get(column)
            if not column:
                known: Iterable[str] = self.tables[sheet].names()
            elif declared and declared.choices:
                known = declared.choices
            else:
                known = (v for e in self.tables[sheet].entries if (v := value_of(e, column, {})))
            self._names[of] = Names(tuple(dict.fromkeys(known)))
        return self._names[of]

    def find(self, name: str, column: Column) -> Reading:
        """The declared name that a reference means."""
        names = self.names(column.of)
        if name in names.exact or (name == STAR and column.star):
            return Reading(name)
        for word in column.words:
            if fold(word) == fold(name):
                return Reading(word)
        prefix, colon, rest = name.partition(":")
        if colon and fold(prefix) in column.prefixes:
            return self._prefixed(fold(prefix), clean(rest), name, column)
        extra = (*column.words, *([STAR] if column.star and not names.known else []))
        reading = names.find(name)
        return Names((*names.known, *extra)).find(name) if reading.wrong and extra else reading

    def _prefixed(self, prefix: str, name: str, typed: str, column: Column) -> Reading:
        reading = self.names(column.prefixes[prefix]).find(name, typed, f"{prefix}:")
        return reading if reading.wrong else Reading(f"{prefix}:{reading.value}", reading.remark)

    def unread(self, sheet: str) -> bool:
        """Whether nothing can be said about the names of a sheet."""
        return self.tables[sheet].unread


def resolve(tables: Tables) -> list[Finding]:
    """Spell every reference as declared; report the unknown ones, whose cells become unsound."""
    directory = Directory(tables)
    findings: list[Finding] = []
    for table in tables.values():
        columns = [c for c in SHEETS[table.sheet].columns.values() if c.kind in (Kind.REFERENCE, Kind.LIST)]
        for column in columns:
            _resolve_column(table, column, directory, findings)
    _resolve_targets(tables, directory, findings)
    return findings


def _resolve_column(table: Table, column: Column, directory: Directory, findings: list[Finding]) -> None:
    known: dict[str, Reading] = {}
    name = column.name
    for entry in table.entries:
        value = entry.values.get(name)
        if value is None or name in entry.unsound:
            continue
        if directory.unread(column.of):
            entry.unsound.add(name)
            entry.values[name] = None
            continue
        items = value if column.kind is Kind.LIST else (value,)
        for item in items:
            if item not in known:
                known[item] = directory.find(item, column)
        found = _note(entry, name, [known[item] for item in items], findings)
        entry.values[name] = (found or None) if column.kind is Kind.LIST else found[0] if found else None


def _note(entry: Entry, name: str, readings: list[Reading], findings: list[Finding]) -> tuple[str, ...]:
    """Report what is odd about the names of a cell; those that are known."""
    typed = entry.values.get(name)
    value = ", ".join(typed) if isinstance(typed, tuple) else typed
    for reading in readings:
        if reading.remark:
            severity_is_error = reading.wrong
            message = f"{name} {reading.remark}"
            findings.append(entry.finding("error" if severity_is_error else "warning", name, message, value))
            if severity_is_error:
                entry.unsound.add(name)
    return tuple(reading.value for reading in readings if not reading.wrong)


def _resolve_targets(tables: Tables, directory: Directory, findings: list[Finding]) -> None:
    tiers = Names((STAR, *dict.fromkeys(value_of(e, "tier", {}) for e in tables["demand"].entries)))
    for entry in tables["targets"].entries:
        tier = entry.values.get("tier")
        if tier is not None and "tier" not in entry.unsound and not tables["demand"].unread:
            found = _note(entry, "tier", [tiers.find(tier)], findings)
            entry.values["tier"] = found[0] if found else None
        subject, metric = entry.values.get("subject"), METRIC.get(entry.values.get("metric") or "")
        if subject is None or metric is None or not metric.subject or "subject" in entry.unsound:
            continue
        kinds = SUBJECT_NAMES[metric.subject]
        if any(directory.unread(kind.partition(".")[0]) for kind in kinds):
            entry.unsound.add("subject")
            entry.values["subject"] = None
            continue
        words = [clean(word) for word in subject.split(",") if clean(word)]
        if STAR in words:
            entry.values["subject"] = ", ".join(BLOCS) if metric.subject == "bloc" else STAR
            continue
        found = _note(entry, "subject", [_subject(word, kinds, directory) for word in words], findings)
        entry.values["subject"] = ", ".join(found) or None


SUBJECT_NAMES: dict[str, tuple[str, ...]] = {
    "country": ("countries",),
    "bloc": ("countries.bloc",),
    "scenario": ("scenarios",),
    "funder": ("funders", "markets"),
    "host": ("countries", "countries.bloc", "countries.region"),
}
"""Where the names of a subject are declared."""


def _subject(word: str, kinds: tuple[str, ...], directory: Directory) -> Reading:
    several = [kind for kind in kinds if word in directory.names(kind).exact]
    if len(several) > 1:
        things = " and ".join(_THING[kind] for kind in several)
        return Reading(remark=f"is {shown(word)}, which is {things}: rename one of them")
    always = ("base",) if kinds == ("scenarios",) else ()
    return Names((*(name for kind in kinds for name in directory.names(kind).known), *always)).find(word)


_THING = {
    "countries": "a country",
    "countries.bloc": "a bloc",
    "countries.region": "a region",
    "funders": "a funder",
    "markets": "a market",
}
