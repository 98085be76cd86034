"""The world of a random workbook: countries, markets, materials, demand, supply, routes."""

from __future__ import annotations

import random
from typing import Any

CHAIN = {  # material: stage, family, becomes, t_per_t, price
    "oxide": ("processing", "earths", "magnet", 0.4, 50_000),
    "magnet": ("manufacturing", "earths", None, None, 90_000),
    "ore": ("extraction", "earths", "oxide", 2.2, 6_000),
    "101": ("processing", "battery", "cell", 0.7, 15_000),
    "cell": ("manufacturing", "battery", None, None, 40_000),
}
MARKETS = {"EU": "yes", "US": "yes", "JP": "no"}
COUNTRIES = [
    ("FRA", "partner", "north", "EU"),
    ("USA", "partner", "west", "US"),
    ("CHN", "concern", "east", None),
    ("AUS", "ally", "south", None),
    ("JPN", "ally", "east", "JP"),
    ("BRA", "neutral", "south", None),
    ("DEU", "partner", "north", "EU"),
]
SIZES = {
    "tiny": {
        "years": (3, 4),
        "materials": (2, 3),
        "markets": 2,
        "countries": 5,
        "projects": (3, 5),
        "scenarios": (2, 2),
        "targets": (2, 5),
    },
    "small": {
        "years": (6, 6),
        "materials": (5, 5),
        "markets": 3,
        "countries": 7,
        "projects": (8, 12),
        "scenarios": (3, 4),
        "targets": (4, 8),
    },
}


class Dice:
    """Seeded choices, or those of a given source; a feature given by name overrides its dice."""

    def __init__(self, seed: int | random.Random, features: dict[str, Any]) -> None:
        self.random = seed if isinstance(seed, random.Random) else random.Random(seed)
        self.features = features

    def has(self, feature: str, probability: float) -> bool:
        """Whether a feature is in the book; every one takes one throw, given or not."""
        throw = self.random.random() < probability
        return bool(self.features.get(feature, throw))

    def maybe(self, probability: float, value: Any, other: Any = None) -> Any:
        """A value with a probability."""
        return value if self.random.random() < probability else other

    def pick(self, options: Any) -> Any:
        """One of several."""
        return self.random.choice(list(options))

    def some(self, options: Any, count: int) -> list[Any]:
        """Several of several, in order."""
        options = list(options)
        chosen = set(self.random.sample(range(len(options)), min(count, len(options))))
        return [option for j, option in enumerate(options) if j in chosen]

    def between(self, low: float, high: float, digits: int = 4) -> float:
        """A number with few digits."""
        return float(f"{self.random.uniform(low, high):.{digits}g}")

    def whole(self, low: int, high: int) -> int:
        """A whole number."""
        return self.random.randint(low, high)


class World:
    """Builds the sheets that say what is there before anything is decided."""

    def __init__(self, seed: int | random.Random, size: str, features: dict[str, Any]) -> None:
        self.dice, shape = Dice(seed, features), SIZES[size]
        dice, self.shape, self.size = self.dice, shape, size
        self.first = dice.whole(2026, 2030)
        self.last = self.first + dice.whole(*shape["years"]) - 1
        self.materials = list(CHAIN)[: dice.whole(*shape["materials"])]
        self.markets = (
            dice.some(MARKETS, shape["markets"])
            if size == "small"
            else (["EU", "US"] if dice.maybe(0.7, True) else ["EU", "JP"])
        )
        self.countries = [row for row in COUNTRIES if row[3] in (*self.markets, None)][: shape["countries"]]
        self.sheets: dict[str, Any] = {}

    # --- the world -------------------------------------------------------------------------------------------------

    def series(self, level: float, spread: float = 0.2, zero: float = 0.0) -> dict[int, float]:
        """A few year columns around a level; gaps, and years outside the horizon too."""
        dice = self.dice
        years = set(dice.some(range(self.first, self.last + 1), dice.whole(1, 3)))
        years |= set(dice.maybe(0.2, [self.first - 2], [])) | set(dice.maybe(0.2, [self.last + 3], []))
        return {
            year: dice.maybe(zero, 0, dice.between(level * (1 - spread), level * (1 + spread)))
            for year in sorted(years)
        }

    def settings(self) -> dict[str, Any]:
        """The settings; each is left out now and then."""
        dice = self.dice
        risk = dice.has("risk", 0.4)
        rows = {
            "title": "random",
            "first_year": self.first,
            "last_year": self.last,
            "discount_rate": dice.pick([0, 0.05, 0.08]),
            "private_discount_rate": dice.pick([0, 0.1, 0.15]),
            "public_funds_premium": dice.pick([0, 0, 0.2, 1.3]),
            "viability": "yes" if dice.has("viability", 0.75) else "no",
            "mutual_exemption": "yes" if dice.has("mutual_exemption", 0.3) else "no",
            "joint_funding": "yes" if dice.has("joint_funding", 0.75) else "no",
            "min_partner_share": dice.pick([0, 0, 0.1, 0.25]),
            "salvage": dice.pick(["yes", "yes", "no"]),
            "residual_stock_value": dice.pick([0, 0.5, 0.9]),
            "recovery_years": dice.whole(0, 2),
            "risk_weight": dice.pick([0.3, 0.6, 1]) if risk else 0,
            "tail_probability": dice.pick([0.1, 0.25, 1]),
            "mip_gap": 0,
            "time_limit_s": 60,
        }
        keep = ("first_year", "last_year", "mip_gap")
        return {key: value for key, value in rows.items() if key in keep or dice.maybe(0.9, True)}

    def world(self) -> None:
        """Countries, markets, materials, prices, demand."""
        dice = self.dice
        self.sheets["countries"] = [
            {
                "country": c,
                "bloc": bloc,
                "region": region,
                "market": home,
                "consent": dice.maybe(0.06, "no", dice.maybe(0.5, "yes")),
                "risk": dice.maybe(0.9, dice.between(0, 1)),
            }
            for c, bloc, region, home in self.countries
        ]
        self.sheets["markets"] = [
            {"market": r, "partner": MARKETS[r] if MARKETS[r] == "yes" else dice.maybe(0.5, "no")} for r in self.markets
        ]
        self.sheets["materials"], self.sheets["prices"], self.price = [], [], {}
        for m in self.materials:
            stage, family, becomes, ratio, price = CHAIN[m]
            linked = becomes in self.materials
            self.sheets["materials"].append(
                {
                    "material": int(m) if m == "101" else m,
                    "family": family,
                    "stage": stage,
                    "becomes": becomes if linked else None,
                    "t_per_t": ratio if linked else None,
                }
            )
            self.price[m] = dice.between(price * 0.7, price * 1.3)
            self.sheets["prices"].append({"material": m, **self.series(self.price[m], 0.25)})
        self.demands()
        self.supplies()
        self.routes()

    def demands(self) -> None:
        """Final demand, in one or two tiers."""
        dice, rows = self.dice, []
        self.total = dict.fromkeys(self.materials, 0.0)
        for m in self.materials:
            scale = 3000 if m == "ore" else 1000
            for r in self.markets:
                tiers = dice.pick(
                    [["all"], ["defence", "civil"], ["defence", "civil"], []]
                    if m == "ore" or rows
                    else [["defence", "civil"]]
                )
                for i in tiers:
                    tonnes = scale * dice.between(0.1, 0.3) * (0.4 if i == "defence" else 1.0)
                    dear = dice.between(5, 20) if i == "defence" else dice.between(1.5, 5)
                    rows.append(
                        {
                            "material": m,
                            "market": r,
                            "tier": dice.maybe(0.5, None, i) if i == "all" else i,
                            "shortage_cost": round(self.price[m] * dear),
                            **self.series(tonnes),
                        }
                    )
                    self.total[m] += tonnes
            self.total[m] = max(self.total[m], scale * 0.2)
        self.sheets["demand"] = rows
        self.tiers = sorted({row["tier"] or "all" for row in rows})
        self.used = list(dict.fromkeys(row["material"] for row in rows))

    def supplies(self) -> None:
        """Existing supply: a cheap giant, and dear steps elsewhere."""
        dice, rows = self.dice, []
        for m in self.materials:
            giant = dice.pick(["CHN"] * 3 + [c[0] for c in self.countries])
            chosen = [(giant, dice.between(0.5, 1.2), dice.between(-0.25, 0.05))]
            chosen += [
                (dice.pick(self.countries)[0], dice.between(0.05, 0.3), dice.between(0, 0.9))
                for _ in range(dice.whole(1, 3))
            ]
            for c, share, premium in chosen:
                rows.append(
                    {
                        "material": m,
                        "country": c,
                        "kind": dice.maybe(0.15, "recycled", dice.maybe(0.3, "primary")),
                        "premium": dice.maybe(0.9, premium),
                        **self.series(self.total[m] * share),
                    }
                )
        self.sheets["supply"] = rows

    def routes(self) -> None:
        """Routes; rows that name equally many use the same columns, so that none tie."""
        dice = self.dice
        if not dice.has("routes", 0.8):
            return
        rows: dict[tuple[str, str, str], dict[str, Any]] = {}
        pairs = dice.pick([(0, 1), (0, 2), (1, 2)])
        levels = [
            ((), 1),
            ((dice.whole(0, 2),), dice.whole(0, 2)),
            (pairs, dice.whole(0, 2)),
            ((0, 1, 2), dice.whole(0, 2)),
        ]
        pools = [[c[0] for c in self.countries], self.markets, self.materials]
        for filled, count in levels:
            for _ in range(count):
                key = tuple(dice.pick(pools[j]) if j in filled else "*" for j in range(3))
                rows[key] = self.route(0.9 if filled else 1.0)
        if dice.has("own_routes", 0.3):
            c, _, _, home = dice.pick([row for row in self.countries if row[3]])
            rows[c, home, "*" if pairs == (0, 1) else dice.pick(self.materials)] = self.route(0.8)
        self.sheets["routes"] = [
            {"country": dice.maybe(0.5, None, c) if c == "*" else c, "market": r, "material": m, **row}
            for (c, r, m), row in rows.items()
        ]

    def route(self, open_share: float) -> dict[str, Any]:
        """Freight, duty and whether a route is open."""
        dice = self.dice
        return {
            "freight": dice.maybe(0.8, dice.between(50, 2000)),
            "duty": dice.maybe(0.5, dice.between(0, 0.3)),
            "open": dice.maybe(open_share, dice.maybe(0.5, "yes"), "no"),
        }
