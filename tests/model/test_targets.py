"""Every metric once: far sells at 1, here at 2, and the cheapest way to the target is known."""

from __future__ import annotations

from typing import Any

import pytest

from optimizer.errors import NoPlanError
from optimizer.model import build
from optimizer.model.linear import terms_of
from tests.tiny import (
    MILLION,
    Sheets,
    bought,
    cost,
    demand,
    event,
    facts_of,
    near,
    project,
    reached,
    rows,
    solved,
    starts,
    supply,
    world,
    years,
)

SOURCES = [supply(), supply("here", premium=1)]


def aiming(metric: str, value: float, settings: dict[str, Any] | None = None, **more: Any) -> Sheets:
    """One target on goods."""
    target = {"target": "aim", "metric": metric, "material": "goods", "market": "home", "value": value}
    return {**world(settings, supply=SOURCES), "targets": [target | more]}


@pytest.mark.parametrize(
    ("metric", "value", "more", "objective"),
    [
        ("max_country_share", 0.6, {"subject": "far"}, 14),  # 6 t from far
        ("max_country_share", 0.6, {}, 14),  # every country outside the scope, which is far alone
        ("max_country_share", 0.6, {"market": "*"}, 14),
        ("max_bloc_share", 0.3, {"subject": "concern, neutral"}, 17),
        ("max_risk", 0.3, {}, 15),  # 0.5·5 + 0.1·5 = 0.3·10
        ("min_bloc_share", 0.4, {"subject": "partner, ally"}, 14),
        ("min_bloc_share", 1, {"subject": "partner, concern"}, 10),
        ("min_domestic_share", 0.25, {}, 12.5),
        ("min_domestic_output", 0.25, {}, 12.5),
        ("min_bloc_cover", 0.2, {"subject": "partner"}, 12),
    ],
)
def test_shares_of_deliveries(metric: str, value: float, more: dict[str, Any], objective: float) -> None:
    """10, and 1 more for every tonne that has to come from here."""
    plan = solved(aiming(metric, value, **more))
    assert plan.objective_musd == near(objective)
    assert list(reached(plan, "aim")) == [(near(value), 0)]


def test_a_soft_share() -> None:
    """4 t less from far would cost 4; missing the target by them costs 0.5 each."""
    plan = solved(aiming("max_country_share", 0.6, subject="far", penalty=0.5 * MILLION))
    assert cost(plan) == near({"purchases": 10, "target_penalty": 2})
    assert list(reached(plan, "aim")) == [(near(1), near(4))]


def test_a_penalty_that_is_worth_avoiding() -> None:
    """At 1.5 it is not missed."""
    assert solved(aiming("max_country_share", 0.6, subject="far", penalty=1.5 * MILLION)).objective_musd == near(14)


def test_penalties_are_discounted_and_years_are_limits() -> None:
    """Only 2031 counts: 4 t at 0.5, discounted with 10 %."""
    settings = years(2030, 2032, discount_rate=0.1)
    book = aiming("max_country_share", 0.6, settings, from_year=2031, to_year=2031, penalty=0.5 * MILLION)
    assert cost(solved(book))["target_penalty"] == near(2 / 1.1)


def test_a_penalty_of_0_is_soft_and_free() -> None:
    """Nothing changes, and the plan says by how much it is missed."""
    plan = solved(aiming("max_country_share", 0.6, subject="far", penalty=0))
    assert plan.objective_musd == near(10)
    assert "target_penalty" not in cost(plan)
    assert list(reached(plan, "aim")) == [(near(1), near(4))]


def test_nothing_is_short_where_nothing_is_wanted() -> None:
    """No demand in 2030, 10 t in 2031: the target holds in both years."""
    book = aiming("max_shortage", 0, years(2030, 2031))
    book["demand"][0].update({2030: 0, 2031: 10})
    assert solved(book).objective_musd == near(10)


def test_funder_shares_count_stock_at_its_price() -> None:
    """A tonne costs 2, and a dollar of 2031 is worth 80 cents: 1.6, of which half is the most for one."""
    book = aiming("max_funder_share", 0.5, years(2030, 2031, discount_rate=0.25), subject="one")
    book["prices"] = [{"material": "goods", 2030: 2 * MILLION}]
    book["funders"] = [{"funder": "one"}]
    book["stockpiles"] = [{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 50, "funder": "one"}]
    (row,) = build(facts_of(book)).targets.hold.values()
    assert sum(c for c, v in terms_of(row.body) if v.name == "stockpiles.plan[pile,2031]") == near(0.8)


def test_a_hard_target_can_be_out_of_reach() -> None:
    """Nothing comes from an ally."""
    with pytest.raises(NoPlanError):
        solved(aiming("min_bloc_share", 0.1, subject="ally"))


def test_shares_of_supply_are_of_what_arrives() -> None:
    """Only far sells: at 60 % nothing may come at all, since a shortage is no supply."""
    book = aiming("max_country_share", 0.6, subject="far")
    assert solved(book | {"supply": SOURCES[:1]}).objective_musd == near(100)


def test_shares_of_draw_are_of_what_is_wanted() -> None:
    """4 t of demand are missing; 40 % of 10 t, not of 6 t, have to come from here: 4·2 + 2·1 + 40."""
    book = aiming("min_bloc_share", 0.4, subject="partner")
    assert solved(book | {"supply": [supply(tonnes=2), SOURCES[1] | {2030: 4}]}).objective_musd == near(50)


def test_inputs_count_as_wanted() -> None:
    """A plant at home draws 2 t of goods for each of 5 t of parts: 10 t of demand and 10 t drawn, half from here."""
    book = aiming("min_domestic_share", 0.5)
    book["materials"].append({"material": "parts", "stage": "manufacturing"})
    book["demand"].append(demand(material="parts", tonnes=5, shortage_cost=100 * MILLION))
    book["projects"] = [project("plant", product="parts", capacity_t=5)]
    book["recipes"] = [{"project": "plant", "material": "goods", "t_per_t": -2}]
    assert solved(book).objective_musd == near(20 + 10 + 20)


def test_substitution_and_releases_are_not_supply() -> None:
    """Research replaces 8 t; of the 2 t that are left at most 60 % come from far: 20 + 1.2 + 0.8·2."""
    book = aiming("max_country_share", 0.6, subject="far")
    book["demand"] = [demand(tonnes=10)]
    book["projects"] = [project("research", kind="substitution", capacity_t=8, capex_musd=2, min_public_share=0)]
    assert solved(book).objective_musd == near(2 + 1.2 + 1.6)


def test_markets_each_or_pooled() -> None:
    """10 t each at home and away, 20 % from partners: 4 t anywhere where they are pooled, 2 t each on its own."""
    for scope, split in (("*", {"home": 2, "away": 2}), ("all", None)):
        book = aiming("min_bloc_share", 0.2, subject="partner", market=scope)
        book["demand"].append(demand("away"))
        book["markets"].append({"market": "away", "partner": "yes"})
        plan = solved(book)
        assert plan.objective_musd == near(24)
        assert len(rows(plan, "targets")) == (2 if split else 1)
        if split:
            from_here = bought(plan, by=("country", "market"))
            assert {r: from_here["here", r] for r in split} == near(split)


def test_domestic_output_follows_the_chain() -> None:
    """10 t of goods at home need 20 t of ore; 2 t have to be dug here at 2, wherever they go: away wants 3 t."""
    book = aiming("min_domestic_output", 0.1, material="ore")
    book["materials"] = [
        {"material": "goods", "stage": "processing"},
        {"material": "ore", "stage": "extraction", "becomes": "goods", "t_per_t": 2},
    ]
    book["markets"].append({"market": "away"})
    book["prices"].append({"material": "ore", 2030: MILLION})
    book["demand"].append(demand("away", 3, material="ore"))
    book["supply"] = [*SOURCES, *({**row, "material": "ore"} for row in SOURCES)]
    plan = solved(book)
    assert plan.objective_musd == near(10 + 1 + 4)
    assert list(reached(plan, "aim")) == [(near(0.1), 0)]


def test_recycled_share() -> None:
    """30 % of 10 t: 1 t is recycled by a committed project for nothing more than 20, 2 t are bought at 3."""
    book = aiming("min_recycled_share", 0.3)
    book["supply"] = [supply(), supply("far", kind="recycled", premium=2)]
    book["projects"] = [project("yard", kind="recycling", capacity_t=1, status="committed")]
    assert solved(book).objective_musd == near(20 + 7 + 6)


def test_cover_of_a_tier() -> None:
    """All of 4 t of defence from partners, whatever the civil 6 t take."""
    book = aiming("min_bloc_cover", 1, subject="partner", tier="defence")
    book["demand"] = [demand(tonnes=4, tier="defence"), demand(tonnes=6, tier="civil")]
    assert solved(book).objective_musd == near(14)


def test_cover_days() -> None:
    """36.5 days of 10 t are 1 t, in stock at the end of the year; a pile that serves another market does not count."""
    book = aiming("min_cover_days", 36.5)
    pile = {"stockpile": "pile", "material": "goods", "home": "home", "max_t": 5}
    assert solved(book | {"stockpiles": [pile]}).objective_musd == near(11)
    book["markets"].append({"market": "away"})
    other = pile | {"stockpile": "other", "serves": "away"}
    with pytest.raises(NoPlanError):
        solved(book | {"stockpiles": [pile | {"max_t": 0.5}, other]})


def test_wide_cover_days_mean_the_materials_with_a_stockpile() -> None:
    """Ore has none, so that * asks for 1 t of goods only."""
    book = aiming("min_cover_days", 36.5, material="*")
    book["materials"].append({"material": "ore", "stage": "extraction"})
    book["demand"].append(demand(material="ore", tonnes=1))
    book["stockpiles"] = [{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 5}]
    assert solved(book).objective_musd == near(11 + 10)


def test_largest_shortage_in_base() -> None:
    """A tonne at 20 is dearer than missing it for 10; at most 40 % may be missing: 40 + 6·20."""
    book = aiming("max_shortage", 0.4, subject="base")
    assert solved(book | {"supply": [supply(premium=19)]}).objective_musd == near(160)


def test_largest_shortage_of_a_tier_in_every_scenario() -> None:
    """Defence may miss 25 %: of 4 t in base and of 8 t when demand doubles; the civil tier does without at 10 a tonne.

    Base: 3·20 and 7·10. Surge: 6·20 and 14·10. Each has a chance of 50 %.
    """
    book = aiming("max_shortage", 0.25, tier="defence")
    book["demand"] = [demand(tonnes=4, tier="defence"), demand(tonnes=6, tier="civil")]
    book["supply"] = [supply(premium=19)]
    book["scenarios"] = [{"scenario": "surge", "probability": 0.5}]
    book["events"] = [event("surge", "demand", 2)]
    assert solved(book).objective_musd == near((130 + 260) / 2)


def funded(metric: str, value: float, **more: Any) -> Sheets:
    """A plant of 20 that is all public, from two funders, the first of the partner home."""
    target = {"target": "aim", "metric": metric, "value": value}
    return world(
        projects=[project("plant", min_public_share=1)],
        funders=[{"funder": "one", "partner": "home"}, {"funder": "two"}],
        targets=[target | more],
    )


@pytest.mark.parametrize("subject", ["one", "home"])
def test_funder_shares(subject: str) -> None:
    """At most and at least 40 % of 20."""
    most = totals_of(solved(funded("max_funder_share", 0.4, subject=subject)))
    least = totals_of(solved(funded("min_funder_share", 0.4, subject=subject)))
    assert most["two"] >= 12 - 1e-5
    assert least["one"] >= 8 - 1e-5


def totals_of(plan: Any) -> dict[str, float]:
    """What each funder pays in base."""
    paid = {"one": 0.0, "two": 0.0}
    for row in rows(plan, "funding", scenario="base"):
        paid[row["funder"]] += row["outlay_musd"]
    assert sum(paid.values()) == near(20)
    return paid


def test_a_soft_funder_share_counts_discounted_money() -> None:
    """two may pay nothing by its budget; one pays 20 in 2031, 12/1.1 too much, at 0.1 for each."""
    book = funded("max_funder_share", 0.4, subject="one", penalty=0.1)
    book["settings"] = world(years(2030, 2031, discount_rate=0.1))["settings"]
    book["projects"][0]["earliest_start"] = 2031
    book["budgets"] = [{"funder": "two", 2030: None}]
    assert cost(solved(book))["target_penalty"] == near(1.2 / 1.1)


def invested(metric: str, value: float, **more: Any) -> Sheets:
    """A plant here for 20 and one far away for 30."""
    target = {"target": "aim", "metric": metric, "value": value}
    return world(projects=[project("near"), project("away", country="far", capex_musd=30)], targets=[target | more])


@pytest.mark.parametrize(
    ("metric", "subject"),
    [("max_investment_share", "here"), ("min_investment_share", "south"), ("min_investment_share", "concern")],
)
def test_investment_shares(metric: str, subject: str) -> None:
    """The dear plant is built so that no more than half is invested here, or at least half far away."""
    plan = solved(invested(metric, 0.5, subject=subject))
    assert starts(plan) == {"away": 2030}
    assert plan.objective_musd == near(30)


def test_a_soft_investment_share() -> None:
    """10 of 20 too much here, 0.2 for each."""
    plan = solved(invested("max_investment_share", 0.5, subject="here", penalty=0.2))
    assert cost(plan) == near({"capex": 20, "target_penalty": 2})
    assert list(reached(plan, "aim")) == [(near(1), near(10))]


def test_shadow_price() -> None:
    """One more tonne from far saves 1."""
    plan = solved(aiming("max_country_share", 0.6, subject="far"))
    assert abs(rows(plan, "targets")[0]["shadow_price"]) == near(1)
