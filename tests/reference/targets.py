"""Targets: one inequality for each material, market, year and, where there are several, country or scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .data import BASE, Book, names_in
from .milp import Lin, Milp, as_lin, total, var
from .reading import Row
from .stage_one import built
from .stage_two import buy, outlays, ship


@dataclass(frozen=True)
class Inequality:
    """`left sense value · of`, with a slack where the target is soft; `weight` is MUSD of cost per unit of slack."""

    target: str
    material: str | None
    market: str | None
    country: str | None
    scenario: str | None
    year: int | None
    left: Lin
    sense: str
    value: float
    of: Lin
    weight: float | None

    @property
    def name(self) -> tuple[Any, ...]:
        """The key of the inequality."""
        return (self.target, self.material, self.market, self.country, self.scenario, self.year)


def materials(b: Book, scope: str) -> list[str]:
    """The materials of a scope."""
    kind, _, name = scope.partition(":")
    if kind in ("stage", "family") and name:
        return [m for m, row in b.materials.items() if row[kind] == name]
    return list(b.materials) if scope == "*" else [scope]


def market_scopes(b: Book, scope: str) -> list[tuple[str, list[str]]]:
    """Label and markets of every scope: each market on its own, or the partner markets pooled."""
    if scope == "all":
        return [("all", [r for r, row in b.markets.items() if row["partner"] == "yes"])]
    return [(r, [r]) for r in (b.markets if scope == "*" else [scope])]


def delivered(
    b: Book, m: str, t: int, places: list[str], from_country: Callable[[str], bool], recycled: bool = False
) -> Lin:
    """What countries deliver to markets in base, without substitution."""
    shipped = total(
        ship(b, p, m, t, BASE, places)
        for p, row in b.projects.items()
        if row["kind"] != "substitution"
        and from_country(row["country"])
        and m in b.outputs(p)
        and (not recycled or row["kind"] == "recycling")
    )
    bought = total(
        buy(b, e, t, BASE, places)
        for e, row in b.supply.items()
        if row["material"] == m and from_country(row["country"]) and (not recycled or row["kind"] == "recycled")
    )
    return shipped + bought


def quantity(b: Book, m: str, t: int, places: list[str]) -> Lin:
    """Q: all deliveries to the scope."""
    return delivered(b, m, t, places, lambda c: True)


def wanted(b: Book, m: str, t: int, places: list[str]) -> Lin:
    """N: demand and inputs drawn in the scope."""
    inputs = total(b.inputs(p).get(m, 0.0) * var("run", p, t, BASE) for r in places for p in b.drawing(r))
    return inputs + demand(b, m, t, places)


def demand(b: Book, m: str, t: int, places: list[str], tier: str = "*", s: str = BASE) -> float:
    """Demand of the scope, of one tier or all."""
    return sum(b.demand(s, m, r, i, t) for r in places for i in b.tiers(m, r) if tier in ("*", i))


def need(b: Book, m: str, t: int, places: list[str]) -> float:
    """need(m) = demand(m) + t_per_t(m) · need(becomes(m))."""
    row = b.materials[m]
    further = row["t_per_t"] * need(b, row["becomes"], t, places) if row["becomes"] else 0.0
    return demand(b, m, t, places) + further


def at_home(b: Book, places: list[str]) -> Callable[[str], bool]:
    """Whether a country's home market is in the scope."""
    return lambda c: b.home(c) in places


def stock_level(b: Book, m: str, t: int, places: list[str]) -> tuple[Lin, int]:
    """Level of the stockpiles that serve the scope, and their number."""
    piles = [h for h, row in b.stockpiles.items() if row["material"] == m and set(b.serves(h)) & set(places)]
    return total(var("level", h, t, BASE) for h in piles), len(piles)


def supply_sides(b: Book, row: Row, m: str, t: int, places: list[str]) -> Iterator[tuple[Any, str, Lin, Lin | float]]:
    """Country, left side, sense and what the value is a share of, for the metrics on deliveries."""
    metric, blocs = row["metric"], names_in(row["subject"])
    in_blocs = lambda c: b.countries[c]["bloc"] in blocs  # noqa: E731
    if metric == "max_country_share":
        subject = row["subject"] or "*"
        for c in [c for c in b.countries if b.home(c) not in places] if subject == "*" else [subject]:
            yield c, "<=", delivered(b, m, t, places, lambda x, c=c: x == c), quantity(b, m, t, places)
    elif metric == "max_bloc_share":
        yield None, "<=", delivered(b, m, t, places, in_blocs), quantity(b, m, t, places)
    elif metric == "max_risk":
        risky = total(
            (b.countries[c]["risk"] or 0.0) * delivered(b, m, t, places, lambda x, c=c: x == c) for c in b.countries
        )
        yield None, "<=", risky, quantity(b, m, t, places)
    elif metric == "min_bloc_share":
        yield None, ">=", delivered(b, m, t, places, in_blocs), wanted(b, m, t, places)
    elif metric == "min_domestic_share":
        yield None, ">=", delivered(b, m, t, places, at_home(b, places)), wanted(b, m, t, places)
    elif metric == "min_domestic_output":
        yield None, ">=", delivered(b, m, t, list(b.markets), at_home(b, places)), need(b, m, t, places)
    elif metric == "min_recycled_share":
        yield None, ">=", delivered(b, m, t, places, lambda c: True, recycled=True), wanted(b, m, t, places)
    elif metric == "min_bloc_cover":
        yield None, ">=", delivered(b, m, t, places, in_blocs), demand(b, m, t, places, row["tier"])
    elif metric == "min_cover_days":
        level, piles = stock_level(b, m, t, places)
        wide = row["material"] == "*" or ":" in row["material"]
        if piles or not wide:
            yield None, ">=", level, demand(b, m, t, places) / 365
    else:
        raise ValueError(f"unknown metric {metric}")


def shortages(b: Book, row: Row) -> Iterator[Inequality]:
    """max_shortage: each market on its own, in the years of the scenario's window."""
    subject, tier = row["subject"] or "*", row["tier"]
    for m in materials(b, row["material"]):
        for _, scope in market_scopes(b, row["market"]):
            for r in scope:
                for s in b.S if subject == "*" else [subject]:
                    for t in years(b, row):
                        if t in b.windows[s]:
                            left = total(var("short", m, r, i, t, s) for i in b.tiers(m, r) if tier in ("*", i))
                            yield Inequality(
                                row["target"],
                                m,
                                r,
                                None,
                                s,
                                t,
                                left,
                                "<=",
                                row["value"],
                                as_lin(demand(b, m, t, [r], tier, s)),
                                weight(b, row, t),
                            )


def years(b: Book, row: Row) -> list[int]:
    """The years of a target."""
    return [t for t in b.T if row["from_year"] <= t <= row["to_year"]]


def weight(b: Book, row: Row, t: int | None) -> float | None:
    """Cost of a unit of slack, MUSD; None where the target is hard."""
    if row["penalty"] is None:
        return None
    return row["penalty"] * (1.0 if t is None else b.d(t) / 1e6)


def money(b: Book, row: Row) -> Inequality:
    """Shares of outlay and of investment."""
    metric, subject = row["metric"], row["subject"]
    if metric.endswith("funder_share"):
        ours = [f for f, funder in b.funders.items() if subject in (f, funder["partner"])]
        left, of = total(outlays(b, BASE, f) for f in ours), outlays(b, BASE)
    else:
        where = {
            p: (row["country"], b.countries[row["country"]]["bloc"], b.countries[row["country"]]["region"])
            for p, row in b.projects.items()
        }
        capex = {p: row["capex_musd"] * built(b, p) for p, row in b.projects.items()}
        left, of = total(capex[p] for p in capex if subject in where[p]), total(capex.values())
    return Inequality(
        row["target"],
        None,
        None,
        None,
        None,
        None,
        left,
        "<=" if metric.startswith("max") else ">=",
        row["value"],
        of,
        weight(b, row, None),
    )


def inequalities(b: Book) -> Iterator[Inequality]:
    """All inequalities of all targets."""
    for row in b.targets:
        if row["metric"] == "max_shortage":
            yield from shortages(b, row)
        elif row["metric"].endswith(("funder_share", "investment_share")):
            yield money(b, row)
        else:
            for m in materials(b, row["material"]):
                for label, places in market_scopes(b, row["market"]):
                    for t in years(b, row):
                        for c, sense, left, of in supply_sides(b, row, m, t, places):
                            yield Inequality(
                                row["target"],
                                m,
                                label,
                                c,
                                None,
                                t,
                                left,
                                sense,
                                row["value"],
                                as_lin(of),
                                weight(b, row, t),
                            )


def add_targets(mp: Milp, b: Book) -> tuple[list[Inequality], Lin]:
    """States every inequality; returns them and the sum of the penalties, MUSD."""
    stated, penalty = list(inequalities(b)), Lin()
    for one in stated:
        slack = Lin()
        if one.weight is not None:
            slack = mp.column("slack", *one.name)
            penalty += one.weight * slack
        sign = 1.0 if one.sense == "<=" else -1.0
        mp.row(("target", *one.name), one.left, one.sense, one.value * one.of + sign * slack)
    return stated, penalty
