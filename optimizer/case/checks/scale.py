"""Figures out of line with the others of their material: most often a unit such as kt, or a slip of a thousand.

Real figures of one material differ a hundredfold at most from what is usual for it, so a thousandfold is asked about.
Such figures also hurt the solver, which counts what is a billion times smaller than the rest as nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from optimizer.case.checks.rule import Rule, Sight, tell, warning
from optimizer.case.sheets import Demand, Row, Supply
from optimizer.errors import Finding

_OUT = 1000.0
_FAR_OUT = 1e6
"""A capacity beyond this would be of use where the solver, whose yes and no are exact to 1e-7, does not build it."""
_FEW = 3
"""Figures that it takes to tell what is usual."""
_STEP = 1000.0
"""Between a figure of a series and the others of its row."""


@dataclass(frozen=True)
class Figure:
    """A number above 0 in a cell."""

    row: Row
    column: str
    value: float


def tonnes_in_line(sight: Sight) -> Iterable[Finding]:
    """Tonnes of a material are within a thousandfold of what is usual for it; no capacity is a million times that."""
    for material, figures in _tonnes(sight).items():
        if len(figures) < _FEW:
            continue
        usual = median(figure.value for figure in figures)
        for figure in figures:
            if not usual / _OUT < figure.value < usual * _OUT:
                far = figure.column == "capacity_t" and figure.value > usual * _FAR_OUT
                unit = "kg" if figure.value > usual else "kt"
                message = f"{figure.column} is {figure.value:g} t, {_apart(figure.value, usual)} what is usual here"
                message += f" for {material} ({usual:.3g} t): is it in {unit}?"
                yield from tell("error" if far else "warning", figure.row, figure.column, message)


def _tonnes(sight: Sight) -> dict[str, list[Figure]]:
    """Demand, supply, capacities and sizes of stockpiles by material."""
    case, found = sight.case, dict[str, list[Figure]]()
    series: tuple[Demand | Supply, ...] = (*case.demand, *case.supply)
    for row in series:
        found.setdefault(row.material, []).extend(_series(row))
    for project in case.projects.values():
        found.setdefault(project.product, []).extend(_figure(project, "capacity_t"))
    for pile in case.stockpiles.values():
        for column in ("opening_t", "max_t", "max_purchase_t"):
            found.setdefault(pile.material, []).extend(_figure(pile, column))
    return found


def _series(row: Any) -> list[Figure]:
    return [Figure(row, str(year), value) for year, value in row.years.items() if value > 0]


def _figure(row: Row, column: str) -> list[Figure]:
    value = getattr(row, column)
    return [Figure(row, column, value)] if value and value > 0 else []


def _apart(value: float, usual: float) -> str:
    """How far a figure is from what is usual."""
    return f"{value / usual:,.0f} times" if value > usual else f"one {usual / value:,.0f}th of"


def prices_in_line(sight: Sight) -> Iterable[Finding]:
    """A price changes less than a thousandfold between years, and is of one order with what else a tonne costs."""
    for row in sight.case.prices.values():
        figures = _series(row)
        usual = median(figure.value for figure in figures) if figures else 0.0
        for figure in figures:
            if not usual / _STEP < figure.value < usual * _STEP:
                message = f"{figure.column} is {figure.value:g} USD/t, {_apart(figure.value, usual)} its other years"
                yield from warning(row, figure.column, f"{message} ({usual:.3g} USD/t): is that meant?")


@dataclass(frozen=True)
class PerTonne:
    """Money for a tonne of a material, and between which multiples of its price it is."""

    sheet: str
    column: str
    material: str
    least: float
    most: float
    is_by_tonne: bool = True
    """Otherwise it is in MUSD for the whole capacity."""

    def usd_per_t(self, row: Any) -> float:
        """The figure by the tonne; 0 where there is none."""
        value: float = getattr(row, self.column)
        if self.is_by_tonne:
            return abs(value)
        return value * 1e6 / row.capacity_t if row.capacity_t else 0.0


_MONEY = (
    PerTonne("demand", "shortage_cost", "material", 1e-2, 1e5),
    PerTonne("price_floors", "floor_usd_per_t", "material", 0.0, 1e2),
    PerTonne("stockpiles", "holding_usd_per_t", "material", 0.0, 1e2),
    PerTonne("routes", "freight", "material", 0.0, 1e2),
    PerTonne("projects", "opex_usd_per_t", "product", 0.0, 1e2),
    PerTonne("projects", "capex_musd", "product", 1e-4, 3e2, is_by_tonne=False),
    PerTonne("projects", "fixed_opex_musd", "product", 0.0, 3e1, is_by_tonne=False),
)
"""Plants cost 0.1 to 20 times the price of a tonne for each tonne of capacity: a slip of a thousand stands out."""


def money_in_line(sight: Sight) -> Iterable[Finding]:
    """What a tonne costs in any way is of one order with the price of its material."""
    prices = {m: median(row.years.values()) for m, row in sight.case.prices.items() if row.years}
    for kind, row, material in _with_money(sight):
        price, by_tonne = prices.get(material, 0.0), kind.usd_per_t(row)
        if price and by_tonne and not kind.least * price <= by_tonne <= kind.most * price:
            told = f"{getattr(row, kind.column):g}"
            told += " USD/t" if kind.is_by_tonne else f" MUSD, {by_tonne:.3g} USD for a tonne of capacity"
            message = f"{kind.column} is {told}, {_apart(by_tonne, price)} the price of {material} ({price:.3g} USD/t)"
            yield from warning(row, kind.column, f"{message}: is one of them in another unit?")


def _with_money(sight: Sight) -> Iterator[tuple[PerTonne, Any, str]]:
    for kind in _MONEY:
        rows = getattr(sight.case, kind.sheet)
        for row in rows.values() if isinstance(rows, dict) else rows:
            yield kind, row, getattr(row, kind.material)


RULES: tuple[Rule, ...] = (tonnes_in_line, prices_in_line, money_in_line)
