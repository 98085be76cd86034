"""The world as it is: countries, markets, materials, prices, demand, existing supply, routes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.case.columns import STAR, choice, number, ref, share, text, years, yes_no
from optimizer.case.sheet import BLOCS, STAGES, Row, sheet


@sheet("countries", key=("country",), required=True)
@dataclass(frozen=True, kw_only=True)
class Country(Row):
    """Countries that host projects or supply materials."""

    country: str = text("Identifier, ISO 3166 alpha-3 by habit", required=True)
    name: str = text("Name for people")
    bloc: str = choice(BLOCS, "How the partnership sees the country", required=True)
    region: str = text("Region, for funding rules and investment targets")
    market: str | None = ref("markets", "Its home market, if it belongs to one")
    consent: bool = yes_no("Whether the host agrees to new projects", default=True)
    risk: float | None = share("Governance risk, 0 % safe to 100 %")
    latitude: float | None = number("Latitude", "degrees", low=-90, high=90)
    longitude: float | None = number("Longitude", "degrees", low=-180, high=180)


@sheet("markets", key=("market",), required=True)
@dataclass(frozen=True, kw_only=True)
class Market(Row):
    """Where demand sits and where projects draw their inputs."""

    market: str = text("Identifier", required=True)
    name: str = text("Name for people")
    partner: bool = yes_no("Whether it belongs to the partnership", default=False)


@sheet("materials", key=("material",), required=True)
@dataclass(frozen=True, kw_only=True)
class Material(Row):
    """Materials, each at one stage of its chain."""

    material: str = text("Identifier", required=True)
    name: str = text("Name for people")
    family: str = text("Family, such as rare earths")
    stage: str = choice(STAGES, "Stage of the chain", required=True)
    becomes: str | None = ref("materials", "The material that it is made into")
    t_per_t: float | None = number("Tonnes of this for one tonne of what it becomes", "t/t")


@sheet("prices", key=("material",))
@dataclass(frozen=True, kw_only=True)
class Price(Row):
    """Reference prices; linear between the years given, constant outside them."""

    material: str = ref("materials", "Material", required=True)
    years: Mapping[int, float] = years("Reference price", "USD/t")


@sheet("demand", key=("material", "market", "tier"), required=True)
@dataclass(frozen=True, kw_only=True)
class Demand(Row):
    """What each market needs, by tier, and what a missing tonne costs."""

    material: str = ref("materials", "Material", required=True)
    market: str = ref("markets", "Market", required=True)
    tier: str = text("Tier, such as defence or civil", default="all")
    shortage_cost: float = number("Cost of a tonne that is missing", "USD/t", required=True)
    years: Mapping[int, float] = years("Demand", "t", any_required=True)


@sheet("supply")
@dataclass(frozen=True, kw_only=True)
class Supply(Row):
    """Existing suppliers. Several rows for a country are the steps of its supply curve."""

    material: str = ref("materials", "Material", required=True)
    country: str = ref("countries", "Supplying country", required=True)
    kind: str = choice(("primary", "recycled"), "Primary or recycled", default="primary")
    premium: float = share("On the reference price; negative is cheaper", default=0.0, low=-1.0, high=None)
    years: Mapping[int, float] = years("Open to the markets of this workbook", "t", any_required=True)


@sheet("routes")
@dataclass(frozen=True, kw_only=True)
class Route(Row):
    """Freight and duty. No rows: every route is open and free. Else the row naming most wins; no match is closed."""

    country: str = ref("countries", "From", default=STAR, star=True)
    market: str = ref("markets", "To", default=STAR, star=True)
    material: str = ref("materials", "Material", default=STAR, star=True)
    freight: float = number("Freight", "USD/t", default=0.0)
    duty: float = share("Duty on the value", default=0.0, high=None)
    open: bool = yes_no("Whether the route is open", default=True)
