"""Sheets about scenarios: what each costs, by term, and what it leaves short."""

from __future__ import annotations

import pandas as pd

from optimizer.case.case import BASE
from optimizer.excel.pages.chart_data import Block
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.pivot import matrix
from optimizer.excel.pages.styles import MISSED_FILL, SERIES, SIGNED_MONEY
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.rows import empty
from optimizer.plan.table import Column
from optimizer.plan.tables import SCENARIOS
from optimizer.words.wording import term

_COLD = SERIES[5]
_BARS = 12
"""Scenarios in a chart: of more, some would have no name beside their bar."""


def cost_matrix(book: Book) -> pd.DataFrame:
    """Discounted MUSD: terms down, scenarios across, the expectation last; terms that are 0 everywhere are left out."""
    costs = book.table("costs")
    costs = costs[costs["term"] != "total"]
    wide = costs.pivot_table(
        index="term", columns="scenario", values="cost_musd", aggfunc="sum", sort=False, fill_value=0.0
    )
    wide = wide[wide.abs().max(axis=1) > 5e-4]
    weights = {str(k): float(v) for k, v in book.table("scenarios").set_index("scenario")["probability"].items()}
    weights = weights or dict(book.case.probability)
    wide["expected"] = sum((wide[s] * weights.get(str(s), 0.0) for s in wide.columns), start=pd.Series(0.0, wide.index))
    return wide


def write_costs(book: Book) -> None:
    """Scenario by term, with totals and the expectation."""
    page = book.page(
        "Costs",
        "Costs by scenario and term",
        "Discounted cost over the whole horizon, MUSD. Credits are negative. 'Expected' weighs the scenarios with "
        "their probabilities; the terms of one scenario add up to its total.",
    )
    if empty(book, page, "costs"):
        return
    wide = cost_matrix(book)
    scenarios = [str(s) for s in wide.columns]
    order = [s for s in ("expected", BASE) if s in scenarios] + [s for s in scenarios if s not in ("expected", BASE)]
    weights = book.table("scenarios").set_index("scenario")["probability"].to_dict()
    flat = wide[order].reset_index()
    flat["term"] = [term(str(t)) for t in flat["term"]]
    flat = pd.concat([flat, pd.DataFrame([{"term": "Total", **wide[order].sum().to_dict()}])])
    columns = [Column("term", "Term", "text")]
    for s in order:
        label = "Expected" if s == "expected" else book.names.scenario(s)
        weight = "" if s == "expected" or s not in weights else f", {weights[s]:.0%}"
        columns.append(Column(s, label, "money", f"MUSD{weight}"))
    layout = page.table(columns, flat, totals=1, number_formats=dict.fromkeys(order, "#,##0.0;-#,##0.0;0.0"))
    page.freeze_head(layout, 1)


def write_scenarios(book: Book) -> None:
    """What each future costs and leaves short."""
    page = book.page(
        "Scenarios",
        SCENARIOS.title,
        "What each future costs with this plan, and what it leaves short. A scenario of probability 0 % is a stress "
        "test: it weighs nothing in the cost, and its hard limits hold all the same. "
        "Above base also holds what its prices do to the bill, and a scenario can cost less than base when they fall; "
        "the cost of disruption compares with undisturbed operation at the same prices. It is below 0 where what only "
        "a disruption allows, releases from stock and idle plants, saves more than the disruption costs.",
    )
    if empty(book, page, "scenarios"):
        return
    frame = book.table("scenarios").copy()
    frame.insert(1, "name", [book.names.scenario(s) for s in frame["scenario"]])
    columns = (SCENARIOS.columns[0], Column("name", "Name", "text"), *SCENARIOS.columns[1:])
    layout = page.table(columns, frame, filter=True, number_formats={"above_base_musd": SIGNED_MONEY})
    page.freeze_head(layout, 2)
    title = f"Cost of disruption by scenario{_which(book)}"
    costs = _by_scenario(book, "disruption_musd", f"{title}, MUSD, discounted", "Cost of disruption")
    height = 120 + 22 * len(costs.categories)
    place(book, page, costs, Look("bar", title, "Scenario", "MUSD, discounted", size=(760, height)))


def _which(book: Book) -> str:
    many = len(book.table("scenarios"))
    return f": the {_BARS} costliest of {many}" if many > _BARS else ""


def _by_scenario(book: Book, column: str, title: str, series: str) -> Block:
    """An amount by scenario; of many scenarios the largest, in the order of the workbook."""
    frame = book.table("scenarios")
    frame = frame[frame[column].rank(method="first", ascending=False, na_option="bottom") <= _BARS]
    values = [None if pd.isna(v) else float(v) for v in frame[column]]
    labels = [
        f"{book.names.scenario(s)} ({p:.0%})" for s, p in zip(frame["scenario"], frame["probability"], strict=True)
    ]
    return book.charts.add(title, labels, {series: values})


def shortage_block(book: Book) -> Block:
    """Cost of shortage by scenario: tonnes of different materials cannot be compared."""
    title = f"Cost of shortage by scenario{_which(book)}, MUSD, discounted"
    return _by_scenario(book, "shortage_cost_musd", title, "Cost of shortage")


def shortage_look(book: Book, size: tuple[int, int]) -> Look:
    """How shortage is drawn."""
    title = f"Cost of shortage by scenario (probability){_which(book)}"
    return Look("bar", title, "Scenario", "MUSD, discounted", colours=(_COLD,), size=size)


def write_shortage(book: Book) -> None:
    """What is missing, by material and scenario."""
    page = book.page(
        "Shortage",
        "Shortage by scenario and material",
        "Demand that is not met within the window of each scenario. The chart shows what it costs, so that materials "
        "can be compared. Markets, tiers and years stand in the sheet 'Shortage rows'.",
    )
    shortage = book.table("shortage")
    missing = shortage[shortage["short_t"] > 0]
    if missing.empty:
        page.say("No demand is left unmet in any scenario.", italic=True)
        return
    place(book, page, shortage_block(book), shortage_look(book, (760, 360)))
    page.freeze(0, 1)
    order = {m: n for n, m in enumerate(book.case.materials)}
    missing = missing.sort_values("material", key=lambda m: m.map(order))
    missing = missing.assign(
        what=[book.names.short_material(m) for m in missing["material"]],
        future=[book.names.scenario(s) for s in missing["scenario"]],
    )
    page.subtitle("Missing over the scenario's window, t")
    matrix(page, missing, ["what"], ["Material"], "future", "short_t", "tonnes", "t", total=False)
    page.subtitle("Largest share of a demand that is missing in any market, tier and year")
    page.legend((MISSED_FILL, "A quarter of a demand or more is missing"))
    worst = missing.groupby(["what", "future"], sort=False)["share"].max().reset_index()
    layout = matrix(page, worst, ["what"], ["Material"], "future", "share", "share", "%", total=False)
    severe = {
        "type": "cell",
        "criteria": ">=",
        "value": 0.25,
        "format": book.workbook.add_format({"bg_color": MISSED_FILL, "bold": True}),
    }
    page.sheet.conditional_format(layout.first, 1, layout.last, len(layout.columns) - 1, severe)
