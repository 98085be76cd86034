"""From a solved model to a `Plan`."""

from __future__ import annotations

from optimizer.plan import material, money, projects, reach
from optimizer.plan.order import in_order
from optimizer.plan.plan import Passport, Plan
from optimizer.solve.calm import disruption_costs
from optimizer.solve.search import Solution


def read_plan(solution: Solution, passport: Passport) -> Plan:
    """Every table of the plan, read off the solved model."""
    m, facts = solution.model, solution.facts
    flows = material.flows(m, facts)
    mix = material.supply_mix(facts, flows)
    costs = money.costs(m, facts)
    tables = {
        "projects": projects.built_projects(m, facts),
        "business_plans": projects.business_plans(m, facts),
        "grants": money.grants(m, facts),
        "funding": money.funding(m, facts),
        "supply": mix,
        "dependence": material.dependence(m, facts, mix),
        "stockpiles": material.stockpiles(m, facts),
        "price_support": money.price_support(m, facts),
        "targets": reach.targets(solution),
        "costs": costs,
        "scenarios": money.scenarios(m, facts, costs, disruption_costs(facts, m)),
        "shortage": material.shortage(m),
        "production": material.production(m),
        "flows": flows,
    }
    return Plan(
        case=facts.shown,
        passport=passport,
        status="optimal" if solution.proven else "feasible",
        objective_musd=solution.objective_musd,
        bound_musd=solution.bound_musd,
        programme_musd=solution.programme_musd,
        expected_outlay_musd=solution.arrays.expected_outlay.of(solution.values),
        tables=in_order(tables, facts.shown),
    )
