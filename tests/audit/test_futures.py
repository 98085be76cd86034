"""What events strike, as the plan and its audit see it: by project, country and material, and by year."""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit.audited import Document, changed, failing, planned
from tests.tiny import MILLION, demand, event, project, supply, world, years


def two_plants(*events: dict[str, Any]) -> Document:
    """A plant for goods and a mine for ore abroad, both committed, three years, and a crisis of probability 50 %."""
    return planned(
        world(
            years(2030, 2032),
            materials=[{"material": "ore", "stage": "extraction"}, {"material": "goods", "stage": "processing"}],
            prices=[{"material": "ore", 2030: MILLION / 10}, {"material": "goods", 2030: MILLION}],
            demand=[demand(), demand(tonnes=4, material="ore")],
            supply=[supply(premium=3)],
            projects=[
                project("plant", country="far", status="committed", latest_start=2030),
                project("mine", country="far", product="ore", status="committed", latest_start=2030),
            ],
            scenarios=[{"scenario": "crisis", "probability": 0.5}],
            events=list(events),
        )
    )


def capacities(document: Document, project: str) -> list[float]:
    """Tonnes that a project can make in the crisis, or in base where the crisis has no year of its own."""
    table = document["tables"]["production"]
    rows = list(zip(table["scenario"], table["project"], table["year"], table["capacity_t"], strict=True))
    found = {year: tonnes for s, p, year, tonnes in rows if (s, p) == ("base", project)}
    crisis = {year: tonnes for s, p, year, tonnes in rows if (s, p) == ("crisis", project)}
    return [crisis.get(year, 0.0 if crisis else found[year]) for year in sorted(found)]


@pytest.mark.parametrize(
    ("events", "plant", "mine"),
    [
        ([event("crisis", "outage", 0.5, country="far", material="goods", first_year=2030)], [5, 5, 5], [10, 10, 10]),
        ([event("crisis", "outage", 0.5, country="far", first_year=2030)], [5, 5, 5], [5, 5, 5]),
        ([event("crisis", "outage", 0.5, project="mine", first_year=2030)], [10, 10, 10], [5, 5, 5]),
        ([event("crisis", "outage", 0.5, country="*", material="ore", first_year=2030)], [10, 10, 10], [5, 5, 5]),
        ([event("crisis", "outage", 0.5, country="here", first_year=2030)], [10, 10, 10], [10, 10, 10]),
        ([event("crisis", "delay", 1, country="far")], [0, 10, 10], [0, 10, 10]),
        ([event("crisis", "delay", 1, project="mine")], [10, 10, 10], [0, 10, 10]),
        (
            [
                event("crisis", "outage", 0.5, project="plant", first_year=2030),
                event("crisis", "outage", 0.2, country="far", first_year=2030),
            ],
            [4, 4, 4],
            [8, 8, 8],
        ),
    ],
)
def test_what_events_strike(events: list[dict[str, Any]], plant: list[float], mine: list[float]) -> None:
    document = two_plants(*events)
    assert capacities(document, "plant") == pytest.approx(plant)
    assert capacities(document, "mine") == pytest.approx(mine)


def test_the_audit_follows_the_events_of_the_workbook() -> None:
    document = two_plants(event("crisis", "outage", 0.5, country="far", material="goods", first_year=2030))
    assert "production" in failing(changed(document, "events", {"material": "ore"}))
    assert "production" in failing(changed(document, "events", {"material": "*"}))
    assert "production" in failing(changed(document, "events", {"project": "mine"}))
    assert "production" in failing(changed(document, "events", {"value": 0.4}))


@pytest.mark.parametrize(("change", "group"), [({"tier": "defence"}, "targets"), ({"tier": "civil"}, "targets")])
def test_shares_of_the_demand_of_a_tier(change: dict[str, Any], group: str) -> None:
    """Half of 10 t in two tiers of 4 and 6 t; a market without demand is in the scope too."""
    document = planned(
        world(
            markets=[{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}],
            demand=[demand(tonnes=4, tier="defence"), demand(tonnes=6, tier="civil")],
            supply=[supply("here", 5)],
            targets=[
                {"target": "cover", "metric": "min_bloc_cover", "subject": "partner", "value": 0.5, "penalty": 5,
                 "tier": "*", "market": "all"},
                {"target": "least", "metric": "max_shortage", "value": 0.4, "penalty": 5, "tier": "*", "market": "all"},
            ],
        )
    )  # fmt: skip
    assert group in failing(changed(document, "targets", change, target="cover"))
    assert group in failing(changed(document, "targets", change, target="least"))
