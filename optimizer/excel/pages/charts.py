"""Native charts with titles and units on their axes, in colours that everybody can tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from optimizer.excel.pages.book import ResultBook
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.scale import scale
from optimizer.excel.pages.styles import INK, LINE, NOTE, SERIES

_DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot", "square_dot", "long_dash_dot", "solid")
_MARKERS = ("circle", "diamond", "square", "triangle")


@dataclass(frozen=True)
class Look:
    """How a block of figures is drawn."""

    kind: str
    title: str
    categories: str
    values: str
    subtype: str = ""
    colours: Sequence[str] = SERIES
    number_format: str = ""
    """Of the scale; by the size of the figures unless given."""
    legend: str = "bottom"
    size: tuple[int, int] = (620, 300)
    gap: int = 40
    extra: dict[str, Any] = field(default_factory=dict)
    """Further properties of the scale."""
    along: dict[str, Any] = field(default_factory=dict)
    """Further properties of the axis of categories."""


def place(book: ResultBook, page: Page, block: Block, look: Look, left: int = 0, *, stay: bool = False) -> None:
    """Draw a block of figures at the next free row, or say in a sentence that there is nothing to draw.

    A chart without a series would make the whole workbook fail.
    """
    if block.is_empty:
        page.say(f"{look.title}: nothing to draw, no figure differs from 0.", italic=True)
        page.row += 1
        return
    page.chart(_draw(book, block, look), look.size, left, stay=stay)


def _draw(book: ResultBook, block: Block, look: Look) -> Any:
    options = {"type": look.kind} | ({"subtype": look.subtype} if look.subtype else {})
    chart = book.workbook.add_chart(options)
    for number in range(len(block.series)):
        chart.add_series(
            {
                "name": block.name(number),
                "categories": block.labels,
                "values": block.values(number),
                **_ink(look, number),
                **_error_bars(block, number),
            }
        )
    if block.spreads:
        look = replace(look, extra={**scale(block.ends), **look.extra})
    _axes(chart, look, look.number_format or ("#,##0" if block.largest >= 5 else "0.0#"))
    # a title that begins with "=" would be taken for a formula
    chart.set_title(
        {"name": look.title.lstrip("= "), "overlay": False, "name_font": {"size": 11, "bold": True, "color": INK}}
    )
    single = len(block.series) == 1
    chart.set_legend({"none": True} if single else {"position": look.legend, "font": {"size": 8, "color": INK}})
    chart.set_size({"width": look.size[0], "height": look.size[1]})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.show_blanks_as("gap")
    return chart


def _error_bars(block: Block, number: int) -> dict[str, Any]:
    found = block.errors(number)
    if found is None:
        return {}
    up, down = found
    line = {"color": INK, "width": 1.25}
    return {"y_error_bars": {"type": "custom", "plus_values": up, "minus_values": down, "line": line}}


def _ink(look: Look, number: int) -> dict[str, Any]:
    colour = look.colours[number % len(look.colours)]
    if look.kind == "scatter":
        return {
            "line": {"color": colour, "width": 2.0, "dash_type": _DASHES[number % len(_DASHES)]},
            "marker": {
                "type": _MARKERS[number % len(_MARKERS)],
                "size": 6,
                "fill": {"color": colour},
                "border": {"color": "#FFFFFF"},
            },
        }
    if look.kind == "line":
        style = _DASHES[number % len(_DASHES)]
        marker = {"type": "circle", "size": 4, "fill": {"color": colour}, "border": {"color": colour}}
        return {
            "line": {"color": colour, "width": 2.5 if number == 0 else 1.75, "dash_type": style},
            "marker": {"type": "none"} if number == 0 else marker,
        }
    # a white edge keeps neighbours apart in a stack, also in grey print
    return {
        "fill": {"color": colour},
        "border": {"color": "#FFFFFF", "width": 0.5},
        "gap": look.gap,
        "overlap": _overlap(look),
    }


def _overlap(look: Look) -> int:
    return 100 if look.subtype else 0


def _axes(chart: Any, look: Look, number_format: str) -> None:
    title = {"size": 9, "bold": False, "color": NOTE}
    labels = {"size": 8, "color": INK}
    categories: dict[str, Any] = {
        "name": look.categories,
        "name_font": title,
        "num_font": labels,
        "line": {"color": LINE},
    }
    values: dict[str, Any] = {
        "name": look.values,
        "name_font": title,
        "num_font": labels,
        "num_format": number_format,
        "major_gridlines": {"visible": True, "line": {"color": "#E3E8ED", "width": 0.75}},
        "line": {"none": True},
    }
    if look.kind == "bar":
        # the first row of the figures on top, the scale at the bottom; a bar chart's x is its scale
        chart.set_y_axis(
            {
                **categories,
                "reverse": True,
                "interval_unit": 1,
                "label_position": "low",
                "major_gridlines": {"visible": False},
                **look.along,
            }
        )
        chart.set_x_axis({**values, "label_position": "high", **look.extra})
        return
    chart.set_x_axis({**categories, "label_position": "low", **look.along})
    chart.set_y_axis({**values, **look.extra})
