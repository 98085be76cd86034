"""Projects on the map: their places, shapes and states."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from optimizer.plan.tables import BUSINESS_PLANS
from optimizer.report.assets import asset
from optimizer.report.page import Figure
from optimizer.report.plan_page.projects import projects
from optimizer.report.plan_page.view import View
from tests.plans import small_case, small_plan, small_tables


@pytest.fixture
def view():
    case = small_case()
    countries = {c: replace(row, latitude=50.0, longitude=10.0) for c, row in case.countries.items()}
    first, *others = case.projects
    known = dict(case.projects) | {first: replace(case.projects[first], latitude=-20.0, longitude=130.0)}
    case = replace(case, countries=countries, projects=known)
    rows = [
        dict.fromkeys(BUSINESS_PLANS.names) | {
            "project": p, "country": case.projects[p].country, "product": case.projects[p].product,
            "decision": "left out" if p in others else "built", "capex_musd": 10.0,
        }
        for p in case.projects
    ]  # fmt: skip
    tables = small_tables() | {"business_plans": pd.DataFrame(rows, columns=BUSINESS_PLANS.names)}
    return View(small_plan(case, tables), Path())


@pytest.fixture
def points(view):
    (figure,) = [p for p in projects(view).parts if isinstance(p, Figure) and p.id == "map"]
    return figure.data["projects"]


def test_a_project_without_a_place_stands_in_its_country(view, points):
    assert [p["at"] for p in points] == [(130.0, -20.0), *[(10.0, 50.0)] * (len(points) - 1)]


def test_what_is_built_is_told_from_what_is_not(points):
    assert [p["state"] == "left out" for p in points] == [False, *[True] * (len(points) - 1)]


def test_every_stage_has_a_shape(view, points):
    for point in points:
        assert f'{point["stage"]}: "' in asset("js/map.js")


def test_the_outlines_are_small():
    assert len(asset("vendor/world.json")) < 200_000


def test_what_is_not_ours_is_what_its_note_says():
    note = asset("vendor/README.md")
    for name in ("echarts.min.js", "world.json"):
        assert hashlib.sha256(asset(f"vendor/{name}").encode()).hexdigest() in note
