"""The chain of supply as a figure: from country through stage to market."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from optimizer.case.case import BASE
from optimizer.plan.table import Column
from optimizer.report.page import Control, Figure, Rows
from optimizer.report.plan_page.deliveries import Flows, delivered, missing, supplied, worst_years
from optimizer.report.plan_page.shares import concern_share
from optimizer.report.plan_page.view import Record, View, family_control
from optimizer.words.text import percent

_WIDTHS = (("share", "Share of the material"), ("value", "Value"))
_NOTE = (
    "Colours of countries: blue partners, green allies, purple neutral, orange of concern. Each material's deliveries "
    "stand for themselves: what an existing supplier of metal was fed with is not known. Substitution is left out. "
    "A scenario shows the year in which it leaves most value missing."
)


def chain(view: View) -> Figure:
    """A Sankey diagram of each family in base, before and after, and in the worst year of each scenario."""
    years, worst = _years(view), worst_years(view)
    flows = {f"{BASE}|{y}": supplied(view, y) for y in years} | {s: delivered(view, s, y) for s, y in worst.items()}
    held = {m for part in flows.values() for m, _, _ in part}
    places = _Places(view, [m for m in view.case.materials if m in held])
    views = {f"{BASE}|{y}": places.seen(flows[f"{BASE}|{y}"], BASE, y, f"{y} in base") for y in years}
    for s, y in worst.items():
        views[s] = places.seen(flows[s], s, y, f"{view.names.scenario(s)}, {y}, its worst year")
    futures = [(s, view.names.scenario(s)) for s in worst]
    return Figure(
        id="chain",
        kind="chain",
        heading=_most_dependent(view, years[-1]),
        shows="Flow diagram of one family of materials: supplying countries on the left, materials by stage in the "
        "middle, markets on the right.",
        data={**places.data, "views": views},
        rows=_rows(view, years, flows),
        controls=(
            family_control(view, map(view.family, places.material), everything=False),
            Control(
                "year", "Year", [(str(y), f"{y}, before" if y == years[0] else str(y)) for y in years], str(years[-1])
            ),
            *([Control("future", "Future", [(BASE, "Undisturbed"), *futures], BASE, "list")] if futures else []),
            Control("width", "Width of a flow", _WIDTHS, "share"),
        ),
        note=_NOTE,
    )


def _called(year: int, first: int) -> str:
    return f"{year}, before" if year == first else str(year)


def _years(view: View) -> list[int]:
    first, last = view.ends
    rounds = [y for y in range(first + 1, last) if y % 5 == 0]
    return [first, *rounds, last] if last > first else [first]


def _most_dependent(view: View, year: int) -> str:
    """The families with the largest and the smallest share of countries of concern, by value."""
    shares = {f: concern_share(view, year, f) for f in view.families}
    known = sorted(((share, view.families[f]) for f, share in shares.items() if share is not None), reverse=True)
    if len(known) < 2 or known[0][0] < 0.005:
        return "From country through stage to market"
    (most, first), (least, last) = known[0], known[-1]
    return (
        f"In {year} countries of concern deliver {percent(most)} of {first.lower()}, but "
        f"{percent(least)} of {last.lower()}"
    )


class _Places:
    """Places of identifiers in the lists that the script gets."""

    def __init__(self, view: View, materials: list[str]) -> None:
        self.view = view
        short = view.short(materials, 34)
        self.material = {m: n for n, m in enumerate(materials)}
        self.country = {c: n for n, c in enumerate(view.case.countries)}
        self.market = {k: n for n, k in enumerate(view.case.markets)}
        self.data: Record = {
            "materials": [{"name": short[m], "family": view.family(m), "stage": view.stage(m)} for m in materials],
            "countries": [{"name": view.names.country(c), "bloc": view.bloc(c)} for c in self.country],
            "markets": [{"name": view.names.market(k), "partner": k in view.partners} for k in self.market],
        }

    def seen(self, flows: Flows, scenario: str, year: int, title: str) -> Record:
        """What the script shows of a year."""
        short: list[list[Any]] = [
            [self.material[m], self.market[k], t]
            for (m, k), t in missing(self.view, scenario, year).items()
            if m in self.material
        ]
        return {
            "title": title,
            "flows": [[self.material[m], self.country[c], self.market[k], t] for (m, c, k), t in flows.items()],
            "short": short,
            "prices": [self.view.price(m, year) for m in self.material],
        }


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
