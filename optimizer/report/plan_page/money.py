"""Who pays, and who gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.report.plan_page.view import Record, View
from optimizer.study.measures import paid
from optimizer.words.listing import listed
from optimizer.words.text import percent, plural, usd

_PURPOSES = {"grants_musd": "Grants", "price_support_musd": "Price support", "stock_musd": "Stock"}
_DUST = 0.05


def money(view: View) -> Chapter | None:
    """Public money from funder to country, and year by year."""
    by = {f: sums["outlay_musd"] for f, sums in paid(view.plan).items() if sums["outlay_musd"] > _DUST}
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
        (_flows(view), _years(view), _budgets(view)),
        short="Who pays, who gets",
    )


def _payments(view: View) -> list[Record]:
    """Every payment in base: who, for what, to whom."""
    projects = view.case.projects
    found: list[Record] = []
    for row in view.rows("grants"):
        found.append(
            {"funder": row["funder"], "purpose": "Grants", "project": row["project"], "musd": row["grant_musd"]}
        )
    for row in view.in_base("price_support"):
        found.append(
            {"funder": row["funder"], "purpose": "Price support", "project": row["project"], "musd": row["topup_musd"]}
        )
    for row in view.in_base("stockpiles"):
        funder = view.case.stockpiles[row["stockpile"]].funder
        if funder and row["purchase_musd"] > 0:
            found.append(
                {
                    "funder": funder,
                    "purpose": "Stock",
                    "project": None,
                    "material": row["material"],
                    "musd": row["purchase_musd"],
                }
            )
    for row in found:
        if row["project"]:
            row |= {"country": projects[row["project"]].country, "material": projects[row["project"]].product}
    return found


def _flows(view: View) -> Figure:
    payments = _payments(view)
    sides: dict[str, tuple[str, Callable[[Record], tuple[str, str]]]] = {
        "country": ("Country", lambda r: _to_country(view, r)),
        "family": ("Material", lambda r: (view.families[view.family(r["material"])], "series.7")),
        "purpose": ("Purpose", lambda r: (r["purpose"], "series.7")),
    }
    views = {key: _view(view, payments, side) for key, (_, side) in sides.items()}
    abroad = sum(r["musd"] for r in payments if r["project"] and view.case.home(r["country"]) not in view.partners)
    total = sum(r["musd"] for r in payments)
    heading = (
        f"{percent(abroad / total)} of the money goes to projects outside {view.partnership}"
        if total and len(view.partners) < len(view.case.markets)
        else "From funders to projects"
    )
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    for row in payments:
        sums[row["funder"], row["purpose"], row.get("project") or row["material"]] += row["musd"]
    columns = (
        Column("funder", "Funder", "text"),
        Column("purpose", "For", "text"),
        Column("what", "Project or material", "text"),
        Column("musd", "Paid", "money", "MUSD"),
    )
    rows = [
        (view.names.funder(f), p, view.names.project(w) if w in view.case.projects else view.names.short_material(w), v)
        for (f, p, w), v in sorted(sums.items(), key=lambda item: -item[1])
        if v > _DUST
    ]
    return Figure(
        id="who-pays",
        kind="sankey",
        heading=heading,
        shows="Flow diagram from partners and their funders to what they pay for.",
        data={"views": views, "by": ["side"], "unit": "MUSD"},
        rows=Rows(
            "Public money in base by funder, MUSD not discounted",
            columns,
            rows,
            "tables grants, price_support and stockpiles of plan.json",
        ),
        controls=(Control("side", "Goes to, by", [(key, label) for key, (label, _) in sides.items()], "country"),),
        note="MUSD in base over all years, not discounted. Countries are coloured by bloc as in the chains of supply.",
    )


def _to_country(view: View, row: Record) -> tuple[str, str]:
    return (
        (view.names.country(row["country"]), f"bloc.{view.bloc(row['country'])}")
        if row["project"]
        else ("Stockpiles", "series.7")
    )


def _view(view: View, payments: list[Record], side: Callable[[Record], tuple[str, str]]) -> Record:
    """Three columns: partner, funder, recipient."""
    nodes: dict[tuple[int, str], Record] = {}
    links: dict[tuple[int, int], float] = defaultdict(float)
    short = view.names.short_funders(list(view.case.funders), 44)

    def place(depth: int, name: str, colour: str) -> int:
        nodes.setdefault((depth, name), {"name": name, "depth": depth, "colour": colour})
        return list(nodes).index((depth, name))

    for row in sorted(payments, key=lambda r: list(view.case.funders).index(r["funder"])):
        partner = view.case.funders[row["funder"]].partner
        home = "bloc.partner" if partner in view.partners else "bloc.ally"
        who = place(0, view.names.market(partner) if partner else "Other funders", home)
        funder, to = place(1, short[row["funder"]], home), place(2, *side(row))
        links[who, funder] += row["musd"]
        links[funder, to] += row["musd"]
    return {"nodes": list(nodes.values()), "links": [[a, b, v] for (a, b), v in links.items() if v > _DUST]}


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
        {"name": label, "values": sums[c], "colour": f"series.{n}"}
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
