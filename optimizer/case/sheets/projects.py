"""What could be built: projects, their recipes and profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.case.columns import choice, number, ref, share, text, whole, years
from optimizer.case.sheet import PROJECT_KINDS, Row, setting, sheet


@sheet("projects", key=("project",), required=True)
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
        default=setting("first_year"),
        default_text="first_year",
    )
    latest_start: int = whole("Last such year", "year", default=setting("last_year"), default_text="last_year")
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


@sheet("recipes", key=("project", "material"))
@dataclass(frozen=True, kw_only=True)
class Recipe(Row):
    """Further outputs (> 0) and inputs (< 0) of a project per tonne of its product."""

    project: str = ref("projects", "Project", required=True)
    material: str = ref("materials", "Material", required=True)
    t_per_t: float = number("Tonnes per tonne of product; negative is drawn", "t/t", required=True, low=None)


@sheet("profiles", key=("profile",))
@dataclass(frozen=True, kw_only=True)
class Profile(Row):
    """Spending and ramp-up profiles; columns 1, 2, 3 … are years. A spend profile adds up to 100 %."""

    profile: str = text("Identifier", required=True)
    years: Mapping[int, float] = years("Share of year 1, 2, 3 …", "%", high=1.0)
