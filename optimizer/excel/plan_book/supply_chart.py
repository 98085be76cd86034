"""The chart of the supply mix: who supplies the partners, before and after."""

from __future__ import annotations

import pandas as pd

from optimizer.case.series import interpolate
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look
from optimizer.excel.pages.styles import BLOC_SERIES, OTHERS
from optimizer.excel.plan_book.book import Book

_MATERIALS = 8
_COUNTRIES = 12


def partner_markets(book: Book) -> list[str]:
    """Markets of the partnership; all of them where there is none."""
    partners = [m.market for m in book.case.markets.values() if m.partner]
    return partners or list(book.case.markets)


def important_materials(book: Book, supply: pd.DataFrame, most: int = _MATERIALS) -> list[str]:
    """The materials whose mix changes most in value, then those of most value, between first and last year."""
    years = (book.case.years[0], book.case.years[-1])
    scores = {}
    for material, group in supply.groupby("material"):
        by = group.pivot_table(index="country", columns="year", values="delivered_t", aggfunc="sum", fill_value=0.0)
        before, after = (by[y] if y in by else pd.Series(0.0, index=by.index) for y in years)
        price = _price(book, str(material), years[1])
        moved = (after / max(after.sum(), 1e-9) - before / max(before.sum(), 1e-9)).abs().sum() / 2
        scores[str(material)] = (moved + 0.05) * after.sum() * price
    ranked = sorted(scores, key=lambda m: -scores[m])[:most]
    return [m for m in book.case.materials if m in ranked]


def _price(book: Book, material: str, year: int) -> float:
    row = book.case.prices.get(material)
    return interpolate(row.years, year) if row and row.years else 1.0


def partner_supply(book: Book) -> pd.DataFrame:
    """Deliveries to the partners in base, without substitution."""
    supply = book.table("supply")
    return supply[(supply["origin"] != "substitution") & supply["market"].isin(partner_markets(book))]


def mix_block(book: Book) -> tuple[Block, list[str]]:
    """Shares by country for each important material, first year above last year, and a colour by country's bloc."""
    supply = partner_supply(book)
    years = (book.case.years[0], book.case.years[-1])
    supply = supply[supply["year"].isin(years)]
    materials = important_materials(book, supply)
    supply = supply[supply["material"].isin(materials)]
    totals = supply.groupby(["material", "year"])["delivered_t"].transform("sum")
    supply = supply.assign(part=supply["delivered_t"] / totals.where(totals > 0))
    weight = supply.groupby("country")["part"].sum().sort_values(ascending=False)
    kept = _in_bloc_order(book, [str(c) for c in weight.index[:_COUNTRIES]])
    short = book.names.short_materials(materials)
    cells = supply.groupby(["material", "year", "country"])["part"].sum()
    keys = [(m, y) for m in materials for y in years]
    series: dict[str, list[float | None]] = {
        book.names.country(c): [float(cells.get((m, y, c), 0.0)) for m, y in keys] for c in kept
    }
    if len(weight) > len(kept):
        whole = supply.groupby(["material", "year"])["part"].sum()
        rest = [
            max(0.0, float(whole.get(k, 0.0)) - sum(v[n] or 0.0 for v in series.values())) for n, k in enumerate(keys)
        ]
        series["Other countries"] = list(rest)
    block = book.charts.add(
        "Share of deliveries to the partners by country in base", [f"{short[m]} {y}" for m, y in keys], series
    )
    return block, [*_colours(book, kept), OTHERS]


def _in_bloc_order(book: Book, countries: list[str]) -> list[str]:
    blocs = list(BLOC_SERIES)
    return sorted(countries, key=lambda c: blocs.index(_bloc(book, c)))


def _bloc(book: Book, country: str) -> str:
    row = book.case.countries.get(country)
    return row.bloc if row and row.bloc in BLOC_SERIES else "neutral"


def _colours(book: Book, countries: list[str]) -> list[str]:
    used = dict.fromkeys(BLOC_SERIES, 0)
    colours = []
    for country in countries:
        bloc = _bloc(book, country)
        shades = BLOC_SERIES[bloc]
        colours.append(shades[used[bloc] % len(shades)])
        used[bloc] += 1
    return colours


def mix_look(colours: list[str], size: tuple[int, int]) -> Look:
    """How the mix is drawn."""
    return Look(
        "bar",
        "Who supplies the partners, first and last year",
        "Material and year",
        "Share of deliveries, %",
        subtype="percent_stacked",
        colours=colours,
        number_format="0%",
        legend="right",
        size=size,
        gap=25,
    )
