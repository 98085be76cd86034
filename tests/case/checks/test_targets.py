from __future__ import annotations

from typing import Any

import pytest

from optimizer.case.metrics import METRIC
from optimizer.case.sheets import METRICS
from tests.books import has, judge, tables_of
from tests.case.rich import rich


def target(**values: Any) -> list[str]:
    """Findings about one target in a rich workbook."""
    return [f for f in judge(with_target(**values)) if "targets!" in f]


def with_target(**values: Any) -> dict[str, Any]:
    sheets = rich()
    order = ("target", "metric", "material", "market", "tier", "subject", "from_year", "to_year", "value", "penalty")
    row = {"target": "t", "value": 0.5, "penalty": 1, **values}
    sheets["targets"] = [{column: row.get(column) for column in order}]
    return sheets


def test_every_metric_is_described():
    assert tuple(METRIC) == METRICS


def test_years_are_in_order_and_in_the_horizon():
    assert has(
        target(metric="max_risk", from_year=2029, to_year=2028), "error: targets!G2", "2029 is after to_year 2028"
    )
    assert has(target(metric="max_risk", from_year=2031), "warning: targets!G2", "no year of the horizon")
    assert has(target(metric="max_risk", to_year=2026), "warning: targets!H2", "no year of the horizon")


@pytest.mark.parametrize("metric", [m for m, row in METRIC.items() if row.share])
def test_shares_are_at_most_100_percent(metric: str):
    subject = {"bloc": "concern", "funder": "fund", "host": "AUS"}.get(METRIC[metric].subject)
    found = target(metric=metric, value=65, subject=subject)
    assert has(found, "error: targets!I2", "value is 65, which reads as 6500 %: write 65% or 0.65")
    assert target(metric=metric, value=1, subject=subject) == []


def test_days_and_risk_are_numbers():
    assert target(metric="min_cover_days", material="oxide", market="ANZ", value=60) == []
    assert has(target(metric="max_risk", value=2), "warning: targets!I2", "never binds")
    assert has(target(metric="min_cover_days", material="oxide", value=-1), "error: targets!I2", "below 0")


@pytest.mark.parametrize("metric", ["max_bloc_share", "min_bloc_cover", "min_funder_share", "max_investment_share"])
def test_some_metrics_need_a_subject(metric: str):
    assert has(target(metric=metric), "error: targets!F2", f"{metric} needs a subject")


def test_star_is_no_funder_and_no_host_but_all_blocs():
    assert has(target(metric="max_funder_share", subject="*"), "error: targets!F2", "not *")
    assert target(metric="min_bloc_cover", subject="*") == []
    tables, _ = tables_of(with_target(metric="min_bloc_cover", subject="*"))
    assert tables["targets"].entries[0].values["subject"] == "partner, ally, neutral, concern"


@pytest.mark.parametrize(
    ("metric", "subject", "message"),
    [
        ("max_country_share", "CHM", "did you mean CHN?"),
        ("max_bloc_share", "concern, neutrl", "did you mean neutral?"),
        ("max_shortage", "bann", "did you mean ban?"),
        ("max_funder_share", "fond", "did you mean fund?"),
        ("min_investment_share", "Pacfic", "did you mean Pacific?"),
        ("max_country_share", "concern", "is not known"),
    ],
)
def test_unknown_subjects_are_errors_with_the_nearest_name(metric: str, subject: str, message: str):
    assert has(target(metric=metric, subject=subject), "error: targets!F2", message)


@pytest.mark.parametrize(
    ("metric", "subject"),
    [
        ("max_shortage", "base"),
        ("max_shortage", "*"),
        ("max_country_share", "AUS, CHN"),
        ("max_funder_share", "ANZ"),
        ("min_investment_share", "partner"),
        ("min_investment_share", "AUS"),
    ],
)
def test_known_subjects_are_taken(metric: str, subject: str):
    assert target(metric=metric, subject=subject) == []


def test_subjects_that_differ_in_case_are_spelled_as_declared():
    sheets = with_target(metric="max_bloc_share", subject="Concern ,NEUTRAL")
    tables, findings = tables_of(sheets)
    assert tables["targets"].entries[0].values["subject"] == "concern, neutral"
    assert len(findings) == 2


def test_a_subject_that_is_two_things_is_an_error():
    sheets = with_target(metric="max_investment_share", subject="Pacific")
    sheets["countries"].append({"country": "Pacific", "bloc": "ally"})
    assert has(judge(sheets), "error: targets!F2", "a country and a region")
    sheets = with_target(metric="max_funder_share", subject="ROW")
    assert has(judge(sheets), "warning: targets!F2", "no funder names as its partner")
    sheets["funders"].append({"funder": "ROW"})
    assert has(judge(sheets), "error: targets!F2", "a funder and a market")


def test_columns_that_do_not_count_are_pointed_out():
    found = target(metric="max_risk", tier="civil", subject="CHN")
    assert has(found, "warning: targets!E2", "max_risk does not use tier")
    assert has(found, "warning: targets!F2", "max_risk has no subject")
    found = target(metric="max_funder_share", subject="fund", material="ore", market="ANZ", from_year=2028)
    assert len(found) == 3
    assert target(metric="max_risk", tier="*") == []


def test_unknown_tiers_are_errors():
    assert has(target(metric="max_shortage", tier="civl"), "error: targets!E2", "did you mean civil?")
    assert has(target(metric="max_shortage", tier="Civil"), "warning: targets!E2", "taken as civil")


def test_all_needs_a_partner_market():
    sheets = with_target(metric="max_risk", market="ALL")
    assert not has(judge(sheets), "error")
    sheets["markets"][0]["partner"] = "no"
    assert has(judge(sheets), "error: targets!D2", "no market has partner = yes")


def test_scopes_without_members_are_pointed_out():
    assert has(target(metric="max_risk", material="stage:manufacturing"), "warning: targets!C2", "no material is in")
    assert has(target(metric="max_bloc_share", subject="ally"), "warning: targets!F2", "no country is in ally")


def test_hard_cover_needs_a_stockpile():
    hard = {"metric": "min_cover_days", "value": 30, "penalty": None}
    assert target(**hard, material="oxide", market="ANZ") == []
    assert target(**hard, material="oxide") == []
    assert has(target(**hard, material="ore"), "error: targets!C2", "no stockpile of ore")
    assert has(target(**{**hard, "penalty": 5}, material="ore"), "warning: targets!C2", "no stockpile of ore")
    assert has(target(**hard, material="stage:extraction"), "warning: targets!C2", "no stockpile")
    sheets = with_target(**hard, material="oxide", market="ANZ")
    sheets["stockpiles"][0]["serves"] = "ROW"
    assert has(judge(sheets), "error: targets!C2", "no stockpile of oxide serves ANZ")


def test_empty_risk_is_pointed_out_where_it_counts():
    sheets = with_target(metric="max_risk")
    sheets["countries"][1]["risk"] = None
    assert has(judge(sheets), "warning: countries!E3", "risk of CHN is empty")
    sheets["targets"] = []
    assert judge(sheets) == []
