"""Who pays what, when: grants, price support, stock purchases, budgets, costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pyomo.environ as pyo

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.model.objective import TERMS, scenario_cost
from optimizer.plan.projects import starts_found
from optimizer.plan.tables import COSTS, FUNDING, GRANTS, PRICE_SUPPORT, SCENARIOS
from optimizer.plan.values import amount, frame


def grants(m: Any, facts: Facts) -> pd.DataFrame:
    """Grants by funder, project and year, MUSD, not discounted."""
    projects = facts.case.projects
    rows = (
        {
            "funder": f,
            "project": p,
            "name": projects[p].name,
            "country": projects[p].country,
            "year": t,
            "grant_musd": amount(grant),
        }
        for (f, p, t), grant in m.funding.grant.items()
    )
    return frame(GRANTS, (row for row in rows if row["grant_musd"]))


def funding(m: Any, facts: Facts) -> pd.DataFrame:
    """What each funder pays by scenario and year, against its budget, MUSD."""
    return frame(FUNDING, (row for s in m.future for row in _funding_of(m, facts, s)))


def _funding_of(m: Any, facts: Facts, scenario: str) -> Iterable[dict[str, Any]]:
    b = m.future[scenario]
    paid: dict[tuple[str, int, str], float] = {}
    for column, variables in (("grants_musd", m.funding.grant), ("price_support_musd", b.price_support.topup)):
        for (f, _, t), variable in variables.items():
            paid[f, t, column] = paid.get((f, t, column), 0.0) + amount(variable)
    for (f, t), outlay in b.outlays.outlay.items():
        granted, support = paid.get((f, t, "grants_musd"), 0.0), paid.get((f, t, "price_support_musd"), 0.0)
        budget = b.outlays.budget[f][t] if f in b.outlays.budget else None
        left = amount(b.outlays.unspent[f, t]) if (f, t) in b.outlays.unspent else None
        total = amount(outlay)
        yield {
            "scenario": scenario,
            "funder": f,
            "name": facts.case.funders[f].name,
            "year": t,
            "grants_musd": granted,
            "price_support_musd": support,
            "stock_musd": max(0.0, total - granted - support),
            "outlay_musd": total,
            "budget_musd": budget,
            "unspent_musd": left if left is not None or budget is None else max(0.0, budget - total),
        }


def price_support(m: Any, facts: Facts) -> pd.DataFrame:
    """What floors cost by scenario, project, funder and year, MUSD."""
    found = starts_found(m, facts)
    return frame(PRICE_SUPPORT, (row for s in m.future for row in _support_of(m, facts, s, found)))


def _support_of(m: Any, facts: Facts, scenario: str, found: dict[str, tuple[int, str]]) -> Iterable[dict[str, Any]]:
    floors = {(f.material, f.level): f for f in facts.case.price_floors}
    for (f, p, t), topup in m.future[scenario].price_support.topup.items():
        if amount(topup):
            product = facts.case.projects[p].product
            level = found[p][1]
            yield {
                "scenario": scenario,
                "project": p,
                "name": facts.case.projects[p].name,
                "price_floor": level,
                "year": t,
                "price_usd_per_t": facts.futures[scenario].price(product, t),
                "floor_usd_per_t": floors[product, level].floor_usd_per_t,
                "funder": f,
                "topup_musd": amount(topup),
            }


def costs(m: Any, facts: Facts) -> pd.DataFrame:
    """cost_s by scenario and term, discounted MUSD."""
    rows = []
    for scenario in m.future:
        terms = scenario_cost(m, facts, scenario)
        rows += [{"scenario": scenario, "term": term, "cost_musd": float(pyo.value(terms[term]))} for term in TERMS]
    return frame(COSTS, rows)


def scenarios(m: Any, facts: Facts, cost: pd.DataFrame, disruption: Mapping[str, float | None]) -> pd.DataFrame:
    """One row per scenario: what it costs and leaves short; `disruption` as of `optimizer.solve.calm`."""
    total = cost.groupby("scenario")["cost_musd"].sum()
    by_term = cost.set_index(["scenario", "term"])["cost_musd"]
    rows = []
    for scenario in m.future:
        b, future = m.future[scenario], facts.futures[scenario]
        rows.append(
            {
                "scenario": scenario,
                "probability": future.probability,
                "from_year": future.window[0] if future.window else None,
                "to_year": future.window[-1] if future.window else None,
                "cost_musd": total[scenario],
                "above_base_musd": total[scenario] - total[BASE],
                "disruption_musd": disruption[scenario],
                "short_t": sum(amount(v) for v in b.balance.short.values()),
                "shortage_cost_musd": by_term[scenario, "shortage"],
                "released_t": sum(amount(v) for v in b.stock.release.values()),
                "refill_musd": by_term[scenario, "refill"],
            }
        )
    return frame(SCENARIOS, rows)
