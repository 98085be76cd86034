"""Inequalities about a country are there where something could come from it, and missed where they are taken out."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.audit.audited import Document, failures, planned
from tests.tiny import MILLION, Sheets, demand, project, supply, world, years

DEAR = supply(premium=20)
"""Dearer than a shortage, so that nobody buys it although they could."""
TARGET = {"target": "less", "metric": "max_country_share", "value": 0.5, "penalty": 5}
ORE = [{"material": "ore", "stage": "extraction"}, {"material": "goods", "stage": "processing"}]
PRICES = [{"material": "ore", 2030: MILLION / 100}, {"material": "goods", 2030: MILLION}]
ORE_SUPPLY = {"material": "ore", "country": "far", 2030: 100}


def of(**sheets: Any) -> Sheets:
    """Two years in which home takes at most half of its goods, or ore, from anywhere else."""
    return world(years(2030, 2031), **{"targets": [TARGET], **sheets})


def drawing(**more: Any) -> dict[str, Any]:
    """A world in which ore is drawn by a plant at home alone."""
    plant = project("plant", capex_musd=1000, **more)
    recipe = {"project": "plant", "material": "ore", "t_per_t": -1}
    return {"materials": ORE, "prices": PRICES, "supply": [ORE_SUPPLY], "projects": [plant], "recipes": [recipe],
            "targets": [TARGET | {"material": "ore"}]}  # fmt: skip


def two_markets(asked: str) -> dict[str, Any]:
    """Two markets, of which far may sell to away, and a target on one of them."""
    return {"markets": [{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}],
            "demand": [demand(), demand("away")], "supply": [DEAR],
            "routes": [{"country": "far", "market": "away"}],
            "targets": [TARGET | {"market": asked}]}  # fmt: skip


PILE = {"stockpile": "pile", "material": "ore", "home": "home", "max_t": 5}
BOTH, LATE, NEVER = [2030, 2031], [2031], list[int]()
WORLDS: dict[str, tuple[Sheets, list[int]]] = {
    "nobody sells": (of(), NEVER),
    "a supplier sells": (of(supply=[DEAR]), BOTH),
    "a supplier sells later": (of(supply=[DEAR | {2030: 0, 2031: 50}]), LATE),
    "a supplier has nothing": (of(supply=[DEAR | {2030: 0}]), NEVER),
    "a supplier is shut out": (of(supply=[DEAR], routes=[{"country": "here"}]), NEVER),
    "a plant abroad makes it": (of(projects=[project("plant", country="far", capex_musd=1000)]), BOTH),
    "a plant abroad makes it later": (
        of(projects=[project("plant", country="far", build_years=1, capex_musd=1000)]),
        LATE,
    ),
    "a plant abroad has had its day": (
        of(projects=[project("plant", country="far", life_years=1, latest_start=2030, capex_musd=1000)]),
        [2030],
    ),
    "a plant abroad is excluded": (of(projects=[project("plant", country="far", status="excluded")]), NEVER),
    "research abroad is no supply": (
        of(
            countries=[
                {"country": "here", "bloc": "partner", "market": "home"},
                {"country": "far", "bloc": "concern", "market": "away"},
            ],
            markets=[{"market": "home", "partner": "yes"}, {"market": "away"}],
            projects=[project("plant", country="far", kind="substitution", max_public_share=1)],
        ),
        NEVER,
    ),
    "a plant abroad makes something else": (
        of(materials=ORE, prices=PRICES, projects=[project("plant", country="far", product="ore", capex_musd=1000)]),
        NEVER,
    ),
    "nobody wants it": (of(supply=[DEAR], demand=[demand(tonnes=0)]), NEVER),
    "it comes to the other market": (of(**two_markets("away")), BOTH),
    "it comes to the other market alone": (of(**two_markets("home")), NEVER),
    "little is wanted": (of(supply=[DEAR], demand=[demand(tonnes=0.5)]), BOTH),
    "it is wanted later": (of(supply=[DEAR], demand=[demand(tonnes=0) | {2031: 10}]), LATE),
    "a plant at home draws it": (of(**drawing()), BOTH),
    "a plant at home draws it later": (of(**drawing(build_years=1)), LATE),
    "a plant at home draws something else": (of(**drawing() | {"recipes": []}), NEVER),
    "a plant elsewhere draws it": (
        of(
            **drawing(country="there")
            | {
                "countries": [
                    {"country": "here", "bloc": "partner", "market": "home"},
                    {"country": "there", "bloc": "partner", "market": "away"},
                    {"country": "far", "bloc": "concern"},
                ],
                "markets": [{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}],
                "targets": [TARGET | {"material": "ore", "market": "home"}],
            }
        ),
        NEVER,
    ),
    "a stockpile at home takes it": (of(**{**drawing(status="excluded"), "stockpiles": [PILE]}), BOTH),
}


@pytest.mark.parametrize("name", WORLDS)
def test_inequalities_are_there_where_something_could_come(name: str) -> None:
    sheets, expected = WORLDS[name]
    document = planned(sheets)
    targets = document["tables"]["targets"]
    assert [t for c, t in zip(targets["country"], targets["year"], strict=True) if c == "far"] == expected
    for n, year in enumerate(targets["year"]):
        assert f"far {year} is missing" in failures(without(document, n))


def without(document: Document, n: int) -> Document:
    """The document without one inequality."""
    other = copy.deepcopy(document)
    for values in other["tables"]["targets"].values():
        del values[n]
    return other
