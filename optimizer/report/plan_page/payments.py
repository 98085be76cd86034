"""Public money from its funders to what they pay for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from optimizer.plan.table import Column
from optimizer.report.page import Control, Figure, Rows
from optimizer.report.plan_page.view import Record, View
from optimizer.words.text import percent

DUST = 0.05
"""MUSD below this are not shown."""
_SIDES = (("country", "Country"), ("family", "Material"), ("purpose", "Purpose"))
_PLAIN = "series.7"
_SOURCE = "tables grants, price_support and stockpiles of plan.json"


def flows(view: View) -> Figure:
    """A Sankey diagram from partner through funder to country, material or purpose."""
    payments = _payments(view)
    sides: dict[str, Callable[[Record], tuple[str, str]]] = {
        "country": lambda row: _to_country(view, row),
        "family": lambda row: (view.families[view.family(row["material"])], _PLAIN),
        "purpose": lambda row: (row["purpose"], _PLAIN),
    }
    return Figure(
        id="who-pays",
        kind="sankey",
        heading=_heading(view, payments),
        shows="Flow diagram from partners and their funders to what they pay for.",
        data={
            "views": {key: _view(view, payments, side) for key, side in sides.items()},
            "by": ["side"],
            "unit": "MUSD",
        },
        rows=_rows(view, payments),
        controls=(Control("side", "Goes to, by", _SIDES, "country"),),
        note="MUSD in base over all years, not discounted. Countries are coloured by bloc as in the chains of supply.",
    )


def _heading(view: View, payments: list[Record]) -> str:
    abroad = sum(r["musd"] for r in payments if r["project"] and view.case.home(r["country"]) not in view.partners)
    total = sum(r["musd"] for r in payments)
    if not total or len(view.partners) == len(view.case.markets):
        return "From funders to projects"
    return f"{percent(abroad / total)} of public money goes to projects outside {view.partnership}"


def _rows(view: View, payments: list[Record]) -> Rows:
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    for row in payments:
        sums[row["funder"], row["purpose"], row["project"] or row["material"]] += row["musd"]
    columns = (
        Column("funder", "Funder", "text"),
        Column("purpose", "For", "text"),
        Column("what", "Project or material", "text"),
        Column("musd", "Paid", "money", "MUSD"),
    )
    names = {**{m: view.names.short_material(m) for m in view.case.materials}, **view.names.projects}
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    rows = [(view.names.funder(f), purpose, names[what], paid) for (f, purpose, what), paid in ranked if paid > DUST]
    return Rows("Public money in base by funder, MUSD not discounted", columns, rows, _SOURCE)


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


def _to_country(view: View, row: Record) -> tuple[str, str]:
    return (
        (view.names.country(row["country"]), f"bloc.{view.bloc(row['country'])}")
        if row["project"]
        else ("Stockpiles", _PLAIN)
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
    return {"nodes": list(nodes.values()), "links": [[a, b, v] for (a, b), v in links.items() if v > DUST]}
