"""What a tonne of a project's product costs the plan, and what it is worth at the reference price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optimizer.case.facts import NO_FLOOR, Facts
from optimizer.case.timing import operating_year, ramp, salvage_share, spending


@dataclass(frozen=True)
class Tonne:
    """A tonne of product over the life of one start, each discounted at the public rate."""

    cost_usd: float
    """Capital, operation and inputs at the reference price, less what further outputs earn."""
    price_usd: float


def tonne(facts: Facts, project: str, start: int) -> Tonne | None:
    """Cost and price of a tonne at full use in base; None where it never operates or a price is not given."""
    case = facts.case
    row = case.projects[project]
    recipe = case.recipe[project]
    made = {t: tonnes * facts.discount(t) for t, tonnes in planned(facts, project, start)}
    total = sum(made.values())
    if not total or any(m not in case.prices for m in recipe):
        return None
    capital = sum(facts.discount(t) * musd for t, musd in spending(case, row, start).items())
    capital -= facts.discount(case.years[-1]) * row.capex_musd * salvage_share(case, row, start)
    fixed = sum(facts.discount(t) * row.fixed_opex_musd for t in made)
    others = {m: q for m, q in recipe.items() if m != row.product}
    running = sum(
        tonnes * (row.opex_usd_per_t - sum(facts.base.price(m, t) * q for m, q in others.items()))
        for t, tonnes in made.items()
    )
    worth = sum(tonnes * facts.base.price(row.product, t) for t, tonnes in made.items())
    return Tonne((1e6 * (capital + fixed) + running) / total, worth / total)


def best_start(facts: Facts, project: str) -> int:
    """The offered start with the least funding gap, whatever the floor."""
    floors = [NO_FLOOR, *(f.level for f in facts.case.floors.get(facts.case.projects[project].product, ()))]
    return min(facts.starts[project], key=lambda year: min(facts.plans[project, year, k].gap_musd for k in floors))


def least_gap(facts: Facts, project: str) -> float:
    """What grants have to close at least, over all offered starts and floors, MUSD at the private rate."""
    return min(plan.gap_musd for (p, _, _), plan in facts.plans.items() if p == project)


def planned(facts: Facts, project: str, start: int) -> Iterator[tuple[int, float]]:
    """Year and tonnes of product of a start at full use in base."""
    row = facts.case.projects[project]
    for year in facts.case.years:
        n = operating_year(row, start, year)
        if n is not None:
            yield year, row.capacity_t * ramp(facts.case, row, n)
