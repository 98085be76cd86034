from __future__ import annotations

from typing import Any

import pytest

from tests.books import Sheets, has, judge, minimal
from tests.case.rich import rich


def project(**values: Any) -> Sheets:
    """The minimal workbook with another first project."""
    sheets = minimal()
    sheets["projects"][0] |= values
    return sheets


def test_latest_start_is_not_before_the_earliest():
    found = judge(project(earliest_start=2029, latest_start=2028))
    assert found[0] == "error: projects!K2: latest_start 2028 is before earliest_start 2029"
    assert not has(found[1:], "error")


def test_a_default_makes_no_start_wrong():
    found = judge(project(earliest_start=2031))
    assert has(found, "warning: projects!J2", "no offered year", "earliest_start 2031 is after last_year 2030")
    assert not has(found, "error")


def test_committed_projects_need_consent():
    sheets = project(status="committed")
    sheets["countries"][0]["consent"] = "no"
    assert has(judge(sheets), "error: projects!J2", "AUS gives no consent (countries!F2)")
    sheets["projects"][0]["status"] = "candidate"
    assert has(judge(sheets), "warning: projects!J2", "AUS gives no consent")
    sheets["projects"][0]["status"] = "excluded"
    assert judge(sheets) == []


def test_committed_projects_need_an_offered_year():
    assert has(judge(project(status="committed", build_years=4)), "error: projects!A2", "has no offered year")
    assert has(judge(project(build_years=4)), "warning: projects!A2", "has no offered year")
    late = project(status="candidate", latest_start=2026, earliest_start=2025)
    assert has(judge(late), "warning: projects!K2", "before first_year 2027")


def test_a_committed_project_may_be_under_construction():
    assert judge(project(status="committed", earliest_start=2026, latest_start=2026, build_years=2)) == []


def test_a_life_that_ends_inside_the_horizon_is_pointed_out():
    assert judge(project(life_years=2)) == [
        "warning: projects!I2: life_years is 2: started in 2027, it ends in 2029, inside the horizon"
    ]
    assert judge(project(life_years=3)) == []


def test_inputs_need_a_home_market():
    sheets = project(country="CHN")
    assert has(judge(sheets), "error: projects!B2", "draws ore but CHN has no home market", "countries!D3")
    sheets["projects"][0]["status"] = "excluded"
    assert has(judge(sheets), "warning: projects!B2", "draws ore")
    del sheets["recipes"]
    assert judge(sheets) == []


def test_substitution_needs_a_home_market_to_deliver():
    sheets = project(country="CHN", kind="substitution")
    del sheets["recipes"]
    assert has(judge(sheets), "warning: projects!B2", "delivers to its home market only")


def test_public_shares_are_in_order():
    assert has(judge(project(min_public_share=0.6, max_public_share=0.5)), "error: projects!J2", "0.6 is above")
    found = judge(project(kind="substitution", max_public_share=0.5))
    assert has(found, "error: projects!J2", "min_public_share 1 (the default of kind substitution) is above")


def test_a_circle_in_requires_is_named_whole():
    sheets = rich()
    sheets["projects"][1]["requires"] = "refinery"
    found = judge(sheets)
    assert [f for f in found if "require one another" in f] == [
        "error: projects!J3: the projects require one another: mine → refinery → mine"
    ]
    sheets["projects"][1]["requires"] = "mine"
    assert has(judge(sheets), "error: projects!J3", "mine → mine")


def test_what_is_required_is_offered():
    sheets = rich()
    sheets["projects"][1]["status"] = "excluded"
    assert has(judge(sheets), "warning: projects!J2", "requires mine, which is never offered")


def test_one_of_an_exclusive_group_is_committed():
    sheets = rich()
    sheets["projects"][1] |= {"status": "committed"}
    sheets["projects"][2] |= {"exclusive_group": "one"}
    assert has(judge(sheets), "warning: projects!", "two committed projects, also mine")


def test_spend_profiles_add_up():
    sheets = rich()
    sheets["profiles"][0][2] = 0.4
    assert has(judge(sheets), "error: profiles!A2", "the spend profile halves (of mine) adds up to 90 %")
    sheets["profiles"][0][2] = 0.5 + 1e-9
    assert not has(judge(sheets), "error")


def test_profiles_count_from_one():
    sheets = rich()
    sheets["profiles"][0][0] = 0.1
    sheets["profiles"].append({"profile": "void"})
    found = judge(sheets)
    assert has(found, "warning: profiles!D2", "the column 0 of profiles is ignored")
    assert has(found, "warning: profiles!A4", "holds no share")


@pytest.mark.parametrize(
    ("t_per_t", "start", "message"),
    [
        (0.1, "error: recipes!B3", "is the product of refinery already"),
        (-0.1, "warning: recipes!B3", "draws its own product"),
        (0, "warning: recipes!C3", "the row has no effect"),
    ],
)
def test_recipes_name_further_materials(t_per_t: float, start: str, message: str):
    sheets = minimal()
    sheets["recipes"].append({"project": "refinery", "material": "oxide", "t_per_t": t_per_t})
    assert has(judge(sheets), start, message)


def test_a_circle_of_materials_is_named_whole():
    sheets = minimal()
    sheets["materials"][1] |= {"becomes": "ore", "t_per_t": 1}
    assert has(judge(sheets), "error: materials!D2", ": ore → oxide → ore")


def test_what_becomes_something_says_how_much_it_takes():
    sheets = minimal()
    sheets["materials"][0]["t_per_t"] = None
    assert has(judge(sheets), "error: materials!E2", "t_per_t is required with becomes")
    sheets["materials"][0] |= {"t_per_t": 2, "becomes": None}
    assert has(judge(sheets), "warning: materials!E2", "only together with becomes")
