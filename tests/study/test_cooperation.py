from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from optimizer.case.case import Case
from optimizer.study.cooperation import cooperation
from optimizer.study.recognise import lost
from tests.study.worlds import apart, budgets, funder, joint, two_sides
from tests.tiny import case_of, near, solved

FLOOR = {"price_floors": [{"material": "goods", "level": "high", "floor_usd_per_t": 1e6}]}
ALONE = "joint planning against Homeland alone"
SIDES = "joint planning against each side on its own"
EXEMPTION = "mutual exemption from export restrictions"


def case(settings: dict[str, Any] | None = None, **sheets: Any) -> Case:
    return case_of(two_sides(settings, **sheets))


def what(before: Case, after: Case) -> str | None:
    found = lost(before, after)
    return found.what if found else None


def unsupported(*names: str) -> list[dict[str, Any]]:
    return [
        funder(name, side, price_support="no" if name in names else "yes")
        for name, side in (("our_fund", "home"), ("their_fund", "abroad"))
    ]


@pytest.mark.parametrize(
    ("settings", "sheets", "expected"),
    [
        ({"joint_funding": "no"}, {}, SIDES),
        ({}, {"budgets": budgets(10, 0)}, ALONE),
        ({}, {"budgets": budgets(0, 10)}, "joint planning against Overseas alone"),
        ({"joint_funding": "no"}, {"budgets": budgets(10, 0)}, ALONE),
        ({}, {"funders": [funder("our_fund", "home"), funder("their_fund", "abroad", max_share=0)]}, ALONE),
        ({}, {"funders": [funder("our_fund", "home")], "budgets": budgets(10, 0)[:1]}, ALONE),
        ({}, {"budgets": budgets(0, 0)}, None),
        ({}, {"budgets": budgets(5, 5)}, None),
        ({"discount_rate": 0.1}, {}, None),
        ({}, {}, None),
    ],
)
def test_what_a_case_takes_away(settings, sheets, expected):
    assert what(case(), case(settings, **sheets)) == expected


def test_mutual_exemption_alone():
    on, off = case({"mutual_exemption": "yes"}), case()
    assert what(on, off) == EXEMPTION
    assert what(off, on) is None
    assert what(on, case({"discount_rate": 0.1})) is None
    assert what(on, case({"mip_gap": 0.1})) == EXEMPTION


def test_price_support_alone():
    on = case(**FLOOR)
    assert what(on, case(**FLOOR, funders=unsupported("our_fund", "their_fund"))) == "price support"
    assert what(on, case()) == "price support"
    assert what(on, case(**FLOOR, funders=unsupported("our_fund"))) is None
    assert what(on, case(budgets=budgets(5, 5))) is None


def test_what_changes_besides_is_said():
    also = lost(case({"mutual_exemption": "yes"}), case({"joint_funding": "no", "discount_rate": 0.1}))
    assert also is not None
    assert also.also == "settings: discount_rate 0% → 10%; settings: mutual_exemption yes → no"
    stock = {"stockpile": "store", "material": "goods", "home": "home", "max_t": 5}
    before, after = ([stock | {"serves": serves}] for serves in ("*", "home"))
    found = lost(case(stockpiles=before), case({"joint_funding": "no"}, stockpiles=after))
    assert found is not None
    assert found.also == ""


def test_the_worth_is_the_cost_without_less_the_cost_with():
    tables = cooperation({"base": joint(), "split": apart()})
    (row,) = tables["cooperation"].to_dict("records")
    assert (row["what"], row["case"]) == (SIDES, "split")
    assert (row["value_musd"], row["value_low_musd"], row["value_high_musd"]) == near((180, 180, 180))
    assert row["told_apart"]
    assert row["words"] == "Joint planning against each side on its own: worth 180 MUSD (proven)."


def test_a_base_without_cooperation_counts_the_other_way_round():
    (row,) = cooperation({"base": apart(), "allies": joint()})["cooperation"].to_dict("records")
    assert row["case"] == "allies"
    assert row["value_musd"] == near(180)


def test_a_worth_within_the_gap_is_not_claimed():
    loose = dataclasses.replace(apart(), bound_musd=100.0)
    (row,) = cooperation({"base": joint(), "split": loose})["cooperation"].to_dict("records")
    assert not row["told_apart"]
    assert "not told apart from 0 by the gap of the search (between −20 and +180 MUSD)" in row["words"]
    assert "smaller --gap" in row["words"]


def test_what_each_partner_pays_and_gets():
    rest = [funder("our_fund", "home"), funder("their_fund", "abroad"), {"funder": "bank"}]
    money = {"funders": rest, "budgets": [*budgets(10, 10), {"funder": "bank", 2030: 0}]}
    plans = {"base": solved(two_sides(**money)), "split": solved(two_sides({"joint_funding": "no"}, **money))}
    table = cooperation(plans)["partners"].set_index(["case", "partner"])
    assert list(table.index) == [(c, p) for c in plans for p in ("home", "abroad", "others")]
    columns = ["pays_musd", "gets_t", "short_t", "stress_short_t", "home_capex_musd"]
    assert list(table.loc[("base", "home"), columns]) == near([10, 0, 10, 10, 20])
    assert list(table.loc[("base", "abroad"), columns]) == near([10, 10, 0, 0, 0])
    assert list(table.loc[("split", "abroad"), columns]) == near([0, 0, 10, 10, 0])
    more = ["pays_more_musd", "gets_more_t", "avoided_t", "home_capex_more_musd"]
    assert list(table.loc[("split", "home"), more]) == near([10, 0, 0, 20])
    assert list(table.loc[("split", "abroad"), more]) == near([10, 10, 10, 0])
    assert table.loc[("split", "others"), "pays_more_musd"] == 0
    assert table.loc[("split", "others"), columns[1:]].isna().all()
    assert table.loc["base"][more].isna().to_numpy().all()


def test_without_such_cases_the_tables_are_empty():
    tables = cooperation({"base": joint(), "dear": solved(two_sides({"discount_rate": 0.1}))})
    assert tables["cooperation"].empty
    assert tables["partners"].empty
