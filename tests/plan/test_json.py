"""plan.json: the names of the contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from optimizer.model.objective import TERMS
from optimizer.plan.json import plan_document, write_document
from optimizer.plan.plan import Plan
from tests.model.everything import everything
from tests.tiny import event, near, solved, world, years

TOP = [
    "format", "workbook", "workbook_sha256", "case", "status", "objective_musd", "bound_musd", "programme_musd", "gap",
    "versions", "seconds", "cost_musd", "probability", "projects", "stockpiles", "targets", "shortage_t",
    "passport", "inputs", "tables",
]  # fmt: skip
COST = [
    "capex", "salvage", "fixed_opex", "opex", "purchases", "freight", "duty", "holding", "shortage", "refill",
    "target_penalty", "public_funds_premium", "residual_stock", "total",
]  # fmt: skip
PROJECT = ["project", "start_year", "online_year", "capex_musd", "grants_musd", "price_floor", "npv_musd", "gap_musd"]
TARGET = [
    "target", "material", "market", "country", "scenario", "year", "value", "achieved", "slack", "shadow_price",
]  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solved(everything())


@pytest.fixture(scope="module")
def document(plan: Plan) -> dict[str, Any]:
    return json.loads(json.dumps(plan_document(plan), allow_nan=False))


def test_keys(document: dict[str, Any]) -> None:
    assert list(document) == TOP
    assert document["format"] == 1
    assert [list(terms) for terms in document["cost_musd"].values()] == [COST, COST]
    assert all(list(row) == PROJECT for row in document["projects"])
    assert all(list(row) == TARGET for row in document["targets"])
    assert all(list(row) == ["stockpile", "peak_t", "plan_t"] for row in document["stockpiles"])


def test_terms_are_those_of_the_model() -> None:
    assert [*TERMS, "total"] == COST


def test_scenarios(document: dict[str, Any]) -> None:
    for part in ("cost_musd", "probability", "shortage_t"):
        assert list(document[part]) == ["base", "crisis"]
    assert document["probability"] == near({"base": 0.7, "crisis": 0.3})


def test_totals(document: dict[str, Any], plan: Plan) -> None:
    for terms in document["cost_musd"].values():
        assert terms["total"] == near(sum(terms[term] for term in TERMS))
    assert document["cost_musd"]["base"]["salvage"] < 0
    assert document["gap"] == near((plan.objective_musd - plan.bound_musd) / max(1, plan.programme_musd))


def test_projects(document: dict[str, Any], plan: Plan) -> None:
    """Only what is built, years as text in grants, whole years elsewhere, no level as null."""
    assert [row["project"] for row in document["projects"]] == list(plan.tables["projects"]["project"])
    for row in document["projects"]:
        assert isinstance(row["start_year"], int)
        assert row["price_floor"] is None or row["price_floor"] == "high"
        for by_year in row["grants_musd"].values():
            assert set(by_year) <= {"2030", "2031"}
            assert all(musd > 0 for musd in by_year.values())


def test_targets_hold_null_for_what_does_not_apply(document: dict[str, Any]) -> None:
    rows = {row["target"]: row for row in document["targets"]}
    for name in ("max_funder_share", "min_investment_share"):
        assert [rows[name][key] for key in TARGET[1:6]] == [None] * 5
    assert rows["max_country_share"] | {"achieved": 0, "slack": 0, "shadow_price": 0} == {
        "target": "max_country_share", "material": "goods", "market": "home", "country": "far", "scenario": None,
        "year": 2031, "value": 0.7, "achieved": 0, "slack": 0, "shadow_price": 0,
    }  # fmt: skip
    assert isinstance(rows["max_country_share"]["year"], int)


def test_stockpile(document: dict[str, Any]) -> None:
    (pile,) = document["stockpiles"]
    assert pile["stockpile"] == "pile"
    assert pile["peak_t"] >= 0.8
    assert set(pile["plan_t"]) <= {"2030", "2031"}


def test_shortage_of_a_scenario_includes_the_years_of_base_around_it() -> None:
    """10 t are missing every year; in the surge of 2031 it is 20 t."""
    book = world(
        years(2030, 2032),
        scenarios=[{"scenario": "surge", "probability": 0}, {"scenario": "quiet", "probability": 0.1}],
        events=[event("surge", "demand", 2, first_year=2031, last_year=2031)],
    )
    assert plan_document(solved(book))["shortage_t"] == near({"base": 30, "surge": 40, "quiet": 30})


def test_a_plan_without_anything() -> None:
    document = json.loads(json.dumps(plan_document(solved(world())), allow_nan=False))
    assert list(document) == TOP
    assert document["projects"] == document["stockpiles"] == document["targets"] == []


def test_written_as_utf_8(tmp_path: Path, document: dict[str, Any]) -> None:
    path = tmp_path / "plan.json"
    write_document({**document, "workbook": "Mine à ciel.xlsx"}, path)
    assert "Mine à ciel.xlsx" in path.read_text("utf-8")
    assert json.loads(path.read_text("utf-8"))["format"] == 1


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_document({"objective_musd": float("nan")}, tmp_path / "plan.json")
