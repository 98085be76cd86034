"""The page of a plan says what the plan's tables say."""

import dataclasses
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimizer.__main__ import main
from optimizer.case.case import BASE
from optimizer.case.sheets import Scenario
from optimizer.plan.stored import read_plan_file
from optimizer.report.page import Figure
from optimizer.report.plan_page import plan_page
from optimizer.report.plan_page.shares import limits, mixes
from optimizer.report.plan_page.stock import stock
from optimizer.report.plan_page.target_checks import target_checks
from optimizer.report.plan_page.view import View
from optimizer.study.measures import headline, misses
from tests import plans

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    assert main(["solve", str(EXAMPLE), "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def view(folder):
    return View(read_plan_file(folder), folder)


@pytest.fixture(scope="module")
def page(folder):
    return plan_page(folder / "plan.json")


@pytest.fixture(scope="module")
def figures(page):
    return {part.id: part for chapter in page.chapters for part in chapter.parts if isinstance(part, Figure)}


def test_the_chapters_in_their_order(page):
    assert [c.id for c in page.chapters] == [
        "built", "money", "supply", "dependence", "targets", "scenarios", "stock", "costs",
    ]  # fmt: skip


def test_the_lead_tells_what_is_built_and_proven(page, view):
    found = headline(view.plan)
    assert page.lead[0].startswith(f"The plan builds {found['picked']} of 6 candidate projects")
    assert "proven" in page.lead[-1]


def test_the_timeline_has_every_project_in_its_years(figures, view):
    rows = figures["timeline"].data["rows"]
    planned = {view.names.project(r["project"]): r for r in view.rows("projects")}
    assert {r["name"] for r in rows} == set(planned)
    for row in rows:
        assert (row["start"], row["online"]) == (
            planned[row["name"]]["start_year"],
            planned[row["name"]]["online_year"],
        )
        assert row["start"] <= row["online"] <= row["end"] <= view.ends[1]


def test_a_map_needs_places(figures, view):
    placed = [c for c in view.case.countries.values() if c.latitude is not None]
    assert placed == []
    assert "map" not in figures


def test_the_chain_carries_every_delivery_of_a_year(figures, view):
    data = figures["chain"].data
    for key, shown in data["views"].items():
        if not key.startswith(f"{BASE}|"):
            continue
        year = int(key.partition("|")[2])
        drawn = defaultdict(float)
        for material, _, _, tonnes in shown["flows"]:
            drawn[data["materials"][material]["name"]] += tonnes
        table = defaultdict(float)
        for row in view.rows("supply"):
            if row["year"] == year and row["origin"] != "substitution":
                table[view.names.short_material(row["material"])] += row["delivered_t"]
        assert drawn == pytest.approx({m: t for m, t in table.items() if t})


def test_a_scenario_is_shown_in_its_own_window(figures, view):
    windows = {r["scenario"]: (r["from_year"], r["to_year"]) for r in view.rows("scenarios")}
    for key, shown in figures["chain"].data["views"].items():
        if key in windows:
            first, last = windows[key]
            assert any(f", {year}, " in shown["title"] for year in range(int(first), int(last) + 1))


def test_shares_agree_with_what_the_targets_measured(view):
    """The model measures a target's share on its own; the page adds deliveries up."""
    found = mixes(view)
    compared = 0
    for row in view.rows("targets"):
        key = row["material"], row["market"], int(row["year"] or 0)
        if row["metric"] == "max_country_share" and key in found and row["achieved"] is not None:
            mix = found[key]
            share = mix.foreign_t.get(row["country"], 0.0) / mix.tonnes
            assert share == pytest.approx(row["achieved"], abs=1e-6)
            compared += 1
    assert compared


def test_limits_are_those_of_targets_on_any_foreign_country(view):
    named = {t.target for t in view.case.targets.values() if t.subject.strip() not in ("", "*")}
    rows = [r for r in view.rows("targets") if r["metric"] == "max_country_share" and r["target"] not in named]
    expected = {(r["material"], r["market"], int(r["year"])) for r in rows}
    assert set(limits(view, "max_country_share", ("", "*"))) == expected


def test_targets_hold_where_the_study_says_so(view):
    missed = misses(view.plan)
    for checks in target_checks(view):
        assert len(checks.missed) == missed[checks.target.target].count
        assert (checks.penalty_musd > 0) == bool(checks.missed)


def test_penalties_are_those_of_the_cost(view):
    cost = next(r for r in view.rows("costs") if (r["scenario"], r["term"]) == (BASE, "target_penalty"))["cost_musd"]
    assert sum(checks.penalty_musd for checks in target_checks(view)) == pytest.approx(cost, abs=0.01)


def test_money_goes_from_its_funders_in_full(figures, view):
    outlay = sum(r["outlay_musd"] for r in view.in_base("funding"))
    for shown in figures["who-pays"].data["views"].values():
        depth = [node["depth"] for node in shown["nodes"]]
        for side in (0, 1):
            assert sum(v for a, _, v in shown["links"] if depth[a] == side) == pytest.approx(outlay, rel=0.01)


def test_missing_demand_is_a_share(figures):
    cells = figures["missing"].data["views"][""]["cells"]
    assert cells
    assert all(0 < cell[2] <= 1 for cell in cells)


def test_every_control_has_what_it_chooses(figures):
    for figure in figures.values():
        for control in figure.controls:
            assert control.chosen in [value for value, _ in control.options]
        if "views" in figure.data and "by" in figure.data:
            chosen = {c.name: c.chosen for c in figure.controls}
            assert "|".join(chosen[name] for name in figure.data["by"]) in figure.data["views"]


def test_every_figure_names_its_table(figures, folder):
    tables = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["tables"]
    for figure in figures.values():
        named = figure.rows.source.removesuffix(" of plan.json").replace("tables ", "").replace("table ", "")
        assert set(named.replace(" and ", ", ").split(", ")) <= set(tables)
        assert figure.rows.rows
        assert all(len(row) == len(figure.rows.columns) for row in figure.rows.rows)


def many_futures() -> Any:
    """A plan in which ten scenarios draw on the same stockpile, each more than the one before."""
    plan = plans.small_plan()
    names = [f"future_{n}" for n in range(10)]
    case = dataclasses.replace(
        plan.case, scenarios={s: plans.row(Scenario, scenario=s, probability=0.05) for s in names}
    )
    known = plan.tables["stockpiles"]
    drawn = [known[known["scenario"] == BASE].assign(scenario=s, release_t=float(n + 1)) for n, s in enumerate(names)]
    tables = {**plan.tables, "stockpiles": pd.concat([known[known["scenario"] == BASE], *drawn])}
    return dataclasses.replace(plan, case=case, tables=tables)


def test_of_many_scenarios_those_that_draw_most_on_a_stockpile_are_shown():
    chapter = stock(View(many_futures(), Path()))
    figure = next(part for part in chapter.parts if isinstance(part, Figure))
    lines = figure.data["views"]["reserve|level_t"]
    assert [line["name"] for line in lines["series"]] == ["Base", *(f"Future {n}" for n in range(3, 10))]
    assert lines["words"].endswith("and 4 others. Shown are the 7 that release most.")
