"""Alternatives and classes in sentences."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from optimizer.case.facts import Facts
from optimizer.near.alternatives import alternatives
from optimizer.near.asked import Asked, Within
from optimizer.near.json import near_document
from optimizer.near.standing import Standing
from optimizer.near.study import NearStudy, near_study, proof_words
from optimizer.near.tables import NEAR
from optimizer.near.words import against, counted, standing_words
from optimizer.plan.plan import Plan
from optimizer.solve.search import solve
from optimizer.study.measures import records
from tests.near.worlds import five
from tests.plans import small_plan
from tests.tiny import case_of, near, plan_of, project


@pytest.fixture(scope="module")
def study() -> NearStudy:
    solution = solve(Facts(case_of(five())))
    return near_study(alternatives(solution, plan_of(solution), Asked(Within(musd=1.2), 2, 9), plan_of), {})


def test_every_table_has_the_columns_of_its_schema(study: NearStudy) -> None:
    for table in NEAR:
        assert list(study.tables[table.name].columns) == table.names


def test_an_alternative_in_a_sentence(study: NearStudy) -> None:
    first = records(study.tables["alternatives"])[1]
    assert first["words"].startswith("0.5 MUSD dearer (7.9 % of the programme); builds Plant D instead of Plant C")
    assert (first["differ"], first["differ_from_all"]) == (2, 2)
    assert first["dearer_share"] == near(0.5 / 6.3)
    assert first["words"].endswith("the same expected shortage; misses no target.")


def test_what_is_proven_is_said(study: NearStudy) -> None:
    words = proof_words(study.near)
    assert "no plan within 1.2 MUSD differs in more than 2 projects; there are no others that differ enough" in words
    rows = {row["project"]: row for row in records(study.tables["classes"])}
    assert rows["e"]["class"] == "never"
    assert rows["e"]["words"] == "Every plan that builds it costs at least 1.4 MUSD more."
    assert rows["d"]["words"] == "A plan with it costs 0.5 MUSD more."
    assert rows["a"]["words"] == "A plan without it costs 1.1 MUSD more."
    assert counted(study.near.standings, 1.2)[2] == "never: 1 project, proven"


def test_what_is_not_proven_is_said() -> None:
    words = standing_words(Standing("p", True, 3.0, 50.0), 10.0)
    assert words.startswith("No plan without it was found within the distance, which is no proof")
    assert "the cheapest one known costs 50 MUSD more; that it costs at least 3 MUSD more is proven" in words
    assert standing_words(Standing("p", False, math.inf, math.inf), 10.0) == "There is no plan that builds it."
    assert counted([Standing("p", True, 3.0, math.inf)], 10.0)[0] == "must-have: 1 project, 0 of them proven"


def test_the_document_is_json(study: NearStudy) -> None:
    document = json.loads(json.dumps(near_document(study), allow_nan=False))
    assert document["kind"] == "alternatives"
    assert [row["case"] for row in document["tables"]["alternatives"]] == list(study.near.plans)


def other(optimum: Plan, **changes: Any) -> Plan:
    """Another plan of the same case."""
    tables = {**optimum.tables, **changes.pop("tables", {})}
    return replace(optimum, tables=tables, **changes)


def test_projects_that_only_come_or_only_go_are_told() -> None:
    optimum = small_plan()
    built = optimum.tables["projects"]
    fewer, more = built[built["project"] != "refinery"], pd.concat([built, built.iloc[:1].assign(project="smelter")])
    assert against(optimum, other(optimum, tables={"projects": fewer})).startswith(
        "Costs the same; does without Refinery; the same expected shortage"
    )
    assert "; also builds Smelter; " in against(optimum, other(optimum, tables={"projects": more}))
    assert against(optimum, other(optimum)).startswith("Costs the same; builds the same; ")


def test_cost_and_shortage_have_their_sign() -> None:
    optimum = small_plan()
    short = optimum.tables["shortage"].assign(short_t=[100.0])
    dearer = against(optimum, other(optimum, objective_musd=145.0, tables={"shortage": short}))
    assert dearer.startswith("3 MUSD dearer (5 % of the programme); ")
    assert "; expected shortage +5 t; " in dearer
    assert against(optimum, other(optimum, objective_musd=139.0)).startswith("3 MUSD cheaper (5 % of the programme);")


def test_committed_projects_are_a_class_of_their_own() -> None:
    solution = solve(Facts(case_of(five(projects=[project("sure", status="committed"), project("open")]))))
    study = near_study(alternatives(solution, plan_of(solution), Asked(Within(musd=1), 1, 1), plan_of), {})
    rows = {r["project"]: r for r in records(study.tables["classes"])}
    assert (rows["sure"]["class"], rows["sure"]["proven"], rows["sure"]["built"]) == ("committed", True, True)
    assert rows["open"]["class"] != "committed"
