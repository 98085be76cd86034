"""Who pays, and who gets."""

from __future__ import annotations

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Figure, Rows
from optimizer.report.plan_page.payments import DUST, flows
from optimizer.report.plan_page.view import View
from optimizer.study.measures import paid
from optimizer.words.listing import listed
from optimizer.words.text import percent, plural, usd

_PURPOSES = {"grants_musd": "Grants", "price_support_musd": "Price support", "stock_musd": "Stock"}


def money(view: View) -> Chapter | None:
    """Public money from funder to country, and year by year."""
    by = {f: sums["outlay_musd"] for f, sums in paid(view.plan).items() if sums["outlay_musd"] > DUST}
    if not by:
        return None
    total = sum(by.values())
    capex = float(view.plan.tables["projects"]["capex_musd"].sum())
    grants = sum(row["grant_musd"] for row in view.rows("grants"))
    first = sorted(by, key=lambda f: -by[f])[:3]
    named = listed(f"{view.names.funder(f)} ({usd(by[f])})" for f in first)
    words = f"{plural(len(by), 'funder')} pay {usd(total)} in base, not discounted; the largest are {named}."
    private = (
        f" Grants carry {percent(grants / capex)} of the {usd(capex)} of capital cost, private owners "
        "and money already spent the rest."
        if capex
        else ""
    )
    return Chapter(
        "money",
        f"Who pays: {usd(total)} of public money",
        (words + private,),
        (flows(view), _years(view), _budgets(view)),
        short="Who pays, who gets",
    )


def _years(view: View) -> Figure:
    base, years = view.in_base("funding"), list(view.case.years)
    sums = {c: [sum(r[c] for r in base if r["year"] == y) for y in years] for c in _PURPOSES}
    totals = [sum(values) for values in zip(*sums.values(), strict=True)]
    budget = [sum(r["budget_musd"] or 0.0 for r in base if r["year"] == y) for y in years]
    peak = max(range(len(years)), key=lambda n: totals[n])
    columns = (
        Column("year", "Year", "year"),
        *(Column(c, label, "money", "MUSD") for c, label in _PURPOSES.items()),
        Column("budget", "Budgets", "money", "MUSD"),
    )
    rows = [(y, *(sums[c][n] for c in _PURPOSES), budget[n]) for n, y in enumerate(years)]
    series = [
        {"name": label, "values": sums[c], "colour": f"shade.{n}"}
        for n, (c, label) in enumerate(_PURPOSES.items())
        if any(sums[c])
    ]
    return Figure(
        id="money-years",
        kind="bars",
        heading=f"Public money peaks in {years[peak]} at {usd(totals[peak])}",
        shows="Columns of public money by year, split into grants, price support and stock, with the "
        f"budgets as a line; the highest is {years[peak]}.",
        data={
            "categories": list(map(str, years)),
            "series": series,
            "unit": "MUSD",
            "stacked": True,
            "columns": True,
            "axis": "MUSD a year, not discounted",
            "line": {"name": "Budgets", "values": budget},
        },
        rows=Rows("Public money by year in base", columns, rows, "table funding of plan.json"),
        note="In base. The line adds up all budgets of the year; budgets without a limit are not in it, "
        "and money may be carried over where a funder allows it.",
    )


def _budgets(view: View) -> Rows:
    base = view.in_base("funding")
    budget: dict[str, float | None] = {}
    for row in base:
        known = budget.get(row["funder"], 0.0)
        budget[row["funder"]] = None if known is None or row["budget_musd"] is None else known + row["budget_musd"]
    columns = (
        Column("funder", "Funder", "text"),
        *(Column(c, label, "money", "MUSD") for c, label in _PURPOSES.items()),
        Column("outlay", "Total", "money", "MUSD"),
        Column("used", "Of its budget", "share"),
    )
    rows = []
    for f, sums in sorted(paid(view.plan).items(), key=lambda item: -item[1]["outlay_musd"]):
        limit = budget.get(f)
        rows.append(
            (
                view.names.funder(f),
                *(sums[c] for c in _PURPOSES),
                sums["outlay_musd"],
                sums["outlay_musd"] / limit if limit else None,
            )
        )
    return Rows("Who pays in base, MUSD not discounted", columns, rows, "table funding of plan.json", folded=False)
