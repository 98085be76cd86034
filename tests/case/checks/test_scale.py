"""Figures that are out of line, and figures that nothing can have."""

from __future__ import annotations

import pytest

from tests.books import Sheets, has, judge, minimal


def changed(sheet: str, column: object, value: object, row: int = 0) -> list[str]:
    sheets = minimal()
    sheets[sheet][row][column] = value
    return judge(sheets)


def with_pile(**more: object) -> Sheets:
    return minimal() | {"stockpiles": [{"stockpile": "s", "material": "oxide", "home": "ANZ", "max_t": 50, **more}]}


@pytest.mark.parametrize(("value", "told"), [(1e6, "is it in kg?"), (0.05, "is it in kt?")])
def test_tonnes_out_of_line_are_asked_about_by_cell(value: float, told: str) -> None:
    assert judge(minimal()) == []
    assert has(
        changed("projects", "capacity_t", value), "warning: projects!E2: capacity_t", "usual here for oxide", told
    )
    sheets = with_pile(max_t=value)
    assert has(judge(sheets), "warning: stockpiles!D2", told)


def test_one_year_of_a_series_is_named() -> None:
    found = changed("demand", 2030, 120_000_000)
    assert has(found, "warning: demand!F2: 2030 is 1.2e+08 t, 218,182 times what is usual", "is it in kg?")
    assert not has(found, "warning: demand!E2")


def test_a_capacity_a_million_times_too_large_is_refused() -> None:
    assert has(changed("projects", "capacity_t", 5e9), "error: projects!E2: capacity_t is 5e+09 t", "is it in kg?")
    assert has(changed("supply", 2027, 5e9), "warning: supply!C2: 2027 is 5e+09 t", "is it in kg?")


def test_a_material_without_any_figure_is_no_fault() -> None:
    """A negative capacity counts for nothing: it may leave its material without any figure at all."""
    sheets = minimal()
    sheets["materials"].append({"material": "ore", "stage": "extraction"})
    sheets["projects"][0] |= {"product": "ore", "capacity_t": -5}
    assert has(judge(sheets), "error: projects!E2: capacity_t is -5")


@pytest.mark.parametrize("column", ["capex_musd", "fixed_opex_musd", "opex_usd_per_t"])
def test_a_slip_of_a_thousand_in_what_a_project_costs_is_asked_about(column: str) -> None:
    sheets = minimal()
    usual = {"capex_musd": 2.0, "fixed_opex_musd": 0.1, "opex_usd_per_t": 0.4}[column]
    price, project = 60_000.0, sheets["projects"][0]
    figure = usual * price * (1 if column == "opex_usd_per_t" else project["capacity_t"] / 1e6)
    for times, found in ((1, False), (1000, True)):
        told = changed("projects", column, times * figure)
        assert bool(has(told, "warning: projects!", f"{column} is", "in another unit?")) is found


def test_two_figures_do_not_tell_what_is_usual() -> None:
    assert changed("supply", 2027, 5e9, row=1) == []


def test_a_price_that_jumps_is_asked_about() -> None:
    found = changed("prices", 2030, 60.0, row=1)
    assert not has(found, "warning: prices!C3")
    sheets = minimal()
    sheets["prices"][1] |= {2028: 60000, 2030: 6}
    assert has(judge(sheets), "warning: prices!D3: 2030 is 6 USD/t, one 10,000th of its other years")


@pytest.mark.parametrize(
    ("sheet", "column", "value", "cell"),
    [
        ("demand", "shortage_cost", 5, "demand!D2"),
        ("projects", "opex_usd_per_t", 5e9, "projects!G2"),
        ("projects", "capex_musd", 5e7, "projects!F2"),
        ("projects", "capex_musd", 5e-5, "projects!F2"),
        ("projects", "fixed_opex_musd", 1e6, "projects!J2"),
    ],
)
def test_money_out_of_line_with_the_price_is_asked_about(sheet: str, column: str, value: float, cell: str) -> None:
    found = changed(sheet, column, value)
    assert has(found, f"warning: {cell}: {column} is", "the price of oxide", "is one of them in another unit?")


def test_money_of_floors_routes_and_stockpiles() -> None:
    sheets = with_pile(holding_usd_per_t=1e8)
    sheets["price_floors"] = [{"material": "oxide", "level": "a", "floor_usd_per_t": 1e8}]
    sheets["routes"] = [{"material": "oxide", "freight": 1e8}, {"freight": 1e8}]
    found = [f for f in judge(sheets) if "another unit" in f]
    assert [f.split(":")[1].strip() for f in found] == ["price_floors!C2", "stockpiles!E2", "routes!B2"]


def test_a_project_without_capacity_or_price_has_no_cost_by_the_tonne() -> None:
    assert not has(changed("projects", "capacity_t", 0), "warning: projects!F2")
    sheets = minimal()
    sheets["settings"].append({"key": "viability", "value": "no"})
    sheets["projects"][0]["capex_musd"] = 1e9
    sheets["supply"], sheets["prices"] = [], [{"material": "ore", 2027: 1000}]
    assert not has(judge(sheets), "warning: projects!F2")


@pytest.mark.parametrize(
    ("sheet", "column", "value", "told"),
    [
        ("projects", "capacity_t", 1e15, "more than 1,000,000,000,000 t of product per year cannot be meant"),
        ("projects", "opex_usd_per_t", -1e15, "more than 1,000,000,000,000 USD/t cannot be meant"),
        ("projects", "capex_musd", 1e300, "more than 1,000,000,000,000 MUSD cannot be meant"),
        ("projects", "life_years", 10**6, "more than 9,999 years cannot be meant"),
        ("projects", "build_years", 10**6, "more than 9,999 years cannot be meant"),
        ("projects", "earliest_start", 10**9, "write a year such as 2030"),
        ("supply", "premium", 1e6, "more than 100000% cannot be meant"),
        ("recipes", "t_per_t", -1e9, "more than 1,000,000 t/t cannot be meant"),
        ("budgets", 2027, 1e15, "more than 1,000,000,000,000 millions of the funder's currency cannot be meant"),
    ],
)
def test_figures_that_nothing_can_have_are_refused(sheet: str, column: object, value: float, told: str) -> None:
    assert has(changed(sheet, column, value), f"error: {sheet}!", told)


@pytest.mark.parametrize(("last", "severity"), [(2230, "warning"), (2327, "error"), (10**12, "error")])
def test_a_horizon_of_centuries_is_asked_about_or_refused(last: int, severity: str) -> None:
    assert has(changed("settings", "value", last, row=1), f"{severity}: settings!B3: last_year")


def test_a_profile_that_goes_on_for_ever_is_refused() -> None:
    sheets = minimal() | {"profiles": [{"profile": "slow", 1: 0.5, 10**8: 1}]}
    sheets["projects"][0]["ramp_profile"] = "slow"
    assert has(judge(sheets), "error: profiles!C1", "is no year of a profile: they count from 1")


def test_a_tier_is_not_called_all() -> None:
    assert has(changed("demand", "tier", "*"), "error: demand!C2: tier is *, which in targets means all")
