from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.build import to_case
from optimizer.case.case import Case
from optimizer.case.changes import changed_inputs
from optimizer.case.records import from_records, to_records
from optimizer.words.changes import said
from tests.books import Sheets, minimal, tables_of

SUPPLY = {"material": "oxide", "country": "CHN", 2027: 1000}
EVENT = {
    "scenario": "stop",
    "kind": "export_cut",
    "country": "CHN",
    "first_year": 2028,
    "last_year": 2029,
    "value": 0.5,
}


def case_of(sheets: Sheets) -> Case:
    return to_case(tables_of(sheets)[0])


def found(before: Sheets, after: Sheets) -> list[tuple[Any, ...]]:
    changes = changed_inputs(case_of(before), case_of(after))
    return [(c.sheet, c.row, c.column, c.before, c.after) for c in changes]


def words(before: Sheets, after: Sheets) -> list[str]:
    cases = case_of(before), case_of(after)
    return [change.words for change in said(changed_inputs(*cases), *cases)]


def edited(sheet: str, row: int = 0, **values: Any) -> Sheets:
    sheets = minimal()
    sheets[sheet][row] |= {int(key.removeprefix("y")) if key.startswith("y2") else key: v for key, v in values.items()}
    return sheets


def test_a_case_does_not_differ_from_itself_nor_from_its_records():
    case = case_of(minimal())
    assert changed_inputs(case, case) == []
    assert changed_inputs(case, from_records(to_records(case))) == []


def test_a_cell_is_told_with_its_row_values_and_places():
    change = changed_inputs(case_of(minimal()), case_of(edited("projects", capex_musd=80)))[0]
    assert (change.row, change.column, change.before, change.after) == ("refinery", "capex_musd", 50.0, 80.0)
    assert (change.before_at, change.after_at) == ("projects!F2", "projects!F2")
    assert words(minimal(), edited("projects", capex_musd=80)) == ["projects: refinery, capex_musd 50 → 80"]


def test_settings_are_told_by_name_also_without_a_row():
    after = minimal()
    after["settings"].append({"key": "joint_funding", "value": "no"})
    assert found(minimal(), after) == [("settings", "joint_funding", "value", True, False)]
    assert words(minimal(), after) == ["settings: joint_funding yes → no"]


def test_defaults_that_follow_a_setting_are_no_changes():
    after = minimal()
    after["settings"][1]["value"] = 2035
    assert [change[1] for change in found(minimal(), after)] == ["last_year"]


def test_what_only_serves_display_is_no_input():
    assert found(minimal(), edited("projects", name="Refinery", latitude=5, source="a report")) == []


def test_the_order_of_rows_does_not_matter():
    after = minimal()
    after["supply"].reverse()
    after["materials"].reverse()
    assert found(minimal(), after) == []


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({"y2027": 5, "y2028": 5}, "budgets: fund, all years × 0.5"),
        ({"y2027": 0, "y2028": 0}, "budgets: fund, all years → 0"),
        ({"y2027": 13, "y2028": 8}, "budgets: fund, 10 in 2027–2028 → 13 in 2027, 8 in 2028"),
        ({"y2028": 12}, "budgets: fund, 2028 10 → 12"),
        ({"y2029": 4}, "budgets: fund, 2029 empty → 4"),
    ],
)
def test_a_series_is_told_as_short_as_it_can_be(years, expected):
    assert words(minimal(), edited("budgets", **years)) == [expected]


def test_an_amount_added_to_every_year_is_told_once():
    sheets = minimal()
    sheets["budgets"][0][2028] = 20
    after = minimal()
    after["budgets"][0] |= {2027: 13, 2028: 23}
    assert words(sheets, after) == ["budgets: fund, all years +3"]


def test_a_stretch_of_years_is_named():
    sheets = minimal()
    sheets["budgets"][0] |= {2029: 7}
    after = minimal()
    after["budgets"][0] |= {2027: 20, 2028: 20, 2029: 7}
    assert words(sheets, after) == ["budgets: fund, 2027–2028 × 2"]


def test_rows_that_are_new_or_gone():
    after = minimal()
    after["projects"].append(after["projects"][0] | {"project": "second"})
    assert words(minimal(), after) == ["projects: second is new"]
    assert words(after, minimal()) == ["projects: second is gone"]


def test_steps_of_supply_are_matched_one_by_one():
    before, after = minimal(), minimal()
    before["supply"] = [SUPPLY | {2027: 100}, SUPPLY | {2027: 200, "premium": 0.1}]
    after["supply"] = [SUPPLY | {2027: 50}, SUPPLY | {2027: 100}, SUPPLY | {2027: 200, "premium": 0.1}]
    assert words(before, after) == ["supply: oxide CHN primary (1) is new"]
    after["supply"] = [SUPPLY | {2027: 100}, SUPPLY | {2027: 300, "premium": 0.1}]
    assert words(before, after) == ["supply: oxide CHN primary (2), 2027 200 → 300"]


def test_an_event_that_moves_is_one_event():
    before, after = minimal(), minimal()
    for sheets in (before, after):
        sheets["scenarios"] = [{"scenario": "stop", "probability": 0.1}]
    before["events"], after["events"] = [EVENT], [EVENT | {"last_year": 2030}]
    assert [change[2:] for change in found(before, after)] == [("last_year", 2029, 2030)]
    after["events"] = [EVENT | {"value": 0.8}]
    assert words(before, after)[0].endswith("value 50% → 80%")


def many(count: int, **more: Any) -> Sheets:
    sheets = minimal()
    first = sheets["projects"][0]
    sheets["projects"] = [first | {"project": f"p{n}", "earliest_start": 2028 + n % 2} for n in range(count)]
    sheets["projects"].append(first | {"project": "mine", "kind": "mine", "product": "ore", "earliest_start": 2028})
    sheets["recipes"] = []
    return sheets


def test_equal_changes_of_many_rows_are_one_sentence():
    before, after = many(12), many(12)
    for row in after["projects"][:12]:
        row["earliest_start"] -= 1
    assert words(before, after) == ["projects: all 12 projects with kind refinery, earliest_start −1"]
    after["projects"][12]["earliest_start"] -= 1
    assert words(before, after) == ["projects: all 13 projects, earliest_start −1"]


def test_many_rows_without_anything_in_common_are_counted():
    before, after = many(12), many(12)
    for row in after["projects"][:5]:
        row["capex_musd"] *= 1.2
    (text,) = words(before, after)
    assert (
        text
        == "projects: 5 projects with kind refinery and product oxide (p0, p1, p2 and 2 others), capex_musd 50 → 60"
    )


def test_cells_that_were_empty_count_among_their_rows():
    before, after = many(12), many(12)
    for row in after["projects"]:
        row["requires"] = None
    for row in after["projects"][:4]:
        row["requires"] = "mine"
    (text,) = words(before, after)
    assert text.endswith("(p0, p1, p2 and p3), requires empty → mine")
    assert text.startswith("projects: 4 projects with kind refinery")


def test_shares_are_told_in_points():
    before, after = many(6), many(6)
    for number, row in enumerate(before["projects"][:6]):
        row["min_utilisation"] = 0.1 * number
        after["projects"][number]["min_utilisation"] = 0.1 * number + 0.2
    assert words(before, after)[0].endswith("min_utilisation +20 points")


def test_swapping_the_cases_swaps_the_values():
    before, after = minimal(), edited("projects", capex_musd=80, product="ore")
    forth, back = found(before, after), found(after, before)
    assert [(*c[:3], c[4], c[3]) for c in back] == forth
