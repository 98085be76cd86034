"""Shares of foreign countries and of countries of concern in deliveries, by material, place and year in base."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from optimizer.report.page import Control
from optimizer.report.plan_page.view import View
from optimizer.words.text import percent, plural

MEASURES = {"largest": "Largest foreign country", "concern": "Countries of concern"}
FALLEN = 0.005
"""A change below this is none."""
SOURCE = "tables supply and targets of plan.json"
NO_SUPPLY = "substitution"
"""Origin of what replaces a material, and is no delivery of it."""
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
    """The mix of every place that is supplied; substitution is no delivery, as in targets."""
    found: dict[Key, Mix] = defaultdict(Mix)
    for row in view.rows("supply"):
        if row["market"] not in view.partners or row["origin"] == NO_SUPPLY or row["delivered_t"] <= 0:
            continue
        home = view.case.home(row["country"])
        for place, at_home in ((row["market"], home == row["market"]), (ALL, home in view.partners)):
            mix = found[row["material"], place, int(row["year"])]
            mix.tonnes += row["delivered_t"]
            mix.concern_t += row["delivered_t"] if row["bloc"] == "concern" else 0.0
            if not at_home:
                mix.foreign_t[row["country"]] += row["delivered_t"]
    return dict(found)


def concern_share(view: View, year: int, family: str | None = None) -> float | None:
    """Share of countries of concern in deliveries to the partners in base, by value at reference prices.

    Args:
        view: the plan.
        year: the year.
        family: count this family of materials alone.
    """
    of_concern = whole = 0.0
    for row in view.rows("supply"):
        if row["year"] != year or row["market"] not in view.partners or row["origin"] == NO_SUPPLY:
            continue
        if family is None or view.family(row["material"]) == family:
            value = row["delivered_t"] * view.price(row["material"], year)
            whole += value
            of_concern += value if row["bloc"] == "concern" else 0.0
    return of_concern / whole if whole > 0 else None


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


class Shares:
    """The shares by measure with their limits."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.mixes: dict[Key, Mix] = mixes(view)
        self.places = places(view)
        self.limits = {
            "largest": limits(view, "max_country_share", ("", "*")),
            "concern": limits(view, "max_bloc_share", ("concern",)),
        }

    def share(self, measure: str, key: Key) -> float | None:
        """The share, None where nothing is delivered."""
        mix = self.mixes.get(key)
        return None if mix is None else mix.concern if measure == "concern" else mix.largest[1]

    def said(self, measure: str, key: Key) -> str:
        """The share with the country that it is of."""
        country, share = ("", self.mixes[key].concern) if measure == "concern" else self.mixes[key].largest
        return f"{self.view.names.country(country)} {percent(share)}" if country else percent(share)

    def materials(self, place: str, measure: str = "") -> list[str]:
        """The materials that the place is delivered; with a measure those of which it ever has a share."""
        known = {
            m
            for m, p, y in self.mixes
            if p == place and (not measure or (self.share(measure, (m, p, y)) or 0) > FALLEN)
        }
        return [m for m in self.view.case.materials if m in known]

    def without(self, place: str, measure: str) -> str:
        """A sentence on the materials that are not shown."""
        rest = len(self.materials(place)) - len(self.materials(place, measure))
        return f"{plural(rest, 'other material')} never {'comes' if rest == 1 else 'come'} from there." if rest else ""

    def fallen(self, measure: str) -> tuple[int, int]:
        """In how many cases of material and partner the share falls, of those where there is one in the first year."""
        first, last = self.view.ends
        cases = [(m, k) for k in self.view.partners for m in self.materials(k)]
        pairs = [(self.share(measure, (m, k, first)), self.share(measure, (m, k, last))) for m, k in cases]
        known = [(a, b) for a, b in pairs if a is not None and b is not None and a > FALLEN]
        return sum(b < a - FALLEN for a, b in known), len(known)

    def controls(self, place: str, measure: str) -> tuple[Control, ...]:
        """The choice of place and measure, with what is shown first."""
        market = Control("market", "Delivered to", list(self.places.items()), place)
        return market, Control("measure", "Share of", list(MEASURES.items()), measure)
