"""Sheets about supply: where materials come from before and after, and how dependent markets are."""

from __future__ import annotations

import math

import pandas as pd

from optimizer.excel.pages.cells import figure, pairs, records
from optimizer.excel.pages.charts import place
from optimizer.excel.pages.styles import MISSED_FILL, MISSED_INK, WHOLE_SHARE
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.rows import empty
from optimizer.excel.plan_book.supply_chart import mix_block, mix_look
from optimizer.plan.table import Column

_LARGEST = 3


def write_supply(book: Book) -> None:
    """The largest suppliers of each material in each market, first year against last year."""
    first, last = book.case.years[0], book.case.years[-1]
    page = book.page(
        "Supply mix",
        f"Where materials come from, {first} and {last}",
        "Shares of the three largest supplying countries in what is delivered to each market in base, at the start and "
        "at the end of the plan. Substitution counts as no supply. Every year stands in the sheet 'Supply rows'.",
    )
    if empty(book, page, "supply"):
        return
    block, colours = mix_block(book)
    if not block.is_empty:
        page.say(
            "Colours: orange for countries of concern, blue for partners, green for allies, pink and yellow for others."
        )
        height = 130 + 22 * len(block.categories)
        place(book, page, block, mix_look(colours, (1050, height)))
    page.freeze(0, 2)
    columns, frame, bands = _before_and_after(book, first, last)
    shares = {c.name: WHOLE_SHARE for c in columns if c.format == "share"}
    layout = page.table(columns, frame, bands=bands, filter=True, number_formats=shares)
    page.sheet.repeat_rows(layout.top, layout.first - 1)


def _before_and_after(
    book: Book, first: int, last: int
) -> tuple[list[Column], pd.DataFrame, tuple[tuple[str, int, int], ...]]:
    supply = book.table("supply")
    supply = supply[supply["origin"] != "substitution"]
    rows = []
    order = {m: n for n, m in enumerate(book.case.materials)}
    for material, market, group in sorted(pairs(supply, "material", "market"), key=lambda g: order.get(g[0], 0)):
        row: dict[str, object] = {"material": book.names.short_material(material), "market": book.names.market(market)}
        for when, year in (("a", first), ("b", last)):
            row |= _mix(book, group[group["year"] == year], when)
        rows += [row] if row["ta"] or row["tb"] else []
    columns = [Column("material", "Material", "text"), Column("market", "Market", "text")]
    for when in "ab":
        columns.append(Column(f"t{when}", "Delivered", "tonnes", "t"))
        for n in range(_LARGEST):
            label = ("Largest", "Second", "Third")[n]
            columns += [Column(f"c{n}{when}", label, "text"), Column(f"s{n}{when}", "Share", "share", "%")]
    width = 1 + 2 * _LARGEST
    bands = ((str(first), 2, 1 + width), (str(last), 2 + width, 1 + 2 * width))
    return columns, pd.DataFrame(rows, columns=[c.name for c in columns]), bands


def _mix(book: Book, group: pd.DataFrame, when: str) -> dict[str, object]:
    by_country = group.groupby("country")["delivered_t"].sum().sort_values(ascending=False)
    total = by_country.sum()
    found: dict[str, object] = {f"t{when}": total or None}
    for n in range(_LARGEST):
        there = n < len(by_country) and by_country.iloc[n] > 5e-4 * total
        found[f"c{n}{when}"] = book.names.country(str(by_country.index[n])) if there else ""
        found[f"s{n}{when}"] = by_country.iloc[n] / total if there else None
    return found


def write_dependence(book: Book) -> None:
    """Share of the largest supplier by material, market and year."""
    page = book.page(
        "Dependence",
        "Dependence on the largest supplier",
        "Share of the largest supplying country in deliveries to each market in base, by year. Shares of the concern "
        "bloc, of own countries and of recycling stand in the sheet 'Dependence rows'.",
    )
    if empty(book, page, "dependence"):
        return
    frame = book.table("dependence")
    limits = _limits(book)
    page.legend(
        (MISSED_FILL, "▲ above a target for this country and market"), ("#8FC1E3", "The darker, the more dependent")
    )
    years = [y for y in book.case.years if y in set(frame["year"])]
    rows, formats, marks = _by_year(book, frame, years, limits)
    columns = [Column("material", "Material", "text"), Column("market", "Market", "text")]
    columns += [Column("from", f"Largest in {years[0]}", "text"), Column("to", f"Largest in {years[-1]}", "text")]
    columns += [Column(str(y), str(y), "share", "%") for y in years]
    columns += [Column("concern a", f"Concern bloc {years[0]}", "share", "%")]
    columns += [Column("concern b", f"Concern bloc {years[-1]}", "share", "%")]
    layout = page.table(columns, rows, filter=True, number_formats=formats)
    first = layout.at(str(years[0]))
    scale: dict[str, object] = {
        "type": "2_color_scale",
        "min_type": "num",
        "min_value": 0.25,
        "max_type": "num",
        "max_value": 1,
    }
    scale |= {"min_color": "#FFFFFF", "max_color": "#8FC1E3"}
    flag = book.workbook.add_format({"bg_color": MISSED_FILL, "font_color": MISSED_INK, "bold": True})
    for row, column in marks:
        above = {"type": "no_errors", "format": flag, "stop_if_true": True}
        page.sheet.conditional_format(layout.first + row, first + column, layout.first + row, first + column, above)
    page.sheet.conditional_format(layout.first, first, layout.last, first + len(years) - 1, scale)
    page.freeze_head(layout, 2)


def _limits(book: Book) -> dict[tuple[str, str, str, int], float]:
    """The strictest limit on a country's share by material, market, country and year."""
    targets = book.table("targets")
    limits: dict[tuple[str, str, str, int], float] = {}
    for row in records(targets[targets["metric"] == "max_country_share"]):
        value, year = figure(row["value"]), figure(row["year"])
        if value is not None and year is not None:
            key = (str(row["material"]), str(row["market"]), str(row["country"]), int(year))
            limits[key] = min(value, limits.get(key, math.inf))
    return limits


def _by_year(
    book: Book, frame: pd.DataFrame, years: list[int], limits: dict[tuple[str, str, str, int], float]
) -> tuple[pd.DataFrame, dict[str, list[str]], list[tuple[int, int]]]:
    rows, marks = [], []
    formats: dict[str, list[str]] = {str(y): [] for y in years}
    order = {m: n for n, m in enumerate(book.case.materials)}
    groups = sorted(pairs(frame, "material", "market"), key=lambda g: order.get(g[0], 0))
    for number, (material, market, group) in enumerate(groups):
        by_year = {int(r["year"]): r for r in records(group)}
        row: dict[str, object] = {"material": book.names.short_material(material), "market": book.names.market(market)}
        for end, year, concern in (("from", years[0], "concern a"), ("to", years[-1], "concern b")):
            there = by_year.get(year, {})
            country = there.get("largest_country")
            row |= {
                end: book.names.country(country) if isinstance(country, str) else "",
                concern: there.get("concern_share"),
            }
        for column, year in enumerate(years):
            there = by_year.get(year, {})
            share = figure(there.get("largest_share"))
            limit = limits.get((material, market, str(there.get("largest_country")), year), math.inf)
            above = share is not None and share > limit + 1e-6
            formats[str(year)].append('0%" ▲"' if above else WHOLE_SHARE)
            marks += [(number, column)] if above else []
            row[str(year)] = share
        rows.append(row)
    return pd.DataFrame(rows), formats, marks
