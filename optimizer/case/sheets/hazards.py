"""What may strike in any year: the source from which `optimizer sample` draws scenarios."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.case.columns import STAR, choice, number, ref, share, text, whole
from optimizer.case.sheet import HAZARD_KINDS, Row, cell, sheet

_FIRST_ROW = "as in the first row of the hazard"


@sheet("hazards")
@dataclass(frozen=True, kw_only=True)
class HazardEffect(Row):
    """What may strike in any year; optimizer sample draws scenarios from it. Rows of one name strike together."""

    hazard: str = text("Name of the hazard; several rows with the same name strike together", required=True)
    kind: str = choice(HAZARD_KINDS, "Kind of event", required=True)
    country: str = ref("countries", "Country", default=STAR, star=True)
    material: str = ref("materials", "Material", default=STAR, star=True)
    market: str = ref("markets", "Market", default=STAR, star=True)
    yearly_probability: float | None = share(
        "Chance that it strikes in a year in which it is not under way; the first row of a hazard needs it",
        default_text=_FIRST_ROW,
    )
    value_low: float = number("Least share cut, or factor", "% or factor", required=True)
    value_high: float = number(
        "Largest share cut, or factor; drawn evenly between the two",
        "% or factor",
        default=cell("value_low"),
        default_text="value_low",
    )
    years_low: int | None = whole(
        "Fewest years that it lasts; the first row of a hazard needs it", "years", default_text=_FIRST_ROW, low=1
    )
    years_high: int | None = whole(
        "Most years that it lasts; drawn evenly between the two",
        "years",
        default=cell("years_low"),
        default_text="years_low",
        low=1,
    )
    first_year: int | None = whole("First year in which it may strike; empty = first_year", "year")
    last_year: int | None = whole("Last year in which it may strike; empty = last_year", "year")
