"""A workbook in which every sheet has rows."""

from __future__ import annotations

from tests.books import Sheets, minimal


def rich() -> Sheets:
    """A workbook that uses every sheet and has no errors."""
    sheets = minimal()
    sheets["settings"].append({"key": "risk_weight", "value": 0.1})
    sheets["projects"] += [
        {
            "project": "mine",
            "country": "AUS",
            "kind": "mine",
            "product": "ore",
            "capacity_t": 500,
            "capex_musd": 20,
            "life_years": 30,
            "spend_profile": "halves",
            "ramp_profile": "slow",
            "min_public_share": 0.1,
            "exclusive_group": "one",
        },
        {
            "project": "under_way",
            "country": "AUS",
            "kind": "mine",
            "product": "ore",
            "capacity_t": 500,
            "capex_musd": 20,
            "life_years": 30,
            "status": "committed",
            "earliest_start": 2026,
            "latest_start": 2026,
            "build_years": 2,
            "requires": None,
        },
    ]
    sheets["projects"][0]["requires"] = "mine"
    sheets |= {
        "routes": [
            {"country": "*", "market": "*", "material": "*", "freight": 50, "duty": 0.05, "open": "yes"},
            {"country": "CHN", "market": "*", "material": "oxide", "freight": 50, "duty": 0.25, "open": "yes"},
        ],
        "profiles": [{"profile": "halves", 1: 0.5, 2: 0.5}, {"profile": "slow", 1: 0.2, 2: 0.8, 3: 1}],
        "funding_rules": [{"funder": "fund", "country": "bloc:concern", "kind": "*", "max_share": 0}],
        "currencies": [{"currency": "EUR", "usd": 1.1}],
        "price_floors": [{"material": "oxide", "level": "low", "floor_usd_per_t": 50000, "contract_years": 5}],
        "stockpiles": [{"stockpile": "s", "material": "oxide", "home": "ANZ", "serves": "ANZ, ROW", "max_t": 50}],
        "targets": [
            {
                "target": "a",
                "metric": "max_country_share",
                "market": "all",
                "subject": "*",
                "value": 0.65,
                "penalty": 9,
            },
            {"target": "b", "metric": "min_cover_days", "material": "oxide", "market": "ANZ", "value": 30},
            {"target": "c", "metric": "max_shortage", "subject": "ban", "tier": "civil", "value": 0.1, "penalty": 5},
            {"target": "d", "metric": "max_funder_share", "subject": "fund", "value": 0.9, "penalty": 0},
            {"target": "e", "metric": "min_investment_share", "subject": "Pacific", "value": 0.2, "from_year": None},
            {"target": "f", "metric": "max_bloc_share", "subject": "concern, neutral", "value": 0.9, "penalty": 1},
        ],
        "scenarios": [{"scenario": "ban", "probability": 0.2}],
        "events": [
            {"scenario": "ban", "kind": "export_cut", "country": "CHN", "material": "oxide", "value": 0.5},
            {
                "scenario": "ban",
                "kind": "outage",
                "project": "mine",
                "first_year": 2028,
                "last_year": 2029,
                "value": 0.5,
            },
            {"scenario": "ban", "kind": "delay", "country": "AUS", "value": 1},
        ],
        "hazards": [
            {
                "hazard": "stop",
                "kind": "export_cut",
                "country": "CHN",
                "material": "oxide",
                "yearly_probability": 0.2,
                "value_low": 0.4,
                "value_high": 0.8,
                "years_low": 1,
                "years_high": 2,
            },
            {"hazard": "stop", "kind": "price", "country": "*", "material": "oxide", "value_low": 1.5},
        ],
        "cases": [{"case": "low", "sheet": "budgets", "column": "years", "operation": "multiply", "value": 0.5}],
    }
    return sheets
