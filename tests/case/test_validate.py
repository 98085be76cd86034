from __future__ import annotations

import pytest

from optimizer.case.build import build, to_case
from tests.books import has, judge, minimal, tables_of


def test_defaults_are_filled_in():
    tables, _ = tables_of(minimal())
    case = to_case(tables)
    project = case.projects["refinery"]
    assert (project.earliest_start, project.latest_start) == (2027, 2030)
    assert (project.status, project.max_public_share, project.min_public_share) == ("candidate", 1.0, 0.0)
    assert case.settings.discount_rate == 0.05
    assert case.settings.viability is True
    assert case.demand[0].years == {2027: 100.0, 2030: 120.0}
    assert case.countries["CHN"].market is None


def test_substitution_is_public_by_default():
    sheets = minimal()
    sheets["projects"][0]["kind"] = "substitution"
    assert to_case(tables_of(sheets)[0]).projects["refinery"].min_public_share == 1.0


def test_rows_know_their_cells():
    project = to_case(tables_of(minimal())[0]).projects["refinery"]
    assert project.at.cell("capex_musd") == "F2"
    assert project.at.cell() == "A2"
    assert "capex_musd" in project.at.filled
    assert "status" not in project.at.filled


@pytest.mark.parametrize(
    ("sheet", "column", "value", "place", "message"),
    [
        ("projects", "capex_musd", -1, "projects!F2", "is -1: it cannot be below 0"),
        ("projects", "capex_musd", None, "projects!F2", "is required and empty"),
        ("projects", "life_years", 0, "projects!I2", "cannot be below 1"),
        ("projects", "max_public_share", 65, "projects!J2", "is 65, which reads as 6500 %: write 65% or 0.65"),
        ("projects", "max_public_share", 1.2, "projects!J2", "reads as 120 %: write 100%, 1.2% or 0.012"),
        ("projects", "max_public_share", 650, "projects!J2", "write a percentage between 0% and 100%"),
        ("projects", "country", "CHI", "projects!B2", 'is "CHI", which is not known; did you mean CHN?'),
        ("projects", "requires", "other", "projects!J2", "known are refinery"),
        ("supply", "premium", -1.5, "supply!D2", "cannot be below -100%"),
        ("countries", "latitude", 91, "countries!F2", "cannot be above 90"),
        ("funders", "currency", "EURO", "funders!C2", "known are USD"),
        ("budgets", "funder", "privat", "budgets!A2", "did you mean private?"),
        ("settings", "key", "discount", "settings!A2", "did you mean discount_rate?"),
        ("settings", "value", None, "settings!B2", "first_year is required and empty"),
        ("settings", "value", "2027-28", "settings!B2", "first_year is"),
    ],
)
def test_wrong_cells_are_errors(sheet: str, column: str, value: object, place: str, message: str):
    sheets = minimal()
    sheets[sheet][0][column] = value
    assert has(judge(sheets), f"error: {place}: ", message)


@pytest.mark.parametrize("key", ["discount_rate", "private_discount_rate", "mip_gap", "risk_weight"])
def test_settings_that_are_shares_stop_at_100_percent(key: str):
    sheets = minimal()
    sheets["settings"].append({"key": key, "value": 5})
    assert has(judge(sheets), "error: settings!B4", f"{key} is 5, which reads as 500 %: write 5% or 0.05")


def test_duties_and_premiums_may_exceed_100_percent_but_not_in_silence():
    sheets = minimal()
    sheets["supply"][0]["premium"] = 1.2
    sheets["routes"] = [{"duty": 25}]
    assert judge(sheets) == ["warning: routes!A2: duty is 25, which reads as 2500%: is 25% meant?"]


def test_missing_setting_is_named():
    sheets = minimal()
    del sheets["settings"][1]
    assert judge(sheets) == ["error: settings: last_year is missing: add a row with the key last_year and its value"]


def test_series_without_a_number_is_an_error_for_demand_and_supply_only():
    sheets = minimal()
    sheets["demand"][0] |= {2027: None, 2030: None}
    sheets["supply"][0][2027] = None
    sheets["materials"].append({"material": "dust", "stage": "extraction"})
    sheets["prices"].append({"material": "dust"})
    found = judge(sheets)
    assert has(found, "error: demand!A2", "fill at least one year column")
    assert has(found, "error: supply!A2", "fill at least one year column")
    assert len(found) == 2


def test_reference_that_differs_in_case_alone_is_taken_with_a_warning():
    sheets = minimal()
    sheets["projects"][0]["country"] = " aus"
    found = judge(sheets)
    assert found == ['warning: projects!B2: country is "aus", taken as AUS: the two differ in case alone']
    assert to_case(tables_of(sheets)[0]).projects["refinery"].country == "AUS"


def test_reference_to_names_that_differ_in_case_alone_is_ambiguous():
    sheets = minimal()
    sheets["countries"].append({"country": "aus", "bloc": "ally"})
    assert judge(sheets) == ['warning: countries!A4: country is "aus", elsewhere AUS: the two count as different']
    sheets["projects"][0]["country"] = "Aus"
    assert has(judge(sheets), "error: projects!B2", "could be AUS or aus")


def test_names_match_in_any_unicode_form():
    sheets = minimal()
    sheets["countries"].append({"country": "Cura\u00e7ao", "bloc": "ally"})
    sheets["supply"].append({"material": "ore", "country": "Curac\u0327ao ", 2027: 1})
    assert judge(sheets) == []


@pytest.mark.parametrize(
    ("sheet", "row", "place", "other"),
    [
        ("countries", {"country": "AUS", "bloc": "ally"}, "countries!A4", "countries!A2"),
        ("settings", {"key": "First_Year", "value": 2028}, "settings!A4", "settings!A2"),
        (
            "demand",
            {"material": "oxide", "market": "ANZ", "tier": "civil", "shortage_cost": 1, 2027: 1},
            "demand!A3",
            "A2",
        ),
        ("recipes", {"project": "refinery", "material": "ore", "t_per_t": 1}, "recipes!A3", "recipes!A2"),
        ("budgets", {"funder": "fund", 2027: 1}, "budgets!A3", "budgets!A2"),
    ],
)
def test_duplicate_keys_name_both_cells(sheet: str, row: dict, place: str, other: str):
    sheets = minimal()
    sheets[sheet].append(row)
    assert has(judge(sheets), f"error: {place}: ", "stands twice", other)


def test_empty_tier_is_the_tier_all():
    sheets = minimal()
    row = {"material": "ore", "market": "ANZ", "shortage_cost": 1, 2027: 1}
    sheets["demand"] += [dict(row), {**row, "tier": "all"}]
    assert has(judge(sheets), "error: demand!A4", "ore / ANZ / all stands twice, also in demand!A3")


def test_prefixed_and_starred_references():
    sheets = minimal()
    sheets["funding_rules"] = [
        {"funder": "fund", "country": "BLOC: Partner", "material": "stage:processing", "max_share": 0.5},
        {
            "funder": "fund",
            "country": "region:Pacific",
            "material": "family:Rare earths",
            "kind": "MINE",
            "max_share": 0.5,
        },
        {"funder": "fund", "country": "*", "material": "*", "max_share": 0.4},
    ]
    found = judge(sheets)
    assert found == [
        'warning: funding_rules!C3: material is "Rare earths", taken as rare earths: the two differ in case alone'
    ] or has(found, "warning: funding_rules!C3", "rare earths")
    rules = to_case(tables_of(sheets)[0]).funding_rules
    assert (rules[0].country, rules[1].material) == ("bloc:partner", "family:rare earths")
    sheets["funding_rules"][1]["country"] = "region:Pacifc"
    sheets["projects"][0]["country"] = "*"
    found = judge(sheets)
    assert has(found, "error: funding_rules!B3", 'is "region:Pacifc"', "did you mean region:Pacific?")
    assert has(found, "error: projects!B2", '"*"')


def test_everything_is_reported_at_once_and_consequences_are_not():
    sheets = minimal()
    sheets["projects"][0] |= {"country": "XXX", "latest_start": "soon"}
    sheets["settings"][0]["value"] = "soon"
    sheets["countries"][1]["bloc"] = "foe"
    sheets["targets"] = [{"target": "t", "metric": "max_risk", "value": -1, "subject": "x"}]
    found = judge(sheets)
    assert sum(f.startswith("error") for f in found) == 5
    built = build(tables_of(sheets)[0])
    assert "projects" in built.incomplete
    assert built.case.projects == {}
    assert built.case.recipe == {}


def test_price_row_without_a_number_is_no_price():
    sheets = minimal()
    sheets["prices"][0][2027] = None
    assert has(judge(sheets), "error: supply!A3", "ore is supplied and has no price")


def test_an_empty_setting_has_its_default():
    sheets = minimal()
    sheets["settings"] += [{"key": "title"}, {"key": "discount_rate", "value": " "}]
    assert judge(sheets) == []
    assert to_case(tables_of(sheets)[0]).settings.discount_rate == 0.05


@pytest.mark.parametrize("sheet", ["projects", "demand", "recipes"])
def test_a_stray_cell_below_a_table_is_told_in_one_line(sheet: str):
    sheets = minimal()
    before = judge(sheets)
    column = next(iter(sheets[sheet][0]))
    sheets[sheet].append({column: "Total"})
    found = [f for f in judge(sheets) if f not in before]
    assert has(found, f"error: {sheet}!A", f'holds only {column} "Total": the required cells ')
    assert len([f for f in found if "required" in f]) == 1


def test_findings_about_references_come_with_the_value():
    sheets = minimal()
    sheets["projects"][0]["country"] = "CHI"
    sheets["funding_rules"] = [{"funder": "fund", "material": "stage:procesing", "max_share": 0.5}]
    values = {f.value for f in tables_of(sheets)[1]}
    assert values == {"CHI", "stage:procesing"}
