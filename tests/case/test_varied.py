"""What a sweep varies."""

from __future__ import annotations

import pytest

from optimizer.case.build import to_case
from optimizer.case.varied import Varied, find_varied, spread
from optimizer.errors import VaryError
from tests.books import Sheets, minimal, tables_of


def sheets() -> Sheets:
    found = minimal()
    found["funders"] += [{"funder": "Bank", "currency": "EUR"}]
    found["currencies"] = [{"currency": "EUR", "usd": 2}]
    found["budgets"] += [{"funder": "Bank", 2028: 5}, {"funder": "private", 2027: 7}]
    found["targets"] = [
        {"target": "less China", "metric": "max_country_share", "material": "oxide", "value": 0.65, "penalty": 1},
        {"target": "cover", "metric": "min_cover_days", "value": 60, "penalty": 1},
    ]
    return found


def budgets(text: str, factor: float) -> dict[str, dict[int, float]]:
    tables, _ = tables_of(sheets())
    case = to_case(find_varied(tables, text).apply(tables, factor))
    return {funder: dict(row.years) for funder, row in case.budgets.items()}


def test_all_budgets_but_private_money() -> None:
    assert budgets("budgets", 0.5) == {"fund": {2027: 5, 2028: 5}, "Bank": {2028: 2.5}, "private": {2027: 7}}


@pytest.mark.parametrize("text", ["budgets:Bank", "Budgets: bank "])
def test_one_funder(text: str) -> None:
    assert budgets(text, 2) == {"fund": {2027: 10, 2028: 10}, "Bank": {2028: 10}, "private": {2027: 7}}


def test_private_money_where_it_is_named() -> None:
    assert budgets("budgets:private", 2)["private"] == {2027: 14}


def test_the_value_of_a_target() -> None:
    tables, _ = tables_of(sheets())
    varied = find_varied(tables, "LESS China")
    assert (varied.name, varied.metric, varied.looser_is_more) == ("less China", "max_country_share", True)
    case = to_case(varied.apply(tables, 0.4))
    assert {t: row.value for t, row in case.targets.items()} == {"less China": 0.4, "cover": 60}
    assert to_case(tables).targets["less China"].value == 0.65  # the tables given are not changed
    assert not find_varied(tables, "targets:cover").looser_is_more


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("budgets:Fond", 'there is no row of budgets "Fond"; did you mean fund?'),
        ("les China", 'there is no target "les China"; did you mean less China?'),
        ("", 'there is no target ""; known are less China, cover, budgets'),
    ],
)
def test_what_is_not_there(text: str, message: str) -> None:
    with pytest.raises(VaryError) as error:
        find_varied(tables_of(sheets())[0], text)
    assert message in str(error.value)


def test_without_a_limited_budget_there_is_nothing_to_vary() -> None:
    found = sheets() | {"budgets": [{"funder": "private", 2027: 1}]}
    with pytest.raises(VaryError, match="limits no budget"):
        find_varied(tables_of(found)[0], "budgets")


def test_budgets_in_musd() -> None:
    tables, _ = tables_of(sheets())
    varied = find_varied(tables, "budgets")
    assert varied.budget_musd(to_case(varied.apply(tables, 2))) == 2 * (20 + 5 * 2)
    assert find_varied(tables, "budgets:Bank").budget_musd(to_case(tables)) == 10
    assert find_varied(tables, "cover").budget_musd(to_case(tables)) is None


def test_names_of_points() -> None:
    assert [Varied("budgets").label(v) for v in spread(0.5, 2, 4)] == ["50 %", "100 %", "150 %", "200 %"]
    assert Varied("budgets").label(0.5 + 1.5 / 11) == "63.64 %"
    assert Varied("targets", "t", "max_country_share").label(0.65) == "65 %"
    assert Varied("targets", "t", "min_cover_days").label(60) == "60"


def test_points_are_evenly_spread_in_either_direction() -> None:
    assert spread(1, 0.5, 3) == [1, 0.75, 0.5]
    assert spread(1, 2, 1) == [1]


def test_points_go_from_the_tightest_to_the_loosest() -> None:
    assert Varied("budgets").points(2, 0.5, 2) == {"50 %": 0.5, "200 %": 2}
    assert Varied("targets", "t", "min_bloc_share").points(0.4, 0.8, 2) == {"80 %": 0.8, "40 %": 0.4}
    assert len(Varied("budgets").points(0.5, 0.50001, 11)) == 11


@pytest.mark.parametrize(
    ("varied", "value"), [(Varied("budgets"), 200), (Varied("targets", "t", "max_country_share"), 65)]
)
def test_a_percentage_without_its_sign_is_no_guess(varied: Varied, value: float) -> None:
    with pytest.raises(VaryError, match=rf"{value} reads as {value}00 % .* write {value}%"):
        varied.points(value, value, 2)
