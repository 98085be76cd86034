"""What each metric of a target reads: which columns count for it, what its subject names, and what its value is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Subject = Literal["", "country", "bloc", "scenario", "funder", "host"]


@dataclass(frozen=True)
class Metric:
    """The reading of one metric. `subject` is what the subject names, empty where it has none."""

    subject: Subject = ""
    everything: bool = False
    """Whether `*`, or an empty subject, is all of them."""
    scope: bool = True
    """Whether material, market and years count."""
    tier: bool = False
    share: bool = True
    """Whether the value is a percentage of at most 100 %."""


METRIC: dict[str, Metric] = {
    "max_country_share": Metric("country", everything=True),
    "max_bloc_share": Metric("bloc"),
    "max_risk": Metric(share=False),
    "min_bloc_share": Metric("bloc"),
    "min_domestic_share": Metric(),
    "min_domestic_output": Metric(),
    "min_recycled_share": Metric(),
    "min_bloc_cover": Metric("bloc", tier=True),
    "min_cover_days": Metric(share=False),
    "max_shortage": Metric("scenario", everything=True, tier=True),
    "max_funder_share": Metric("funder", scope=False),
    "min_funder_share": Metric("funder", scope=False),
    "max_investment_share": Metric("host", scope=False),
    "min_investment_share": Metric("host", scope=False),
}
