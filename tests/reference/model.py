"""The model as it is worded, solved in three steps: objective, tie rule, operation rule."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .data import BASE, NONE, Book
from .milp import Lin, Milp, Solution, total, var
from .stage_one import add_stage_one, salvage, spend
from .stage_two import add_stage_two, cost_terms, outlays, refill, residual_stock
from .targets import Inequality, add_targets

STAGE_ONE = ("start", "grant", "gives", "partner", "plan")


@dataclass
class Result:
    """What a solved book says. `objective` is that of the first solve; the rest is after both rules."""

    status: str
    objective: float = float("nan")
    cost_musd: dict[str, dict[str, float]] = field(default_factory=dict)
    probability: dict[str, float] = field(default_factory=dict)
    programme_musd: float = float("nan")
    outlay_musd: float = float("nan")
    least_outlay_musd: float = float("nan")
    projects: dict[str, dict[str, Any]] = field(default_factory=dict)
    stockpiles: dict[str, dict[int, float]] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)
    shortage_t: dict[str, float] = field(default_factory=dict)
    targets: list[dict[str, Any]] = field(default_factory=list)
    slack: dict[str, float] = field(default_factory=dict)
    gaps: dict[tuple[str, int, str], tuple[float, float]] = field(default_factory=dict)
    values: dict[Any, float] = field(default_factory=dict)
    rule_applied: bool = False


@dataclass
class Model:
    """A stated model with the expressions that are minimised and reported."""

    book: Book
    milp: Milp
    terms: dict[str, dict[str, Lin]]
    costs: dict[str, Lin]
    objective: Lin
    outlay: Lin
    stated: list[Inequality]


def scenario_terms(b: Book, s: str, penalty: Lin) -> dict[str, Lin]:
    """All terms of a scenario's cost."""
    capex = total(b.d(t) * spend(b, p, t) for p in b.projects for t in b.T)
    sold = -b.d(b.H) * total(salvage(b, p) for p in b.projects)
    return {
        "capex": capex,
        "salvage": sold,
        **cost_terms(b, s),
        "refill": refill(b, s),
        "target_penalty": penalty,
        "residual_stock": residual_stock(b),
    }


def state(b: Book) -> Model:
    """States the whole model."""
    mp = Milp()
    add_stage_one(mp, b)
    add_stage_two(mp, b)
    stated, penalty = add_targets(mp, b)
    terms = {s: scenario_terms(b, s, penalty) for s in b.S}
    costs = {s: total(parts.values()) for s, parts in terms.items()}
    weight, tail = b.settings["risk_weight"], b.settings["tail_probability"]
    eta = mp.column("eta", lower=-float("inf"))
    cvar = eta
    for s, share in b.probability.items():
        if share > 0:
            excess = mp.column("excess", s)
            mp.row(("excess", s), excess, ">=", costs[s] - eta)
            cvar += share / tail * excess
    expected = total(share * costs[s] for s, share in b.probability.items())
    outlay = total(share * outlays(b, s) for s, share in b.probability.items())
    return Model(b, mp, terms, costs, (1 - weight) * expected + weight * cvar, outlay, stated)


def solve(model: Model) -> tuple[float, float, bool, Solution]:
    """Best objective, least outlay, whether both rules could be applied, and the plan that is reported."""
    mp = model.milp
    best = mp.minimise(model.objective)
    if best.status != "optimal":
        return float("nan"), float("nan"), False, best
    whole = {name: float(round(best.values[name])) for name, column in mp.columns.items() if column[2]}
    kept = mp.minimise(model.objective, fixed=whole)
    assert kept.status == "optimal", "the integers found are infeasible"
    limit = max(best.objective, kept.objective)
    mp.row("equal objective", model.objective, "<=", limit + 1e-7 * max(1.0, abs(limit)))
    frugal = mp.minimise(model.outlay, fixed=whole)
    if frugal.status != "optimal":
        frugal = kept
    chosen = {name: value for name, value in frugal.values.items() if name[0] in STAGE_ONE}
    chosen = {name: max(0.0, value) for name, value in chosen.items()} | whole
    cheapest = mp.minimise(total(model.costs.values()), fixed=chosen)
    applied = frugal is not kept and cheapest.status == "optimal"
    plan = cheapest if cheapest.status == "optimal" else frugal
    return min(best.objective, kept.objective), model.outlay.at(frugal.values), applied, plan


def project_result(b: Book, p: str, values: dict[Any, float]) -> dict[str, Any] | None:
    """What is reported of a project; None where it is not built."""
    for tau in b.starts(p):
        for k in b.levels(p):
            if values["start", p, tau, k] > 0.5:
                grants = {
                    f: {t: values["grant", f, p, t] for t in b.T if values["grant", f, p, t] > 1e-7} for f in b.funders
                }
                return {
                    "start_year": tau,
                    "online_year": tau + b.build(p),
                    "capex_musd": b.projects[p]["capex_musd"],
                    "price_floor": None if k == NONE else k,
                    "npv_musd": b.npv(p, tau, k),
                    "gap_musd": b.gap(p, tau, k),
                    "grants_musd": {f: years for f, years in grants.items() if years},
                }
    return None


def target_result(one: Inequality, values: dict[Any, float]) -> dict[str, Any]:
    """What is reported of one inequality."""
    left, of = one.left.at(values), one.of.at(values)
    over = left - one.value * of if one.sense == "<=" else one.value * of - left
    return {
        "target": one.target,
        "material": one.material,
        "market": one.market,
        "country": one.country,
        "scenario": one.scenario,
        "year": one.year,
        "value": one.value,
        "achieved": left / of if abs(of) > 1e-9 else None,
        "slack": max(0.0, over) if one.weight is not None else 0.0,
    }


def report(model: Model) -> Result:
    """Solves a stated model and reads everything that is compared."""
    b = model.book
    objective, least, applied, found = solve(model)
    if found.status != "optimal":
        return Result(found.status)
    v = found.values
    costs = {s: {name: part.at(v) for name, part in parts.items()} for s, parts in model.terms.items()}
    for s in costs:
        costs[s]["total"] = sum(costs[s].values())
    topups = total(b.d(t) * var("topup", f, p, t, BASE) for t in b.T for p in b.projects for f in b.supporters(p))
    stocked = total(
        b.d(t) * b.price(BASE, row["material"], t) / 1e6 * var("purchase", h, t, BASE)
        for t in b.T
        for h, row in b.stockpiles.items()
    )
    result = Result(found.status, objective, costs, dict(b.probability))
    result.programme_musd = costs[BASE]["capex"] + topups.at(v) + stocked.at(v)
    result.outlay_musd, result.least_outlay_musd = model.outlay.at(v), least
    result.projects = {p: row for p in b.projects if (row := project_result(b, p, v))}
    result.stockpiles = {h: {t: v["plan", h, t] for t in b.T} for h in b.stockpiles}
    result.peaks = {h: max(v["level", h, t, s] for t in b.T for s in b.S) for h in b.stockpiles}
    result.shortage_t = {s: sum(v["short", m, r, i, t, s] for (m, r, i) in b.demands for t in b.T) for s in b.S}
    result.targets = [target_result(one, v) for one in model.stated]
    for row in result.targets:
        result.slack[row["target"]] = result.slack.get(row["target"], 0.0) + row["slack"]
    result.gaps = {
        (p, tau, k): (b.npv(p, tau, k), b.gap(p, tau, k))
        for p in b.projects
        for tau in b.starts(p)
        for k in b.levels(p)
    }
    result.values, result.rule_applied = v, applied
    return result


def solve_book(path: str | Path, case: str = BASE) -> Result:
    """Reads a valid workbook and solves one of its cases."""
    return report(state(Book(path, case)))


def main() -> None:
    """Prints what a workbook's cases give: `python -m tests.reference.model BOOK [CASE]`."""
    result = solve_book(*sys.argv[1:3])
    print(result.status, result.objective)
    for name, row in result.projects.items():
        print(name, row)
    for s, parts in result.cost_musd.items():
        print(s, {key: round(value, 4) for key, value in parts.items()})


if __name__ == "__main__":
    main()
