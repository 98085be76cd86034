"""What the funders of a project could give it if nobody else wanted any of their money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from scipy.optimize import linprog

from optimizer.case.facts import Facts
from optimizer.case.timing import spending

Place = tuple[str, int]
"""A funder and a year."""


def most_given(facts: Facts, project: str, start: int) -> Mapping[int, float]:
    """The most public money for a start by year, MUSD: worth most at the private rate, and as much as can be.

    Who gives first matters: a funder whose money lapses before one that may still give later. So it is a small linear
    programme, max Σ δ(t)·grant[f,t] within spending, shares and budgets.
    """
    spend = spending(facts.case, facts.case.projects[project], start)
    places = [(f, t) for f in facts.eligible[project] for t in sorted(spend)]
    if not places:
        return {}
    limits = list(_limits(facts, project, spend))
    rows = np.array([[float(place in group) for place in places] for group, _ in limits])
    worth = np.array([facts.private_discount(t) for _, t in places])
    found = linprog(-worth, A_ub=rows, b_ub=[most for _, most in limits])
    by_place = dict(zip(places, found.x.tolist(), strict=True))
    return {t: sum(by_place[f, t] for f in facts.eligible[project]) for t in spend}


def _limits(facts: Facts, project: str, spend: Mapping[int, float]) -> Iterator[tuple[set[Place], float]]:
    """What some funders may give in some years together at most, MUSD."""
    row, eligible, years = facts.case.projects[project], facts.eligible[project], sorted(spend)
    yield {(f, t) for f in eligible for t in years}, row.max_public_share * row.capex_musd
    yield from (({(f, t) for f in eligible}, spend[t]) for t in years)
    for f, share in eligible.items():
        yield {(f, t) for t in years}, share * row.capex_musd
        budget = facts.budget_musd(f)
        if budget is None:
            continue
        for t in years:
            since = facts.case.years[0] if facts.case.funders[f].carry_over else t
            money = sum(musd for year, musd in budget.items() if since <= year <= t)
            yield {(f, year) for year in years if since <= year <= t}, money
