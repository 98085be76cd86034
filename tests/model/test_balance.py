"""What arrives is what is taken; what is missing is missing where it costs least."""

from __future__ import annotations

from tests.tiny import MILLION, demand, near, project, rows, short, solved, supply, world, years


def test_the_cheapest_tier_goes_short() -> None:
    """6 t for 4 t of defence at 50 and 6 t of civil at 10: 4 t of civil are missing."""
    tiers = [
        demand(tonnes=4, tier="defence", shortage_cost=50 * MILLION),
        demand(tonnes=6, tier="civil"),
    ]
    plan = solved(world(demand=tiers, supply=[supply(tonnes=6)]))
    assert short(plan, by="tier") == near({"civil": 4})
    assert plan.objective_musd == near(6 + 40)


def test_missing_is_cheaper_than_buying() -> None:
    """A tonne costs 11 and is worth 10."""
    plan = solved(world(supply=[supply(premium=10)]))
    assert short(plan) == near({2030: 10})


def test_demand_is_linear_between_years_and_constant_outside() -> None:
    """10 in 2030, 20 in 2032: 15 in 2031 and 20 in 2033; at 1 MUSD/t 65."""
    book = world(years(2030, 2033), supply=[supply()])
    book["demand"][0][2032] = 20
    assert solved(book).objective_musd == near(65)


def test_inputs_compete_with_demand_in_their_market() -> None:
    """Of 14 t of ore at home, 10 t are wanted at 1 and every 2 t make a tonne of goods worth 10 − 0.5.

    7 t of goods use all 14 t: 20 capex, 3 t of goods and 10 t of ore missing.
    """
    book = world(projects=[project("plant")], recipes=[{"project": "plant", "material": "ore", "t_per_t": -2}])
    book["materials"].append({"material": "ore", "stage": "extraction"})
    book["demand"].append({"material": "ore", "market": "home", "shortage_cost": MILLION, 2030: 10})
    book["prices"].append({"material": "ore", 2030: 0})
    book["supply"] = [{"material": "ore", "country": "far", 2030: 14}]
    plan = solved(book)
    assert plan.objective_musd == near(20 + 30 + 10)
    drawn = {row["material"]: row["drawn_t"] for row in rows(plan, "dependence")}
    assert drawn == near({"goods": 10, "ore": 24})
