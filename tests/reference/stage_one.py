"""Stage one: investment, co-funding, stock plan, viability, price support."""

from __future__ import annotations

from .data import BASE, Book
from .milp import Lin, Milp, total, var


def start(b: Book, p: str, tau: int) -> Lin:
    """start[p,τ] = Σ_k start[p,τ,k]."""
    return total(var("start", p, tau, k) for k in b.levels(p))


def built(b: Book, p: str) -> Lin:
    """built[p] = Σ_τ start[p,τ]."""
    return total(start(b, p, tau) for tau in b.starts(p))


def spend(b: Book, p: str, t: int) -> Lin:
    """spend[p,t], MUSD."""
    capex = b.projects[p]["capex_musd"]
    return total(capex * b.profile(p, t - tau) * start(b, p, tau) for tau in b.starts(p))


def cap(b: Book, p: str, t: int, s: str) -> Lin:
    """cap[p,t,s], tonnes of product."""
    size = b.projects[p]["capacity_t"] * (1 - b.outage(s, p, t))
    return total(
        size * b.ramp(p, n) * start(b, p, tau)
        for tau in b.starts(p)
        if (n := b.operating_year(p, tau, t, s)) is not None
    )


def on(b: Book, p: str, t: int, s: str) -> Lin:
    """on[p,t,s], the starts that operate in a year."""
    return total(start(b, p, tau) for tau in b.starts(p) if b.operating_year(p, tau, t, s) is not None)


def salvage(b: Book, p: str) -> Lin:
    """salvage[p], MUSD."""
    capex = b.projects[p]["capex_musd"]
    return total(capex * b.unused_life(p, tau) * start(b, p, tau) for tau in b.starts(p))


def grants(b: Book, p: str, t: int | None = None, f: str | None = None) -> Lin:
    """Grants to a project, of one year and funder or of all."""
    return total(var("grant", g, p, u) for g in ([f] if f else b.funders) for u in ([t] if t else b.T))


def investment(mp: Milp, b: Book) -> None:
    """Starts, groups and requirements."""
    for p, row in b.projects.items():
        for tau in b.starts(p):
            for k in b.levels(p):
                mp.binary("start", p, tau, k)
        mp.row(("once", p), built(b, p), "==" if row["status"] == "committed" else "<=", 1)
    for group in {row["exclusive_group"] for row in b.projects.values()} - {None}:
        inside = [p for p, row in b.projects.items() if row["exclusive_group"] == group]
        mp.row(("group", group), total(built(b, p) for p in inside), "<=", 1)
    for p, row in b.projects.items():
        if q := row["requires"]:
            for t in b.T:
                ours = total(start(b, p, tau) for tau in b.starts(p) if tau <= t)
                theirs = total(start(b, q, tau) for tau in b.starts(q) if tau <= t)
                mp.row(("requires", p, t), ours, "<=", theirs)


def co_funding(mp: Milp, b: Book) -> None:
    """Grants within capex, shares and minimum shares."""
    for p, row in b.projects.items():
        capex = row["capex_musd"]
        for f, funder in b.funders.items():
            for t in b.T:
                mp.column("grant", f, p, t)
            mp.row(("max share", f, p), grants(b, p, f=f), "<=", b.share(f, p) * capex * built(b, p))
            if funder["min_share"] > 0:
                gives = mp.binary("gives", f, p)
                mp.row(("stays out", f, p), grants(b, p, f=f), "<=", capex * gives)
                mp.row(("min share", f, p), grants(b, p, f=f), ">=", funder["min_share"] * capex * gives)
        for t in b.T:
            mp.row(("within spend", p, t), grants(b, p, t), "<=", spend(b, p, t))
        mp.row(("min public", p), grants(b, p), ">=", row["min_public_share"] * capex * built(b, p))
        mp.row(("max public", p), grants(b, p), "<=", row["max_public_share"] * capex * built(b, p))
    if b.budget("private", b.first) is not None:
        for t in b.T:
            private = total(spend(b, p, t) - grants(b, p, t) for p in b.projects)
            mp.row(("private", t), private, "<=", b.budget("private", t))


def partners(mp: Milp, b: Book) -> None:
    """Minimum partner shares, or one partner for each project."""
    least = b.settings["min_partner_share"]
    for p in b.projects:
        if b.joint:
            for r in b.partners:
                ours = [f for f, row in b.funders.items() if row["partner"] == r]
                if any(b.share(f, p) > 0 for f in ours):
                    mp.row(("partner share", p, r), total(grants(b, p, f=f) for f in ours), ">=", least * grants(b, p))
        else:
            for r in b.partners:
                mp.binary("partner", p, r)
            mp.row(("one partner", p), total(var("partner", p, r) for r in b.partners), "<=", 1)
            for f, row in b.funders.items():
                if row["partner"]:
                    mp.row(
                        ("partner grants", f, p),
                        grants(b, p, f=f),
                        "<=",
                        b.projects[p]["capex_musd"] * var("partner", p, row["partner"]),
                    )


def viability(mp: Milp, b: Book) -> None:
    """Grants close the gap of the business plan."""
    if b.viability:
        for p in b.projects:
            if not b.exempt_project(p):
                worth = total(b.delta(t) * grants(b, p, t) for t in b.T)
                gap = total(b.gap(p, tau, k) * var("start", p, tau, k) for tau in b.starts(p) for k in b.levels(p))
                mp.row(("viable", p), worth, ">=", gap)


def price_support(mp: Milp, b: Book) -> None:
    """Topups in every scenario; outside its window they are those of base."""
    for p in b.projects:
        for s in b.S:
            for t in b.T:
                due = Lin()
                for tau in b.starts(p):
                    for k in b.levels(p):
                        per_tonne = max(0.0, b.support(p, tau, k, t, s))
                        due += per_tonne * b.planned(p, tau, k, t, s) / 1e6 * var("start", p, tau, k)
                for f in b.supporters(p):
                    mp.column("topup", f, p, t, s)
                    if t not in b.windows[s]:
                        mp.row(
                            ("topup as base", f, p, t, s), var("topup", f, p, t, s), "==", var("topup", f, p, t, BASE)
                        )
                    most = max(due.values(), default=0.0)
                    if not b.joint and b.funders[f]["partner"]:
                        mp.row(
                            ("partner topups", f, p, t, s),
                            var("topup", f, p, t, s),
                            "<=",
                            most * var("partner", p, b.funders[f]["partner"]),
                        )
                mp.row(("topup", p, t, s), total(var("topup", f, p, t, s) for f in b.supporters(p)), "==", due)


def stock_plan(mp: Milp, b: Book) -> None:
    """plan[h,t], tonnes to buy."""
    for h, row in b.stockpiles.items():
        for t in b.T:
            plan = mp.column("plan", h, t)
            if row["max_purchase_t"] is not None:
                mp.row(("max purchase", h, t), plan, "<=", row["max_purchase_t"])


def add_stage_one(mp: Milp, b: Book) -> None:
    """All of stage one."""
    investment(mp, b)
    co_funding(mp, b)
    partners(mp, b)
    viability(mp, b)
    price_support(mp, b)
    stock_plan(mp, b)
