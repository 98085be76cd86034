"""Rules on capacity, deliveries and releases: a plan just within what is tolerated, and just beyond it."""

from __future__ import annotations

import pytest

from tests.audit.audited import Document, changed, edited, failures, planned, row_of
from tests.audit.test_groups import two_piles
from tests.tiny import MILLION, event, project, supply, world


@pytest.mark.parametrize(("tonnes", "missing"), [(1.9e-6, False), (2.1e-6, True)])
def test_capacity_of_next_to_nothing_is_not_listed(tonnes: float, missing: bool, document: Document) -> None:
    other = changed(document, "projects", {"capacity_t": tonnes}, project="plant")
    row = row_of(other, "production", project="plant", year=2030, scenario="base")
    for cells in other["tables"]["production"].values():
        del cells[row]
    assert ("the output of plant in 2030 under base is missing" in failures(other)) is missing


@pytest.mark.parametrize(("tonnes", "missing"), [(1.9e-6, False), (2.1e-6, True)])
def test_the_use_of_next_to_nothing(tonnes: float, missing: bool, document: Document) -> None:
    other = edited(document, "projects", row_of(document, "projects", project="plant"), utilisation=None)
    table = other["tables"]["production"]
    keys = list(zip(table["project"], table["scenario"], strict=True))
    rows = [n for n, key in enumerate(keys) if key == ("plant", "base")]
    table["capacity_t"] = [tonnes / len(rows) if n in rows else t for n, t in enumerate(table["capacity_t"])]
    assert ("the average use of plant is missing" in failures(other)) is missing


def by_products() -> Document:
    """Half a tonne of slag for each of goods, of which a crisis holds back 60 %."""
    return planned(
        world(
            materials=[{"material": "goods", "stage": "processing"}, {"material": "slag", "stage": "processing"}],
            demand=[
                {"material": m, "market": "home", "shortage_cost": 9 * MILLION, 2030: 30} for m in ("goods", "slag")
            ],
            projects=[project("plant", country="far")],
            recipes=[{"project": "plant", "material": "slag", "t_per_t": 0.5}],
            scenarios=[{"scenario": "crisis", "probability": 0.5}],
            events=[event("crisis", "export_cut", 0.6, country="far", material="slag")],
        )
    )


def test_what_restrictions_leave_of_a_by_product() -> None:
    """2 of the 5 t that could be made."""
    document = by_products()
    row = row_of(document, "flows", material="slag", scenario="crisis")
    assert document["tables"]["flows"]["tonnes"][row] == pytest.approx(2)
    assert "past a cut" not in failures(edited(document, "flows", row, tonnes=2.0 + 1e-6))
    assert "slag from plant in 2030 under crisis past a cut of 60%" in failures(
        edited(document, "flows", row, tonnes=2.0 + 3e-6)
    )
    assert "past a cut" in failures(changed(document, "projects", {"capacity_t": 9.9}))


def test_substitution_reaches_its_home_market_only(full: Document) -> None:
    row = row_of(full, "flows", **{"from": "saver"})
    assert "substitution reaches its home market only" in failures(edited(full, "flows", row, market="away"))
    row = row_of(full, "flows", **{"from": "plant"})
    assert "substitution reaches" not in failures(edited(full, "flows", row, market="away"))


def released(one: float, two: float, serves: list[str]) -> str:
    """What fails where pile one serves home alone, and each market lacks 10 t."""
    document = changed(two_piles(), "stockpiles", {"serves": serves}, stockpile="two")
    for pile, tonnes in (("one", one), ("two", two)):
        row = row_of(document, "stockpiles", scenario="crisis", stockpile=pile)
        document = edited(document, "stockpiles", row, release_t=tonnes)
    return failures(document)


def test_no_pile_releases_more_than_its_markets_lack() -> None:
    both = ["home", "away"]
    assert "balance" not in released(10, 10, both)
    assert "balance" not in released(8, 12, both)
    assert "release of goods from one in 2030 under crisis: 12, allowed are at most 10 t" in released(12, 8, both)
    assert "release of goods from two in 2030 under crisis: 11, allowed are at most 10 t" in released(9, 11, ["away"])
    assert "balances of goods in 2030 under crisis: releases: the plan says 21, it is 20 t" in released(10, 11, both)


def test_a_market_that_is_served_and_lacks_nothing() -> None:
    document = planned(
        world(
            markets=[{"market": name, "partner": "yes"} for name in ("home", "away")],
            supply=[supply()],
            stockpiles=[{"stockpile": "pile", "material": "goods", "home": "away", "max_t": 20, "opening_t": 10}],
            scenarios=[{"scenario": "crisis", "probability": 0.5}],
            events=[event("crisis", "outage", 1, country="far")],
        )
    )
    assert max(document["tables"]["stockpiles"]["release_t"]) == pytest.approx(10)
