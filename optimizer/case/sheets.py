"""THE schema: one declaration per sheet of the workbook.

A sheet is a frozen dataclass; its fields are the columns, with type, unit, bounds, default and help in one place. The
reader, the checks, the template with its dropdowns and comments, the guide and the typed rows of a `Case` all come
from here. The field `years` stands for the columns headed by a whole number.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizer.case.columns import (
    STAR,
    Column,
    anything,
    choice,
    number,
    ref,
    refs,
    share,
    text,
    whole,
    years,
    yes_no,
)
from optimizer.errors import Finding, Severity

BLOCS = ("partner", "ally", "neutral", "concern")
STAGES = ("extraction", "processing", "manufacturing")
PROJECT_KINDS = ("mine", "refinery", "plant", "recycling", "substitution")
EVENT_KINDS = ("export_cut", "outage", "delay", "price", "demand")
METRICS = (
    "max_country_share",
    "max_bloc_share",
    "max_risk",
    "min_bloc_share",
    "min_domestic_share",
    "min_domestic_output",
    "min_recycled_share",
    "min_bloc_cover",
    "min_cover_days",
    "max_shortage",
    "max_funder_share",
    "min_funder_share",
    "max_investment_share",
    "min_investment_share",
)
OWN_COLUMNS = ("note", "notes", "source", "comment")
"""Columns that are the planner's own on every sheet."""


@dataclass(frozen=True)
class At:
    """Where a row stands in the workbook, and what its cells were: filled, wrong, or changed by a case."""

    sheet: str
    row: int | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    """Letter of each column, shared by all rows of a sheet; year columns by their number as text."""
    filled: frozenset[str] = frozenset()
    unsound: frozenset[str] = frozenset()
    """Columns whose cell was wrong and is reported already; the value in the row is a stand-in."""
    changed: Mapping[str, At] = field(default_factory=dict)
    """Columns that a case has changed, and the row of `cases` that did."""

    def cell(self, column: str = "") -> str:
        """The address of a column's cell in this row, such as ``D14``; the row's key without a column."""
        if self.row is None:
            return ""
        declared = SHEETS.get(self.sheet)
        key = declared.key[0] if declared and declared.key else ""
        first = next(iter(self.letters.values()), "A")
        return f"{self.letters.get(column) or self.letters.get(key) or first}{self.row}"

    def place(self, column: str = "") -> tuple[str, str]:
        """Sheet and address of the cell that a planner has to look at: of the case where one has changed it."""
        if column in self.changed:
            return self.changed[column].sheet, self.changed[column].cell("value")
        return self.sheet, self.cell(column)

    def finding(self, severity: Severity, column: str, message: str, value: object = None) -> Finding:
        """A finding about one cell of the row; it leads to the case where one has changed the cell."""
        sheet, cell = self.place(column)
        if column in self.changed:
            message = f"changes {self.sheet}!{self.cell(column)}, where {message}"
        return Finding(severity, sheet, cell, message, value)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a sheet, typed and with its defaults filled in."""

    at: At = field(repr=False, compare=False, default=At(""))


@dataclass(frozen=True)
class Sheet:
    """A declared sheet: its row type, key and help."""

    name: str
    row: type[Row]
    key: tuple[str, ...]
    required: bool
    doc: str
    columns: Mapping[str, Column]
    years: Column | None


SHEETS: dict[str, Sheet] = {}


def columns_of(row: type) -> dict[str, Column]:
    """The declared columns of a row type by name, `years` included."""
    return {
        f.name: dataclasses.replace(f.metadata["column"], name=f.name)
        for f in dataclasses.fields(row)
        if "column" in f.metadata
    }


def _sheet(name: str, *, key: tuple[str, ...] = (), required: bool = False) -> Any:
    """Register a row type as the sheet `name`; its docstring is the sheet's help."""

    def register(row: type[Row]) -> type[Row]:
        columns = columns_of(row)
        year_column = columns.pop("years", None)
        SHEETS[name] = Sheet(name, row, key, required, (row.__doc__ or "").strip(), columns, year_column)
        return row

    return register


def _setting(name: str) -> Any:
    return lambda _values, settings: settings[name]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The planning horizon, money, and switches that hold for the whole workbook."""

    title: str = text("A title for the results")
    first_year: int = whole("First year of the plan", "year", required=True)
    last_year: int = whole("Last year of the plan", "year", required=True)
    discount_rate: float = share("Public discount rate, real", default=0.05)
    private_discount_rate: float = share("Return a private owner asks for, real", default=0.10)
    public_funds_premium: float = share("Extra cost of a public dollar over a private one", default=0.0, high=None)
    viability: bool = yes_no("No project is picked that a private owner would not build", default=True)
    mutual_exemption: bool = yes_no("Partners exempt each other from export restrictions", default=False)
    joint_funding: bool = yes_no("Funders of several partners may fund the same project", default=True)
    min_partner_share: float = share("Least share of the grants from each partner that can fund a project", default=0.0)
    salvage: bool = yes_no("Credit the unused life of plants after the last year", default=True)
    residual_stock_value: float = share("Share of its price credited for stock left at the end", default=0.0)
    recovery_years: int = whole("Years after a disruption until the world is as planned", "years", default=2)
    risk_weight: float = share("Weight of the worst scenarios against the expectation", default=0.0)
    tail_probability: float = share("Probability mass of 'the worst scenarios' (CVaR)", default=0.10)
    mip_gap: float = share("Distance to the proven bound at which to stop, of the programme", default=0.01)
    time_limit_s: float = number("Time limit", "s", default=300)


SETTINGS: dict[str, Column] = columns_of(Settings)


@_sheet("settings", key=("key",), required=True)
@dataclass(frozen=True, kw_only=True)
class Setting(Row):
    """Horizon, discounting and switches. A setting without a row has its default."""

    key: str = choice(tuple(SETTINGS), "Name of the setting", required=True)
    value: Any = anything("Its value")  # noqa: RUF009 - the helper returns a dataclass field, not a shared value


@_sheet("countries", key=("country",), required=True)
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


@_sheet("markets", key=("market",), required=True)
@dataclass(frozen=True, kw_only=True)
class Market(Row):
    """Where demand sits and where projects draw their inputs."""

    market: str = text("Identifier", required=True)
    name: str = text("Name for people")
    partner: bool = yes_no("Whether it belongs to the partnership", default=False)


@_sheet("materials", key=("material",), required=True)
@dataclass(frozen=True, kw_only=True)
class Material(Row):
    """Materials, each at one stage of its chain."""

    material: str = text("Identifier", required=True)
    name: str = text("Name for people")
    family: str = text("Family, such as rare earths")
    stage: str = choice(STAGES, "Stage of the chain", required=True)
    becomes: str | None = ref("materials", "The material that it is made into")
    t_per_t: float | None = number("Tonnes of this for one tonne of what it becomes", "t/t")


@_sheet("prices", key=("material",))
@dataclass(frozen=True, kw_only=True)
class Price(Row):
    """Reference prices; linear between the years given, constant outside them."""

    material: str = ref("materials", "Material", required=True)
    years: Mapping[int, float] = years("Reference price", "USD/t")


@_sheet("demand", key=("material", "market", "tier"), required=True)
@dataclass(frozen=True, kw_only=True)
class Demand(Row):
    """What each market needs, by tier, and what a missing tonne costs."""

    material: str = ref("materials", "Material", required=True)
    market: str = ref("markets", "Market", required=True)
    tier: str = text("Tier, such as defence or civil", default="all")
    shortage_cost: float = number("Cost of a tonne that is missing", "USD/t", required=True)
    years: Mapping[int, float] = years("Demand", "t", any_required=True)


@_sheet("supply")
@dataclass(frozen=True, kw_only=True)
class Supply(Row):
    """Existing suppliers. Several rows for a country are the steps of its supply curve."""

    material: str = ref("materials", "Material", required=True)
    country: str = ref("countries", "Supplying country", required=True)
    kind: str = choice(("primary", "recycled"), "Primary or recycled", default="primary")
    premium: float = share("On the reference price; negative is cheaper", default=0.0, low=-1.0, high=None)
    years: Mapping[int, float] = years("Open to the markets of this workbook", "t", any_required=True)


@_sheet("routes")
@dataclass(frozen=True, kw_only=True)
class Route(Row):
    """Freight and duty from country to market. The row that names most wins; without one a route is closed."""

    country: str = ref("countries", "From", default=STAR, star=True)
    market: str = ref("markets", "To", default=STAR, star=True)
    material: str = ref("materials", "Material", default=STAR, star=True)
    freight: float = number("Freight", "USD/t", default=0.0)
    duty: float = share("Duty on the value", default=0.0, high=None)
    open: bool = yes_no("Whether the route is open", default=True)


@_sheet("projects", key=("project",), required=True)
@dataclass(frozen=True, kw_only=True)
class Project(Row):
    """Candidate projects: mines, refineries, plants, recycling, substitution research."""

    project: str = text("Identifier", required=True)
    name: str = text("Name for people")
    country: str = ref("countries", "Host country", required=True)
    kind: str = choice(PROJECT_KINDS, "Kind of project", required=True)
    product: str = ref("materials", "Main product", required=True)
    capacity_t: float = number("Capacity", "t of product per year", required=True)
    capex_musd: float = number("Capital cost", "MUSD", required=True)
    fixed_opex_musd: float = number("Fixed cost of an operating year", "MUSD per year", default=0.0)
    opex_usd_per_t: float = number("Operating cost without the inputs of the recipe", "USD/t", default=0.0, low=None)
    earliest_start: int = whole(
        "First year in which the decision to build may be taken",
        "year",
        default=_setting("first_year"),
        default_text="first_year",
    )
    latest_start: int = whole("Last such year", "year", default=_setting("last_year"), default_text="last_year")
    build_years: int = whole("Years from the decision to operation", "years", default=0)
    life_years: int = whole("Years of operation", "years", required=True, low=1)
    spend_profile: str | None = ref("profiles", "Shares of capex by year from the decision; empty = evenly")
    ramp_profile: str | None = ref("profiles", "Shares of capacity by operating year; empty = full at once")
    min_utilisation: float = share("Least use of the capacity in undisrupted years", default=0.0)
    min_public_share: float = share(
        "Least public share of capex",
        default=lambda values, _settings: 1.0 if values.get("kind") == "substitution" else 0.0,
        default_text="0% (100% for kind substitution)",
    )
    max_public_share: float = share("Largest public share of capex", default=1.0)
    status: str = choice(
        ("candidate", "committed", "excluded"), "Candidate, already committed, or switched off", default="candidate"
    )
    exclusive_group: str = text("At most one project of a group is built")
    requires: str | None = ref("projects", "Project that has to be decided first or together")
    latitude: float | None = number("Latitude", "degrees", low=-90, high=90)
    longitude: float | None = number("Longitude", "degrees", low=-180, high=180)
    source: str = text("Where the figures come from")


@_sheet("recipes", key=("project", "material"))
@dataclass(frozen=True, kw_only=True)
class Recipe(Row):
    """Further outputs (> 0) and inputs (< 0) of a project per tonne of its product."""

    project: str = ref("projects", "Project", required=True)
    material: str = ref("materials", "Material", required=True)
    t_per_t: float = number("Tonnes per tonne of product; negative is drawn", "t/t", required=True, low=None)


@_sheet("profiles", key=("profile",))
@dataclass(frozen=True, kw_only=True)
class Profile(Row):
    """Spending and ramp-up profiles; columns 1, 2, 3 … are years. A spend profile adds up to 100 %."""

    profile: str = text("Identifier", required=True)
    years: Mapping[int, float] = years("Share of year 1, 2, 3 …", "%", high=1.0)


@_sheet("funders", key=("funder",))
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


@_sheet("funding_rules")
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


@_sheet("budgets", key=("funder",))
@dataclass(frozen=True, kw_only=True)
class Budget(Row):
    """Money by year, 0 where empty. A funder without a row is unlimited; `private` limits private money."""

    funder: str = ref("funders", "Funder, or private", required=True, words=("private",))
    years: Mapping[int, float] = years("Budget", "millions of the funder's currency")


@_sheet("currencies", key=("currency",))
@dataclass(frozen=True, kw_only=True)
class Currency(Row):
    """Fixed exchange rates. USD is always there."""

    currency: str = text("Identifier", required=True)
    usd: float = number("USD for one unit", "USD", required=True)


@_sheet("price_floors", key=("material", "level"))
@dataclass(frozen=True, kw_only=True)
class PriceFloor(Row):
    """Price-floor levels that may be granted to a project of the material."""

    material: str = ref("materials", "Product", required=True)
    level: str = text("Name of the level", required=True)
    floor_usd_per_t: float = number("Guaranteed price", "USD/t", required=True)
    contract_years: int = whole("Operating years that the floor lasts", "years", default=10)
    payback: float = share("Share of the price above the floor that the project pays back", default=0.0)


@_sheet("stockpiles", key=("stockpile",))
@dataclass(frozen=True, kw_only=True)
class Stockpile(Row):
    """One material held in one home market for a crisis."""

    stockpile: str = text("Identifier", required=True)
    material: str = ref("materials", "Material", required=True)
    home: str = ref("markets", "Market in which it is bought and held", required=True)
    serves: tuple[str, ...] = refs("markets", "Markets it may be released to", default=(STAR,))
    funder: str | None = ref("funders", "Who pays for the purchases")
    opening_t: float = number("Stock before the first year", "t", default=0.0)
    max_t: float = number("Largest stock", "t", required=True)
    max_purchase_t: float | None = number("Largest purchase in a year; empty = no limit", "t per year")
    holding_usd_per_t: float = number("Cost of holding a tonne for a year", "USD/t per year", default=0.0)
    loss: float = share("Loss per year", default=0.0)


@_sheet("targets", key=("target",))
@dataclass(frozen=True, kw_only=True)
class Target(Row):
    """What the plan has to reach. Without a penalty a target is hard."""

    target: str = text("Identifier", required=True)
    metric: str = choice(METRICS, "What is measured", required=True)
    material: str = ref(
        "materials",
        "Material scope",
        default=STAR,
        star=True,
        prefixes={"stage": "materials.stage", "family": "materials.family"},
    )
    market: str = ref(
        "markets", "Market scope; * = each, all = the partners pooled", default=STAR, star=True, words=("all",)
    )
    tier: str = text("Demand tier", default=STAR)
    subject: str = text("Country, blocs, scenario, funder or region that the metric is about")
    from_year: int = whole("First year", "year", default=_setting("first_year"), default_text="first_year")
    to_year: int = whole("Last year", "year", default=_setting("last_year"), default_text="last_year")
    value: float = number("The limit: a percentage, or days of cover", "% or days", required=True)
    penalty: float | None = number("Cost of missing it by one tonne (or one USD); empty = hard", "USD/t")


@_sheet("scenarios", key=("scenario",))
@dataclass(frozen=True, kw_only=True)
class Scenario(Row):
    """Futures that differ from the base. Probability 0 % is a stress test."""

    scenario: str = text("Identifier", required=True)
    probability: float = share("Probability", required=True)


@_sheet("events")
@dataclass(frozen=True, kw_only=True)
class Event(Row):
    """What happens in a scenario."""

    scenario: str = ref("scenarios", "Scenario", required=True)
    kind: str = choice(EVENT_KINDS, "Kind of event", required=True)
    country: str = ref("countries", "Country", default=STAR, star=True)
    material: str = ref("materials", "Material", default=STAR, star=True)
    market: str = ref("markets", "Market", default=STAR, star=True)
    project: str | None = ref("projects", "Project; wins over the country")
    first_year: int | None = whole("First year; empty = first_year", "year")
    last_year: int | None = whole("Last year; empty = last_year", "year")
    value: float = number("Share cut, factor, or years of delay", "%, factor or years", required=True)


@_sheet("cases", key=())
@dataclass(frozen=True, kw_only=True)
class CaseChange(Row):
    """What a case changes. The workbook as it stands is the case `base`."""

    case: str = text("Name of the case", required=True)
    sheet: str = choice(tuple(SHEETS), "Sheet to change", required=True)
    where: str = text("column=value pairs, separated by commas; empty = every row")
    column: str = text("Column to change, or years for all year columns", required=True)
    operation: str = choice(("set", "multiply", "add"), "What to do", default="set")
    value: Any = anything("With what")  # noqa: RUF009 - the helper returns a dataclass field, not a shared value
