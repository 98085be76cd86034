"""How an explanation reads, travels and ends early."""

from __future__ import annotations

import doctest
import pickle
from typing import Any

import pytest

from optimizer.case.facts import Facts
from optimizer.case.scopes import Limit
from optimizer.errors import NoPlanError
from optimizer.solve.explain import phrases, rounding
from optimizer.solve.explain.explain import explain
from optimizer.solve.explain.explanation import Explanation, Unplannable
from optimizer.solve.explain.order import limits_in_order
from optimizer.solve.search import solve
from tests.tiny import Sheets, book_of, facts_of, project, world


def short_of_money() -> Sheets:
    plant = project("plant", status="committed", min_public_share=1)
    return world(projects=[plant], funders=[{"funder": "fund"}], budgets=[{"funder": "fund", 2030: 19}])


def test_the_search_says_why_and_what_helps() -> None:
    with pytest.raises(NoPlanError) as raised:
        solve(facts_of(short_of_money()))
    assert isinstance(raised.value, Unplannable)
    assert str(raised.value).splitlines() == [
        "There is no plan: the hard rules of the workbook cannot all hold.",
        "",
        "These cannot hold together; without any one of them the others could:",
        "  projects!H2: plant is committed",
        "  projects!I2: plant needs a public share of at least 100 %",
        "  budgets!B2: fund has 19 in 2030 (million USD)",
        "",
        "Any one of these changes gives a plan (each was tried; the smallest first):",
        "  1. projects!I2: min_public_share of plant: 100 % → 95 %",
        "  2. budgets!B2: budget of fund: 19 → 20 million USD in 2030 (+1)",
        "  3. projects!H2: status of plant: committed → candidate",
    ]
    again = pickle.loads(pickle.dumps(raised.value))
    assert (str(again), again.explanation) == (str(raised.value), raised.value.explanation)


def test_a_conflict_is_told_in_the_order_of_the_workbook() -> None:
    """Whatever the names of its rows: the model is built in an order of its own."""
    names = ("zinc", "alum", "mica")
    plants = [project(name, status="committed", min_public_share=1) for name in names]
    budgets = [{"funder": name, 2030: musd} for name, musd in zip(names, (10, 15, 25), strict=True)]
    book = world(projects=plants, funders=[{"funder": name} for name in names], budgets=budgets)
    found = explain(facts_of(book))
    assert found is not None
    told = [str(reason) for reason in found.conflicts[0].reasons]
    assert told[:3] == [f"projects!H{row}: {name} is committed" for row, name in enumerate(names, 2)]
    assert [line.split(" ")[1] for line in told if line.startswith("budgets!")] == list(names)


def test_what_a_target_asks_for_is_told_in_the_order_of_the_workbook() -> None:
    materials = [{"material": m, "stage": "processing"} for m in ("zinc", "goods", "alum")]
    facts = facts_of(world(materials=materials))
    target: Any = None
    limits = [Limit(target, year, material) for year in (2031, 2030) for material in ("alum", "zinc")]
    assert [(limit.material, limit.year) for limit in limits_in_order(facts, limits)] == [
        ("zinc", 2030), ("zinc", 2031), ("alum", 2030), ("alum", 2031),
    ]  # fmt: skip


def test_a_cell_that_a_case_has_set_leads_to_the_case() -> None:
    book = short_of_money()
    book["budgets"][0][2030] = 20
    book["cases"] = [{"case": "poor", "sheet": "budgets", "column": "years", "operation": "multiply", "value": 0.5}]
    assert explain(facts_of(book)) is None
    found = explain(Facts(book_of(book).case("poor").case))
    assert found is not None
    assert [p for reason in found.conflicts[0].reasons for p in reason.places if p.startswith("cases!")]


def test_kept_projects_are_no_cells_to_change() -> None:
    book = short_of_money()
    book["projects"][0]["status"] = "candidate"
    found = explain(Facts(facts_of(book).case, kept=frozenset({"plant"})))
    assert found is not None
    assert "plant is kept from an earlier plan" in str(found)
    assert {edit.column for repair in found.repairs for edit in repair.edits} == {"min_public_share", "2030"}


def test_no_time_at_all() -> None:
    found = explain(facts_of(short_of_money()), time_s=0)
    assert found == Explanation(())
    assert found is not None
    assert not found.finished
    assert "was not found out" in str(found)


def test_what_is_looked_for_is_told() -> None:
    told: list[str] = []
    explain(facts_of(short_of_money()), tell=told.append)
    assert [line.partition(": ")[2] for line in told] == [
        "finding what contradicts what",
        "1 conflict found, looking for more",
        "trying out what would help",
    ]


@pytest.mark.parametrize("module", [phrases, rounding])
def test_examples_in_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
