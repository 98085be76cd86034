"""What the rows of a workbook say: sets, series, windows and the numbers of the business plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from .reading import Row, read_book

NONE = "none"
BASE = "base"


def years_of(row: Row) -> dict[int, float]:
    """The filled year columns of a row."""
    return {year: float(value) for year, value in row.items() if isinstance(year, int) and value is not None}


def interpolated(points: dict[int, float], year: int) -> float:
    """Linear between the given years, constant outside them."""
    before = [given for given in points if given <= year]
    after = [given for given in points if given >= year]
    if not before:
        return points[min(after)]
    if not after or max(before) == min(after):
        return points[max(before)]
    left, right = max(before), min(after)
    share = (year - left) / (right - left)
    return points[left] * (1 - share) + points[right] * share


def most_specific(rows: list[Row], columns: tuple[str, ...], matches: Any) -> Row | None:
    """Of the rows that match, the one that names most."""
    fitting = [row for row in rows if matches(row)]
    if not fitting:
        return None
    return max(fitting, key=lambda row: sum(row[column] != "*" for column in columns))


def names_in(cell: str | None) -> list[str]:
    """The names of a list in a cell."""
    return [part.strip() for part in (cell or "").split(",") if part.strip()]


def remembered(method: Callable[..., Any]) -> Callable[..., Any]:
    """Keeps the answers of a method on its object."""

    @wraps(method)
    def answer(self: Any, *key: Any) -> Any:
        kept = self.__dict__.setdefault("_answers", {})
        place = (method.__name__, *key)
        if place not in kept:
            kept[place] = method(self, *key)
        return kept[place]

    return answer


class Book:
    """The data of one case of a workbook."""

    def __init__(self, path: str | Path, case: str = BASE) -> None:
        book = read_book(path, case)
        conf = self.settings = book["settings"]
        self.first, self.H = int(conf["first_year"]), int(conf["last_year"])
        self.T = list(range(self.first, self.H + 1))
        self.rate, self.private_rate = conf["discount_rate"], conf["private_discount_rate"]
        self.viability, self.joint = conf["viability"] == "yes", conf["joint_funding"] == "yes"
        self.salvage_on, self.exempt = conf["salvage"] == "yes", conf["mutual_exemption"] == "yes"

        self.countries = {row["country"]: row for row in book["countries"]}
        self.markets = {row["market"]: row for row in book["markets"]}
        self.materials = {row["material"]: row for row in book["materials"]}
        self.projects = {row["project"]: row for row in book["projects"]}
        self.funders = {row["funder"]: row for row in book["funders"]}
        self.stockpiles = {row["stockpile"]: row for row in book["stockpiles"]}
        self.demands = {(row["material"], row["market"], row["tier"]): row for row in book["demand"]}
        self.supply = dict(enumerate(book["supply"]))
        self.floors = {(row["material"], row["level"]): row for row in book["price_floors"]}
        self.routes, self.rules, self.targets = book["routes"], book["funding_rules"], book["targets"]
        self.events, self.recipe_rows = book["events"], book["recipes"]
        self.prices = {row["material"]: years_of(row) for row in book["prices"]}
        self.budgets = {row["funder"]: years_of(row) for row in book["budgets"]}
        self.usd = {"USD": 1.0, **{row["currency"]: row["usd"] for row in book["currencies"]}}
        self.profiles = {row["profile"]: self._shares(row) for row in book["profiles"]}
        weights = {row["scenario"]: float(row["probability"]) for row in book["scenarios"]}
        self.probability = {BASE: 1.0 - sum(weights.values()), **weights}
        if abs(self.probability[BASE]) < 1e-12:
            self.probability[BASE] = 0.0
        self.S = list(self.probability)
        self.partners = sorted({row["partner"] for row in self.funders.values() if row["partner"]})
        self.windows = {s: self._window(s) for s in self.S}

    @staticmethod
    def _shares(row: Row) -> list[float]:
        """A profile up to its last filled column; an empty one inside counts 0."""
        filled = years_of(row)
        return [filled.get(place, 0.0) for place in range(1, max(filled, default=0) + 1)]

    # --- time and series -------------------------------------------------------------------------------------------

    def d(self, t: int) -> float:
        """The public discount factor."""
        return (1 + self.rate) ** -(t - self.first)

    def delta(self, t: int) -> float:
        """The private discount factor."""
        return (1 + self.private_rate) ** -(t - self.first)

    @remembered
    def price(self, s: str, m: str, t: int) -> float:
        """The reference price of a scenario; 0 where the workbook has none."""
        value = interpolated(self.prices[m], t) if self.prices.get(m) else 0.0
        for event in self.active(s, t):
            if event["kind"] == "price" and event["country"] == "*" and event["material"] in ("*", m):
                value *= event["value"]
        return value

    @remembered
    def own_price(self, s: str, e: int, t: int) -> float:
        """What a row of existing supply costs per tonne."""
        row = self.supply[e]
        value = self.price(s, row["material"], t) * (1 + row["premium"])
        for event in self.active(s, t):
            named = event["country"] == row["country"] and event["material"] in ("*", row["material"])
            if event["kind"] == "price" and named:
                value *= event["value"]
        return value

    @remembered
    def demand(self, s: str, m: str, r: str, i: str, t: int) -> float:
        """The demand of one tier."""
        if (m, r, i) not in self.demands:
            return 0.0
        value = interpolated(years_of(self.demands[m, r, i]), t)
        for event in self.active(s, t):
            if event["kind"] == "demand" and event["material"] in ("*", m) and event["market"] in ("*", r):
                value *= event["value"]
        return value

    def tiers(self, m: str, r: str) -> list[str]:
        """The tiers of a material in a market."""
        return [i for (material, market, i) in self.demands if (material, market) == (m, r)]

    def all_demand(self, s: str, m: str, r: str, t: int) -> float:
        """The demand of all tiers."""
        return sum(self.demand(s, m, r, i, t) for i in self.tiers(m, r))

    def available(self, s: str, e: int, t: int) -> float:
        """Tonnes of a row of existing supply."""
        row = self.supply[e]
        tonnes = interpolated(years_of(row), t)
        for event in self.active(s, t):
            named = event["country"] in ("*", row["country"]) and event["material"] in ("*", row["material"])
            if event["kind"] == "outage" and not event["project"] and named:
                tonnes *= 1 - event["value"]
        return tonnes

    # --- events ----------------------------------------------------------------------------------------------------

    @staticmethod
    def has_effect(event: Row) -> bool:
        """Whether an event changes anything."""
        return event["value"] != (1 if event["kind"] in ("price", "demand") else 0)

    @remembered
    def active(self, s: str, t: int) -> list[Row]:
        """The events of a scenario in a year, other than delays."""
        return [
            event
            for event in self.events
            if event["scenario"] == s
            and event["kind"] != "delay"
            and self.has_effect(event)
            and event["first_year"] <= t <= event["last_year"]
        ]

    def struck(self, event: Row, p: str) -> bool:
        """Whether an outage or delay names a project."""
        if event["project"]:
            return event["project"] == p
        row = self.projects[p]
        if event["country"] not in ("*", row["country"]):
            return False
        return event["kind"] == "delay" or event["material"] in ("*", row["product"])

    def outage(self, s: str, p: str, t: int) -> float:
        """The share of a project's capacity that is out."""
        rest = 1.0
        for event in self.active(s, t):
            if event["kind"] == "outage" and self.struck(event, p):
                rest *= 1 - event["value"]
        return 1 - rest

    @remembered
    def delay(self, s: str, p: str) -> int:
        """The years by which a project is late."""
        return sum(
            int(event["value"])
            for event in self.events
            if event["scenario"] == s and event["kind"] == "delay" and self.struck(event, p)
        )

    @remembered
    def cut(self, s: str, c: str, m: str, r: str, t: int) -> float:
        """The share taken from deliveries of a country to a market."""
        home = self.countries[c]["market"]
        if home == r:
            return 0.0
        if self.exempt and self.countries[c]["bloc"] == "partner" and self.markets[r]["partner"] == "yes":
            return 0.0
        rest = 1.0
        for event in self.active(s, t):
            if (
                event["kind"] == "export_cut"
                and event["country"] in ("*", c)
                and event["material"] in ("*", m)
                and event["market"] in ("*", r)
            ):
                rest *= 1 - event["value"]
        return 1 - rest

    @remembered
    def disrupted(self, s: str, m: str, t: int) -> bool:
        """Whether a scenario disrupts a material in a year."""
        for event in self.active(s, t):
            if event["kind"] == "outage" and event["project"]:
                named = m in self.outputs(event["project"])
            else:
                named = event["material"] in ("*", m)
            if named and (
                event["kind"] in ("export_cut", "outage") or (event["kind"] == "demand" and event["value"] > 1)
            ):
                return True
        return False

    def _span(self, event: Row) -> tuple[int, int] | None:
        """First and last year of an event inside the horizon."""
        if not self.has_effect(event):
            return None
        if event["kind"] == "delay":
            firsts = [
                t
                for p in self.projects
                if self.struck(event, p)
                for tau in self.starts(p)
                for t in self.T
                if 0 <= t - tau - self.build(p) < self.life(p)
            ]
            return (min(firsts), self.H) if firsts else None
        first, last = max(event["first_year"], self.first), min(event["last_year"], self.H)
        return (int(first), int(last)) if first <= last else None

    def _window(self, s: str) -> list[int]:
        """The years in which a scenario differs; for base all years."""
        if s == BASE:
            return self.T
        spans = [span for event in self.events if event["scenario"] == s and (span := self._span(event))]
        if not spans:
            return []
        onset = min(first for first, _ in spans)
        end = min(self.H, max(last for _, last in spans) + int(self.settings["recovery_years"]))
        return [t for t in self.T if onset <= t <= end]

    # --- projects --------------------------------------------------------------------------------------------------

    def build(self, p: str) -> int:
        """Years of construction."""
        return int(self.projects[p]["build_years"])

    def life(self, p: str) -> int:
        """Years of operation."""
        return int(self.projects[p]["life_years"])

    def spend_profile(self, p: str) -> list[float]:
        """Shares of capex by year from the decision."""
        name = self.projects[p]["spend_profile"]
        years = max(1, self.build(p))
        return self.profiles[name] if name else [1 / years] * years

    def profile(self, p: str, j: int) -> float:
        """The share of capex in year `j` after the decision."""
        shares = self.spend_profile(p)
        return shares[j] if 0 <= j < len(shares) else 0.0

    def ramp(self, p: str, n: int) -> float:
        """The share of capacity in operating year `n`, counted from 0."""
        name = self.projects[p]["ramp_profile"]
        shares = self.profiles[name] if name else [1.0]
        return shares[min(n, len(shares) - 1)]

    @remembered
    def starts(self, p: str) -> list[int]:
        """The years in which a project may be decided."""
        row = self.projects[p]
        if row["status"] == "excluded" or self.countries[row["country"]]["consent"] == "no":
            return []
        early, late = int(row["earliest_start"]), int(row["latest_start"])
        offered = [tau for tau in self.T if early <= tau <= late]
        if row["status"] == "committed" and early == late < self.first:
            offered = [early]
        return [
            tau for tau in offered if tau + self.build(p) <= self.H and tau + len(self.spend_profile(p)) - 1 <= self.H
        ]

    def levels(self, p: str) -> list[str]:
        """The price-floor levels that a project may be decided under."""
        product = self.projects[p]["product"]
        return [NONE] + [k for (m, k) in self.floors if self.viability and m == product]

    def recipe(self, p: str) -> dict[str, float]:
        """Tonnes per tonne of product; the product itself has 1."""
        rows = {row["material"]: float(row["t_per_t"]) for row in self.recipe_rows if row["project"] == p}
        return {self.projects[p]["product"]: 1.0, **rows}

    def outputs(self, p: str) -> dict[str, float]:
        """The positive entries of the recipe."""
        return {m: value for m, value in self.recipe(p).items() if value > 0}

    def inputs(self, p: str) -> dict[str, float]:
        """The sizes of the negative entries of the recipe."""
        return {m: -value for m, value in self.recipe(p).items() if value < 0}

    def home(self, c: str) -> str | None:
        """The home market of a country."""
        return self.countries[c]["market"]

    def drawing(self, r: str) -> list[str]:
        """The projects that draw their inputs in a market."""
        return [p for p, row in self.projects.items() if self.home(row["country"]) == r]

    def unused_life(self, p: str, tau: int) -> float:
        """The share of a start's life that is left after the horizon."""
        left = self.life(p) - (self.H - tau - self.build(p) + 1)
        return min(1.0, max(0.0, left) / self.life(p)) if self.salvage_on else 0.0

    # --- the business plan -----------------------------------------------------------------------------------------

    def operating_year(self, p: str, tau: int, t: int, s: str) -> int | None:
        """The operating year that `t` is for a start, counted from 0."""
        n = t - tau - self.build(p) - self.delay(s, p)
        return n if 0 <= n < self.life(p) else None

    def support(self, p: str, tau: int, k: str, t: int, s: str) -> float:
        """Support less payback, USD per tonne of product."""
        n = self.operating_year(p, tau, t, s)
        product = self.projects[p]["product"]
        if k == NONE or n is None or n >= self.floors[product, k]["contract_years"]:
            return 0.0
        row, price = self.floors[product, k], self.price(s, product, t)
        floor = row["floor_usd_per_t"]
        return max(0.0, floor - price) - row["payback"] * max(0.0, price - floor)

    def margin(self, p: str, tau: int, k: str, t: int, s: str) -> float:
        """Margin per tonne of product, USD."""
        value = sum(self.price(s, m, t) * entry for m, entry in self.recipe(p).items())
        return value - self.projects[p]["opex_usd_per_t"] + self.support(p, tau, k, t, s)

    def planned(self, p: str, tau: int, k: str, t: int, s: str) -> float:
        """Planned output, tonnes."""
        n = self.operating_year(p, tau, t, s)
        if n is None or self.margin(p, tau, k, t, s) < 0:
            return 0.0
        return self.projects[p]["capacity_t"] * (1 - self.outage(s, p, t)) * self.ramp(p, n)

    def npv(self, p: str, tau: int, k: str) -> float:
        """What a start under a level is worth to its owner, MUSD."""
        row = self.projects[p]
        value = 0.0
        for s in self.S:
            for t in self.T:
                if self.operating_year(p, tau, t, s) is not None:
                    sales = self.margin(p, tau, k, t, s) * self.planned(p, tau, k, t, s) / 1e6
                    value += self.probability[s] * self.delta(t) * (sales - row["fixed_opex_musd"])
        value -= sum(self.delta(t) * row["capex_musd"] * self.profile(p, t - tau) for t in self.T)
        return value + self.delta(self.H) * row["capex_musd"] * self.unused_life(p, tau)

    def exempt_project(self, p: str) -> bool:
        """Whether a project need not be viable."""
        return self.projects[p]["status"] == "committed" or self.projects[p]["kind"] == "substitution"

    def gap(self, p: str, tau: int, k: str) -> float:
        """What the business plan lacks, MUSD."""
        return 0.0 if self.exempt_project(p) else max(0.0, -self.npv(p, tau, k))

    # --- money -----------------------------------------------------------------------------------------------------

    @remembered
    def share(self, f: str, p: str) -> float:
        """The most that a funder gives to a project, as a share of capex."""
        row = self.projects[p]
        country, product = self.countries[row["country"]], self.materials[row["product"]]
        places = {"*", row["country"], f"bloc:{country['bloc']}", f"region:{country['region']}"}
        goods = {"*", row["product"], f"stage:{product['stage']}", f"family:{product['family']}"}
        rule = most_specific(
            self.rules,
            ("country", "kind", "material"),
            lambda rule: (
                rule["funder"] == f
                and rule["country"] in places
                and rule["kind"] in ("*", row["kind"])
                and rule["material"] in goods
            ),
        )
        return (rule or self.funders[f])["max_share"]

    def supporters(self, p: str) -> list[str]:
        """The funders that may pay price support to a project."""
        return [f for f, row in self.funders.items() if row["price_support"] == "yes" and self.share(f, p) > 0]

    def budget(self, name: str, t: int) -> float | None:
        """The budget of a year, MUSD; None where it is unlimited."""
        if name not in self.budgets:
            return None
        rate = 1.0 if name == "private" else self.usd[self.funders[name]["currency"]]
        return self.budgets[name].get(t, 0.0) * rate

    # --- deliveries ------------------------------------------------------------------------------------------------

    @remembered
    def route(self, c: str, r: str, m: str) -> Row | None:
        """Freight and duty of a delivery; None where it is closed."""
        free = {"freight": 0.0, "duty": 0.0, "open": "yes"}
        own = self.home(c) == r
        if not self.routes:
            return free
        found = most_specific(
            self.routes,
            ("country", "market", "material"),
            lambda row: (
                row["country"] in (("*", c) if not own else (c,))
                and row["market"] in (("*", r) if not own else (r,))
                and row["material"] in ("*", m)
            ),
        )
        if found is None:
            return free if own else None
        return found if found["open"] == "yes" else None

    def reached(self, c: str, m: str) -> list[str]:
        """The markets to which a country may deliver a material."""
        return [r for r in self.markets if self.route(c, r, m)]

    def ship_to(self, p: str, m: str) -> list[str]:
        """The markets to which a project may deliver."""
        row = self.projects[p]
        places = self.reached(row["country"], m)
        return [r for r in places if r == self.home(row["country"])] if row["kind"] == "substitution" else places

    def serves(self, h: str) -> list[str]:
        """The markets that a stockpile serves."""
        cell = self.stockpiles[h]["serves"]
        return list(self.markets) if cell == "*" else names_in(cell)
