"""What each partner pays and gets when all plan together, and when they do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.shortfall import expected_short_t, short_by_scenario
from optimizer.plan.values import frame
from optimizer.study.measures import in_base, paid, records
from optimizer.study.tables import PARTNERS

OTHERS = "others"
"""Funders of no partner."""


@dataclass(frozen=True)
class Share:
    """What a partner pays and gets in one plan."""

    pays_musd: float
    gets_t: float | None = None
    short_t: float | None = None
    stress_short_t: float | None = None
    home_capex_musd: float | None = None


def partners(plans: Mapping[str, Plan], pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """What each partner pays and gets, in each joint plan and in the plans that it is compared with.

    Args:
        plans: plans by name.
        pairs: names of a joint plan and of one that lacks cooperation.
    """
    shares = {name: shares_of(plans[name]) for pair in pairs for name in pair}
    joint = dict.fromkeys(together for together, _ in pairs)
    compared = {apart: together for together, apart in reversed(pairs) if apart not in joint}
    rows = (row for name in {**joint, **compared} for row in _rows(name, shares, compared.get(name)))
    return frame(PARTNERS, rows)


def _rows(name: str, shares: Mapping[str, Mapping[str, Share]], joint: str | None) -> Iterable[dict[str, Any]]:
    for partner, share in shares[name].items():
        other = shares[joint].get(partner) if joint else None
        yield {
            "case": name,
            "partner": partner,
            **vars(share),
            "pays_more_musd": _more(other, share, "pays_musd"),
            "gets_more_t": _more(other, share, "gets_t"),
            "avoided_t": _more(share, other, "short_t"),
            "home_capex_more_musd": _more(other, share, "home_capex_musd"),
        }


def _more(first: Share | None, second: Share | None, column: str) -> float | None:
    values = getattr(first, column, None), getattr(second, column, None)
    return None if values[0] is None or values[1] is None else float(values[0] - values[1])


def shares_of(plan: Plan) -> dict[str, Share]:
    """The share of each partner market, and what funders of no partner pay."""
    case, pays = plan.case, _pays(plan)
    gets, capex = _gets(plan), _home_capex(plan)
    markets = [m.market for m in case.markets.values() if m.partner]
    shares = {
        market: Share(
            pays_musd=pays.get(market, 0.0),
            gets_t=gets.get(market, 0.0),
            short_t=expected_short_t(plan, market),
            stress_short_t=max(short_by_scenario(plan, market).values()),
            home_capex_musd=capex.get(market, 0.0),
        )
        for market in markets
    }
    without = any(funder.partner not in markets for funder in case.funders.values())
    rest = sum(musd for partner, musd in pays.items() if partner not in markets)
    return {**shares, OTHERS: Share(rest)} if without else shares


def _pays(plan: Plan) -> dict[str | None, float]:
    pays: dict[str | None, float] = {}
    for funder, money in paid(plan).items():
        partner = plan.case.funders[funder].partner
        pays[partner] = pays.get(partner, 0.0) + money["outlay_musd"]
    return pays


def _gets(plan: Plan) -> dict[str, float]:
    """Tonnes delivered to each market by built projects in base."""
    flows = in_base(plan, "flows")
    of_projects = flows[flows["row"].isna() & flows["from"].isin(plan.case.projects)]
    return {str(market): float(t) for market, t in of_projects.groupby("market")["tonnes"].sum().items()}


def _home_capex(plan: Plan) -> dict[str | None, float]:
    capex: dict[str | None, float] = {}
    for row in records(plan.tables["projects"]):
        home = plan.case.home(row["country"])
        capex[home] = capex.get(home, 0.0) + row["capex_musd"]
    return capex
