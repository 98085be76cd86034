"""A world with what the others lack: grants of several years, private money, by-products, substitution, sunk money."""

from __future__ import annotations

from tests.tiny import MILLION, Sheets, demand, event, project, supply, world, years


def rich() -> Sheets:
    """Three years; private money runs out, so two partners give; a crisis, a stress test, a calm future."""
    settings = years(2030, 2032, discount_rate=0.1, private_discount_rate=0.1, salvage="yes", recovery_years=1)
    settings |= {"public_funds_premium": 0.1, "min_partner_share": 0.3, "residual_stock_value": 0.5}
    return world(
        settings,
        countries=[
            {"country": "here", "bloc": "partner", "region": "north", "market": "home", "risk": 0.1},
            {"country": "there", "bloc": "partner", "region": "north", "market": "away", "risk": 0.2},
            {"country": "far", "bloc": "concern", "region": "south", "risk": 0.5},
        ],
        markets=[{"market": "home", "partner": "yes"}, {"market": "away", "partner": "yes"}],
        materials=[
            {"material": "ore", "stage": "extraction", "becomes": "goods", "t_per_t": 2},
            {"material": "goods", "stage": "processing"},
            {"material": "slag", "stage": "processing"},
        ],
        prices=[
            {"material": "ore", 2030: MILLION / 10},
            {"material": "goods", 2030: MILLION, 2032: 1.5 * MILLION},
            {"material": "slag", 2030: MILLION / 5},
        ],
        demand=[
            demand(tonnes=8, tier="defence"),
            demand(tonnes=12, tier="civil", shortage_cost=7 * MILLION),
            demand("away", 10),
            demand(tonnes=3, material="slag"),
        ],
        supply=[
            supply(tonnes=25, premium=3),
            supply("there", 4, kind="recycled"),
            {"material": "ore", "country": "far", 2030: 100},
        ],
        routes=[{"freight": 0.1 * MILLION, "duty": 0.1}],
        projects=[
            project("plant", capex_musd=40, spend_profile="halves", build_years=1, opex_usd_per_t=0.1 * MILLION,
                    fixed_opex_musd=1, requires="works", latest_start=2030),
            project("works", country="there", capacity_t=5, capex_musd=30, status="committed", build_years=2,
                    earliest_start=2029, latest_start=2029),
            project("saver", kind="substitution", capacity_t=2, capex_musd=0.5, latest_start=2030),
        ],
        recipes=[
            {"project": "plant", "material": "ore", "t_per_t": -2},
            {"project": "plant", "material": "slag", "t_per_t": 0.25},
        ],
        profiles=[{"profile": "halves", 1: 0.5, 2: 0.5}],
        funders=[
            {"funder": "one", "partner": "home", "max_share": 1},
            {"funder": "two", "partner": "away", "currency": "EUR", "max_share": 0.7},
        ],
        currencies=[{"currency": "EUR", "usd": 1.25}],
        budgets=[
            {"funder": "one", 2030: 8, 2031: 4, 2032: 1},
            {"funder": "two", 2030: 1, 2031: 5, 2032: 1},
            {"funder": "private", 2030: 30, 2031: 12, 2032: 9},
        ],
        stockpiles=[
            {"stockpile": "pile", "material": "goods", "home": "home", "serves": "home", "max_t": 6, "opening_t": 4,
             "holding_usd_per_t": 0.2 * MILLION, "loss": 0.1},
            {"stockpile": "heap", "material": "goods", "home": "away", "serves": "home, away", "max_t": 5,
             "opening_t": 3, "holding_usd_per_t": 0.1 * MILLION},
        ],
        targets=[
            {"target": "less", "metric": "max_country_share", "material": "goods", "subject": "far", "value": 0.3,
             "penalty": 5000, "from_year": 2031},
            {"target": "enough", "metric": "max_shortage", "material": "goods", "subject": "crisis", "value": 0.9},
        ],
        scenarios=[
            {"scenario": "crisis", "probability": 0.3},
            {"scenario": "calm", "probability": 0.1},
            {"scenario": "stress", "probability": 0},
        ],
        events=[
            event("crisis", "outage", 0.9, country="far", material="goods", first_year=2031, last_year=2031),
            event("crisis", "price", 1.5, country="far", first_year=2031, last_year=2031),
            event("crisis", "demand", 1.2, market="home", first_year=2031, last_year=2031),
            event("stress", "export_cut", 0.5, country="far", material="goods"),
            event("stress", "delay", 1, project="plant"),
        ],
    )  # fmt: skip
