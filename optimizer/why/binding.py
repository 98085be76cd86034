"""The tables of what binds: every target, and every budget in every year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from optimizer.case.case import BASE, PRIVATE
from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.measures import Miss, in_base, misses, records
from optimizer.study.why_tables import BINDING_BUDGETS, BINDING_TARGETS
from optimizer.why.prices import Prices
from optimizer.why.steps import point
from optimizer.words.amounts import musd, number
from optimizer.words.names import Names
from optimizer.words.text import percent
from optimizer.words.wording import POOLED, sentence

OUT_OF_REACH = "out of reach"
MISSED = "missed"
BINDS = "binds"
HELD = "held with room"


def binding_targets(plan: Plan, prices: Prices, least: Mapping[str, float]) -> pd.DataFrame:
    """One row for each target; `least` is by how much those that were looked at are missed at least."""
    missed = misses(plan)
    return frame(BINDING_TARGETS, (_target(plan, name, prices, missed[name], least) for name in plan.case.targets))


def _target(plan: Plan, name: str, prices: Prices, miss: Miss, least: Mapping[str, float]) -> dict[str, Any]:
    target, names, rows, known = plan.case.targets[name], Names(plan.case), prices.targets[name], prices.are_known
    binding = [price for price in rows if price.per_unit_musd]
    dearest = max(binding, key=lambda price: price.per_unit_musd, default=None)
    out = least.get(name, 0.0) > 0
    state = OUT_OF_REACH if out else MISSED if miss.count else BINDS if binding else HELD
    step = sum(price.per_value_musd for price in binding) * point(target)
    unit = "MUSD" if target.metric.endswith(POOLED) else "t"
    return {
        "target": name,
        "sentence": sentence(target, names),
        "hard": target.penalty is None,
        "state": state,
        "rows": len(rows),
        "binding": len(binding),
        "missed": miss.count,
        "slack": miss.slack,
        "least_slack": least.get(name),
        "worst_year": miss.worst_year,
        "per_unit_usd": 1e6 * dearest.per_unit_musd if dearest else None,
        "price_year": dearest.key[5] or None if dearest else None,
        "step": _step(target.value, point(target), target.metric),
        "per_step_musd": step,
        "words": _words(state, miss, least.get(name), step, unit, known),
    }


def _step(value: float, size: float, metric: str) -> str:
    after = value - size if metric.startswith("min_") else value + size
    if metric == "min_cover_days":
        return f"{value:g} → {after:g} days"
    return f"{percent(value)} → {percent(round(after, 9))}"


def _words(state: str, miss: Miss, least: float | None, step: float, unit: str, known: bool) -> str:
    """What the state means; `known` are shadow prices, without which nothing can be said of a looser value."""
    saves = f" One point looser saves about {musd(step)}." if step >= _SHOWN else ""
    missed = f"missed by {number(miss.slack)} {unit} in all"
    if state == OUT_OF_REACH:
        most = "as little as any plan can" if miss.slack - (least or 0.0) <= _SAME * max(1.0, miss.slack) else ""
        does = most or f"at most {number(miss.slack - (least or 0.0))} {unit} of that because missing it costs less"
        reach = f"no plan misses it by less than {number(least or 0.0)} {unit}"
        return f"Out of reach: {reach}. The plan: {missed}, {does}."
    if state == MISSED:
        within = " It may be within reach, but missing it costs less." if least == 0 else ""
        return f"{missed[:1].upper()}{missed[1:]}.{within}{saves}"
    if state == BINDS:
        return f"Held, and it binds.{saves}"
    return "Held; with the projects as decided a looser value would change nothing." if known else "Held."


def binding_budgets(plan: Plan, prices: Prices) -> pd.DataFrame:
    """One row for each limited funder and year."""
    paid = {(row["funder"], int(row["year"])): row for row in records(in_base(plan, "funding"))}
    return frame(BINDING_BUDGETS, _budgets(plan, prices, paid))


def _budgets(plan: Plan, prices: Prices, paid: Mapping[tuple[str, int], Any]) -> Iterator[dict[str, Any]]:
    facts = prices.solution.facts
    order = {funder: n for n, funder in enumerate(plan.case.budgets)}
    for (funder, year), price in sorted(prices.budgets.items(), key=lambda item: (order[item[0][0]], item[0][1])):
        known = paid.get((funder, year), {})
        budget = facts.budget_musd(funder) or {}
        outlay, left = known.get("outlay_musd"), known.get("unspent_musd")
        if funder == PRIVATE:
            outlay = _private(prices, year)
            left = budget[year] - outlay
        binds_in = {s or BASE for s in price.scenarios}
        yield {
            "funder": funder,
            "name": "Private money" if funder == PRIVATE else Names(plan.case).funder(funder),
            "year": year,
            "budget_musd": budget[year],
            "outlay_musd": outlay,
            "unspent_musd": left,
            "binds": bool(price.scenarios),
            "per_musd": price.per_musd + 0.0,
            "where": ", ".join(Names(plan.case).scenario(s) for s in plan.case.probability if s in binds_in),
        }


def _private(prices: Prices, year: int) -> float:
    m = prices.solution.model
    spent = [(p, t) for p, t in m.investment.spend if t == year]
    return float(sum(m.investment.spend[i]() - m.funding.granted[i]() for i in spent))


_SHOWN = 0.05
_SAME = 1e-4
