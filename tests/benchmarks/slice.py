"""A slice of the real workbook that a peer can state too: base only, without public money, stock and targets.

What is left is investment, capacity, production, deliveries, balances and their costs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.case.timing import salvage_share, spending
from optimizer.model.offers import Offers

Array = npt.NDArray[np.float64]


def sliced(case: Case) -> Case:
    """The case without what the slice leaves out; the optimizer builds it like any other."""
    projects = {p: replace(row, min_public_share=0.0, max_public_share=1.0) for p, row in case.projects.items()}
    nothing: dict[str, Any] = {name: {} for name in ("funders", "budgets", "stockpiles", "targets", "scenarios")}
    nothing |= dict.fromkeys(("funding_rules", "price_floors", "events", "cases"), ())
    settings = replace(case.settings, viability=False, risk_weight=0.0, public_funds_premium=0.0)
    return replace(case, settings=settings, projects=projects, **nothing)


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a slice as dense arrays, as a library of labelled arrays likes them; NaN where nothing can be.

    Dimensions: p project, y year of the decision, t year, o output of a project, e row of supply, m material, r market,
    i tier, n input of a project. Money is discounted MUSD, mass is tonnes.
    """

    facts: Facts

    @cached_property
    def names(self) -> dict[str, list[Any]]:
        """The labels of each dimension."""
        case, starts = self.facts.case, self.facts.starts
        return {
            "p": list(starts),
            "y": sorted({y for years in starts.values() for y in years}),
            "t": list(case.years),
            "o": [(p, m) for p in starts for m in case.outputs(p)],
            "n": [(p, m) for p in starts for m in case.inputs(p) if case.project_market(p)],
            "e": list(range(len(case.supply))),
            "m": list(case.materials),
            "r": list(case.markets),
            "i": sorted({row.tier for row in case.demand}),
        }

    @cached_property
    def _place(self) -> dict[str, dict[Any, int]]:
        return {d: {name: place for place, name in enumerate(names)} for d, names in self.names.items()}

    def _array(self, dims: str, values: dict[tuple[Any, ...], float]) -> Array:
        """An array over some dimensions from its entries by label."""
        array = np.full([len(self.names[d]) for d in dims], np.nan)
        for index, value in values.items():
            array[tuple(self._place[d][name] for d, name in zip(dims, index, strict=True))] = value
        return array

    @cached_property
    def offers(self) -> Offers:
        """Which deliveries there can be."""
        return Offers(self.facts, self.facts.base)

    @cached_property
    def start_musd(self) -> Array:
        """[p, y] capex less salvage, and fixed costs of the operating years, of a start."""
        facts, case = self.facts, self.facts.case
        last = facts.discount(case.years[-1])
        found: dict[tuple[Any, ...], float] = {}
        for p, years in facts.starts.items():
            row = case.projects[p]
            for y in years:
                capex = sum(facts.discount(t) * musd for t, musd in spending(case, row, y).items())
                found[p, y] = capex - last * row.capex_musd * salvage_share(case, row, y)
        for (p, y, t), _ in self._ramps.items():
            found[p, y] += facts.discount(t) * case.projects[p].fixed_opex_musd
        return self._array("py", found)

    @cached_property
    def _ramps(self) -> dict[tuple[Any, ...], float]:
        facts = self.facts
        return {
            (p, y, t): ramp
            for p in facts.starts
            for t in facts.case.years
            for y, ramp in facts.operating(p, facts.base, t).items()
        }

    @cached_property
    def capacity_t(self) -> Array:
        """[p, y, t] what a start lets a project make in a year."""
        projects = self.facts.case.projects
        return self._array("pyt", {(p, y, t): projects[p].capacity_t * r for (p, y, t), r in self._ramps.items()})

    @cached_property
    def run_musd_per_t(self) -> Array:
        """[p, t] operating cost where a project can operate."""
        facts, projects = self.facts, self.facts.case.projects
        found = {(p, t): facts.discount(t) * projects[p].opex_usd_per_t / 1e6 for p, _, t in self._ramps}
        return self._array("pt", found)

    @cached_property
    def ship_musd_per_t(self) -> Array:
        """[o, r, t] freight and duty of what projects ship."""
        facts, base = self.facts, self.facts.base
        found = {
            ((p, m), r, t): facts.discount(t) * (terms.freight + terms.duty * base.price(m, t)) / 1e6
            for (p, m, t), to in self.offers.ship.items()
            for r, terms in to.items()
        }
        return self._array("ort", found)

    @cached_property
    def buy_musd_per_t(self) -> Array:
        """[e, r, t] price, freight and duty of what is bought."""
        facts, supply = self.facts, self.facts.case.supply
        own = {(e, t): facts.base.own_price(supply[e], t) for e, t in self.offers.available}
        found = {
            (e, r, t): facts.discount(t) * (own[e, t] * (1.0 + terms.duty) + terms.freight) / 1e6
            for (e, t), to in self.offers.buy.items()
            for r, terms in to.items()
        }
        return self._array("ert", found)

    @cached_property
    def available_t(self) -> Array:
        """[e, t] what a supplier has."""
        return self._array("et", {**self.offers.available})

    @cached_property
    def demand_t(self) -> Array:
        """[m, r, i, t] demand."""
        return self._array("mrit", {**self.offers.demand})

    @cached_property
    def short_musd_per_t(self) -> Array:
        """[m, r, i] × discount over t: what a missing tonne costs."""
        cost = {(row.material, row.market, row.tier): row.shortage_cost / 1e6 for row in self.facts.case.demand}
        discount = np.array([self.facts.discount(t) for t in self.names["t"]])
        musd: Array = np.multiply.outer(self._array("mri", {**cost}), discount)
        return musd

    @cached_property
    def drawn(self) -> npt.NDArray[np.bool_]:
        """[m, r, t] where there is a balance."""
        return ~np.isnan(self._array("mrt", dict.fromkeys(self.offers.draws, 1.0)))
