"""Both sides of every inequality: what is measured, and what its value is a share of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from optimizer.audit.groups.budgets import outlays
from optimizer.audit.groups.limits import Limit, piles_serving, subjects
from optimizer.audit.known.known import Known
from optimizer.audit.stated import Stated
from optimizer.case.case import BASE

Sides = tuple[list[float], list[float]]
"""Addends of what is measured, and of what it is a share of."""
Weight = Callable[[str], float]
"""What a tonne from a country counts."""


def sides(known: Known, stated: Stated, limit: Limit) -> Sides:
    """The two sides of an inequality, from the plan's own figures."""
    metric = limit.target.metric
    if metric.endswith("funder_share"):
        return _funded(known, stated, limit)
    if metric.endswith("investment_share"):
        return _invested(known, stated, limit)
    m, t = str(limit.material), int(limit.year or 0)
    if metric == "max_shortage":
        return _short(known, stated, limit, m, t)
    if metric == "min_cover_days":
        levels = [stated.level.get((BASE, t, h), 0.0) for h in piles_serving(known, m, limit.markets)]
        return levels, [_demand(known, m, limit.markets, t) / 365]
    measured = [weight * tonnes for weight, tonnes in _counted(known, stated, limit, m, t)]
    if metric in ("max_country_share", "max_bloc_share", "max_risk"):
        return measured, [tonnes for _, r, _, tonnes in _supplied(known, stated, m, t) if r in limit.markets]
    if metric == "min_domestic_output":
        return measured, [_need(known, m, limit.markets, t)]
    if metric == "min_bloc_cover":
        return measured, [_demand(known, m, limit.markets, t, limit.target.tier)]
    return measured, [_demand(known, m, limit.markets, t), *_drawn(known, stated, limit, m, t)]


def _supplied(known: Known, stated: Stated, m: str, t: int) -> Iterator[tuple[str, str, bool, float]]:
    """Country, market, whether recycled, and tonnes of what is delivered in base; substitution is no supply."""
    for delivery in stated.arrived.get((m, t), ()):
        project = known.case.projects.get(delivery.source) if delivery.row is None else None
        if not (project and project.kind == "substitution"):
            recycled = project.kind == "recycling" if project else delivery.source == "existing recycled"
            yield delivery.country, delivery.market, recycled, delivery.tonnes


def _counted(known: Known, stated: Stated, limit: Limit, m: str, t: int) -> Iterator[tuple[float, float]]:
    metric, weight = limit.target.metric, _weight(known, limit)
    for country, market, recycled, tonnes in _supplied(known, stated, m, t):
        there = market in limit.markets or metric == "min_domestic_output"
        if there and (recycled or metric != "min_recycled_share"):
            yield weight(country), tonnes


def _weight(known: Known, limit: Limit) -> Weight:
    metric, rows, named = limit.target.metric, known.case.countries, subjects(limit.target)
    if metric == "max_country_share":
        return lambda c: float(c == limit.country)
    if metric == "max_risk":
        return lambda c: rows[c].risk or 0.0
    if metric in ("max_bloc_share", "min_bloc_share", "min_bloc_cover"):
        return lambda c: float(rows[c].bloc in named)
    if metric in ("min_domestic_share", "min_domestic_output"):
        return lambda c: float(rows[c].market in limit.markets)
    return lambda _: 1.0


def _demand(known: Known, m: str, markets: tuple[str, ...], t: int, tier: str = "*", s: str = BASE) -> float:
    return sum(known.world.demand(s, m, r, tier, t) for r in markets)


def _need(known: Known, m: str, markets: tuple[str, ...], t: int) -> float:
    """What the scope's demand takes of a material wherever it is processed."""
    row, direct = known.case.materials[m], _demand(known, m, markets, t)
    return direct + (row.t_per_t or 0.0) * _need(known, row.becomes, markets, t) if row.becomes else direct


def _drawn(known: Known, stated: Stated, limit: Limit, m: str, t: int) -> list[float]:
    return [
        known.inputs(p).get(m, 0.0) * stated.run.get((BASE, t, p), 0.0)
        for p in stated.start
        if known.home(known.case.projects[p].country) in limit.markets
    ]


def _short(known: Known, stated: Stated, limit: Limit, m: str, t: int) -> Sides:
    s, tier = str(limit.scenario), limit.target.tier
    rows = [row for r in limit.markets for row in known.world.demand_rows.get((m, r), ()) if tier in ("*", row.tier)]
    short = [stated.short.get((s, t, m, row.market, row.tier), 0.0) for row in rows]
    return short, [_demand(known, m, limit.markets, t, tier, s)]


def _funded(known: Known, stated: Stated, limit: Limit) -> Sides:
    names, partner = subjects(limit.target), known.funding.partner
    paid = [(f, known.horizon.d(t) * musd) for (s, f, t), musd in outlays(known, stated).items() if s == BASE]
    ours = [musd for f, musd in paid if f in names or partner[f] in names]
    return ours, [musd for _, musd in paid]


def _invested(known: Known, stated: Stated, limit: Limit) -> Sides:
    names = subjects(limit.target)
    built = [known.case.projects[p] for p in stated.start]
    hosts = {c: {c, row.bloc, row.region} for c, row in known.case.countries.items()}
    ours = [row.capex_musd for row in built if hosts[row.country] & set(names)]
    return ours, [row.capex_musd for row in built]
