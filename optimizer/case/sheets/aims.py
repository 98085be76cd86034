"""What is to be secured, against what: stockpiles, targets, scenarios, events."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.case.columns import STAR, choice, number, ref, refs, share, text, whole
from optimizer.case.sheet import EVENT_KINDS, METRICS, Row, setting, sheet


@sheet("stockpiles", key=("stockpile",))
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


@sheet("targets", key=("target",))
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
    from_year: int = whole("First year", "year", default=setting("first_year"), default_text="first_year")
    to_year: int = whole("Last year", "year", default=setting("last_year"), default_text="last_year")
    value: float = number("The limit: a percentage, or days of cover", "% or days", required=True)
    penalty: float | None = number("Cost of missing it by one tonne (or one USD); empty = hard", "USD/t")


@sheet("scenarios", key=("scenario",))
@dataclass(frozen=True, kw_only=True)
class Scenario(Row):
    """Futures that differ from the base. Probability 0 % is a stress test."""

    scenario: str = text("Identifier", required=True)
    probability: float = share("Probability", required=True)


@sheet("events")
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
