"""Rules on starts, grants and gaps: a plan just within what is tolerated, and just beyond it."""

from __future__ import annotations

import pytest

from tests.audit.audited import Document, cell, changed, edited, failing, failures, planned, row_of
from tests.tiny import MILLION, project, world, years


@pytest.mark.parametrize(
    ("plant", "works", "holds"),
    [(2030, 2030, True), (2031, 2030, True), (2030, 2031, False), (2028, 2029, True), (2030, 2029, True),
     (2029, 2031, False), (2029, 2030, True)],
)  # fmt: skip
def test_a_project_does_not_start_before_the_one_that_it_requires(
    plant: int, works: int, holds: bool, document: Document
) -> None:
    """What is decided before the plan counts as decided in its first year."""
    found = changed(document, "projects", {"requires": "works"}, project="plant")
    for p, year in (("plant", plant), ("works", works)):
        found = edited(found, "projects", row_of(found, "projects", project=p), start_year=year)
    wrong = f"investment: plant is started in {plant} and requires works, which is started in {works}"
    assert (wrong in failures(found)) is not holds


def test_what_is_not_built_requires_nothing(document: Document) -> None:
    assert failing(changed(document, "projects", {"requires": "plant"}, project="never")) == set()


def test_projects_that_had_to_be_kept(document: Document) -> None:
    passport = document["passport"]
    assert failing(document | {"passport": passport | {"kept": ["plant", "works"]}}) == set()
    found = document | {"passport": passport | {"kept": ["plant", "never"]}}
    assert failures(found) == "investment: never had to be kept, but is not built"


def test_at_most_one_of_a_group(document: Document) -> None:
    for name, failed in (("plant", set()), ("never", set()), ("works", {"investment"})):
        found = changed(document, "projects", {"exclusive_group": "a"}, project=name)
        assert failing(changed(found, "projects", {"exclusive_group": "a"}, project="plant")) == failed


def test_grants_of_all_years_count_together(full: Document) -> None:
    """Funder one gives 5.33 of the plant's 40 MUSD, never more than 4 in a year."""
    assert failing(changed(full, "funders", {"max_share": 0.14}, funder="one")) >= {"co-funding"}
    shares = [0.13, 0.1334]
    found = [failures(changed(full, "funders", {"max_share": share}, funder="one")) for share in shares]
    assert ["grants of one to plant: 5.33" in text for text in found] == [True, False]


def test_grants_of_a_year_without_spending(full: Document) -> None:
    row = row_of(full, "grants", project="saver", funder="two")
    found = failures(edited(full, "grants", row, year=2031))
    assert "grants to saver in 2031 against its spending: 0.15, allowed are at most 0 MUSD" in found


def test_grants_of_nothing_and_less(full: Document) -> None:
    row = row_of(full, "grants", project="saver", funder="two")
    wrong = "the grant of two to saver in 2030 is negative"
    assert [wrong in failures(edited(full, "grants", row, grant_musd=musd)) for musd in (0.0, -1e-12)] == [False, True]


@pytest.mark.parametrize(("musd", "asked"), [(1.01e-5, True), (0.99e-5, False)])
def test_dust_is_no_grant(musd: float, asked: bool, full: Document) -> None:
    """Neither is it a funder's least share, nor are two partners paying together."""
    row = row_of(full, "grants", project="saver", funder="two")
    found = edited(full, "grants", row, grant_musd=musd)
    least = changed(found, "funders", {"min_share": 0.01}, funder="two")
    assert ("grants of two to saver, which it funds" in failures(least)) is asked
    apart = changed(found, "settings", {"joint_funding": False})
    assert ("saver is funded by away and home" in failures(apart)) is asked


@pytest.mark.parametrize(("musd", "paying"), [(1.01e-5, True), (0.99e-5, False)])
def test_price_support_is_funding_too(musd: float, paying: bool, document: Document) -> None:
    """Of the project that it is paid to, and above dust."""
    found = changed(document, "settings", {"joint_funding": False})
    found = changed(found, "funders", {"partner": "away"}, funder="other")
    assert "is funded by" not in failures(found)
    found = edited(found, "price_support", 0, funder="other", topup_musd=musd)
    assert ("plant is funded by away and home" in failures(found)) is paying
    assert "works is funded by" not in failures(found)


def test_who_is_of_no_partner_is_on_no_side(document: Document) -> None:
    found = changed(document, "settings", {"joint_funding": False})
    found = edited(found, "price_support", 0, funder="other")
    assert "is funded by" not in failures(found)


def test_private_money_by_year(full: Document) -> None:
    """Grants of a year leave no more than the private money of that year: 30 and 12 MUSD."""
    for year, limit in (("2030", 29.99), ("2031", 11.99)):
        budget = {"2030": 30.0, "2031": 12.0, "2032": 9.0} | {year: limit}
        found = changed(full, "budgets", {"years": budget}, funder="private")
        assert failing(found) == {"co-funding"}
        assert f"private money in {year}" in failures(found)


@pytest.mark.parametrize(("off", "close"), [(0.05, True), (-0.05, True), (0.0503, False), (-0.0503, False)])
def test_who_pays_is_written_to_one_decimal(off: float, close: bool, full: Document) -> None:
    row = row_of(full, "projects", project="saver")
    found = edited(full, "projects", row, funders=f"one {0.35 + off:.4f}, two 0.15")
    assert ("who pays for saver" in failures(found)) is not close


def test_who_pays_over_all_years(full: Document) -> None:
    row = row_of(full, "projects", project="plant")
    for text, close in (("one 5.3, two 4.0", True), ("one 4.0, two 4.0", False), ("one 5.3", False), ("", False)):
        assert ("who pays for plant" in failures(edited(full, "projects", row, funders=text))) is not close


def in_need() -> Document:
    """A plant without a margin, so that grants have to pay all of its 20 MUSD."""
    plant = project("plant", opex_usd_per_t=MILLION)
    document = planned(world({"viability": "yes"}, projects=[plant], funders=[{"funder": "one"}]))
    assert document["tables"]["grants"]["grant_musd"] == pytest.approx([20])
    return document


@pytest.mark.parametrize(("less", "closed"), [(5e-6, True), (7e-6, False)])
def test_a_gap_may_be_left_open_by_what_a_solver_leaves_open(less: float, closed: bool) -> None:
    """2 USD and a share of 2e-7, and what is tolerated of any sum: 6.2e-6 MUSD of 20."""
    found = cell(in_need(), "grants", "grant_musd", 20 - less)
    assert ("viability" not in failing(found)) is closed


def test_grants_count_at_the_private_rate() -> None:
    """10 MUSD a year at 100 %: a gap of 15 MUSD, of which the second year's grant closes half of itself."""
    plant = project("plant", opex_usd_per_t=MILLION, build_years=2, life_years=1, latest_start=2030)
    settings = years(2030, 2032, viability="yes", private_discount_rate=1)
    document = planned(world(settings, projects=[plant], funders=[{"funder": "one"}]))
    row = row_of(document, "grants", year=2031)
    less = document["tables"]["grants"]["grant_musd"][row] - 0.1
    assert "needed are at least 15 MUSD" in failures(edited(document, "grants", row, grant_musd=less))
