"""Pages of comparisons and sweeps: what is told, and that nothing is told that the gap could explain."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pandas as pd
import pytest

from optimizer.errors import ResultError
from optimizer.report.matrix import Matrix
from optimizer.report.page import Chapter, Figure, Page, Rows
from optimizer.report.rendering import render
from optimizer.report.study_page import study_page
from optimizer.report.study_page.against_base import giants
from optimizer.report.study_page.security import concern_share
from optimizer.study.difference import difference
from optimizer.study.json import study_document
from optimizer.study.study import Study
from optimizer.study.uncertainty import Difference
from tests import studies
from tests.plans import small_plan

EVIL = "</script><script>window.hit=1</script>"


def page_of(study: Study, folder: Path) -> Page:
    file = folder / f"{study.kind}.json"
    file.write_text(json.dumps(study_document(study)), encoding="utf-8")
    return study_page(file)


def changed(study: Study, table: str, **columns: object) -> Study:
    return dataclasses.replace(study, tables={**study.tables, table: study.tables[table].assign(**columns)})


def chapter(page: Page, name: str) -> Chapter:
    return next(c for c in page.chapters if c.id == name)


def figures(page: Page) -> list[Figure]:
    return [part for c in page.chapters for part in c.parts if isinstance(part, Figure)]


def matrix(page: Page, name: str) -> Matrix:
    found = next(part for part in chapter(page, name).parts if isinstance(part, Matrix))
    assert all(len(line.cells) == len(found.columns) for line in found.lines)
    return found


TOLD = {
    "comparison": "cost security projects cooperation terms money scenarios targets stories",
    "sweep": "frontier steps projects security nested money scenarios targets unanswered",
    "difference": "story projects money scenarios targets differences inputs",
}


@pytest.mark.parametrize("study", [studies.comparison(), studies.sweep(), studies.difference()], ids=list(TOLD))
def test_every_chapter_is_told(study, tmp_path):
    page = page_of(study, tmp_path)
    assert [c.id for c in page.chapters] == TOLD[study.kind].split()
    assert page.tiles
    shown = figures(page)
    assert len({f.id for f in shown}) == len(shown)
    for part in (part for c in page.chapters for part in c.parts):
        rows = part if isinstance(part, Rows) else part.rows if isinstance(part, Figure) else None
        if rows is not None:
            assert {len(row) for row in rows.rows} == {len(rows.columns)}
            assert rows.source
    html = render(page)
    assert all(f'report.kind("{f.kind}"' in html for f in shown)


def test_the_lead_names_cases_in_words_and_those_without_a_plan(tmp_path):
    page = page_of(studies.comparison(), tmp_path)
    said = " ".join(page.lead)
    assert page.lead[0].startswith("No cooperation costs most: 220 MUSD more than base (at least 200 MUSD, at most 232")
    assert "No price floors differs from base by no more than the gap of the search explains." in said
    assert "There is no plan for all targets hard." in said


def test_what_the_gap_could_explain_is_no_effect(tmp_path):
    page = page_of(studies.comparison(), tmp_path)
    figure = figures(page)[0]
    assert "1 cannot be told from base" in figure.heading
    bars = {bar["name"]: bar for bar in figure.data["bars"]}
    assert bars["No price floors"]["tone"] == "unsure"
    assert "no difference in cost that the search can tell" in bars["No price floors"]["words"]
    assert bars["No cooperation"]["tone"] == "more"
    assert "No price floors" in matrix(page, "projects").note


def test_ranges_reach_from_the_least_to_the_most(tmp_path):
    bar = figures(page_of(studies.comparison(), tmp_path))[0].data["bars"][0]
    assert (bar["name"], bar["value"], bar["low"], bar["high"]) == ("No cooperation", 220.0, 200.0, 232.0)


def test_an_unknown_bound_is_left_open(tmp_path):
    study = changed(studies.comparison(), "cases", against_base_low_musd=None, told_apart=False)
    page = page_of(study, tmp_path)
    assert "No case costs more or less than base" in figures(page)[0].heading
    assert "null" in render(page)


def test_a_case_of_another_world_does_not_hide_the_others():
    found = {name: Difference(v, v, v) for name, v in {"a": 3.0, "b": -4.0, "cheap": -900.0}.items()}
    assert giants(found) == ["cheap"]
    assert list(giants({name: found[name] for name in ("a", "b")})) == []


def test_projects_are_compared_with_base(tmp_path):
    found = matrix(page_of(studies.comparison(), tmp_path), "projects")
    assert found.columns == ["Base", "Budgets halved", "No cooperation", "No price floors"]
    cells = [cell for line in found.lines for cell in line.cells]
    assert {cell.tone for cell in cells} >= {"same", "new", "gone", "earlier", "later", "sure"}
    assert all(cell.text.startswith("+") for cell in cells if cell.tone == "new")
    assert all(cell.text == "×" for cell in cells if cell.tone == "gone")
    assert {group for line in found.lines for group in line.groups} <= {name for name, _ in found.groups}


def test_safety_counts_only_where_it_is_clear(tmp_path):
    study = studies.comparison()
    cases = study.tables["cases"].assign(
        against_base_musd=[None, -50.0, -60.0, 5.0, None],
        against_base_low_musd=[None, -60.0, -70.0, -9.0, None],
        against_base_high_musd=[None, -40.0, -50.0, 9.0, None],
    )
    musd = {"base": 1000.0, "budgets_halved": 995.0, "no_cooperation": 900.0, "no_price_floors": 100.0}
    shortage = study.tables["shortage"]
    shortage = shortage.assign(disruption_musd=[musd[case] for case in shortage["case"]])
    study = dataclasses.replace(study, tables={**study.tables, "cases": cases, "shortage": shortage})
    figure = chapter(page_of(study, tmp_path), "security").parts[0]
    assert isinstance(figure, Figure)
    assert figure.heading == "Cheaper than base and safer in the worst scenario: no cooperation"


def test_the_share_of_concern_countries_is_one_of_value():
    plan = small_plan()
    partner = next(m.market for m in plan.case.markets.values() if m.partner)
    material, year = next(iter(plan.case.prices)), plan.case.years[0]
    blank = dict.fromkeys(plan.tables["dependence"].columns)
    rows = [
        blank | {"material": material, "market": partner, "year": year, "delivered_t": t, "concern_share": share}
        for t, share in ((30.0, 1.0), (70.0, 0.0))
    ]
    found = dataclasses.replace(plan, tables={**plan.tables, "dependence": pd.DataFrame(rows)})
    assert concern_share(found, plan.case) == pytest.approx(0.3)


def test_a_frontier_is_told_with_its_range(tmp_path):
    figure = figures(page_of(studies.sweep(), tmp_path))[0]
    assert "the cost falls by" in figure.heading
    assert "beyond that by no more than the search can tell" in figure.heading
    assert all(p["proven"] is None or p["proven"] <= p["best"] for p in figure.data["points"])


def test_steps_that_save_no_more_than_the_gap_are_hollow(tmp_path):
    page = page_of(studies.sweep(), tmp_path)
    savings = next(f for f in figures(page) if f.id == "savings")
    tones = {bar["tone"] for bar in savings.data["bars"]}
    assert tones == {"less", "unsure"}
    assert all("no saving" in bar["words"] for bar in savings.data["bars"] if bar["tone"] == "unsure")


def test_a_sweep_tells_the_first_budget_of_what_swings(tmp_path):
    found = matrix(page_of(studies.sweep(), tmp_path), "projects")
    swing = [line for line in found.lines if "swing" in line.groups]
    assert swing
    assert all(line.front.startswith("from ") and "MUSD" in line.front for line in swing)


def test_a_sweep_without_nested_plans(tmp_path):
    page = page_of(studies.sweep(nested=False), tmp_path)
    assert "nested" not in {c.id for c in page.chapters}


def test_nothing_could_be_solved(tmp_path):
    page = page_of(studies.comparison(planned=()), tmp_path)
    assert page.lead[0] == "No case has a plan."
    assert "<h1>" in render(page)


def test_one_case_alone(tmp_path):
    page = page_of(studies.comparison(cases=("base",), planned=("base",)), tmp_path)
    assert "cost" not in {c.id for c in page.chapters}
    assert "<h1>" in render(page)


def test_names_stay_text(tmp_path):
    study = studies.comparison()
    for table, column in (("projects", "name"), ("funding", "name"), ("stories", "words"), ("targets", "sentence")):
        study = changed(study, table, **{column: EVIL})
    html = render(page_of(dataclasses.replace(study, title=EVIL), tmp_path))
    assert "window.hit=1" in html
    assert "<script>window" not in html


def test_a_broken_file(tmp_path):
    file = tmp_path / "comparison.json"
    file.write_text("{}")
    with pytest.raises(ResultError):
        study_page(file)


def test_a_difference_tells_what_the_second_plan_changes(tmp_path):
    page = page_of(studies.difference(), tmp_path)
    assert page.kicker == "Difference of two plans"
    assert page.lead[0].startswith("After against before: ")
    found = matrix(page, "projects")
    assert found.columns == ["Before", "After"]
    assert [name for _, name in found.groups][:2] == ["Built in one", "Built in both"]
    told = chapter(page, "differences").parts[0]
    assert told.folds[0].head == "Cost: 1 difference"


def test_of_two_plans_the_first_is_compared_with_whatever_it_is_called(tmp_path):
    """The second one may be that of base."""
    study = studies.difference()
    renamed = {"before": "budgets_halved", "after": "base"}
    tables = {
        name: table.assign(case=table["case"].replace(renamed)) if "case" in table else table
        for name, table in study.tables.items()
    }
    page = page_of(dataclasses.replace(study, tables=tables), tmp_path)
    assert matrix(page, "projects").columns == ["Budgets halved", "Base"]
    assert page.lead[0].startswith("Base against budgets halved: ")


def test_a_difference_of_equal_plans_says_so(tmp_path):
    plan = small_plan()
    page = page_of(difference(plan, plan, ("one", "two")), tmp_path)
    assert page.lead[0].startswith("Two against one: no difference in cost that the search can tell")
    assert [tile.value for tile in page.tiles] == ["+0 −0", "no change", "1 → 1"]
    assert "differences" not in [c.id for c in page.chapters]


def test_keeping_what_costs_nothing_is_told_without_a_figure(tmp_path):
    columns = ("nesting_musd", "nesting_low_musd", "nesting_high_musd")
    study = changed(studies.sweep(), "points", **dict.fromkeys(columns, 1e-9))
    found = chapter(page_of(study, tmp_path), "nested")
    assert found.words[-1] == "Here it costs nothing, whatever the point."
    assert not found.parts
