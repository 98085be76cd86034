"""Who could pay: funders, their rules and budgets, currencies, price floors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.case.columns import STAR, choice, number, ref, share, text, whole, years, yes_no
from optimizer.case.sheet import PROJECT_KINDS, Row, sheet


@sheet("funders", key=("funder",))
@dataclass(frozen=True, kw_only=True)
class Funder(Row):
    """Public funders and how much of a project each may carry."""

    funder: str = text("Identifier", required=True)
    name: str = text("Name for people")
    partner: str | None = ref("markets", "The partner market whose money it is")
    currency: str = ref("currencies", "Currency of its budget", default="USD", words=("USD",))
    min_share: float = share("Least share of capex once it funds a project", default=0.0)
    max_share: float = share("Largest share of capex, unless a funding rule says otherwise", default=1.0)
    carry_over: bool = yes_no("Whether unspent money may be spent later", default=False)
    price_support: bool = yes_no("Whether it may pay price support", default=True)


@sheet("funding_rules")
@dataclass(frozen=True, kw_only=True)
class FundingRule(Row):
    """Who may fund what. The row that names most replaces the funder's max_share; 0 % = not eligible."""

    funder: str = ref("funders", "Funder", required=True)
    country: str = ref(
        "countries",
        "Host country",
        default=STAR,
        star=True,
        prefixes={"bloc": "countries.bloc", "region": "countries.region"},
    )
    kind: str = choice((STAR, *PROJECT_KINDS), "Kind of project", default=STAR)
    material: str = ref(
        "materials",
        "Product",
        default=STAR,
        star=True,
        prefixes={"stage": "materials.stage", "family": "materials.family"},
    )
    max_share: float = share("Largest share of capex", required=True)


@sheet("budgets", key=("funder",))
@dataclass(frozen=True, kw_only=True)
class Budget(Row):
    """Money by year, 0 where empty. A funder without a row is unlimited; `private` limits private money."""

    funder: str = ref("funders", "Funder, or private", required=True, words=("private",))
    years: Mapping[int, float] = years("Budget", "millions of the funder's currency")


@sheet("currencies", key=("currency",))
@dataclass(frozen=True, kw_only=True)
class Currency(Row):
    """Fixed exchange rates. USD is always there."""

    currency: str = text("Identifier", required=True)
    usd: float = number("USD for one unit", "USD", required=True)


@sheet("price_floors", key=("material", "level"))
@dataclass(frozen=True, kw_only=True)
class PriceFloor(Row):
    """Price-floor levels that may be granted to a project of the material."""

    material: str = ref("materials", "Product", required=True)
    level: str = text("Name of the level", required=True)
    floor_usd_per_t: float = number("Guaranteed price", "USD/t", required=True)
    contract_years: int = whole("Operating years that the floor lasts", "years", default=10)
    payback: float = share("Share of the price above the floor that the project pays back", default=0.0)
