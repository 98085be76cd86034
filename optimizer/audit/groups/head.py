"""The head of the document says what its tables say."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated

TARGET = ("target", "material", "market", "country", "scenario", "year", "value", "achieved", "slack", "shadow_price")
PROJECT = ("project", "start_year", "online_year", "capex_musd", "price_floor", "npv_musd", "gap_musd")


def check(known: Known, stated: Stated) -> Group:
    """Costs, projects, stockpiles, targets and shortage of the head against the tables."""
    group = Group("head", "the head of plan.json says what its tables say", "")
    _costs(group, known, stated)
    _projects(group, stated)
    _stockpiles(group, known, stated)
    rows, said = stated.tables["targets"], stated.head["targets"]
    group.same("number of targets' inequalities", len(said), len(rows))
    for ours, theirs in zip(said, rows, strict=False):
        _alike(group, f"inequality of {theirs['target']}", ours, {name: theirs[name] for name in TARGET})
    _shortage(group, known, stated)
    group.same("case", stated.head["case"], known.case.name)
    return group


def _alike(group: Group, where: str, said: dict[str, Any], found: dict[str, Any]) -> None:
    for name, value in found.items():
        if isinstance(value, (int, float)) and isinstance(said.get(name), (int, float)):
            group.equal(f"{name} of {where}", said[name], value)
        else:
            group.same(f"{name} of {where}", said.get(name), value)


def _costs(group: Group, known: Known, stated: Stated) -> None:
    cost: dict[str, dict[str, float]] = defaultdict(dict)
    for row in stated.tables["costs"]:
        cost[row["scenario"]][row["term"]] = row["cost_musd"]
    said = stated.head["cost_musd"]
    group.same("scenarios with costs", list(said), list(known.futures.windows))
    for s, terms in said.items():
        _alike(group, f"the cost of {s}", terms, {**cost[s], "total": sum(cost[s].values())})


def _projects(group: Group, stated: Stated) -> None:
    said = {row["project"]: row for row in stated.head["projects"]}
    group.same("projects", [row["project"] for row in stated.head["projects"]],
               [row["project"] for row in stated.tables["projects"]])  # fmt: skip
    for row in stated.tables["projects"]:
        p = row["project"]
        ours = said.get(p, {})
        _alike(group, p, ours, {name: row[name] for name in PROJECT})
        grants = {(f, t): musd for f, years in ours.get("grants_musd", {}).items() for t, musd in years.items()}
        given = {(f, str(t)): musd for (f, t), musd in stated.grants_to(p).items()}
        group.same(f"funders and years of grants to {p}", sorted(grants), sorted(given))
        for place, musd in given.items():
            group.equal(f"grant of {place[0]} to {p} in {place[1]}", grants.get(place), musd)


def _stockpiles(group: Group, known: Known, stated: Stated) -> None:
    said = {row["stockpile"]: row for row in stated.head["stockpiles"]}
    group.same("stockpiles", list(said), list(known.case.stockpiles))
    for h, row in said.items():
        levels = [tonnes for (_, _, pile), tonnes in stated.level.items() if pile == h]
        group.equal(f"peak of {h}", row["peak_t"], max(levels, default=0.0))
        planned = {
            str(t): tonnes for (s, t, pile), tonnes in stated.plan.items() if (s, pile) == ("base", h) and tonnes
        }
        group.same(f"years in which {h} is bought", sorted(row["plan_t"]), sorted(planned))
        for t, tonnes in planned.items():
            group.equal(f"plan for {h} in {t}", row["plan_t"].get(t), tonnes)


def _shortage(group: Group, known: Known, stated: Stated) -> None:
    """Over all years: a scenario's own in its window, base's outside."""
    by_year: dict[tuple[str, int], float] = defaultdict(float)
    for (s, t, *_), tonnes in stated.short.items():
        by_year[s, t] += tonnes
    said = stated.head["shortage_t"]
    group.same("scenarios with shortage", list(said), list(known.futures.windows))
    for s in said:
        total = [by_year[stated.operated(s, t)] for t in known.horizon.years]
        group.equal(f"shortage under {s}", said[s], sum(total))
