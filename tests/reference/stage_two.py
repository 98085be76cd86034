"""Stage two: operation in every scenario, stated over all years, equal to base outside the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .data import BASE, Book
from .milp import Lin, Milp, total, var
from .stage_one import cap, on


def ship(b: Book, p: str, m: str, t: int, s: str, places: list[str] | None = None) -> Lin:
    """Deliveries of one output of a project to some or all markets."""
    return total(var("ship", p, m, r, t, s) for r in b.ship_to(p, m) if places is None or r in places)


def buy(b: Book, e: int, t: int, s: str, places: list[str] | None = None) -> Lin:
    """Deliveries of a row of existing supply to some or all markets."""
    row = b.supply[e]
    return total(
        var("buy", e, r, t, s) for r in b.reached(row["country"], row["material"]) if places is None or r in places
    )


def operation_names(b: Book, s: str, t: int) -> Iterator[tuple[Any, ...]]:
    """The names of the columns of a scenario and year."""
    for p in b.projects:
        yield ("run", p, t, s)
        for m in b.outputs(p):
            for r in b.ship_to(p, m):
                yield ("ship", p, m, r, t, s)
    for e, row in b.supply.items():
        for r in b.reached(row["country"], row["material"]):
            yield ("buy", e, r, t, s)
    for m, r, i in b.demands:
        yield ("short", m, r, i, t, s)
    for h in b.stockpiles:
        yield ("level", h, t, s)
        yield ("purchase", h, t, s)
        for r in b.serves(h):
            yield ("release", h, r, t, s)
    for f in b.funders:
        yield ("outlay", f, t, s)


def production(mp: Milp, b: Book, s: str, t: int) -> None:
    """Runs between minimum utilisation and capacity."""
    for p, row in b.projects.items():
        run = var("run", p, t, s)
        mp.row(("capacity", p, t, s), run, "<=", cap(b, p, t, s))
        if not any(b.disrupted(s, m, t) for m in b.recipe(p)):
            mp.row(("utilisation", p, t, s), run, ">=", row["min_utilisation"] * cap(b, p, t, s))


def deliveries(mp: Milp, b: Book, s: str, t: int) -> None:
    """Deliveries within output and supply, and within export restrictions."""
    for p, row in b.projects.items():
        for m, per_tonne in b.outputs(p).items():
            mp.row(("output", p, m, t, s), ship(b, p, m, t, s), "<=", per_tonne * var("run", p, t, s))
            cuts = {r: b.cut(s, row["country"], m, r, t) for r in b.markets}
            for kappa in set(cuts.values()) - {0.0}:
                hit = [r for r in b.markets if cuts[r] >= kappa]
                mp.row(
                    ("cut project", p, m, kappa, t, s),
                    ship(b, p, m, t, s, hit),
                    "<=",
                    (1 - kappa) * per_tonne * cap(b, p, t, s),
                )
    for e, row in b.supply.items():
        mp.row(("available", e, t, s), buy(b, e, t, s), "<=", b.available(s, e, t))
        cuts = {r: b.cut(s, row["country"], row["material"], r, t) for r in b.markets}
        for kappa in set(cuts.values()) - {0.0}:
            hit = [r for r in b.markets if cuts[r] >= kappa]
            mp.row(("cut supply", e, kappa, t, s), buy(b, e, t, s, hit), "<=", (1 - kappa) * b.available(s, e, t))


def balance(mp: Milp, b: Book, s: str, t: int) -> None:
    """What arrives is what is wanted, for every material and market."""
    for m in b.materials:
        for r in b.markets:
            bought = total(buy(b, e, t, s, [r]) for e, row in b.supply.items() if row["material"] == m)
            shipped = total(ship(b, p, m, t, s, [r]) for p in b.projects if m in b.outputs(p))
            released = total(
                var("release", h, r, t, s)
                for h, row in b.stockpiles.items()
                if row["material"] == m and r in b.serves(h)
            )
            short = total(var("short", m, r, i, t, s) for i in b.tiers(m, r))
            inputs = total(b.inputs(p).get(m, 0.0) * var("run", p, t, s) for p in b.drawing(r))
            stored = total(
                var("purchase", h, t, s) for h, row in b.stockpiles.items() if row["material"] == m and row["home"] == r
            )
            mp.row(
                ("balance", m, r, t, s),
                bought + shipped + released + short,
                "==",
                b.all_demand(s, m, r, t) + inputs + stored,
            )
            for i in b.tiers(m, r):
                mp.row(("short", m, r, i, t, s), var("short", m, r, i, t, s), "<=", b.demand(s, m, r, i, t))


def stock(mp: Milp, b: Book, s: str, t: int) -> None:
    """The level of every stockpile, purchases and releases."""
    for h, row in b.stockpiles.items():
        before = var("level", h, t - 1, s) if t > b.first else row["opening_t"]
        released = total(var("release", h, r, t, s) for r in b.serves(h))
        level, purchase = var("level", h, t, s), var("purchase", h, t, s)
        mp.row(("level", h, t, s), level, "==", (1 - row["loss"]) * before + purchase - released)
        mp.row(("max level", h, t, s), level, "<=", row["max_t"])
        mp.row(("purchase", h, t, s), purchase, "==" if s == BASE else "<=", var("plan", h, t))
        if not b.disrupted(s, row["material"], t):
            mp.row(("no release", h, t, s), released, "==", 0)


def budgets(mp: Milp, b: Book, s: str, t: int) -> None:
    """Outlays and their limits."""
    for f, row in b.funders.items():
        given = total(var("grant", f, p, t) for p in b.projects)
        topups = total(var("topup", f, p, t, s) for p in b.projects if f in b.supporters(p))
        stocked = total(
            b.price(s, pile["material"], t) / 1e6 * var("purchase", h, t, s)
            for h, pile in b.stockpiles.items()
            if pile["funder"] == f
        )
        mp.row(("outlay", f, t, s), var("outlay", f, t, s), "==", given + topups + stocked)
        if b.budget(f, t) is not None:
            since = [u for u in b.T if u <= t] if row["carry_over"] == "yes" else [t]
            mp.row(
                ("budget", f, t, s),
                total(var("outlay", f, u, s) for u in since),
                "<=",
                sum(b.budget(f, u) for u in since),
            )


def add_stage_two(mp: Milp, b: Book) -> None:
    """All of stage two."""
    for s in b.S:
        for t in b.T:
            for name in operation_names(b, s, t):
                mp.column(*name)
            if t in b.windows[s]:
                for part in (production, deliveries, balance, stock, budgets):
                    part(mp, b, s, t)
            else:
                for name in operation_names(b, s, t):
                    mp.row(("as base", *name), var(*name), "==", var(*name[:-1], BASE))


def cost_terms(b: Book, s: str) -> dict[str, Lin]:
    """The discounted terms of a scenario's cost, MUSD, without soft penalties, capex and salvage."""
    terms: dict[str, list[Lin]] = {
        name: []
        for name in (
            "fixed_opex",
            "opex",
            "purchases",
            "freight",
            "duty",
            "holding",
            "shortage",
            "public_funds_premium",
        )
    }
    for t in b.T:
        d, per_tonne = b.d(t), b.d(t) / 1e6
        for p, row in b.projects.items():
            terms["fixed_opex"].append(d * row["fixed_opex_musd"] * on(b, p, t, s))
            terms["opex"].append(per_tonne * row["opex_usd_per_t"] * var("run", p, t, s))
            for m in b.outputs(p):
                for r in b.ship_to(p, m):
                    route, moved = b.route(row["country"], r, m), per_tonne * var("ship", p, m, r, t, s)
                    terms["freight"].append(route["freight"] * moved)
                    terms["duty"].append(route["duty"] * b.price(s, m, t) * moved)
        for e, row in b.supply.items():
            for r in b.reached(row["country"], row["material"]):
                route, moved = b.route(row["country"], r, row["material"]), per_tonne * var("buy", e, r, t, s)
                terms["purchases"].append(b.own_price(s, e, t) * moved)
                terms["freight"].append(route["freight"] * moved)
                terms["duty"].append(route["duty"] * b.own_price(s, e, t) * moved)
        for h, row in b.stockpiles.items():
            terms["holding"].append(per_tonne * row["holding_usd_per_t"] * var("level", h, t, s))
        for (m, r, i), row in b.demands.items():
            terms["shortage"].append(per_tonne * row["shortage_cost"] * var("short", m, r, i, t, s))
        for f in b.funders:
            terms["public_funds_premium"].append(d * b.settings["public_funds_premium"] * var("outlay", f, t, s))
    return {name: total(parts) for name, parts in terms.items()}


def refill(b: Book, s: str) -> Lin:
    """What buying back at the end of the window costs, discounted, MUSD."""
    if s == BASE or not b.windows[s]:
        return Lin()
    end = b.windows[s][-1]
    return total(
        b.d(end) * b.price(BASE, row["material"], end) / 1e6 * (var("level", h, end, BASE) - var("level", h, end, s))
        for h, row in b.stockpiles.items()
    )


def residual_stock(b: Book) -> Lin:
    """The value of the stock that base leaves, as a cost, MUSD."""
    worth = -b.settings["residual_stock_value"] * b.d(b.H) / 1e6
    return total(
        worth * b.price(BASE, row["material"], b.H) * var("level", h, b.H, BASE) for h, row in b.stockpiles.items()
    )


def outlays(b: Book, s: str, f: str | None = None) -> Lin:
    """Discounted outlay of one funder or all."""
    return total(b.d(t) * var("outlay", g, t, s) for g in ([f] if f else b.funders) for t in b.T)
