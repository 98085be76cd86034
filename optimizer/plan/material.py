"""Where material comes from and goes: production, flows, supply mix, dependence, shortage, stock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from optimizer.case.case import BASE
from optimizer.case.facts import Facts
from optimizer.case.scopes import demand_t
from optimizer.plan.tables import DEPENDENCE, FLOWS, PRODUCTION, SHORTAGE, STOCKPILES, SUPPLY
from optimizer.plan.values import amount, frame, ratio

DAYS_PER_YEAR = 365


def flows(m: Any, facts: Facts) -> pd.DataFrame:
    """Every delivery by scenario and year, tonnes."""
    return frame(FLOWS, (row for s in m.future for row in _flows_of(m, facts, s)))


def _flows_of(m: Any, facts: Facts, scenario: str) -> Iterable[dict[str, Any]]:
    case = facts.case
    deliveries = m.future[scenario].deliveries
    for (e, r, t), variable in deliveries.buy.items():
        if tonnes := amount(variable):
            row = case.supply[e]
            yield {
                "scenario": scenario,
                "year": t,
                "material": row.material,
                "from": f"existing {row.kind}",
                "row": row.at.row,
                "country": row.country,
                "market": r,
                "tonnes": tonnes,
            }
    for (p, material, r, t), variable in deliveries.ship.items():
        if tonnes := amount(variable):
            yield {
                "scenario": scenario,
                "year": t,
                "material": material,
                "from": p,
                "row": None,
                "country": case.projects[p].country,
                "market": r,
                "tonnes": tonnes,
            }


def production(m: Any) -> pd.DataFrame:
    """Capacity and output of what is built, by scenario and year, tonnes of product."""
    rows = []
    for scenario in m.future:
        b = m.future[scenario].production
        for (p, t), run in b.run.items():
            capacity = amount(b.cap[p, t])
            if capacity:
                output = amount(run)
                rows.append(
                    {
                        "scenario": scenario,
                        "year": t,
                        "project": p,
                        "capacity_t": capacity,
                        "run_t": output,
                        "use": output / capacity,
                    }
                )
    return frame(PRODUCTION, rows)


def _origin(facts: Facts, source: str) -> str:
    if source in facts.case.projects:
        kind = facts.case.projects[source].kind
        return {"substitution": "substitution", "recycling": "recycled"}.get(kind, "project")
    return "recycled" if source.endswith("recycled") else "existing"


def supply_mix(facts: Facts, flow: pd.DataFrame) -> pd.DataFrame:
    """Deliveries in base by material, market, country and origin, tonnes, with shares of the market's supply."""
    base = flow[flow["scenario"] == BASE].copy()
    if base.empty:
        return frame(SUPPLY, [])
    base["origin"] = [_origin(facts, source) for source in base["from"]]
    base["bloc"] = [facts.case.countries[c].bloc for c in base["country"]]
    keys = ["material", "market", "country", "bloc", "origin", "year"]
    mix = base.groupby(keys, sort=False)["tonnes"].sum().rename("delivered_t").reset_index()
    supplied = mix[mix["origin"] != "substitution"].groupby(["material", "market", "year"])["delivered_t"].sum()
    whole = supplied.reindex(pd.MultiIndex.from_frame(mix[["material", "market", "year"]])).to_numpy()
    mix["share"] = (mix["delivered_t"] / whole).where(mix["origin"] != "substitution")
    mix = mix.sort_values(["material", "market", "year", "delivered_t"], ascending=[True, True, True, False])
    return mix[SUPPLY.names].reset_index(drop=True)


def dependence(m: Any, facts: Facts, mix: pd.DataFrame) -> pd.DataFrame:
    """Largest country and shares of each material, market and year in base."""
    supplied = mix[mix["origin"] != "substitution"]
    groups = dict(iter(supplied.groupby(["material", "market", "year"])))
    short: dict[tuple[str, str, int], float] = {}
    for (material, r, _, t), variable in m.future[BASE].balance.short.items():
        short[material, r, t] = short.get((material, r, t), 0.0) + amount(variable)
    rows = []
    for material, r, t in sorted(m.future[BASE].offers.draws):
        drawn = _drawn(m, facts, material, r, t)
        if drawn:
            group = groups.get((material, r, t))
            rows.append(
                {
                    "material": material,
                    "market": r,
                    "year": t,
                    "drawn_t": drawn,
                    "delivered_t": 0.0 if group is None else group["delivered_t"].sum(),
                    "short_t": short.get((material, r, t), 0.0),
                    **({} if group is None else _shares(facts, r, group)),
                }
            )
    return frame(DEPENDENCE, rows)


def _drawn(m: Any, facts: Facts, material: str, market: str, t: int) -> float:
    """Demand and inputs drawn in base, tonnes."""
    run = m.future[BASE].production.run
    inputs = sum(
        facts.case.inputs(p).get(material, 0.0) * amount(run[p, t])
        for p in facts.starts
        if (p, t) in run and facts.case.project_market(p) == market
    )
    return demand_t(facts, material, (market,), t) + inputs


def _shares(facts: Facts, market: str, group: pd.DataFrame) -> dict[str, Any]:
    total = group["delivered_t"].sum()
    by_country = group.groupby("country")["delivered_t"].sum().sort_values(ascending=False)
    domestic = [c for c in by_country.index if facts.case.home(c) == market]
    return {
        "largest_country": by_country.index[0],
        "largest_share": ratio(by_country.iloc[0], total),
        "concern_share": ratio(group.loc[group["bloc"] == "concern", "delivered_t"].sum(), total),
        "domestic_share": ratio(by_country[domestic].sum(), total),
        "recycled_share": ratio(group.loc[group["origin"] == "recycled", "delivered_t"].sum(), total),
    }


def shortage(m: Any) -> pd.DataFrame:
    """Demand that is not met, by scenario, material, market, tier and year, tonnes."""
    rows = []
    for scenario in m.future:
        b = m.future[scenario]
        for (material, r, tier, t), variable in b.balance.short.items():
            missing = amount(variable)
            if missing:
                demand = b.offers.demand[material, r, tier, t]
                rows.append(
                    {
                        "scenario": scenario,
                        "material": material,
                        "market": r,
                        "tier": tier,
                        "year": t,
                        "demand_t": demand,
                        "short_t": missing,
                        "share": missing / demand,
                    }
                )
    return frame(SHORTAGE, rows)


def stockpiles(m: Any, facts: Facts) -> pd.DataFrame:
    """Plan, purchase, release and level of every stockpile by scenario and year, tonnes."""
    rows = []
    for scenario in m.future:
        b, future = m.future[scenario], facts.futures[scenario]
        released: dict[tuple[str, int], float] = {}
        for (h, _, t), variable in b.stock.release.items():
            released[h, t] = released.get((h, t), 0.0) + amount(variable)
        for (h, t), level in b.stock.level.items():
            pile = facts.case.stockpiles[h]
            purchase, tonnes = amount(b.stock.purchase[h, t]), amount(level)
            demand = demand_t(facts, pile.material, facts.serves(pile), t)
            rows.append(
                {
                    "scenario": scenario,
                    "stockpile": h,
                    "material": pile.material,
                    "year": t,
                    "plan_t": amount(m.stockpiles.plan[h, t]),
                    "purchase_t": purchase,
                    "release_t": released.get((h, t), 0.0),
                    "level_t": tonnes,
                    "cover_days": tonnes / demand * DAYS_PER_YEAR if demand else None,
                    "purchase_musd": purchase * future.price(pile.material, t) / 1e6,
                }
            )
    return frame(STOCKPILES, rows)
