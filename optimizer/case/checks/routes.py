from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from optimizer.case.checks.rule import Rule, Sight, tell
from optimizer.case.columns import STAR
from optimizer.case.routes import named
from optimizer.case.sheets import Route
from optimizer.errors import Finding, Severity

Scope = tuple[str, str, str]


def routes_are_clear(sight: Sight) -> Iterable[Finding]:
    """No two rows of routes name equally many and hold for the same delivery."""
    case = sight.case
    rows: dict[Scope, list[Route]] = {}
    for row in case.routes:
        rows.setdefault((row.country, row.market, row.material), []).append(row)
    told: set[tuple[int, int]] = set()
    deliveries = {(row.country, row.material) for row in case.supply}
    deliveries |= {(p.country, m) for p in case.projects.values() for m in case.outputs(p.project)}
    for country, material in sorted(deliveries):
        for market in case.markets:
            best = _best(rows, country, market, material, own=case.home(country) == market)
            if len(best) > 1 and (key := (id(best[0]), id(best[1]))) not in told:
                told.add(key)
                yield from _clash("error", best[0], best[1], f"the delivery of {material} from {country} to {market}")
    for same in rows.values():
        if len(same) > 1 and (id(same[0]), id(same[1])) not in told:
            yield from _clash("warning", same[0], same[1], "the same deliveries, of which there are none yet")


def _best(rows: dict[Scope, list[Route]], country: str, market: str, material: str, *, own: bool) -> list[Route]:
    """The rows that hold for a delivery and name most."""
    scopes = product((country, STAR), (market, STAR), (material, STAR))
    found = [row for scope in scopes if not (own and STAR in scope[:2]) for row in rows.get(scope, ())]
    most = max(map(named, found), default=0)
    return [row for row in found if named(row) == most]


def _clash(severity: Severity, first: Route, second: Route, what: str) -> list[Finding]:
    upper, lower = sorted((first, second), key=lambda row: row.at.row or 0)
    column = next((c for c in ("country", "market", "material") if c in lower.at.filled), "country")
    other = f"{upper.at.place(column)[0]}!{upper.at.place(column)[1]}"
    message = f"names as many as {other}, and both hold for {what}: name more in one of them, or remove one"
    return tell(severity, lower, column, message, "country", "market", "material")


RULES: tuple[Rule, ...] = (routes_are_clear,)
