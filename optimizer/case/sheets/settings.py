"""Settings: the horizon, money, and switches that hold for the whole workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from optimizer.case.columns import Column, anything, choice, number, share, text, whole, yes_no
from optimizer.case.sheet import Row, columns_of, sheet


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


@sheet("settings", key=("key",), required=True)
@dataclass(frozen=True, kw_only=True)
class Setting(Row):
    """Horizon, discounting and switches. A setting without a row has its default."""

    key: str = choice(tuple(SETTINGS), "Name of the setting", required=True)
    value: Any = anything("Its value")  # noqa: RUF009 - the helper returns a dataclass field, not a shared value
