"""Random valid workbooks that exercise the whole contract, by seed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from .generate_world import CHAIN, MARKETS, World
from .writing import Rows, write_book


class Maker(World):
    """Adds what may be decided, the money, targets, scenarios and cases."""

    # --- projects --------------------------------------------------------------------------------------------------

    def profiles(self) -> None:
        """Two spend profiles and two ramps; an empty cell inside counts 0."""
        self.sheets["profiles"] = [
            {"profile": "halves", 1: 0.5, 2: 0.5},
            {"profile": "late", 1: 0.25, 3: 0.75},
            {"profile": "slow", 1: 0.4, 2: 0.8, 3: 1},
            {"profile": "trial", 1: 0, 2: 1},
        ]

    def projects(self) -> None:
        """Candidates, committed and excluded projects with their recipes."""
        dice = self.dice
        self.sheets["projects"], self.sheets["recipes"] = [], []
        self.scarce = dice.has("scarce_grants", 0.4)
        self.profiles()
        for j in range(dice.whole(*self.shape["projects"])):
            self.project(f"P{j + 1}")
        rows = self.sheets["projects"]
        if dice.has("groups", 0.4):
            for row in dice.some(rows, 2):
                row["exclusive_group"] = "either" if row["status"] != "committed" else None
        if dice.has("requires", 0.4):
            later, earlier = rows[-1], rows[dice.whole(0, len(rows) - 2)]
            if later["status"] != "committed":
                later["requires"] = earlier["project"]

    def kind(self, m: str) -> str:
        """A kind of project that makes a material."""
        throw = self.dice.random.random()
        if throw < 0.12 and self.dice.features.get("substitution", True):
            return "substitution"
        if throw < 0.27 and self.dice.features.get("recycling", True):
            return "recycling"
        return {"extraction": "mine", "processing": "refinery", "manufacturing": "plant"}[CHAIN[m][0]]

    def project(self, name: str) -> None:
        """One project."""
        dice = self.dice
        m = dice.pick(self.materials)
        kind = self.kind(m)
        feed = next((x for x in self.materials if CHAIN[x][2] == m), None) if kind in ("refinery", "plant") else None
        hosts = [row for row in self.countries if row[3]] * 2 + self.countries
        hosts = [row for row in hosts if (row[3] or not (feed or kind == "substitution"))]
        country = dice.pick([row for row in hosts if row[0] != "CHN"])[0]
        capacity = round(self.total[m] * dice.between(0.15, 0.8))
        opex, ratio = self.price[m] * dice.between(0.1, 0.5), 0.0
        if feed:
            ratio = round(CHAIN[feed][3] * dice.between(0.8, 1.1), 3)
            opex *= 0.6
        margin = max(self.price[m] - opex - ratio * self.price.get(feed, 0.0), 0.15 * self.price[m])
        capex = capacity * margin / 1e6 * dice.between(1.5, 9)
        row = {
            "project": name,
            "country": country,
            "kind": kind,
            "product": m,
            "capacity_t": capacity,
            "capex_musd": float(f"{capex:.4g}"),
            "opex_usd_per_t": round(opex),
            "fixed_opex_musd": dice.maybe(0.6, float(f"{capex * dice.between(0.005, 0.04):.3g}")),
            "min_utilisation": dice.maybe(0.25, dice.between(0.05, 0.4, 2)),
            "max_public_share": dice.maybe(0.4, dice.between(0.4, 0.9, 2)),
            "min_public_share": dice.maybe(0.15, dice.between(0.02, 0.3, 2)),
            "status": None,
            "life_years": dice.pick([2, 3, 8, 10, 20]),
        }
        if kind == "substitution":
            row["min_public_share"] = dice.maybe(0.4, 0.3)
            row["max_public_share"] = None
        elif self.scarce:
            row["min_public_share"], row["max_public_share"] = None, dice.between(0, 0.2, 2)
        self.timing(row)
        self.sheets["projects"].append(row)
        if feed:
            self.sheets["recipes"].append({"project": name, "material": feed, "t_per_t": -ratio})
        others = [x for x in self.materials if x not in (m, feed)]
        if others and kind != "substitution" and dice.has("co_products", 0.25):
            self.sheets["recipes"].append(
                {"project": name, "material": dice.pick(others), "t_per_t": dice.between(0.05, 0.3, 2)}
            )

    def timing(self, row: dict[str, Any]) -> None:
        """Start window, construction, profiles and status."""
        dice = self.dice
        row["build_years"] = dice.maybe(0.8, dice.whole(0, 1 if self.size == "tiny" else 2))
        row["earliest_start"] = dice.maybe(0.3, self.first + dice.whole(0, 1))
        row["latest_start"] = dice.maybe(0.3, self.last - dice.whole(0, 1))
        row["spend_profile"] = dice.maybe(0.4, dice.pick(["halves", "halves", "late"]))
        row["ramp_profile"] = dice.maybe(0.4, dice.pick(["slow", "trial"]))
        consent = {c["country"]: c["consent"] != "no" for c in self.sheets["countries"]}[row["country"]]
        throw = dice.random.random()
        if throw < 0.07:
            row["status"] = "excluded"
        elif throw < 0.22 and consent and row["kind"] != "substitution":
            row["status"] = "committed"
            row["min_public_share"] = row["min_utilisation"] = None
            if dice.maybe(0.6, True):
                row["build_years"] = dice.whole(1, 3)
                row["earliest_start"] = row["latest_start"] = self.first - dice.whole(1, 2)
                row["life_years"] = max(row["life_years"], 8)
            elif row["spend_profile"] == "late" or self.last - self.first < 3:
                row["spend_profile"] = row["earliest_start"] = row["latest_start"] = None
        elif dice.maybe(0.3, True):
            row["status"] = "candidate"
        if row["earliest_start"] and row["latest_start"]:
            row["latest_start"] = max(row["latest_start"], row["earliest_start"])

    # --- money -----------------------------------------------------------------------------------------------------

    def funders(self) -> None:
        """Funders, rules, budgets, currencies, price floors."""
        dice, rows = self.dice, []
        homes = [r for r in self.markets if MARKETS[r] == "yes" or dice.maybe(0.3, True)]
        names = [(f"Fund {r}", r) for r in homes] + ([("Bank", None)] if dice.maybe(0.5, True) else [])
        if self.size == "small" and dice.maybe(0.6, True):
            names.append((f"Second {homes[0]}", homes[0]))
        self.sheets["currencies"] = [{"currency": "EUR", "usd": 1.1}, {"currency": "JPY", "usd": 0.0067}]
        for f, partner in names:
            rows.append(
                {
                    "funder": f,
                    "partner": partner,
                    "currency": dice.pick(["EUR", "JPY", "USD", None]),
                    "min_share": dice.maybe(0.25, dice.between(0.02, 0.15, 2)),
                    "max_share": dice.maybe(0.5, dice.between(0.3, 0.9, 2)),
                    "carry_over": dice.maybe(0.4, "yes", dice.maybe(0.3, "no")),
                    "price_support": dice.maybe(0.25, "no", dice.maybe(0.3, "yes")),
                }
            )
        self.sheets["funders"] = rows
        self.rules()
        self.budgets()
        if dice.has("floors", 0.95 if self.scarce else 0.65):
            self.sheets["price_floors"] = [
                {
                    "material": m,
                    "level": level,
                    "floor_usd_per_t": round(self.price[m] * dice.between(0.9, 3)),
                    "contract_years": dice.maybe(0.4, dice.whole(1, 6)),
                    "payback": dice.maybe(0.4, dice.between(0, 0.6, 2)),
                }
                for m in dice.some(self.materials, dice.whole(2, 4))
                for level in dice.pick([["low"], ["low", "high"]])
            ]

    def rules(self) -> None:
        """Funding rules; like routes, rows that name equally many use the same columns."""
        dice = self.dice
        if not dice.has("funding_rules", 0.5):
            return
        place = dice.pick([lambda c: c[0], lambda c: f"bloc:{c[1]}", lambda c: f"region:{c[2]}"])
        goods = dice.pick([lambda m: m, lambda m: f"stage:{CHAIN[m][0]}", lambda m: f"family:{CHAIN[m][1]}"])
        pools = [
            sorted({place(c) for c in self.countries}),
            ["mine", "refinery", "plant", "recycling", "substitution"],
            sorted({goods(m) for m in self.materials}),
        ]
        rows: dict[tuple[str, ...], float] = {}
        for row in self.sheets["funders"]:
            one, two = dice.whole(0, 2), dice.pick([(0, 1), (0, 2), (1, 2)])
            for filled in [((), (one,), two, (0, 1, 2))[dice.whole(0, 3)] for _ in range(dice.whole(0, 3))]:
                key = (row["funder"], *(dice.pick(pools[j]) if j in filled else "*" for j in range(3)))
                rows[key] = dice.maybe(0.25, 0, dice.between(0.3, 1, 2))
        self.sheets["funding_rules"] = [
            {
                "funder": f,
                "country": c,
                "kind": dice.maybe(0.5, None, k) if k == "*" else k,
                "material": m,
                "max_share": share,
            }
            for (f, c, k, m), share in rows.items()
        ]

    def budgets(self) -> None:
        """Budgets around a part of what all projects cost; years may be missing, funders too."""
        dice = self.dice
        bill = sum(row["capex_musd"] for row in self.sheets["projects"]) / (self.last - self.first + 1)
        rates, rows = {"EUR": 1.1, "JPY": 0.0067}, []
        count = len(self.sheets["funders"])
        for row in self.sheets["funders"]:
            if dice.maybe(0.85, True):
                level = (
                    bill * dice.between(0.02, 0.3) * (3 if self.scarce else 1) / count / rates.get(row["currency"], 1.0)
                )
                years = {
                    year: dice.between(level * 0.5, level * 1.5)
                    for year in range(self.first - 1, self.last + 1)
                    if dice.maybe(0.85, True)
                }
                rows.append({"funder": row["funder"], **years})
        if dice.has("private", 0.3):
            rows.append(
                {
                    "funder": "private",
                    **{year: dice.between(bill * 0.3, bill * 2) for year in range(self.first, self.last + 1)},
                }
            )
        self.sheets["budgets"] = rows

    def stockpiles(self) -> None:
        """Stockpiles with and without a funder."""
        dice, rows = self.dice, []
        if dice.has("stockpiles", 0.8):
            for j in range(dice.whole(1, 2 if self.size == "tiny" else 3)):
                m = dice.pick(self.used)
                size = round(self.total[m] * dice.between(0.2, 1.0))
                serves = dice.pick([None, "*", ", ".join(dice.some(self.markets, dice.whole(1, 2)))])
                rows.append(
                    {
                        "stockpile": f"H{j + 1}",
                        "material": m,
                        "home": dice.pick(self.markets),
                        "serves": serves,
                        "funder": dice.maybe(0.7, dice.pick(self.sheets["funders"])["funder"]),
                        "opening_t": dice.maybe(0.4, round(size * dice.between(0, 0.4))),
                        "max_t": size,
                        "max_purchase_t": dice.maybe(0.5, round(size * dice.between(0.2, 1))),
                        "holding_usd_per_t": dice.maybe(0.7, round(self.price[m] * dice.between(0.005, 0.04))),
                        "loss": dice.maybe(0.4, dice.between(0.005, 0.05, 2)),
                    }
                )
        self.sheets["stockpiles"] = rows

    # --- targets and scenarios -------------------------------------------------------------------------------------

    def targets(self) -> None:
        """Targets of every metric; hard ones are loose."""
        dice = self.dice
        metrics = [
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
            "max_shortage",
            "max_funder_share",
            "min_funder_share",
            "max_investment_share",
            "min_investment_share",
        ]
        wanted = dice.features.get("metrics") or [dice.pick(metrics) for _ in range(dice.whole(*self.shape["targets"]))]
        self.sheets["targets"] = [row for j, metric in enumerate(wanted) if (row := self.target(f"T{j + 1}", metric))]

    def scope(self) -> tuple[str | None, str | None]:
        """A material and a market scope."""
        dice = self.dice
        m = dice.pick(self.used * 3)
        material = dice.pick([m, m, None, "*", f"stage:{CHAIN[m][0]}", f"family:{CHAIN[m][1]}"])
        market = dice.pick([*self.markets, None, "*", "all", "all"])
        return material, market

    def target(self, name: str, metric: str) -> dict[str, Any] | None:
        """One target."""
        dice = self.dice
        hard = dice.has("hard", 0.35)
        material, market = self.scope()
        blocs = sorted({row[1] for row in self.countries})
        late = dice.maybe(0.5, self.first + dice.whole(0, 2))
        row: dict[str, Any] = {
            "target": name,
            "metric": metric,
            "material": material,
            "market": market,
            "from_year": late,
            "to_year": dice.maybe(0.25, self.last),
            "penalty": None if hard else round(dice.maybe(0.1, 0.0, 30_000 * dice.between(0.1, 3))),
        }
        if metric in ("max_country_share", "max_bloc_share", "max_risk"):
            row["value"] = dice.between(0.85, 0.98, 3) if hard else dice.between(0.3, 0.8, 3)
            if metric == "max_bloc_share":
                row["subject"] = dice.pick(["concern", "concern, neutral"])
            elif metric == "max_country_share":
                row["subject"] = dice.pick([None, "*", "CHN", "CHN"])
        elif metric in (
            "min_bloc_share",
            "min_bloc_cover",
            "min_domestic_share",
            "min_domestic_output",
            "min_recycled_share",
        ):
            row["value"] = dice.between(0.005, 0.05, 3) if hard else dice.between(0.1, 0.6, 3)
            if hard and metric in ("min_domestic_share", "min_domestic_output", "min_recycled_share"):
                self.reachable(row)
            if "bloc" in metric:
                row["subject"] = ", ".join(dice.some(blocs, 3 if hard else dice.whole(1, 2)))
            if metric == "min_bloc_cover":
                row["tier"] = dice.pick([None, "*", *self.tiers])
        elif metric == "min_cover_days":
            if not self.sheets["stockpiles"]:
                return None
            row["value"] = dice.between(0.5, 4, 2) if hard else dice.whole(10, 120)
            if hard:
                row["material"] = dice.pick([None, self.sheets["stockpiles"][0]["material"]])
                row["from_year"] = self.first + 1
        elif metric == "max_shortage":
            row.update(
                tier=dice.pick([None, "*", *self.tiers, *self.tiers]),
                subject=dice.pick([None, "*", "base", *self.names, *self.names]),
                value=dice.between(0.6, 0.95, 2) if hard else dice.between(0, 0.4, 2),
            )
        else:
            self.money(row, hard)
        return row

    def reachable(self, row: dict[str, Any]) -> None:
        """Gives a hard minimum a material and market with existing supply, or makes it soft."""
        dice, homes = self.dice, {c[0]: c[3] for c in self.countries}
        recycled = row["metric"] == "min_recycled_share"
        rows = [e for e in self.sheets["supply"] if (e["kind"] == "recycled" if recycled else homes[e["country"]])]
        if rows and dice.maybe(0.95, True):
            found = dice.pick(rows)
            row["material"] = found["material"]
            row["market"] = dice.pick(self.markets) if recycled else homes[found["country"]]
        elif dice.maybe(0.9, True):
            row["penalty"] = round(dice.between(1000, 60_000))

    def money(self, row: dict[str, Any], hard: bool) -> None:
        """The subject and value of a share of outlay or of investment."""
        dice, metric = self.dice, row["metric"]
        row.update(
            material=None, market=None, from_year=None, to_year=None, penalty=None if hard else dice.between(0, 2, 2)
        )
        row["value"] = dice.between(0.6, 0.95, 2) if metric.startswith("max") else dice.between(0.02, 0.5, 2)
        funders = self.sheets["funders"]
        if "funder" in metric:
            row["subject"] = dice.pick([f["funder"] for f in funders] + [f["partner"] for f in funders if f["partner"]])
        else:
            c = dice.pick(self.countries)
            row["subject"] = dice.pick(c[:3])

    def scenarios(self) -> None:
        """Scenarios with events of all kinds; some are stress tests of probability 0."""
        dice = self.dice
        count = dice.whole(*self.shape["scenarios"])
        self.names = [f"S{j + 1}" for j in range(count)]
        certain = dice.has("no_base", 0.06)
        rows = [
            {"scenario": s, "probability": dice.maybe(0.2, 0, dice.pick([0.05, 0.1, 0.2, 0.25, 0.3]))}
            for s in self.names
        ]
        while sum(row["probability"] for row in rows) > 0.95:
            rows[-1]["probability"], rows[0]["probability"] = 0, 0.1
        if certain:
            rows[0]["probability"] = round(1 - sum(row["probability"] for row in rows[1:]), 4)
        self.sheets["scenarios"] = rows
        self.sheets["events"] = [
            self.event(s) for s in self.names for _ in range(dice.whole(1, 3) if dice.maybe(0.96, True) else 0)
        ]

    def event(self, s: str) -> dict[str, Any]:
        """One event; only the columns that its kind uses are filled."""
        dice = self.dice
        kind = dice.pick(["export_cut", "export_cut", "export_cut", "outage", "outage", "delay", "price", "demand"])
        begin = dice.maybe(0.85, self.first + dice.whole(0 if dice.maybe(0.3, True) else 1, self.last - self.first))
        row: dict[str, Any] = {
            "scenario": s,
            "kind": kind,
            "country": None,
            "material": None,
            "market": None,
            "project": None,
            "first_year": begin,
            "last_year": dice.maybe(0.8, (begin or self.first) + dice.whole(0, 1)),
        }
        country = dice.pick(["CHN", "CHN", "CHN", "*", dice.pick(self.countries)[0]])
        material = dice.pick([None, "*", *self.used * 2])
        project = dice.pick(self.sheets["projects"])["project"]
        if kind == "export_cut":
            row.update(
                country=country,
                material=material,
                market=dice.pick([None, "*", None, *self.markets]),
                value=dice.pick([0.4, 0.75, 0.9, 1, 1]),
            )
        elif kind == "outage":
            row.update({"project": project} if dice.maybe(0.4, True) else {"country": country, "material": material})
            row["value"] = dice.pick([0, 0.5, 0.9, 1, 1])
        elif kind == "delay":
            row.update({"project": project} if dice.maybe(0.7, True) else {"country": dice.pick([None, country])})
            row.update(first_year=None, last_year=None, value=dice.pick([0, 1, 1, 2, 2]))
        elif kind == "price":
            row.update(country=country, material=material, value=dice.pick([0.6, 1.5, 2.5]))
        else:
            row.update(material=material, market=dice.pick([None, *self.markets]), value=dice.pick([0.8, 1, 1.3, 2]))
        return row

    def cases(self) -> None:
        """Three cases: budgets, one project and a setting changed."""
        dice = self.dice
        project = dice.pick(self.sheets["projects"])
        m = dice.pick(self.used)
        rows: Rows = [
            {"case": "poor", "sheet": "budgets", "column": "years", "operation": "multiply", "value": 0.5},
            {
                "case": "dear",
                "sheet": "projects",
                "where": f"project={project['project']}",
                "column": "capex_musd",
                "operation": "multiply",
                "value": 1.4,
            },
            {
                "case": "dear",
                "sheet": "projects",
                "where": f"kind={project['kind']},status=candidate",
                "column": "fixed_opex_musd",
                "operation": "add",
                "value": 0.1,
            },
            {
                "case": "thirsty",
                "sheet": "demand",
                "where": f"material={m}",
                "column": "years",
                "operation": "multiply",
                "value": 1.25,
            },
            {
                "case": "thirsty",
                "sheet": "settings",
                "where": "key=public_funds_premium",
                "column": "value",
                "operation": "add",
                "value": 0.1,
            },
        ]
        if project["status"] in ("committed", "excluded"):
            del rows[2]
        if not self.sheets["budgets"]:
            del rows[0]
        self.sheets["cases"] = rows

    def make(self) -> dict[str, Any]:
        """All sheets."""
        self.sheets["settings"] = self.settings()
        self.world()
        self.projects()
        self.funders()
        self.stockpiles()
        self.scenarios()
        self.targets()
        self.cases()
        return self.sheets


def random_book(seed: int, path: str | Path, size: str = "tiny", **features: Any) -> Path:
    """Writes the random workbook of a seed.

    Features that are given replace the dice: routes, own_routes, groups, requires, co_products, funding_rules,
    floors, private, scarce_grants, stockpiles, risk, viability, mutual_exemption, joint_funding, hard, no_base,
    substitution, recycling (each True or False) and metrics (a list of target metrics).
    """
    maker = Maker(seed, size, features)
    return write_book(path, maker.make(), maker.dice.maybe(0.3, "Random book"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        from .counting import table

        print(table(Path(folder), int(sys.argv[1]), sys.argv[2]))
