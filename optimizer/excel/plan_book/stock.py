"""The sheet of stockpiles: levels, purchases, and how scenarios draw on them."""

from __future__ import annotations

import pandas as pd

from optimizer.case.case import BASE
from optimizer.case.series import interpolate
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.pivot import year_matrix
from optimizer.excel.pages.styles import SERIES
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.money import in_base
from optimizer.excel.plan_book.rows import empty
from optimizer.words.text import shorten

_CHARTS = 6
_LINES = 7


def write_stockpiles(book: Book) -> None:
    """Levels by year in base, and how far scenarios draw them down."""
    page = book.page(
        "Stockpiles",
        "Stockpiles by year",
        "What is held at the end of each year in base, and what is bought. The charts show the stockpiles of most "
        "value with the scenarios that draw on them. Every figure stands in the sheet 'Stockpile rows'.",
    )
    if empty(book, page, "stockpiles"):
        return
    frame = book.table("stockpiles")
    held = frame.groupby("stockpile")["level_t"].max()
    if not (held > 0).any():
        page.say("No stock is held in this plan: every stockpile of the workbook stays empty.", italic=True)
        return
    _charts(book, page, frame)
    page.freeze(0, 1)
    base = in_base(book, "stockpiles")
    base = base[base["stockpile"].isin(held[held > 0].index)].copy()
    base["what"] = [book.names.short_material(m) for m in base["material"]]
    keys = [("stockpile", "Stockpile"), ("what", "Material")]
    page.subtitle("Level in base")
    year_matrix(page, base, keys[0], "level_t", more_keys=keys[1:], kind="tonnes", unit="t")
    page.subtitle("Days of demand that the level covers in base")
    cover = base.dropna(subset=["cover_days"])
    if not cover.empty:
        year_matrix(page, cover, keys[0], "cover_days", more_keys=keys[1:], kind="whole", unit="days")
    page.subtitle("Cost of purchases in base, not discounted")
    year_matrix(page, base, keys[0], "purchase_musd", True, keys[1:])
    idle = sorted(set(held.index) - set(held[held > 0].index))
    if idle:
        page.say(f"Nothing is ever held in: {', '.join(idle)}.", italic=True)


def _charts(book: Book, page: Page, frame: pd.DataFrame) -> None:
    """Small charts side by side for the stockpiles of most value."""
    blocks = [b for b in (_block(book, frame, h) for h in _most_valuable(book, frame)) if not b.is_empty]
    width, height = 560, 290
    for number, block in enumerate(blocks):
        look = Look("line", block.title, "Year", "t at the end of the year", size=(width, height), colours=_COLOURS)
        stay = number % 2 == 0 and number < len(blocks) - 1
        place(book, page, block, look, left=(number % 2) * (width + 10), stay=stay)


_COLOURS = (SERIES[7], *SERIES[:7])


def _most_valuable(book: Book, frame: pd.DataFrame) -> list[str]:
    worth = {}
    for (pile, material), group in frame.groupby(["stockpile", "material"]):
        price = book.case.prices.get(str(material))
        worth[str(pile)] = group["level_t"].max() * (interpolate(price.years, book.case.years[-1]) if price else 1.0)
    ranked = sorted((h for h in worth if worth[h] > 0), key=lambda h: -worth[h])
    return ranked[:_CHARTS]


def _block(book: Book, frame: pd.DataFrame, pile: str) -> Block:
    """Levels in base and in the scenarios that differ most from it, within their windows."""
    own = frame[frame["stockpile"] == pile]
    levels = own.pivot_table(index="year", columns="scenario", values="level_t", aggfunc="sum")
    levels = levels.reindex(book.case.years)
    base = levels[BASE] if BASE in levels else levels.iloc[:, 0]
    apart = {s: float((levels[s] - base).abs().max()) for s in levels if s != BASE}
    drawn = sorted((s for s in apart if apart[s] > 1e-3), key=lambda s: -apart[s])[: _LINES - 1]
    series: dict[str, list[float | None]] = {"Base": _points(base)}
    for scenario in drawn:
        series[book.names.scenario(str(scenario))] = _points(_with_onset(levels[scenario], base))
    material = shorten(book.names.short_material(str(own["material"].iloc[0])), 34)
    return book.charts.add(f"{pile.replace('_', ' ')}: {material}", list(book.case.years), series)


def _with_onset(levels: pd.Series, base: pd.Series) -> pd.Series:
    """The window of a scenario and the year before it, so that the line leaves base."""
    known = levels.dropna().index
    if len(known) and known[0] - 1 in base.index:
        levels = levels.copy()
        levels[known[0] - 1] = base[known[0] - 1]
    return levels


def _points(levels: pd.Series) -> list[float | None]:
    return [None if pd.isna(v) else float(v) for v in levels.tolist()]
