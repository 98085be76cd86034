"""Classical problems with published optima, written as workbooks.

Every function writes one workbook and returns what `objective_musd` has to be. A unit of cost is 1 MUSD and a unit of
goods 1 t, so a cost of c per unit is c · 10⁶ USD/t. Nothing is discounted, viability and salvage are off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from .writing import Rows, write_book

MILLION = 1e6


@dataclass(frozen=True)
class Classical:
    """A workbook, the optimum as published and the objective that follows from it."""

    path: Path
    published: float
    objective_musd: float
    mapping: str


def settings(first: int = 2030, last: int = 2030, **more: Any) -> dict[str, Any]:
    """Settings that leave money as it is."""
    return {
        "first_year": first,
        "last_year": last,
        "discount_rate": 0,
        "private_discount_rate": 0,
        "viability": "no",
        "salvage": "no",
        "mip_gap": 0,
        **more,
    }


def frame(markets: list[str], countries: dict[str, str | None], materials: list[str]) -> dict[str, Rows]:
    """Countries with their home markets, markets and materials."""
    return {
        "countries": [{"country": c, "bloc": "partner", "market": home} for c, home in countries.items()],
        "markets": [{"market": r, "partner": "yes"} for r in markets],
        "materials": [{"material": m, "stage": "processing"} for m in materials],
    }


def shipping(
    path: Path, supply: dict[str, float], demand: dict[str, float], cost: dict[tuple[str, str], float], published: float
) -> Classical:
    """A transportation problem: existing supply, freight, a price of 1 for every unit."""
    book = {
        "settings": settings(),
        **frame(list(demand), dict.fromkeys(supply), ["goods"]),
        "prices": [{"material": "goods", 2030: MILLION}],
        "demand": [
            {"material": "goods", "market": r, "shortage_cost": 1e9, 2030: amount} for r, amount in demand.items()
        ],
        "supply": [{"material": "goods", "country": c, 2030: amount} for c, amount in supply.items()],
        "routes": [{"country": c, "market": r, "freight": value * MILLION} for (c, r), value in cost.items()],
        "projects": [
            {
                "project": "none",
                "country": next(iter(supply)),
                "kind": "mine",
                "product": "goods",
                "capacity_t": 1,
                "capex_musd": 1,
                "life_years": 1,
                "status": "excluded",
            }
        ],
    }
    return Classical(
        write_book(path, book), published, published + sum(demand.values()), "freight, plus 1 for every unit bought"
    )


def transportation(path: Path) -> Classical:
    """Dantzig's two canneries and three markets (the first model of the GAMS library): 153.675."""
    miles = {
        ("Seattle", "New York"): 2.5,
        ("Seattle", "Chicago"): 1.7,
        ("Seattle", "Topeka"): 1.8,
        ("San Diego", "New York"): 2.5,
        ("San Diego", "Chicago"): 1.8,
        ("San Diego", "Topeka"): 1.4,
    }
    return shipping(
        path,
        {"Seattle": 350, "San Diego": 600},
        {"New York": 325, "Chicago": 300, "Topeka": 275},
        {way: round(0.09 * distance, 6) for way, distance in miles.items()},
        153.675,
    )


def assignment(path: Path) -> Classical:
    """Machineco (Winston, Operations Research): four machines, four jobs, 15 hours."""
    hours = [[14, 5, 8, 7], [2, 12, 6, 5], [7, 8, 3, 9], [2, 4, 6, 10]]
    cost = {(f"machine {i + 1}", f"job {j + 1}"): float(hours[i][j]) for i in range(4) for j in range(4)}
    return shipping(path, {f"machine {i + 1}": 1 for i in range(4)}, {f"job {j + 1}": 1 for j in range(4)}, cost, 15)


def selection(
    path: Path,
    weights: list[float],
    profits: list[float],
    capacity: float,
    published: float,
    public: bool,
    **columns: dict[int, str],
) -> Classical:
    """A 0/1 knapsack: each item is a project that alone serves a demand worth its profit above its cost."""
    items = [f"item {j + 1}" for j in range(len(weights))]
    projects: Rows = []
    for j, name in enumerate(items):
        projects.append(
            {
                "project": name,
                "country": "here",
                "kind": "plant",
                "product": name,
                "capacity_t": 1,
                "capex_musd": weights[j],
                "life_years": 1,
                "min_public_share": 1 if public else 0,
                **{column: cells[j] for column, cells in columns.items() if j in cells},
            }
        )
    book = {
        "settings": settings(),
        **frame(["home"], {"here": "home"}, items),
        "demand": [
            {"material": name, "market": "home", "shortage_cost": (weights[j] + profits[j]) * MILLION, 2030: 1}
            for j, name in enumerate(items)
        ],
        "projects": projects,
        "funders": [{"funder": "purse"}] if public else [],
        "budgets": [{"funder": "purse" if public else "private", 2030: capacity}],
    }
    return Classical(
        write_book(path, book),
        published,
        sum(weights) + sum(profits) - published,
        "sum of weights and profits less the profit of the knapsack",
    )


def knapsack(path: Path) -> Classical:
    """Problem P01 of Burkardt's knapsack collection, ten items, profit 309; grants pay all capex."""
    return selection(
        path, [23, 31, 29, 44, 53, 38, 63, 85, 89, 82], [92, 57, 49, 68, 60, 43, 67, 84, 87, 72], 165, 309, public=True
    )


def investments(path: Path) -> Classical:
    """Stockco (Winston): four investments of 5, 7, 4, 3 with 14 to spend, worth 42; private money is the limit."""
    return selection(path, [5, 7, 4, 3], [16, 22, 12, 8], 14, 42, public=False)


def investments_requiring(path: Path) -> Classical:
    """Stockco where investment 2 needs investment 1; the optimum is enumerated."""
    best = enumerated([5, 7, 4, 3], [16, 22, 12, 8], 14, lambda x: x[1] <= x[0])
    return selection(path, [5, 7, 4, 3], [16, 22, 12, 8], 14, best, public=False, requires={1: "item 1"})


def investments_excluding(path: Path) -> Classical:
    """Stockco where investments 2 and 4 exclude each other; the optimum is enumerated."""
    best = enumerated([5, 7, 4, 3], [16, 22, 12, 8], 14, lambda x: x[1] + x[3] <= 1)
    return selection(path, [5, 7, 4, 3], [16, 22, 12, 8], 14, best, public=False, exclusive_group={1: "one", 3: "one"})


def enumerated(
    weights: list[float], profits: list[float], capacity: float, allowed: Callable[[tuple[int, ...]], bool]
) -> float:
    """The best profit over all selections."""
    plans = (x for x in product((0, 1), repeat=len(weights)) if allowed(x))
    return max(
        sum(v * y for v, y in zip(profits, x, strict=True))
        for x in plans
        if sum(w * y for w, y in zip(weights, x, strict=True)) <= capacity
    )


def covering(path: Path) -> Classical:
    """Kilroy County (Winston): fire stations that reach six cities within 15 minutes; two are enough."""
    reach = {1: [1, 2], 2: [1, 2, 6], 3: [3, 4], 4: [3, 4, 5], 5: [4, 5, 6], 6: [2, 5, 6]}
    cities = [f"city {j}" for j in reach]
    book = {
        "settings": settings(),
        **frame(["home"], {"here": "home"}, cities),
        "demand": [{"material": name, "market": "home", "shortage_cost": 100 * MILLION, 2030: 1} for name in cities],
        "projects": [
            {
                "project": f"station {j}",
                "country": "here",
                "kind": "plant",
                "product": f"city {j}",
                "capacity_t": 1,
                "capex_musd": 1,
                "life_years": 1,
            }
            for j in reach
        ],
        "recipes": [
            {"project": f"station {j}", "material": f"city {k}", "t_per_t": 1}
            for j, near in reach.items()
            for k in near
            if k != j
        ],
    }
    return Classical(write_book(path, book), 2, 2, "number of stations")


def location(
    path: Path,
    fixed: dict[str, tuple[str, float, float, str | None]],
    demand: dict[str, float],
    cost: dict[tuple[str, str], float],
    published: float,
) -> Classical:
    """Facility location: projects by name with country, fixed cost, capacity and group; unit costs by route."""
    places = list(dict.fromkeys(row[0] for row in fixed.values()))
    book = {
        "settings": settings(),
        **frame(list(demand), {c: c if c in demand else None for c in places}, ["goods"]),
        "demand": [
            {"material": "goods", "market": r, "shortage_cost": 1e5 * MILLION, 2030: amount}
            for r, amount in demand.items()
        ],
        "routes": [{"country": c, "market": r, "freight": value * MILLION} for (c, r), value in cost.items()],
        "projects": [
            {
                "project": name,
                "country": c,
                "kind": "plant",
                "product": "goods",
                "capacity_t": size,
                "capex_musd": price,
                "life_years": 1,
                "exclusive_group": group,
            }
            for name, (c, price, size, group) in fixed.items()
        ],
    }
    return Classical(write_book(path, book), published, published, "fixed cost plus cost of deliveries")


def plants(path: Path) -> Classical:
    """SunOil (Chopra and Meindl, Supply Chain Management): five regions, small or big plants, 23,751."""
    regions = ["N America", "S America", "Europe", "Asia", "Africa"]
    unit = [
        [81, 92, 101, 130, 115],
        [117, 77, 108, 98, 100],
        [102, 105, 95, 119, 111],
        [115, 125, 90, 59, 74],
        [142, 100, 103, 105, 71],
    ]
    small, big = [6000, 4500, 6500, 4100, 4000], [9000, 6750, 9750, 6150, 6000]
    fixed = {
        f"{size} {c}": (c, float(price[i]), capacity, c)
        for size, price, capacity in (("small", small, 10.0), ("big", big, 20.0))
        for i, c in enumerate(regions)
    }
    cost = {(a, z): float(unit[i][j]) for i, a in enumerate(regions) for j, z in enumerate(regions)}
    return location(path, fixed, dict(zip(regions, [12.0, 8, 14, 16, 7], strict=True)), cost, 23_751)


def lot_sizes(path: Path) -> Classical:
    """Wagner and Whitin (1958): twelve months, 864; a set-up is a plant, holding is the freight to a later month."""
    demand = [69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56]
    setup = [85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114]
    months = [f"month {j + 1}" for j in range(12)]
    fixed = {f"set-up {j + 1}": (months[j], float(setup[j]), float(sum(demand)), None) for j in range(12)}
    cost = {(months[i], months[j]): float(j - i) for i in range(12) for j in range(i, 12)}
    return location(path, fixed, dict(zip(months, map(float, demand), strict=True)), cost, 864)


def replacement(path: Path) -> Classical:
    """Equipment replacement (Winston): a car over five years, net cost 31 (in thousands)."""
    cost = {1: 7, 2: 12, 3: 21, 4: 31, 5: 44}
    book = {
        "settings": settings(2030, 2034),
        **frame(["home"], {"here": "home"}, ["rides"]),
        "demand": [{"material": "rides", "market": "home", "shortage_cost": 1000 * MILLION, 2030: 1}],
        "projects": [
            {
                "project": f"kept {life} copy {n + 1}",
                "country": "here",
                "kind": "plant",
                "product": "rides",
                "capacity_t": 1,
                "capex_musd": price,
                "life_years": life,
            }
            for life, price in cost.items()
            for n in range(5 // life)
        ],
    }
    return Classical(write_book(path, book), 31, 31, "net cost of the cars")


def newsvendor(path: Path) -> Classical:
    """Walton Bookstore (Winston): 2 a calendar, sold at 4.50, refund 0.75; order 200, expected profit 350.

    The order is the stock of the first year, the demand of the second year is seen in five scenarios, base weighs
    nothing. Refill takes 2 for every calendar sold, so a lost sale counts 4.50 - 0.75 + 2.
    """
    chances = {100: 0.3, 150: 0.2, 200: 0.3, 250: 0.15, 300: 0.05}
    book = {
        "settings": settings(2030, 2031, residual_stock_value=0.375, recovery_years=0),
        **frame(["shop"], {"printer": None}, ["calendar"]),
        "prices": [{"material": "calendar", 2030: 2 * MILLION}],
        "demand": [{"material": "calendar", "market": "shop", "shortage_cost": 5.75 * MILLION, 2030: 0, 2031: 50}],
        "supply": [{"material": "calendar", "country": "printer", 2030: 1000, 2031: 0}],
        "projects": [
            {
                "project": "none",
                "country": "printer",
                "kind": "plant",
                "product": "calendar",
                "capacity_t": 1,
                "capex_musd": 1,
                "life_years": 1,
                "status": "excluded",
            }
        ],
        "stockpiles": [{"stockpile": "shelf", "material": "calendar", "home": "shop", "max_t": 1000}],
        "scenarios": [{"scenario": f"sells {n}", "probability": share} for n, share in chances.items()],
        "events": [
            {"scenario": f"sells {n}", "kind": "demand", "first_year": 2031, "last_year": 2031, "value": n / 50}
            for n in chances
        ],
    }
    mean = sum(n * share for n, share in chances.items())
    return Classical(write_book(path, book), 350, 5.75 * mean - 350, "5.75 · expected demand less expected profit")


def tail(path: Path, risk_weight: float = 1.0) -> Classical:
    """Losses of 10, 50 and 100 with 80, 15 and 5 %: mean 20.5, the worst tenth costs 75 on average."""
    book = {
        "settings": settings(risk_weight=risk_weight, tail_probability=0.1, recovery_years=0),
        **frame(["home"], {"here": "home"}, ["goods"]),
        "demand": [{"material": "goods", "market": "home", "shortage_cost": MILLION, 2030: 10}],
        "projects": [
            {
                "project": "none",
                "country": "here",
                "kind": "plant",
                "product": "goods",
                "capacity_t": 1,
                "capex_musd": 1,
                "life_years": 1,
                "status": "excluded",
            }
        ],
        "scenarios": [{"scenario": "bad", "probability": 0.15}, {"scenario": "worst", "probability": 0.05}],
        "events": [
            {"scenario": "bad", "kind": "demand", "value": 5},
            {"scenario": "worst", "kind": "demand", "value": 10},
        ],
    }
    value = (1 - risk_weight) * 20.5 + risk_weight * 75
    return Classical(write_book(path, book), 75, value, "mean and tail, weighted")


def tail_half(path: Path) -> Classical:
    """The same with half the weight on the mean."""
    return tail(path, 0.5)


CLASSICAL: dict[str, Callable[[Path], Classical]] = {
    "transportation": transportation,
    "assignment": assignment,
    "knapsack": knapsack,
    "investments": investments,
    "investments_requiring": investments_requiring,
    "investments_excluding": investments_excluding,
    "covering": covering,
    "plants": plants,
    "lot_sizes": lot_sizes,
    "replacement": replacement,
    "newsvendor": newsvendor,
    "tail": tail,
    "tail_half": tail_half,
}
