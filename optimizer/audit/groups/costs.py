"""Every term of every scenario's cost but capex and salvage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from optimizer.audit.groups.budgets import outlays
from optimizer.audit.groups.limits import limits
from optimizer.audit.groups.targets import penalty_musd
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import NEARLY_WHOLE, Group
from optimizer.audit.stated import Stated
from optimizer.case.case import BASE

YEARLY = ("fixed_opex", "opex", "purchases", "freight", "duty", "holding", "shortage", "public_funds_premium")
TERMS = ("capex", "salvage", *YEARLY, "refill", "target_penalty", "residual_stock")


def check(known: Known, stated: Stated) -> Group:
    """Operation by term, year and scenario from the plan's tonnes; refill, penalties and residual stock."""
    group = Group(
        "costs", "every term of every scenario's cost, from tonnes and prices", absolute=5e-6, relative=NEARLY_WHOLE
    )
    rows = {(row["scenario"], row["term"]): row["cost_musd"] for row in stated.tables["costs"]}
    yearly: dict[tuple[str, int, str], list[float]] = defaultdict(list)
    for s, window in known.futures.windows.items():
        for t in window:
            for term, musd in _operation(known, stated, s, t):
                yearly[s, t, term].append(known.horizon.d(t) * musd)
    for (s, _, t), musd in outlays(known, stated).items():
        premium = known.settings.public_funds_premium
        yearly[s, t, "public_funds_premium"].append(known.horizon.d(t) * premium * musd)
    once = {"target_penalty": _penalties(known, stated), "residual_stock": _residual(known, stated)}
    for s in known.futures.windows:
        for term in YEARLY:
            parts = [musd for t in known.horizon.years for musd in yearly[*stated.operated(s, t), term]]
            group.equal(f"{term} under {s}", rows.get((s, term)), sum(parts), parts)
        for term, parts in {**once, "refill": _refill(known, stated, s)}.items():
            group.equal(f"{term} under {s}", rows.get((s, term)), sum(parts), parts)
    for s, term in rows:
        group.that(term in TERMS, f"{term} under {s} is no term of the cost")
    return group


def _operation(known: Known, stated: Stated, s: str, t: int) -> Iterator[tuple[str, float]]:
    """Costs of a year of a scenario's window by term, MUSD, not discounted."""
    yield from _production(known, stated, s, t)
    for delivery in stated.deliveries.get((s, t), ()):
        terms = known.world.route(delivery.country, delivery.market, delivery.material) or (0.0, 0.0)
        price = known.world.price(s, delivery.material, t)
        if delivery.row is not None:
            price = known.world.own_price(s, delivery.row, t)
            yield "purchases", price / 1e6 * delivery.tonnes
        yield "freight", terms[0] / 1e6 * delivery.tonnes
        yield "duty", terms[1] * price / 1e6 * delivery.tonnes
    for h, pile in known.case.stockpiles.items():
        yield "holding", pile.holding_usd_per_t / 1e6 * stated.level.get((s, t, h), 0.0)
    for row in known.case.demand:
        missing = stated.short.get((s, t, row.material, row.market, row.tier), 0.0)
        yield "shortage", row.shortage_cost / 1e6 * missing


def _production(known: Known, stated: Stated, s: str, t: int) -> Iterator[tuple[str, float]]:
    for p, (start, _) in stated.start.items():
        project = known.case.projects[p]
        if known.timing.operating(p, start, t, known.futures.delay(s, p)) is not None:
            yield "fixed_opex", project.fixed_opex_musd
        yield "opex", project.opex_usd_per_t / 1e6 * stated.run.get((s, t, p), 0.0)


def _refill(known: Known, stated: Stated, s: str) -> list[float]:
    """What a scenario's stock lacks against base's at the end of its window, at base's prices."""
    window = known.futures.windows[s]
    if s == BASE or not window:
        return []
    end, found = window[-1], []
    for h, pile in known.case.stockpiles.items():
        worth = known.horizon.d(end) * known.world.price(BASE, pile.material, end) / 1e6
        found += [worth * stated.level.get((BASE, end, h), 0.0), -worth * stated.level.get((s, end, h), 0.0)]
    return found


def _residual(known: Known, stated: Stated) -> list[float]:
    """What base's stock in the last year is worth, as a credit."""
    last = known.horizon.last
    share = known.settings.residual_stock_value * known.horizon.d(last) / 1e6
    return [
        -share * known.world.price(BASE, pile.material, last) * stated.level.get((BASE, last, h), 0.0)
        for h, pile in known.case.stockpiles.items()
    ]


def _penalties(known: Known, stated: Stated) -> list[float]:
    key = ("target", "material", "market", "country", "scenario", "year")
    slack = {tuple(row[name] for name in key): row["slack"] for row in stated.tables["targets"]}
    return [penalty_musd(known, limit) * slack.get(limit.key, 0.0) for limit in limits(known)]
