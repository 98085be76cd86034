"""Production: what the projects can make and do make.

cap[p,t] = capacity_t · (1 − outage(p,t)) · Σ_τ ramp(n)·start[p,τ]      n the operating year, later where delayed
on[p,t]  = Σ_τ start[p,τ] over the starts operating in t
run[p,t]   tonnes of product, min_utilisation·cap ≤ run ≤ cap (the lower limit in undisrupted years)
"""

from __future__ import annotations

from typing import Any

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.components import Rows, Sums, Variables
from optimizer.model.linear import added, times, weighted
from optimizer.model.rows import Costs, at_most


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Variables run, expressions cap and on."""
    started = b.model().investment.started
    case = facts.case
    operating = b.offers.operating

    def cap(p: str, t: int) -> Any:
        size = case.projects[p].capacity_t * future.kept_capacity(case.projects[p], t)
        return weighted((size * ramp, started[p, start]) for start, ramp in operating[p, t].items())

    c = b.production
    c.run = Variables(operating)
    c.cap = Sums({(p, t): cap(p, t) for p, t in operating})
    c.on = Sums({(p, t): added(started[p, start] for start in starts) for (p, t), starts in operating.items()})


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """Run ≤ cap, and run ≥ min_utilisation·cap where nothing disrupts the project's materials."""
    c = b.production
    case = facts.case

    def must_run(p: str, t: int) -> bool:
        undisturbed = not any(future.disrupts(material, t) for material in case.recipe[p])
        return case.projects[p].min_utilisation > 0 and undisturbed

    def used(p: str, t: int) -> Any:
        """min_utilisation · cap ≤ run."""
        return at_most(times(case.projects[p].min_utilisation, c.cap[p, t]), c.run[p, t])

    c.capacity = Rows({i: at_most(run, c.cap[i]) for i, run in c.run.items()})
    c.utilisation = Rows({(p, t): used(p, t) for p, t in c.run if must_run(p, t)})


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """fixed_opex·on + opex·run."""
    c = b.production
    projects = facts.case.projects
    for (p, t), on in c.on.items():
        yield "fixed_opex", t, projects[p].fixed_opex_musd, on
    for (p, t), run in c.run.items():
        yield "opex", t, projects[p].opex_usd_per_t / 1e6, run
