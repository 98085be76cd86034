"""What the audit knows of a workbook, for tests that work it out by hand."""

from __future__ import annotations

from typing import Any

from optimizer.audit.known.known import Known
from tests.tiny import MILLION, case_of, project, world, years

ORE = {"material": "ore", "family": "stones", "stage": "extraction"}
GOODS = {"material": "goods", "family": "all goods", "stage": "processing"}
CRISIS = [{"scenario": "crisis", "probability": 0.25}]
THREE = [
    {"country": "here", "bloc": "partner", "region": "north", "market": "home"},
    {"country": "there", "bloc": "partner", "region": "north", "market": "away"},
    {"country": "far", "bloc": "concern", "region": "south"},
]
TWO = [{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}]


def known(settings: dict[str, Any] | None = None, **sheets: Any) -> Known:
    """Four years, goods and ore, two markets; a mine and a plant at home."""
    default: dict[str, Any] = {
        "countries": THREE,
        "markets": TWO,
        "materials": [ORE, GOODS],
        "prices": [{"material": "ore", 2030: 1000}, {"material": "goods", 2030: MILLION, 2034: 2 * MILLION}],
        "projects": [project("plant"), project("mine", product="ore", country="far", kind="mine")],
    }
    return Known(case_of(world(years(2030, 2033, **(settings or {})), **{**default, **sheets})))


def in_crisis(*events: dict[str, Any], settings: dict[str, Any] | None = None, **sheets: Any) -> Known:
    return known(settings, scenarios=CRISIS, events=list(events), **sheets)
