"""What the plan says, looked up by what it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from optimizer.audit.document import Row
from optimizer.audit.known.futures import Futures
from optimizer.case.case import BASE

Amounts = dict[tuple[Any, ...], float]


class Delivery(NamedTuple):
    """A row of flows."""

    material: str
    source: str
    """A project, or the kind of existing supply."""
    row: int | None
    """Row of the supply sheet; None for projects."""
    country: str
    market: str
    tonnes: float


class Stated:
    """The decisions of a plan. Operation is kept for the years of each scenario's window."""

    def __init__(self, tables: Mapping[str, list[Row]], head: Mapping[str, Any], futures: Futures) -> None:
        self.tables, self.head, self.futures = tables, head, futures
        self.start: dict[str, tuple[int, str | None]] = {
            row["project"]: (row["start_year"], row["price_floor"]) for row in tables["projects"]
        }
        self.grant = self._amounts("grants", ("funder", "project", "year"), "grant_musd")
        self.topup = self._amounts("price_support", ("scenario", "year", "project", "funder"), "topup_musd")
        self.run = self._amounts("production", ("scenario", "year", "project"), "run_t")
        self.short = self._amounts("shortage", ("scenario", "year", "material", "market", "tier"), "short_t")
        stock = ("scenario", "year", "stockpile")
        self.plan = self._amounts("stockpiles", stock, "plan_t")
        self.purchase = self._amounts("stockpiles", stock, "purchase_t")
        self.release = self._amounts("stockpiles", stock, "release_t")
        self.level = self._amounts("stockpiles", stock, "level_t")
        self.deliveries: dict[tuple[str, int], list[Delivery]] = defaultdict(list)
        self.arrived: dict[tuple[str, int], list[Delivery]] = defaultdict(list)
        """Deliveries of base by material and year."""
        for row in tables["flows"]:
            delivery = Delivery(row["material"], row["from"], row["row"], row["country"], row["market"], row["tonnes"])
            self.deliveries[row["scenario"], row["year"]].append(delivery)
            if row["scenario"] == BASE:
                self.arrived[delivery.material, row["year"]].append(delivery)

    def _amounts(self, table: str, keys: tuple[str, ...], value: str) -> Amounts:
        """A column by what tells its rows apart, 0 where there is no row."""
        return defaultdict(float, {tuple(row[key] for key in keys): row[value] for row in self.tables[table]})

    def grants_to(self, p: str) -> dict[tuple[str, int], float]:
        """Grants to a project by funder and year, MUSD."""
        return {(f, t): musd for (f, q, t), musd in self.grant.items() if q == p}

    def operated(self, s: str, year: int) -> tuple[str, int]:
        """Scenario and year whose rows hold for a year of a scenario."""
        return self.futures.at(s, year), year
