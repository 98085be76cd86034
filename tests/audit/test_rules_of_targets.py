"""Targets, shares of next to nothing, and what is proven: just within what is tolerated, and just beyond it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.audit.audited import Document, changed, edited, failing, failures, planned, row_of
from tests.tiny import project, supply, world


@pytest.fixture(scope="module")
def dependent() -> Document:
    """10 t from far, of which 5 t may be: each further one costs 5 USD. Of the other limits one has room for 5 t."""
    goals: list[dict[str, Any]] = [
        {"target": "less", "metric": "max_country_share", "subject": "far", "value": 0.5},
        {"target": "most", "metric": "max_country_share", "subject": "far", "value": 1},
        {"target": "least", "metric": "min_domestic_share", "value": 0},
        {"target": "wide", "metric": "max_bloc_share", "subject": "partner", "value": 0.5},
    ]
    return planned(world(supply=[supply()], targets=[goal | {"penalty": 5} for goal in goals]))


@pytest.mark.parametrize(
    ("target", "price", "objective", "sentence"),
    [
        ("most", 0.9e-8, 1, None),
        ("most", 1.1e-8, 1, "has the wrong sign"),
        ("least", -0.9e-8, 1, None),
        ("least", -1.1e-8, 1, "has the wrong sign"),
        ("wide", -1.9e-7, 1, None),
        ("wide", -2.1e-7, 1, "although there is room of 5"),
        ("wide", -2.1e-7, -0.1, "although there is room of 5"),
        ("wide", -1.9e-7, -0.1, None),
        ("wide", -1.9e-6, -10, None),
        ("wide", -2.1e-6, 10, "although there is room of 5"),
        ("less", -5.009e-6, 1, None),
        ("less", -5.011e-6, 1, "is more than its penalty of 5e-06"),
        ("less", -4.81e-6, 1, None),
        ("less", -4.79e-6, 1, "although it is missed at 5e-06"),
    ],
)
def test_shadow_prices(target: str, price: float, objective: float, sentence: str | None, dependent: Document) -> None:
    """Of the sign of the limit, at most the penalty (5 USD/t), the penalty where it is missed, 0 where there is room.

    1e-6 of the objective may be lost; it is 1 MUSD at least.
    """
    row = row_of(dependent, "targets", target=target)
    found = failures(edited(dependent, "targets", row, shadow_price=price) | {"objective_musd": objective})
    told = [line for line in found.splitlines() if line.startswith(f"targets: shadow price of {target}")]
    assert len(told) == (sentence is not None)
    assert all(sentence in line for line in told if sentence)


@pytest.mark.parametrize(("price", "more"), [(-5.000004, False), (-5.000006, True)])
def test_a_shadow_price_and_a_large_penalty(price: float, more: bool, dependent: Document) -> None:
    """1e-6 of a penalty of 5 MUSD/t."""
    found = changed(dependent, "targets", {"penalty": 5e6}, target="less")
    found = edited(found, "targets", row_of(found, "targets", target="less"), shadow_price=price)
    assert ("is more than its penalty of 5" in failures(found)) is more


@pytest.mark.parametrize(
    ("whole", "achieved", "sentence"),
    [
        (9e-5, None, None),
        (1.1e-4, None, "what is achieved of home goods home 2030 is missing"),
        (9e-5, 9.0, None),
        (1.1e-4, 9.0, "what is measured for home goods home 2030"),
    ],
)
def test_a_share_of_next_to_nothing(whole: float, achieved: float | None, sentence: str | None) -> None:
    goal = {"target": "home", "metric": "min_domestic_share", "value": 0, "penalty": 5}
    document = planned(world(targets=[goal], demand=[{**world()["demand"][0], 2030: whole}]))
    found = failures(edited(document, "targets", 0, achieved=achieved))
    assert found.splitlines()[0].startswith(f"targets: {sentence}") if sentence else "targets:" not in found


@pytest.mark.parametrize(("delivered", "missing"), [(0.9e-5, False), (1.1e-5, True)])
def test_what_is_summed_up_of_next_to_nothing(delivered: float, missing: bool) -> None:
    """Rows of tables that sum up deliveries may be left out below 10 g, and so may shares."""
    document = planned(world(supply=[supply("here")], demand=[{**world()["demand"][0], 2030: delivered}]))
    other = copy.deepcopy(document)
    for table in ("supply", "dependence"):
        for cells in other["tables"][table].values():
            cells.clear()
    assert ("supply mix: goods from here (existing) to home in 2030 is missing" in failures(other)) is missing
    assert ("dependence: goods in home 2030 is missing" in failures(other)) is missing
    if document["tables"]["dependence"]["largest_share"] != []:
        found = failures(edited(document, "dependence", 0, largest_country="here", largest_share=None))
        assert ("dependence: largest_share of goods in home 2030 is missing" in found) is missing


@pytest.mark.parametrize(("capex", "share"), [(0.9e-6, None), (1.1e-6, 0.0)])
def test_a_share_of_capex_of_next_to_nothing(capex: float, share: float | None) -> None:
    plant = project("plant", capex_musd=capex, status="excluded")
    document = planned(world(projects=[plant]))
    found = changed(document, "projects", {"status": "candidate"}, project="plant")
    found = edited(found, "business_plans", 0, start_year=2030, gap_share=9.0)
    said = "share of the gap in the business plan of plant: the plan says 9"
    assert (
        f"{said}.0, it is nothing" in failures(found) if share is None else f"{said}, it is 0 MUSD" in failures(found)
    )


@pytest.mark.parametrize(
    ("bound", "gap", "asked", "failed"),
    [
        (100.0, 0.0, 0.0, ""),
        (100.00002, -4e-7, 0.0, ""),
        (100.00006, -1.2e-6, 0.0, "bound against the objective"),
        (99.0, 0.02, 0.02, ""),
        (99.0, 0.02, 0.0199, "but its gap is 2.0000%"),
        (98.99991, 0.0200018, 0.02, ""),
        (98.9998, 0.020004, 0.02, "but its gap is 2.0004%"),
        (99.0, 0.0201, 1.0, "gap as money"),
        (99.0, 0.0199, 1.0, "gap as money"),
        (None, None, 0.0, "a gap or status without a bound"),
        (100.0, None, 0.0, "a gap or status without a bound"),
    ],
)
def test_what_is_proven(bound: float | None, gap: float | None, asked: float, failed: str, dependent: Document) -> None:
    """Objective 100 MUSD, programme 50 MUSD: what the two calculations differ in is told by others."""
    passport = dependent["passport"] | {"mip_gap": asked}
    head = {"objective_musd": 100.0, "programme_musd": 50.0, "bound_musd": bound, "gap": gap, "passport": passport}
    found = [line for line in failures(dependent | head).splitlines() if line.startswith("objective: ")]
    found = [line for line in found if not line.startswith(("objective: objective", "objective: programme"))]
    assert len(found) == bool(failed)
    assert all(failed in line for line in found)
    assert "status none is none" in failures(dependent | head | {"status": "none"}) or bound is None or gap is None


def test_a_plan_without_a_bound_is_feasible(dependent: Document) -> None:
    head = {"bound_musd": None, "gap": None, "status": "feasible"}
    assert failing(dependent | head) == set()


@pytest.mark.parametrize(("off", "holds"), [(3.1e-5, True), (-3.1e-5, True), (3.4e-5, False), (-3.4e-5, False)])
def test_a_tail_may_start_anywhere_among_equals(off: float, holds: bool) -> None:
    """Where risk counts, plans within 3e-7 of the objective (100 MUSD) are as good; 2 USD are tolerated besides."""
    document = planned(world({"risk_weight": 0.5, "tail_probability": 0.5}))
    assert document["objective_musd"] == pytest.approx(100)
    found = document | {"objective_musd": 100 + off, "bound_musd": 100 + off}
    assert ("objective: objective" not in failures(found)) is holds
