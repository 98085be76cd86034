"""Budgets: what each funder pays, year by year in every scenario, within what it may."""

from __future__ import annotations

from optimizer.audit.document import Row
from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated

Outlays = dict[tuple[str, str, int], float]
"""MUSD by scenario, funder and year of the scenario's window."""


def outlay_parts(known: Known, stated: Stated, s: str, f: str, t: int) -> tuple[float, float, float]:
    """Grants, price support and stock purchases that a funder pays in a year of a scenario's window, MUSD."""
    given = sum(stated.grant.get((f, p, t), 0.0) for p in stated.start)
    support = sum(stated.topup.get((s, t, p, f), 0.0) for p in stated.start)
    piles = [(h, row.material) for h, row in known.case.stockpiles.items() if row.funder == f]
    stock = sum(stated.purchase.get((s, t, h), 0.0) * known.world.price(s, m, t) / 1e6 for h, m in piles)
    return given, support, stock


def outlays(known: Known, stated: Stated) -> Outlays:
    """What is paid in all."""
    return {
        (s, f, t): sum(outlay_parts(known, stated, s, f, t))
        for s, window in known.futures.windows.items()
        for f in known.case.funders
        for t in window
    }


def check(known: Known, stated: Stated) -> Group:
    """Each outlay and its parts, against the year's budget or what is carried over."""
    group = Group("budgets", "outlays by year, currency and scenario, with what is carried over", absolute=2e-6)
    rows = {(row["scenario"], row["funder"], row["year"]): row for row in stated.tables["funding"]}
    paid = outlays(known, stated)
    for s, f, t in paid:
        row = rows.pop((s, f, t), None)
        group.that(row is not None, f"the funding of {f} in {t} under {s} is missing")
        if row is not None:
            _outlay(group, known, stated, row)
            _budget(group, known, paid, row)
    for s, f, t in rows:
        group.that(False, f"funding of {f} in {t} under {s}, outside its window")
    return group


def _outlay(group: Group, known: Known, stated: Stated, row: Row) -> None:
    s, f, t = row["scenario"], row["funder"], row["year"]
    where = f"of {f} in {t} under {s}"
    parts = outlay_parts(known, stated, s, f, t)
    group.same(f"name {where}", row["name"], known.case.funders[f].name)
    for column, part in zip(("grants_musd", "price_support_musd", "stock_musd"), parts, strict=True):
        group.equal(f"{column.removesuffix('_musd')} {where}", row[column], part, parts)
    group.equal(f"outlay {where}", row["outlay_musd"], sum(parts), parts)


def _budget(group: Group, known: Known, paid: Outlays, row: Row) -> None:
    s, f, t = row["scenario"], row["funder"], row["year"]
    where = f"of {f} in {t} under {s}"
    budget = known.funding.budget(f, t)
    group.equal(f"budget {where}", row["budget_musd"], budget)
    if budget is None:
        group.same(f"money left {where}", row["unspent_musd"], None)
        return
    years = [u for u in known.horizon.years if u <= t] if known.case.funders[f].carry_over else [t]
    amounts = [known.funding.budget(f, u) or 0.0 for u in years]
    spent = [paid[known.futures.at(s, u), f, u] for u in years]
    group.at_most(f"outlay {where}{' with what came before' if len(years) > 1 else ''}", sum(spent), sum(amounts))
    group.equal(f"money left {where}", row["unspent_musd"], max(0.0, sum(amounts) - sum(spent)), amounts)
