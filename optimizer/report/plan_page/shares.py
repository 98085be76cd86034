"""Shares of foreign countries and of countries of concern in deliveries, by material, place and year in base."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from optimizer.report.plan_page.view import View

ALL = "all"
"""All partners together, as targets call it."""
Key = tuple[str, str, int]
"""Material, market (or all partners), year."""


@dataclass
class Mix:
    """Who delivers to a place in a year."""

    tonnes: float = 0.0
    concern_t: float = 0.0
    foreign_t: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def concern(self) -> float:
        """Share of countries of concern."""
        return self.concern_t / self.tonnes

    @property
    def largest(self) -> tuple[str, float]:
        """The foreign country that delivers most, with its share; nobody and 0 where nothing is foreign."""
        country = max(self.foreign_t, key=lambda c: self.foreign_t[c], default="")
        return country, self.foreign_t.get(country, 0.0) / self.tonnes


def mixes(view: View) -> dict[Key, Mix]:
    """The mix of every place that is supplied."""
    found: dict[Key, Mix] = defaultdict(Mix)
    for row in view.rows("supply"):
        if row["market"] not in view.partners or row["delivered_t"] <= 0:
            continue
        home = view.case.home(row["country"])
        for place, at_home in ((row["market"], home == row["market"]), (ALL, home in view.partners)):
            mix = found[row["material"], place, int(row["year"])]
            mix.tonnes += row["delivered_t"]
            mix.concern_t += row["delivered_t"] if row["bloc"] == "concern" else 0.0
            if not at_home:
                mix.foreign_t[row["country"]] += row["delivered_t"]
    return dict(found)


def places(view: View) -> dict[str, str]:
    """Each partner, then all of them together where there are several."""
    names = {k: view.names.market(k) for k in view.partners}
    return {**names, ALL: "Together"} if len(names) > 1 else names


def limits(view: View, metric: str, subjects: tuple[str, ...]) -> dict[Key, float]:
    """The strictest limit that a target sets on such a share."""
    found: dict[Key, float] = {}
    for row in view.rows("targets"):
        target = view.case.targets.get(row["target"])
        if row["metric"] == metric and target is not None and target.subject.strip() in subjects and row["year"]:
            key = row["material"], row["market"], int(row["year"])
            found[key] = min(found.get(key, 1.0), row["value"])
    return found
