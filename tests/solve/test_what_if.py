"""Other decisions than those of the plan cost what solving with them costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from optimizer.case.facts import Facts
from optimizer.solve.search import Solution, solve
from optimizer.solve.what_if import WhatIf
from tests.tiny import case_of, near, project, supply, world


def sheets(**more: Any) -> dict[str, Any]:
    """10 t wanted: bought at 1 MUSD a tonne; made by `cheap` for 2 in all or by `dear` for 6; `huge` costs 500."""
    rows = [project(name, capex_musd=capex, **more) for name, capex in (("cheap", 2), ("dear", 6), ("huge", 500))]
    return world(projects=rows, supply=[supply()])


@pytest.fixture(scope="module")
def solved() -> Solution:
    return solve(Facts(case_of(sheets())))


def excluded(name: str) -> dict[str, Any]:
    found = sheets()
    for row in found["projects"]:
        if row["project"] == name:
            row["status"] = "excluded"
    return found


def test_the_plan_itself(solved: Solution) -> None:
    assert WhatIf(solved).solve({}).cost_musd == near(solved.objective_musd) == near(2)


def test_forced_out_and_in_with_all_else_as_it_is(solved: Solution) -> None:
    ask = WhatIf(solved)
    assert ask.solve({"cheap": False}).cost_musd == near(10)  # dear stays out: everything is bought
    assert ask.solve({"dear": True}).cost_musd == near(8)
    assert ask.solve({"huge": True}).cost_musd == near(502)
    assert ask.solve({"dear": True, "cheap": False}).cost_musd == near(6)


@pytest.mark.parametrize("name", ["cheap", "dear", "huge"])
def test_with_all_else_free_it_is_the_optimum_under_the_decision(solved: Solution, name: str) -> None:
    ask = WhatIf(solved)
    out, into = ask.solve({name: False}, free=None), ask.solve({name: True}, free=None)
    assert out.cost_musd == near(solve(Facts(case_of(excluded(name)))).objective_musd)
    assert into.cost_musd == near(solve(Facts(case_of(sheets()), kept=frozenset({name}))).objective_musd)
    assert (out.bound_musd, into.bound_musd) == near((out.cost_musd, into.cost_musd))
    assert name in into.starts
    assert name not in out.starts


def test_a_neighbour_may_take_its_place(solved: Solution) -> None:
    answer = WhatIf(solved).solve({"cheap": False}, free={"dear"})
    assert answer.cost_musd == near(6)
    assert answer.starts == {"dear": (2030, "")}


def test_a_bound_holds_for_every_plan_with_the_decision(solved: Solution) -> None:
    ask = WhatIf(solved)
    for name in ("cheap", "dear", "huge"):
        for built in (True, False):
            assert ask.bound({name: built}) <= ask.solve({name: built}, free=None).cost_musd + 1e-6


def test_what_cannot_be_costs_infinitely_much() -> None:
    ask = WhatIf(solve(Facts(case_of(sheets(exclusive_group="site")))))
    assert ask.solve({"cheap": True, "dear": True}).cost_musd == float("inf")
    assert ask.bound({"cheap": True, "dear": True}) == float("inf")
    assert ask.solve({}).cost_musd == near(2)  # and can be asked on


def test_what_is_committed_can_be_taken_out_as_if_it_had_not_been_decided() -> None:
    rows = [project("sure", capex_musd=2, status="committed"), project("dear", capex_musd=6)]
    ask = WhatIf(solve(Facts(case_of(world(projects=rows, supply=[supply()])))))
    assert ask.solve({"sure": False}).cost_musd == near(10)
    assert ask.bound({"sure": False}) == near(6) == ask.solve({"sure": False}, free=None).cost_musd
    assert ask.solve({"dear": True}, free=None).cost_musd == near(8)  # what is committed stays
    assert ask.bound({}) == near(2)


def test_what_is_not_answered_in_time_is_not_taken_for_impossible(solved: Solution) -> None:
    ask = WhatIf(solved)
    answer = ask.solve({"cheap": False}, free=None, time_limit_s=0)
    assert (answer.status, answer.cost_musd, answer.values) == ("stopped", float("inf"), None)
    assert ask.bound({"cheap": False}, time_limit_s=0) == float("-inf")
    again = ask.solve({"cheap": False}, free=None)
    assert (again.status, again.cost_musd) == ("optimal", near(6))


def test_the_point_of_an_answer_is_its_plan(solved: Solution) -> None:
    answer = WhatIf(solved).solve({"dear": True})
    assert answer.values is not None
    assert solved.arrays.objective.of(answer.values) == near(8)


def test_who_gives_to_the_rest_stays_unless_it_is_asked_anew() -> None:
    """Both plants need 6 MUSD of public money; the choosy fund gives half of a plant at least, or nothing."""
    rows = [project(n, capex_musd=12, capacity_t=5, min_public_share=0.5, max_public_share=0.5) for n in ("one", "two")]
    funders = [{"funder": "choosy", "min_share": 0.5, "max_share": 0.5}, {"funder": "any"}]
    money = [{"funder": "choosy", 2030: 6}, {"funder": "any", 2030: 6}]
    solution = solve(Facts(case_of(world(projects=rows, funders=funders, budgets=money))))
    assert WhatIf(solution).solve({}).cost_musd == near(24)
    gives = solution.arrays.mask(solution.model.funding.gives.values())
    nobody = WhatIf(replace(solution, values=np.where(gives, 0.0, solution.values)))
    assert nobody.solve({}).status == "infeasible"  # the other fund has too little for both
    assert nobody.solve({"two": False}).cost_musd == near(12 + 50)
    assert nobody.solve({}, givers=True).cost_musd == near(24)
