"""The shipped workbooks: made from their sources, holding what they promise, and solvable by hand in small."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.case.facts import Facts
from optimizer.case.hazards import hazards_of
from optimizer.excel.load import check_book, load
from optimizer.model import build
from optimizer.plan.extract import read_plan
from optimizer.plan.plan import Passport, Plan
from optimizer.sample.draw import draw
from optimizer.solve.search import solve

INPUTS = Path(__file__).resolve().parents[2] / "inputs"
BOOKS = ("transatlantic.xlsx", "example.xlsx")
REAL = INPUTS / "transatlantic.xlsx"
EXAMPLE = INPUTS / "example.xlsx"

REBUILD = """
import sys
sys.path.insert(0, sys.argv[1])
import build_workbooks
build_workbooks.HERE = build_workbooks.Path(sys.argv[2])
build_workbooks.main()
"""


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    finally:
        book.close()


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("rebuilt")
    subprocess.run([sys.executable, "-c", REBUILD, str(INPUTS), str(folder)], check=True)
    return folder


@pytest.mark.parametrize("name", BOOKS)
def test_sources_give_the_committed_workbook(rebuilt, name):
    made, committed = cells(rebuilt / name), cells(INPUTS / name)
    assert list(made) == list(committed)
    for sheet, rows in made.items():
        assert rows == committed[sheet], f"{name}: sheet {sheet} differs; run python inputs/build_workbooks.py"


@pytest.mark.parametrize("name", BOOKS)
def test_no_errors_in_any_case(name):
    assert [f for f in check_book(INPUTS / name) if f.severity == "error"] == []


@pytest.fixture(scope="module")
def real():
    return load(REAL).case


def test_size_of_the_real_world(real):
    offered = [p for p in real.projects.values() if p.status != "excluded"]
    assert len(offered) >= 60
    assert len({p.country for p in offered}) >= 20
    assert len(real.materials) >= 20
    assert {m.stage for m in real.materials.values()} == {"extraction", "processing", "manufacturing"}


def test_families_that_were_asked_for(real):
    families = {m.family for m in real.materials.values()}
    assert families >= {
        *("rare_earths", "lithium", "cobalt", "nickel", "graphite", "manganese"),
        *("gallium", "germanium", "tungsten", "antimony", "magnesium"),
    }


def test_every_real_project_names_its_source(real):
    assert [p.project for p in real.projects.values() if not p.source] == []


def test_money_of_both_partners_and_of_allies(real):
    partners = [f.partner for f in real.funders.values()]
    assert {"USA", "EU"} <= set(partners)
    assert partners.count(None) >= 3
    assert set(real.budgets) == set(real.funders) | {"private"}


def test_joint_american_and_european_stockpiles(real):
    served = {tuple(sorted(s.serves)) for s in real.stockpiles.values()}
    assert served >= {("USA",), ("EU",), ("EU", "USA")}


def test_floor_of_110_dollars_a_kilogram(real):
    floors = {r.floor_usd_per_t: r.contract_years for r in real.price_floors if r.material == "NDPR_OXIDE"}
    assert floors[110_000] == 10


def test_benchmarks_of_the_critical_raw_materials_act(real):
    rows = [t for t in real.targets.values() if t.target.startswith("crma_") and t.market == "EU"]
    seen: dict[str, set[float]] = defaultdict(set)
    for target in rows:
        assert target.from_year == 2030
        seen[target.metric].add(target.value)
    assert seen == {"min_domestic_output": {0.1, 0.4}, "min_recycled_share": {0.25}, "max_country_share": {0.65}}


def test_defence_rule_from_2027(real):
    rows = [t for t in real.targets.values() if t.target.startswith("us_defence_rule")]
    assert rows
    assert {(t.from_year, t.value, t.penalty, t.tier) for t in rows} == {(2027, 1.0, None, "defence")}


def test_futures_that_were_asked_for(real):
    assert set(real.scenarios) == {
        *("rare_earth_stop", "ga_ge_sb_ban", "battery_controls", "dumping", "congo_stop"),
        *("late_permits", "demand_surge", "home_first", "china_lost"),
    }
    assert real.probability["china_lost"] == 0


def test_the_stress_test_loses_the_largest_supplier(real):
    tonnes: dict[str, float] = defaultdict(float)
    price = {p.material: max(p.years.values()) for p in real.prices.values()}
    for row in real.supply:
        tonnes[row.country] += price[row.material] * row.years[2030]
    assert max(tonnes, key=tonnes.__getitem__) == "CHN"
    stress = [e for e in real.events if e.scenario == "china_lost"]
    assert [(e.kind, e.country, e.value) for e in stress] == [("export_cut", "CHN", 1)]


def test_greenlands_consent_is_a_cell(real):
    assert real.countries["GRL"].consent is True
    case = load(REAL, "no_greenland").case
    assert case.countries["GRL"].consent is False
    assert not set(Facts(case).starts) & {"Tanbreez", "Amitsoq"}


def test_cases_that_were_asked_for(real):
    assert {c.case for c in real.cases} >= {
        *("budgets_halved", "budgets_doubled", "no_cooperation", "no_price_support", "no_mutual_exemption"),
        *("faster_permits", "tighter_targets", "looser_targets", "low_prices"),
    }


def test_cases_on_budgets_reach_every_public_funder_and_spare_private_money(real):
    for name, factor in (("budgets_halved", 0.5), ("budgets_doubled", 2)):
        changed = load(REAL, name).case
        for funder, budget in real.budgets.items():
            expected = 1 if funder == "private" else factor
            assert changed.budgets[funder].years[2028] == pytest.approx(expected * budget.years[2028]), funder


def test_without_cooperation_every_stockpile_serves_its_home_only():
    case = load(REAL, "no_cooperation").case
    assert not case.settings.joint_funding
    assert {(s.home, tuple(s.serves)) for s in case.stockpiles.values()} == {("USA", ("USA",)), ("EU", ("EU",))}


def test_the_real_model_can_be_built(real):
    model = build(Facts(real))
    assert model is not None


def solved(case: str) -> Plan:
    loaded = load(EXAMPLE, case)
    solution = solve(Facts(loaded.case))
    return read_plan(solution, Passport("example.xlsx", "", case, {}))


@pytest.mark.parametrize(
    ("case", "objective", "starts"),
    [
        ("base", 804.2, {"Magnets": 2026, "Motors": 2026, "Recycling": 2026, "Mine": 2027, "SepUSA": 2028}),
        ("half_budget", 844.0, {"Recycling": 2026, "Magnets": 2028, "Mine": 2028, "SepUSA": 2028}),
        ("no_cooperation", 824.5, {"Recycling": 2026, "Magnets": 2027, "Mine": 2027, "SepUSA": 2028}),
    ],
)
def test_the_example_ends_as_its_guide_says(case, objective, starts):
    plan = solved(case)
    assert plan.status == "optimal"
    assert plan.objective_musd == pytest.approx(objective, abs=0.05)
    projects = plan.tables["projects"]
    assert dict(zip(projects["project"], projects["start_year"], strict=True)) == starts
    floors = dict(zip(projects["project"], projects["price_floor"], strict=True))
    assert floors["Magnets"] == "floor_80"
    assert f"{case}: {objective} MUSD" in {row[0] for row in cells(EXAMPLE)["_guide"] if row}


def test_futures_of_the_real_world_mostly_hold_one_to_three_strikes(real):
    hazards = hazards_of(real)
    assert 10 <= len(hazards) <= 14
    futures = draw(hazards, real.years, 1000, 1)
    assert sum(1 <= len(future) <= 3 for future in futures) > 600
    spans = [f[-1].last_year - f[0].first_year + 1 for f in futures if f]
    assert 4 <= sum(spans) / len(spans) + real.settings.recovery_years <= 7


def test_every_hazard_of_the_real_world_says_what_was_counted():
    header, *rows = cells(REAL)["hazards"][3:]
    places = [header.index(name) for name in ("hazard", "yearly_probability", "note")]
    said = [[row[place] for place in places] for row in rows if row[places[1]] is not None]
    for hazard, probability, note in said:
        counted = int(note.partition("counted ")[2][0])
        assert probability == pytest.approx(counted / 16 / 12, abs=0.0005), hazard
