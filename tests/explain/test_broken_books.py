"""Small workbooks broken on purpose: the conflict names the cause and nothing else, and every repair gives a plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from optimizer.case.facts import Facts
from optimizer.solve.explain.explain import explain
from optimizer.solve.explain.explanation import Explanation
from tests.explain.trial import edited, has_plan, is_irreducible, statements
from tests.tiny import MILLION, Sheets, book_of, demand, event, project, supply, world, years

Cause = set[tuple[str, str]]
"""Kind and name of each statement of a conflict."""
BOOKS: dict[str, tuple[Callable[[], Sheets], list[Cause]]] = {}


def broken(*causes: Cause) -> Callable[[Callable[[], Sheets]], Callable[[], Sheets]]:
    """Registers a workbook that has no plan for these causes."""

    def register(make: Callable[[], Sheets]) -> Callable[[], Sheets]:
        BOOKS[make.__name__] = make, list(causes)
        return make

    return register


def target(metric: str, value: float, name: str = "t", **more: Any) -> dict[str, Any]:
    return {"target": name, "metric": metric, "value": value, **more}


def bare(settings: dict[str, Any] | None = None, **sheets: Any) -> Sheets:
    """A world whose only project would change nothing."""
    return world(settings, **{"projects": [project("idle", capacity_t=0, status="committed")], **sheets})


@broken({("target", "t")})
def too_little_supply() -> Sheets:
    return bare(supply=[supply(tonnes=6)], targets=[target("max_shortage", 0.1, subject="base")])


@broken({("target", "t"), ("excluded", "plant")})
def the_plant_that_helps_is_excluded() -> Sheets:
    return world(projects=[project("plant", status="excluded")], targets=[target("min_domestic_share", 0.5)])


@broken({("target", "t"), ("consent", "here")})
def its_host_gives_no_consent() -> Sheets:
    book = world(projects=[project("plant")], targets=[target("min_domestic_share", 0.5)])
    book["countries"][0]["consent"] = "no"
    return book


@broken({("target", "t"), ("earliest_start", "plant")})
def the_plant_comes_too_late() -> Sheets:
    plant = project("plant", build_years=1, earliest_start=2032)
    aim = target("min_domestic_share", 0.5, from_year=2032)
    return world(years(2030, 2035), projects=[plant], targets=[aim])


@broken({("committed", "a"), ("committed", "b"), ("group", "either")})
def both_of_a_group_are_committed() -> Sheets:
    return world(projects=[project(p, status="committed", exclusive_group="either") for p in "ab"])


@broken({("committed", "a"), ("requires", "a"), ("excluded", "b")})
def the_prerequisite_is_excluded() -> Sheets:
    return world(projects=[project("a", status="committed", requires="b"), project("b", status="excluded")])


@broken({("committed", "a"), ("requires", "a"), ("latest_start", "a"), ("earliest_start", "b")})
def the_prerequisite_comes_too_late() -> Sheets:
    rows = [project("a", status="committed", latest_start=2031, requires="b"), project("b", earliest_start=2032)]
    return world(years(2030, 2034), projects=rows)


@broken({("committed", "plant"), ("min_public_share", "plant"), ("budget", "fund")})
def the_budget_is_short() -> Sheets:
    plant = project("plant", status="committed", min_public_share=1)
    return world(projects=[plant], funders=[{"funder": "fund"}], budgets=[{"funder": "fund", 2030: 19}])


def paid_by_two(share: float) -> Sheets:
    """One funder may pay a share of a plant, the other has little money."""
    plant = project("plant", status="committed", min_public_share=0.8)
    funders = [{"funder": "one", "max_share": 1}, {"funder": "two"}]
    rules = [{"funder": "one", "kind": "plant", "max_share": share}]
    money = [{"funder": "two", 2030: 1}]
    return world(projects=[plant], funders=funders, funding_rules=rules, budgets=money)


@broken({("committed", "plant"), ("min_public_share", "plant"), ("share", "one"), ("budget", "two")})
def nobody_may_pay_that_much() -> Sheets:
    return paid_by_two(0.5)


@broken({("committed", "plant"), ("min_public_share", "plant"), ("share", "one"), ("budget", "two")})
def the_funder_is_not_eligible() -> Sheets:
    return paid_by_two(0)


@broken({("committed", "plant"), ("budget", "private"), ("max_public_share", "plant")})
def private_money_is_short() -> Sheets:
    plant = project("plant", status="committed", max_public_share=0.25)
    return world(projects=[plant], funders=[{"funder": "fund"}], budgets=[{"funder": "private", 2030: 14}])


@broken({("committed", "a"), ("committed", "b"), ("budget", "private")})
def two_commitments_share_a_budget() -> Sheets:
    rows = [project(p, status="committed") for p in "ab"]
    return world(projects=rows, budgets=[{"funder": "private", 2030: 30}])


@broken({("target", "t"), ("max_t", "store")})
def the_stockpile_is_too_small() -> Sheets:
    store = {"stockpile": "store", "material": "goods", "home": "home", "max_t": 2}
    return bare(supply=[supply()], stockpiles=[store], targets=[target("min_cover_days", 146, material="goods")])


@broken({("target", "t"), ("max_purchase_t", "store")})
def too_little_is_bought_a_year() -> Sheets:
    store = {"stockpile": "store", "material": "goods", "home": "home", "max_t": 9, "max_purchase_t": 3}
    return bare(supply=[supply()], stockpiles=[store], targets=[target("min_cover_days", 146, material="goods")])


@broken({("target", "t"), ("budget", "fund")})
def the_stock_cannot_be_paid() -> Sheets:
    store = {"stockpile": "store", "material": "goods", "home": "home", "max_t": 9, "funder": "fund"}
    aim = target("min_cover_days", 146, material="goods")
    money = {"funders": [{"funder": "fund"}], "budgets": [{"funder": "fund", 2030: 3}]}
    return bare(supply=[supply()], stockpiles=[store], targets=[aim], **money)


@broken({("max_t", "store")})
def the_opening_stock_has_no_room() -> Sheets:
    return bare(
        supply=[supply()],
        stockpiles=[{"stockpile": "store", "material": "goods", "home": "home", "opening_t": 5, "max_t": 4}],
    )


@broken({("committed", "plant"), ("min_utilisation", "plant")})
def the_plant_has_nothing_to_process() -> Sheets:
    book = world(projects=[project("plant", status="committed", min_utilisation=0.5)])
    book["materials"].append({"material": "feed", "stage": "extraction"})
    book["recipes"] = [{"project": "plant", "material": "feed", "t_per_t": -1}]
    return book


@broken({("target", "low"), ("target", "share")})
def two_targets_pull_apart() -> Sheets:
    return bare(
        supply=[supply(tonnes=60), supply("here", tonnes=3)],
        targets=[target("max_country_share", 0.3, "share", subject="far"), target("max_shortage", 0.2, "low")],
    )


@broken({("target", "t"), ("viability", "")})
def the_project_does_not_pay() -> Sheets:
    plant = project("plant", capex_musd=500)
    return world({"viability": "yes"}, projects=[plant], targets=[target("min_domestic_share", 0.5)])


def stressed(**more: Any) -> Sheets:
    """Far stops exporting in a stress test of probability 0."""
    return bare(
        supply=[supply()],
        scenarios=[{"scenario": "stop", "probability": 0}],
        events=[event("stop", "export_cut", 1, country="far")],
        targets=[target("max_shortage", 0.4, subject="stop")],
        **more,
    )


@broken({("target", "t")})
def the_stress_test_is_lost() -> Sheets:
    return stressed()


@broken({("target", "t"), ("max_t", "store")})
def the_stress_test_needs_more_stock() -> Sheets:
    return stressed(
        settings={"last_year": 2031},
        stockpiles=[{"stockpile": "store", "material": "goods", "home": "home", "opening_t": 2, "max_t": 3}],
    ) | {"events": [event("stop", "export_cut", 1, country="far", first_year=2031)]}


@broken({("committed", "a"), ("committed", "b"), ("group", "either")}, {("target", "t")})
def two_causes() -> Sheets:
    rows = [project(p, status="committed", exclusive_group="either") for p in "ab"]
    return world(projects=rows, targets=[target("min_recycled_share", 0.1)])


@broken({("target", "t"), ("budget", "private")})
def half_a_plant_would_do() -> Sheets:
    """A plant for 20 MUSD makes all of the demand; half of it is asked for, and half of the money is there."""
    money = [{"funder": "private", 2030: 10}]
    return world(projects=[project("plant")], budgets=money, targets=[target("min_domestic_share", 0.5)])


@broken({("target", "t"), ("group", "either")})
def half_of_each_would_do() -> Sheets:
    """Each of a group makes all of one of two goods, half of both is asked for."""
    rows = [project("a", exclusive_group="either"), project("b", product="wares", exclusive_group="either")]
    book = world(projects=rows, targets=[target("min_domestic_share", 0.5)])
    book["materials"].append({"material": "wares", "stage": "processing"})
    book["demand"].append(demand(material="wares"))
    book["prices"].append({"material": "wares", 2030: MILLION})
    return book


@broken(
    {("committed", "plant"), ("min_public_share", "plant"), ("share", "one"), ("budget", "two"), ("min_share", "two")}
)
def a_share_too_small_to_join() -> Sheets:
    """One may pay 60 %; the other has money for 45 % and gives nothing below 50 %."""
    plant = project("plant", status="committed", min_public_share=0.65)
    return world(
        projects=[plant],
        funders=[{"funder": "one", "max_share": 0.6}, {"funder": "two", "min_share": 0.5}],
        budgets=[{"funder": "two", 2030: 9}],
    )


@broken(
    {
        ("committed", "plant"),
        ("min_public_share", "plant"),
        ("joint_funding", ""),
        ("budget", "one"),
        ("budget", "two"),
    }
)
def only_one_side_may_pay() -> Sheets:
    plant = project("plant", status="committed", min_public_share=0.8)
    book = world({"joint_funding": "no"}, projects=[plant])
    book["markets"].append({"market": "away", "partner": "yes"})
    book["funders"] = [{"funder": "one", "partner": "home"}, {"funder": "two", "partner": "away"}]
    book["budgets"] = [{"funder": "one", 2030: 10}, {"funder": "two", 2030: 10}]
    return book


def explained(sheets: Sheets) -> Explanation:
    found = explain(Facts(book_of(sheets).case("base").case))
    assert found is not None
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_the_conflict_is_the_cause(name: str) -> None:
    make, causes = BOOKS[name]
    book = book_of(make())
    case = book.case("base").case
    found = explained(make())
    told = [{(s.kind, s.name) for s in statements(conflict)} for conflict in found.conflicts]
    assert sorted(map(sorted, told)) == sorted(map(sorted, causes)), str(found)
    assert all(conflict.proven and is_irreducible(case, conflict) for conflict in found.conflicts)
    assert found.finished
    assert found.repairs, str(found)
    for repair in found.repairs:
        assert has_plan(edited(book.tables, repair.edits)), str(repair)
