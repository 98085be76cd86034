"""What the chapters of a plan look at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from optimizer.plan.plan import Plan
from optimizer.study.measures import in_base, records
from optimizer.words.names import Names


class View:
    """A plan, its names, and rows of its tables as records."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.case = plan.case
        self.folder = folder
        self.names = Names(plan.case)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table."""
        return records(self.plan.tables[table])

    def in_base(self, table: str) -> list[dict[str, Any]]:
        """Its rows about the undisturbed world."""
        return records(in_base(self.plan, table))

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """Markets of the partnership; all of them where there is none."""
        partners = tuple(m.market for m in self.case.markets.values() if m.partner)
        return partners or tuple(self.case.markets)

    @cached_property
    def scenarios(self) -> Mapping[str, str]:
        """Scenarios with their names, base first."""
        return {s: self.names.scenario(s) for s in self.case.probability}

    def bloc(self, country: str) -> str:
        """The bloc of a country; neutral where it is not known."""
        row = self.case.countries.get(country)
        return row.bloc if row else "neutral"
