"""Where materials come from, before the plan's projects and after."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from optimizer.case.case import BASE
from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.report.plan_page.view import Record, View, family_control
from optimizer.words.text import percent

Flows = dict[tuple[str, str, str], float]
"""Tonnes by material, country and market."""
_NO_SUPPLY = "substitution"


def supply(view: View) -> Chapter | None:
    """Every family's chain as a Sankey diagram, in chosen years and under each scenario."""
    if not any(row["delivered_t"] for row in view.rows("supply")):
        return None
    first, last = view.ends
    before, after = concern_share(view, first), concern_share(view, last)
    heading = "Where materials come from"
    words = [_before(view)]
    if before is not None and after is not None and before > 0.001:
        heading = f"Countries of concern supply {percent(after)} in {last}, after {percent(before)} in {first}"
        words = [
            f"By value at reference prices, countries of concern deliver {percent(before)} of what "
            f"{view.partnership} are supplied with in "
            f"{first} and {percent(after)} in {last}.",
            *words,
        ]
    return Chapter("supply", heading, words, (_chain(view),), short="Where materials come from")


def concern_share(view: View, year: int) -> float | None:
    """Share of countries of concern in deliveries to the partners in base, by value at reference prices."""
    rows = [
        r
        for r in view.rows("supply")
        if r["year"] == year and r["market"] in view.partners and r["origin"] != _NO_SUPPLY
    ]
    value = {
        bloc: sum(r["delivered_t"] * view.price(r["material"], year) for r in rows if (r["bloc"] == "concern") is bloc)
        for bloc in (True, False)
    }
    whole = sum(value.values())
    return value[True] / whole if whole > 0 else None


def _before(view: View) -> str:
    """What 'before' means here."""
    first = view.ends[0]
    online = [row["online_year"] for row in view.rows("projects") if row["status"] != "committed"]
    start = min(online, default=None)
    if start is None or start > first:
        return (
            f"“Before” is the year {first}: no project that the plan picks is in operation yet, committed "
            "ones may be. It is what the plan buys in that year, not a forecast of a world without the "
            "plan."
        )
    return f"“Before” is the year {first}, the first of the plan, when its earliest projects have only begun to run."


def _years(view: View) -> list[int]:
    first, last = view.ends
    rounds = [y for y in range(first + 1, last) if y % 5 == 0]
    return [first, *rounds, last] if last > first else [first]


def _chain(view: View) -> Figure:
    years = _years(view)
    flows = {f"{BASE}|{y}": _supplied(view, y) for y in years}
    short = {f"{BASE}|{y}": _missing(view, BASE, y) for y in years}
    titles = {f"{BASE}|{y}": f"{y} in base" for y in years}
    for scenario, year in _worst_years(view).items():
        flows[scenario], short[scenario] = _delivered(view, scenario, year), _missing(view, scenario, year)
        titles[scenario] = f"{view.names.scenario(scenario)}, {year}, its worst year"
    materials = [m for m in view.case.materials if any(m == key[0] for part in flows.values() for key in part)]
    places = _Places(view, materials)
    when = {key: int(key.partition("|")[2]) if "|" in key else _worst_years(view)[key] for key in flows}
    views = {
        key: {
            "title": titles[key],
            "flows": places.of(flows[key]),
            "short": [
                [places.material[m], places.market[k], t] for (m, k), t in short[key].items() if m in places.material
            ],
            "prices": [view.price(m, when[key]) for m in materials],
        }
        for key in flows
    }
    last = years[-1]
    futures = [(s, view.names.scenario(s)) for s in flows if "|" not in s]
    return Figure(
        id="chain",
        kind="chain",
        heading="From country through stage to market",
        shows="Flow diagram of one family of materials: supplying countries on the left, materials by stage "
        "in the middle, markets on the right.",
        data={**places.data, "views": views},
        rows=_rows(view, years, flows),
        controls=(
            family_control(view, (view.family(m) for m in materials), everything=False),
            Control("year", "Year", [(str(y), f"{y}, before" if y == years[0] else str(y)) for y in years], str(last)),
            *([Control("future", "Future", [(BASE, "Undisturbed"), *futures], BASE, "list")] if futures else []),
            Control("width", "Width of a flow", (("share", "Share of the material"), ("value", "Value")), "share"),
        ),
        note="Colours of countries: blue partners, green allies, purple neutral, orange of concern. Each "
        "material's deliveries stand for "
        "themselves: what an existing supplier of metal was fed with is not known. Substitution is "
        "left out. A scenario shows the year in which it leaves most value missing.",
    )


class _Places:
    """Places of identifiers in the lists that the script gets."""

    def __init__(self, view: View, materials: list[str]) -> None:
        short = view.short(materials, 34)
        self.material = {m: n for n, m in enumerate(materials)}
        self.country = {c: n for n, c in enumerate(view.case.countries)}
        self.market = {k: n for n, k in enumerate(view.case.markets)}
        self.data: Record = {
            "materials": [{"name": short[m], "family": view.family(m), "stage": view.stage(m)} for m in materials],
            "countries": [{"name": view.names.country(c), "bloc": view.bloc(c)} for c in self.country],
            "markets": [{"name": view.names.market(k), "partner": k in view.partners} for k in self.market],
        }

    def of(self, flows: Flows) -> list[list[Any]]:
        """Flows as the script reads them."""
        return [[self.material[m], self.country[c], 0, self.market[k], t] for (m, c, k), t in flows.items()]


def _supplied(view: View, year: int) -> Flows:
    found: Flows = defaultdict(float)
    for row in view.rows("supply"):
        if row["year"] == year and row["origin"] != _NO_SUPPLY:
            found[row["material"], row["country"], row["market"]] += row["delivered_t"]
    return found


def _delivered(view: View, scenario: str, year: int) -> Flows:
    substitutes = {p.project for p in view.case.projects.values() if p.kind == _NO_SUPPLY}
    found: Flows = defaultdict(float)
    table = view.plan.tables["flows"]
    for row in table[(table["scenario"] == scenario) & (table["year"] == year)].to_dict("records"):
        if row["from"] not in substitutes:
            found[str(row["material"]), str(row["country"]), str(row["market"])] += float(row["tonnes"])
    return found


def _missing(view: View, scenario: str, year: int) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = defaultdict(float)
    for row in view.rows("shortage"):
        if row["scenario"] == scenario and row["year"] == year:
            found[row["material"], row["market"]] += row["short_t"]
    return found


def _worst_years(view: View) -> dict[str, int]:
    """The year of each scenario's window in which most value is missing, its first year where nothing is."""
    found = {}
    for row in view.rows("scenarios"):
        scenario = row["scenario"]
        if scenario == BASE or row["from_year"] is None:
            continue
        missing: dict[int, float] = defaultdict(float)
        for gap in view.rows("shortage"):
            if gap["scenario"] == scenario:
                missing[int(gap["year"])] += gap["short_t"] * view.price(gap["material"], int(gap["year"]))
        found[scenario] = max(missing, key=lambda y: missing[y]) if missing else int(row["from_year"])
    return found


def _rows(view: View, years: list[int], flows: dict[str, Flows]) -> Rows:
    """Deliveries by material and country to all markets, first and last year."""
    ends = years[0], years[-1]
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for n, year in enumerate(ends):
        for (m, c, _), t in flows[f"{BASE}|{year}"].items():
            sums[m, c][n] += t
    columns = (
        Column("material", "Material", "text"),
        Column("country", "Country", "text"),
        Column("bloc", "Bloc", "text"),
        *(Column(f"y{y}", str(y), "tonnes", "t") for y in ends),
    )
    order = list(view.case.materials)
    ranked = sorted(sums.items(), key=lambda item: (order.index(item[0][0]), -item[1][1], -item[1][0]))
    rows = [
        (view.names.short_material(m), view.names.country(c), view.bloc(c), *ts)
        for (m, c), ts in ranked
        if sum(ts) >= 0.5
    ]
    return Rows(
        "Deliveries in base by material and country", columns, rows, "tables supply, flows and shortage of plan.json"
    )
