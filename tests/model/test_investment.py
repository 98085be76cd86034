"""Which projects are built, and when."""

from __future__ import annotations

from tests.tiny import cost, near, project, short, solved, starts, supply, world, years


def test_cheapest_of_two_and_a_shortage() -> None:
    """10 t missing cost 100; one plant costs 20, the other 25 + 10·0.1; the second would add nothing."""
    book = world(projects=[project("dear", capex_musd=25, opex_usd_per_t=100_000), project("cheap")])
    plan = solved(book)
    assert starts(plan) == {"cheap": 2030}
    assert plan.objective_musd == near(20)


def test_too_dear_is_left() -> None:
    """A plant for 101 would save 100."""
    plan = solved(world(projects=[project("plant", capex_musd=101)]))
    assert starts(plan) == {}
    assert plan.objective_musd == near(100)


def test_committed_is_built_also_at_a_loss() -> None:
    """101, and nothing is missing."""
    plan = solved(world(projects=[project("plant", capex_musd=101, status="committed")]))
    assert starts(plan) == {"plant": 2030}
    assert plan.objective_musd == near(101)


def test_no_start_for_excluded_and_without_consent() -> None:
    """Either leaves the shortage of 100."""
    book = world(projects=[project("no"), project("off", status="excluded")])
    book["countries"][0]["consent"] = "no"
    assert solved(book).objective_musd == near(100)


def test_exclusive_group() -> None:
    """Two halves for 20 each cost 40; of a group only one is built: 20 + 5·10 = 70."""
    halves = [project(p, capacity_t=5, exclusive_group="site") for p in ("one", "two")]
    assert solved(world(projects=[p | {"exclusive_group": None} for p in halves])).objective_musd == near(40)
    plan = solved(world(projects=halves))
    assert len(starts(plan)) == 1
    assert plan.objective_musd == near(70)


def test_requires() -> None:
    """The plant of 20 needs the harbour of 30 that makes 1 t: together they cost 50."""
    plant, harbour = project("plant", requires="harbour"), project("harbour", capex_musd=30, capacity_t=1)
    plan = solved(world(projects=[plant, harbour]))
    assert starts(plan) == {"plant": 2030, "harbour": 2030}
    assert plan.objective_musd == near(50)


def test_requires_what_cannot_be_had() -> None:
    """No harbour may be started, so no plant is either: 100 are missing."""
    rows = [project("plant", requires="harbour"), project("harbour", status="excluded")]
    assert solved(world(projects=rows)).objective_musd == near(100)


def test_requires_in_time() -> None:
    """The harbour cannot be decided before 2031, so the plant loses 2030: 100 + 20 + 30."""
    plant, harbour = project("plant", requires="harbour"), project("harbour", capex_musd=30, capacity_t=1)
    plan = solved(world(years(2030, 2031), projects=[plant, harbour | {"earliest_start": 2031}]))
    assert starts(plan) == {"plant": 2031, "harbour": 2031}
    assert plan.objective_musd == near(150)


def test_waits_for_demand() -> None:
    """Demand begins in 2032. At 10 % the capex of 20 costs 20/1.21 when it waits."""
    book = world(years(2030, 2032, discount_rate=0.1), projects=[project("plant")])
    book["demand"][0].update({2030: 0, 2031: 0, 2032: 10})
    plan = solved(book)
    assert starts(plan) == {"plant": 2032}
    assert plan.objective_musd == near(20 / 1.21)


def test_capex_is_spread_evenly_over_construction() -> None:
    """10 in 2030 and 10 in 2031; two lost years of 100: 10 + (10 + 100)/1.1 + 100, nothing missing in 2032."""
    book = world(years(2030, 2032, discount_rate=0.1), projects=[project("plant", build_years=2)])
    plan = solved(book)
    assert plan.objective_musd == near(10 + 100 + (10 + 100) / 1.1)
    assert cost(plan)["capex"] == near(10 + 10 / 1.1)


def test_spend_profile() -> None:
    """A quarter at once, three quarters two years later: 5 + 15/1.21."""
    book = world(
        years(2030, 2032, discount_rate=0.1),
        projects=[project("plant", spend_profile="late")],
        profiles=[{"profile": "late", 1: 0.25, 3: 0.75}],
    )
    assert solved(book).objective_musd == near(5 + 15 / 1.21)


def test_salvage() -> None:
    """Of ten years of life three are used by 2032: 20 − 0.7·20/1.21."""
    book = world(years(2030, 2032, discount_rate=0.1, salvage="yes"), projects=[project("plant")])
    assert cost(solved(book)) == near({"capex": 20, "salvage": -14 / 1.21})


def test_salvage_of_a_late_plant() -> None:
    """Online in the last year, nine of ten years are left: 18 of 20; the year of construction is missing."""
    plant = project("plant", build_years=1, status="committed", latest_start=2030)
    book = world(years(2030, 2031, salvage="yes"), projects=[plant])
    assert cost(solved(book)) == near({"capex": 20, "salvage": -18, "shortage": 100})


def test_sunk_capex_of_a_committed_project() -> None:
    """Under construction since 2028, a quarter a year: half of 20 is sunk, and goods come from 2032 on."""
    plant = project("plant", status="committed", earliest_start=2028, latest_start=2028, build_years=4)
    plan = solved(world(years(2030, 2032), projects=[plant]))
    assert starts(plan) == {"plant": 2028}
    assert cost(plan) == near({"capex": 10, "shortage": 200})
    assert short(plan) == near({2030: 10, 2031: 10})


def test_salvage_counts_sunk_capex() -> None:
    """Decided in 2029, nothing left to pay: −20·(10 − 2)/10 = −16 by 2030."""
    plant = project("plant", status="committed", earliest_start=2029, latest_start=2029)
    assert solved(world({"salvage": "yes"}, projects=[plant])).objective_musd == near(-16)


def test_life_ends() -> None:
    """A life of two years leaves 2032 to existing supply at 1 MUSD/t."""
    book = world(years(2030, 2032), projects=[project("plant", life_years=2)], supply=[supply(tonnes=3)])
    plan = solved(book)
    assert starts(plan) == {"plant": 2030}
    assert plan.objective_musd == near(20 + 3 + 70)


def test_start_window() -> None:
    """A start before 2031 is not offered, and one after 2030 is not: whatever is missing costs 100 a year."""
    for window, missing in (({"earliest_start": 2031}, [2030]), ({"latest_start": 2030}, [])):
        plan = solved(world(years(2030, 2031), projects=[project("plant", **window)]))
        assert list(short(plan)) == missing
