"""Tables of the transatlantic workbook, from the source tables."""

from __future__ import annotations

from common import Row, Tables, documented, number, passed, read, rounded, text
from projects import projects
from supply import supply

DEMAND_YEARS = (2024, 2030, 2035, 2040)
DEFENCE_WEIGHT = {"USA": 1.0, "EU": 0.5}
OTHER_MARKETS_COST = 0.8
FLEXIBLE_SHARE = 0.3
FLEXIBLE_COST, CIVIL_COST, DEFENCE_COST = 0.5, 1.0, 2.0
ROTATION_LOSS = 0.1
ORDER = [
    *("settings", "countries", "markets", "materials", "prices", "demand", "supply", "routes"),
    *("projects", "recipes", "profiles", "funders", "funding_rules", "budgets", "currencies"),
    *("price_floors", "stockpiles", "targets", "scenarios", "events", "hazards", "cases"),
]


def countries() -> list[Row]:
    """Countries; risk turns the governance score from −2.5…2.5 into 1…0."""
    rows = []
    for source in read("countries"):
        row = documented(source, ["country", "name", "bloc", "region", "market", "consent"])
        row["risk"] = round((2.5 - number(source, "wgi")) / 5, 3)
        row.update({key: source[key] for key in ("latitude", "longitude")})
        rows.append(row)
    return rows


def materials() -> list[Row]:
    """Materials and the chains they stand in."""
    keep: list[str | int] = ["material", "name", "family", "stage", "becomes", "t_per_t"]
    return [{key: source[key] for key in keep} for source in read("materials")]


def own_price(source: Row) -> tuple[float, float]:
    """Price in 2026 (that of 2025) and from 2030 (midway to the mean of 2015-25)."""
    last = number(source, "price_2025")
    later = (last + number(source, "price_mean_2015_25")) / 2
    return number(source, "price_2026", last), number(source, "price_2030", later)


def reference_prices() -> dict[str, tuple[float, float]]:
    """Price of every material in 2026 and from 2030; some are a share of another's."""
    sources = {text(row, "material"): row for row in read("materials")}

    def price(material: str) -> tuple[float, float]:
        source = sources[material]
        if not text(source, "price_of"):
            return own_price(source)
        early, late = price(text(source, "price_of"))
        share = number(source, "price_share")
        return share * early, share * late

    return {material: price(material) for material in sources}


def prices() -> list[Row]:
    """Reference prices, in USD per tonne."""
    known = reference_prices()
    rule = "2026: the price of 2025; 2030 on: midway between it and the mean of 2015-25"
    rows = []
    for source in read("materials"):
        early, late = known[text(source, "material")]
        row: Row = {"material": source["material"], 2026: rounded(early), 2030: rounded(late)}
        derived = text(source, "price_of") or source["price_2030"] is not None
        rows.append({**row, **documented(source, [], "" if derived else rule)})
    return rows


def demand_row(source: Row, tier: str, share: float, cost: float) -> Row:
    """One tier of the demand of a material in a market."""
    row: Row = {"material": source["material"], "market": source["market"], "tier": tier}
    row["shortage_cost"] = rounded(cost, 3)
    row.update({year: rounded(share * number(source, year)) for year in DEMAND_YEARS})
    return {**row, **documented(source, [])}


def demand(totals: list[Row]) -> list[Row]:
    """Demand in tiers: defence and essential use, civil use, and the part of it that can be put off or thrifted."""
    facts = {text(row, "material"): row for row in read("materials")}
    rows = []
    for source in totals:
        fact = facts[text(source, "material")]
        partner = text(source, "market") in DEFENCE_WEIGHT
        loss = number(fact, "shortage_loss_usd_per_t") * (1.0 if partner else OTHER_MARKETS_COST)
        essential = DEFENCE_WEIGHT.get(text(source, "market"), 0.0) * number(fact, "essential_share")
        if essential > 0:
            rows.append(demand_row(source, "defence", essential, DEFENCE_COST * loss))
        civil = (1 - essential) * (1 - FLEXIBLE_SHARE)
        rows.append(demand_row(source, "civil", civil, CIVIL_COST * loss))
        rows.append(demand_row(source, "flexible", 1 - essential - civil, FLEXIBLE_COST * loss))
    return rows


def routes() -> list[Row]:
    """One freight row for each material, then duties and closed routes."""
    freight = {text(row, "material"): row["freight_usd_per_t"] for row in read("materials")}
    rows: list[Row] = [
        {"material": material, "freight": value, "note": "estimate"} for material, value in freight.items()
    ]
    for source in read("routes"):
        row = documented(source, ["country", "market", "material", "duty", "open"])
        row["freight"] = freight.get(text(source, "material"))
        rows.append(row)
    return rows


def stockpiles() -> list[Row]:
    """Stockpiles with the storage cost and the loss of their material."""
    storage = {text(row, "material"): row for row in read("storage")}
    rows = []
    for source in read("stockpiles"):
        keep = ["stockpile", "material", "home", "serves", "funder"]
        fact = storage[text(source, "material")]
        row: Row = {key: source[key] for key in keep}
        row.update({key: source[key] for key in ("opening_t", "max_t", "max_purchase_t")})
        row["holding_usd_per_t"] = fact["holding_usd_per_t"]
        row["loss"] = round(number(fact, "loss") + ROTATION_LOSS / number(fact, "shelf_life_years"), 4)
        shelf = f"shelf life {text(fact, 'shelf_life_years')} years; {text(fact, 'note')}"
        rows.append({**row, **documented(source, [], shelf)})
    return rows


def targets() -> list[Row]:
    """Targets, one row for each material; soft ones pay a share of the material's price."""
    price = reference_prices()
    rows = []
    for source in read("targets"):
        for material in text(source, "materials").split() or [""]:
            name = f"{text(source, 'target')}_{material}" if material else text(source, "target")
            penalty = source["penalty"]
            if source["penalty_share"] is not None:
                penalty = rounded(number(source, "penalty_share") * price[material][1], 2)
            row: Row = {"target": name, "metric": source["metric"], "material": material or None}
            keep = ("market", "tier", "subject", "from_year", "to_year", "value")
            row.update({key: source[key] for key in keep})
            row["penalty"] = penalty
            rows.append({**row, **documented(source, [])})
    return rows


def transatlantic_tables() -> Tables:
    """All sheets of the workbook."""
    totals = read("demand")
    direct = ["settings", "markets", "recipes", "profiles", "funders", "funding_rules", "budgets"]
    direct += ["currencies", "price_floors", "scenarios", "events", "hazards", "cases"]
    built: Tables = {
        "countries": countries(),
        "materials": materials(),
        "prices": prices(),
        "demand": demand(totals),
        "supply": supply(totals),
        "routes": routes(),
        "projects": projects(),
        "stockpiles": stockpiles(),
        "targets": targets(),
    }
    built.update({name: passed(name) for name in direct})
    return {name: built[name] for name in ORDER}
