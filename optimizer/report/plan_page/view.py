"""What the chapters of a plan look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from optimizer.case.series import interpolate
from optimizer.plan.plan import Plan
from optimizer.plan.table import Column
from optimizer.plan.tables import TABLES
from optimizer.report.page import Control, Rows
from optimizer.study.measures import in_base, records
from optimizer.words.listing import listed, the
from optimizer.words.names import Names
from optimizer.words.text import readable

Record = dict[str, Any]


class View:
    """A plan, its names, and rows of its tables as records."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.case = plan.case
        self.folder = folder
        self.names = Names(plan.case)
        self._rows: dict[str, list[Record]] = {}

    def rows(self, table: str) -> list[Record]:
        """All rows of a table."""
        if table not in self._rows:
            self._rows[table] = records(self.plan.tables[table])
        return self._rows[table]

    def in_base(self, table: str) -> list[Record]:
        """Its rows about the undisturbed world."""
        return records(in_base(self.plan, table))

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """Markets of the partnership; all of them where there is none."""
        partners = tuple(m.market for m in self.case.markets.values() if m.partner)
        return partners or tuple(self.case.markets)

    @property
    def partnership(self) -> str:
        """The partners in a sentence."""
        return listed((the(self.names.market(m)) for m in self.partners), 3)

    @cached_property
    def scenarios(self) -> Mapping[str, str]:
        """Scenarios with their names, base first."""
        return {s: self.names.scenario(s) for s in self.case.probability}

    @cached_property
    def families(self) -> Mapping[str, str]:
        """Families of materials with their names, in the order of the workbook."""
        return {
            f: readable(f) if f else "Other materials" for f in dict.fromkeys(map(self.family, self.case.materials))
        }

    def family(self, material: str) -> str:
        """The family of a material, empty for none."""
        return self.case.materials[material].family or ""

    def stage(self, material: str) -> str:
        """The stage of a material."""
        return str(self.case.materials[material].stage)

    def bloc(self, country: str) -> str:
        """The bloc of a country; neutral where it is not known."""
        row = self.case.countries.get(country)
        return row.bloc if row else "neutral"

    def price(self, material: str, year: int) -> float:
        """Reference price in USD/t; 0 where none is given."""
        row = self.case.prices.get(material)
        return interpolate(row.years, year) if row and row.years else 0.0

    @cached_property
    def ends(self) -> tuple[int, int]:
        """First and last year."""
        return self.case.years[0], self.case.years[-1]

    def short(self, materials: Iterable[str], longest: int = 30) -> dict[str, str]:
        """Short names of materials."""
        return self.names.short_materials(list(materials), longest)


def table_of(view: View, name: str, rows: Iterable[Record], columns: Iterable[str], caption: str = "") -> Rows:
    """Some columns of a table of the plan, with names in place of identifiers."""
    known = {c.name: c for c in TABLES[name].columns}
    shown = [known[c] for c in columns]
    values = [[named(view, c, row[c.name]) for c in shown] for row in rows]
    return Rows(caption or TABLES[name].title, shown, values, f"table {name} of plan.json")


def named(view: View, column: Column, value: Any) -> Any:
    """A value as the page shows it."""
    if not isinstance(value, str):
        return value
    if column.name == "scenario":
        return view.names.scenario(value)
    naming = view.names.naming(column.name)
    return naming(value) if naming else value


def family_control(view: View, families: Iterable[str], everything: bool = True) -> Control:
    """The choice of a family of materials."""
    held = set(families)
    options = [(f, name) for f, name in view.families.items() if f in held]
    first = [("*", "All families")] if everything else []
    return Control(
        "group" if everything else "family", "Materials", [*first, *options], (first or options)[0][0], "list"
    )
