"""Two goods, five projects: small enough to solve every choice of them, and to read the answers off a list.

10 t of goods and 10 t of ware are wanted; both can be bought at 1 MUSD a tonne. What is made costs nothing more.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from optimizer.case.case import Case
from optimizer.case.facts import Facts
from optimizer.errors import NoPlanError
from optimizer.solve.search import solve
from tests.tiny import MILLION, Sheets, case_of, demand, project, supply, world

CAPEX = {"a": 2.0, "b": 3.1, "c": 4.3, "d": 4.8, "e": 1.4}
Built = frozenset[str]


def five(settings: dict[str, Any] | None = None, **more: Any) -> Sheets:
    """`a` and `b` make goods; `c` and `d` make ware, `e` 3 t of it."""
    rows = [
        project(name, capex_musd=capex, product="goods" if name in "ab" else "ware") | {"name": f"Plant {name.upper()}"}
        for name, capex in CAPEX.items()
    ]
    rows[-1]["capacity_t"] = 3
    prices = [{"material": m, 2030: MILLION} for m in ("goods", "ware")]
    return world(
        settings,
        **{
            "materials": [{"material": m, "stage": "processing"} for m in ("goods", "ware")],
            "prices": prices,
            "demand": [demand(), demand(material="ware")],
            "supply": [supply(), supply(material="ware")],
            "projects": rows,
            **more,
        },
    )


def every_plan(sheets: Sheets) -> dict[Built, float]:
    """The cost of the best plan for each choice of projects, each found on its own."""
    names = [row["project"] for row in sheets["projects"]]
    found = {}
    for size in range(len(names) + 1):
        for chosen in map(frozenset, combinations(names, size)):
            try:
                found[chosen] = solve(Facts(_only(sheets, chosen), kept=chosen)).objective_musd
            except NoPlanError:
                continue
    return found


def _only(sheets: Sheets, chosen: Built) -> Case:
    rows = [row if row["project"] in chosen else row | {"status": "excluded"} for row in sheets["projects"]]
    return case_of({**sheets, "projects": rows})


def one_after_the_other(plans: dict[Built, float], within: float, differ: int) -> list[Built]:
    """The alternatives by definition: of what is near and apart enough the most different, then the cheapest."""
    optimum = min(plans, key=lambda b: plans[b])
    near = [b for b, cost in plans.items() if cost <= plans[optimum] + within + 1e-9]
    found = [optimum]
    while apart := [b for b in near if all(len(b ^ other) >= differ for other in found)]:
        found.append(max(apart, key=lambda b: (len(b ^ optimum), -plans[b])))
    return found
