"""A fault in what the model is built from is seen, since the audit shares none of it."""

from __future__ import annotations

from typing import Any

import pytest

from optimizer.audit import audit_plan
from optimizer.case.routes import FREE
from tests.audit.audited import document_of, failing
from tests.audit.test_groups import busy
from tests.model.everything import everything
from tests.tiny import MILLION, Sheets, demand, event, project, solved, supply, world, years


def long() -> Sheets:
    """Five years in which prices rise, a plant ramps up after two years, and a crisis restricts exports."""
    return world(
        years(2030, 2034, salvage="yes", discount_rate=0.1, recovery_years=1),
        prices=[{"material": "goods", 2030: MILLION, 2034: 2 * MILLION}],
        demand=[demand(tonnes=15)],
        supply=[supply(tonnes=12), supply("here", 1, premium=0.5)],
        projects=[project("plant", build_years=2, ramp_profile="slow", fixed_opex_musd=0.1)],
        profiles=[{"profile": "slow", 1: 0.25, 2: 0.5, 3: 1}],
        routes=[{"country": "far", "freight": 5000, "duty": 0.1}],
        stockpiles=[{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 9, "opening_t": 4}],
        scenarios=[{"scenario": "crisis", "probability": 0.3}],
        events=[
            event("crisis", "export_cut", 0.5, country="far", first_year=2032, last_year=2033),
            event("crisis", "outage", 0.4, project="plant", first_year=2032, last_year=2033),
            event("crisis", "price", 1.5, country="far", first_year=2032, last_year=2033),
            event("crisis", "demand", 1.2, first_year=2033, last_year=2033),
        ],
    )


def shared() -> Sheets:
    """Two funders that can only pay for the plant together."""
    return world(
        projects=[project("plant", min_public_share=1)],
        funders=[{"funder": "one", "max_share": 0.4}, {"funder": "two", "max_share": 0.6}],
    )


FAULTS: dict[str, tuple[str, Any, Any]] = {
    "nothing is discounted": ("optimizer.case.facts.discount", lambda rate, case, year: 1.0, long),
    "series are not interpolated": ("optimizer.case.future.interpolate", lambda p, year: p[min(p)], long),
    "plants are at full capacity at once": ("optimizer.case.facts.ramp", lambda case, project, n: 1.0, long),
    "salvage is forgotten": ("optimizer.model.investment.salvage_share", lambda *_: 0.0, long),
    "capex is spent a year late": (
        "optimizer.model.investment.spending",
        lambda case, project, start: {start + 1: project.capex_musd},
        long,
    ),
    "exports are not cut": ("optimizer.case.future.Future.cut", lambda *_: 0.0, long),
    "outages spare projects": ("optimizer.case.future.Future.kept_capacity", lambda *_: 1.0, long),
    "everybody pays the reference price": (
        "optimizer.case.future.Future.own_price",
        lambda self, supply, year: self.price(supply.material, year),
        long,
    ),
    "demand does not surge": (
        "optimizer.case.future.Future.demand",
        lambda self, row, year: row.years[min(row.years)],
        long,
    ),
    "stock is released at any time": ("optimizer.case.future.Future.disrupts", lambda *_: True, long),
    "windows last to the end": (
        "optimizer.case.future.Future.window",
        property(lambda self: self.case.years),
        long,
    ),
    "freight is free": ("optimizer.case.routes.Routes.terms", lambda *_: FREE, long),
    "everybody may fund everything": (
        "optimizer.case.facts.eligible_funders",
        lambda case, project: dict.fromkeys(case.funders, 1.0),
        shared,
    ),
    "floors earn nothing": ("optimizer.case.business.support", lambda floor, price: 0.0, busy),
    "gaps are halved": ("optimizer.case.business.spending", lambda case, p, start: {start: p.capex_musd / 2}, busy),
    "budgets are in the wrong currency": ("optimizer.case.case.Case.usd_per_unit", lambda self, name: 1.0, everything),
    "targets count everybody": (
        "optimizer.model.targets.demand_t",
        lambda *_: 0.0,
        everything,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, wrong, sheets = FAULTS[fault]
    monkeypatch.setattr(place, wrong)
    document = document_of(solved(sheets()))
    monkeypatch.undo()
    assert failing(document), fault


def test_without_a_fault_nothing_fails() -> None:
    for sheets in (long, busy, shared, everything):
        assert audit_plan(document_of(solved(sheets()))).failures == []
