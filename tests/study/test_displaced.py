"""What took the place of a project: its rivals first, then its chain, then what is bought, last the money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest

from optimizer.case.sheets import Recipe
from optimizer.plan.plan import Plan
from optimizer.study.displaced import displaced
from tests.plans import row, small_case, small_plan, small_tables

BUILT, FLOWS = (small_tables()[name] for name in ("projects", "flows"))
Words = Mapping[str, str]
NONE: Mapping[str, Any] = MappingProxyType({})


def plan(
    picked: Sequence[str],
    makes: Words = NONE,
    draws: Words = NONE,
    requires: Words = NONE,
    oxide_t: Mapping[str, float] = NONE,
) -> Plan:
    """Picks some of mine, refinery and smelter, which all make oxide and draw nothing unless told otherwise."""
    projects = {
        name: replace(old, product=makes.get(name, "OXIDE"), requires=requires.get(name))
        for name, old in small_case().projects.items()
    }
    recipes = tuple(row(Recipe, project=name, material=feed, t_per_t=-1.0) for name, feed in draws.items())
    flows = [("base", 2029, "OXIDE", source, None, "AUS", "ANZ", tonnes) for source, tonnes in oxide_t.items()]
    tables = {
        "projects": BUILT.iloc[[0] * len(picked)].assign(project=list(picked), status="picked"),
        "flows": pd.DataFrame(flows, columns=FLOWS.columns).astype(FLOWS.dtypes),
    }
    return small_plan(small_case(projects=projects, recipes=recipes), tables)


ORE = {"makes": {"smelter": "ORE"}, "draws": {"refinery": "ORE"}}
FED = {"makes": {"mine": "ORE"}, "draws": {"smelter": "ORE"}}
METAL = {"makes": {"refinery": "METAL"}}


@pytest.mark.parametrize(
    ("before", "after", "world", "by", "how"),
    [
        (["smelter"], ["mine", "refinery"], {}, ("mine", "refinery"), "others that make the same material enter"),
        (
            ["smelter", "mine"],
            [],
            {"requires": {"smelter": "mine"}},
            ("mine",),
            "the project that it requires leaves too",
        ),
        (["smelter", "refinery"], [], ORE, ("refinery",), "those that take its product leave too"),
        (["smelter", "mine"], [], FED, ("mine",), "those that feed it leave too"),
        (
            ["smelter"],
            ["refinery"],
            {**METAL, "draws": {"smelter": "ORE", "refinery": "ORE"}},
            ("refinery",),
            "others that draw the same feed enter",
        ),
        (["smelter"], ["refinery"], METAL, ("refinery",), "the money and the material go to others"),
        (["smelter", "mine"], ["mine"], {}, (), "the plan does without it at about the same cost"),
    ],
)
def test_what_took_its_place(
    before: list[str], after: list[str], world: dict[str, Words], by: tuple[str, ...], how: str
) -> None:
    found = displaced("smelter", plan(before, **world), plan(after, **world))
    assert (found.by, found.how) == (by, how)


@pytest.mark.parametrize(("more", "by"), [(30.0, ("refinery",)), (3.0, ())])
def test_others_make_more_where_it_is_more_than_dust(more: float, by: tuple[str, ...]) -> None:
    before = plan(["smelter", "refinery"], oxide_t={"refinery": 40.0, "smelter": 50.0})
    found = displaced("smelter", before, plan(["refinery"], oxide_t={"refinery": 40.0 + more}))
    assert found.by == by
    assert (found.how == "others that are built in both plans make more of its product") == bool(by)
