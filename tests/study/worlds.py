"""Two partners with a market and a purse each, worked out by hand.

`home` and `abroad` need 10 t of goods each; a missing tonne costs 10 MUSD at home and 20 MUSD abroad. Nothing is sold.
One plant, at home, makes 10 t for 20 MUSD, all of it public; each side has 10 MUSD. Together they build it and deliver
to `abroad`: 20 for the plant and 100 for what is missing at home, 120 in all. Neither can build it alone: 100 + 200.
"""

from __future__ import annotations

from typing import Any

from optimizer.plan.plan import Plan
from optimizer.study.study import Answered
from tests.tiny import MILLION, Sheets, demand, project, solved, world

JOINT, APART = 120.0, 300.0


def two_sides(settings: dict[str, Any] | None = None, **sheets: Any) -> Sheets:
    """The world in which they may plan together."""
    return world(
        settings,
        **{
            "countries": [
                {"country": "here", "bloc": "partner", "market": "home"},
                {"country": "there", "bloc": "partner", "market": "abroad"},
            ],
            "markets": [
                {"market": "home", "name": "Homeland", "partner": "yes"},
                {"market": "abroad", "name": "Overseas", "partner": "yes"},
            ],
            "demand": [demand(), demand("abroad", shortage_cost=20 * MILLION)],
            "projects": [project("plant", min_public_share=1) | {"name": "The Plant"}],
            "funders": [funder("our_fund", "home") | {"name": "Our Fund"}, funder("their_fund", "abroad")],
            "budgets": [{"funder": "our_fund", 2030: 10}, {"funder": "their_fund", 2030: 10}],
            **sheets,
        },
    )


def funder(name: str, partner: str, **more: Any) -> dict[str, Any]:
    return {"funder": name, "partner": partner} | more


def budgets(ours: float, theirs: float) -> list[dict[Any, Any]]:
    return [{"funder": "our_fund", 2030: ours}, {"funder": "their_fund", 2030: theirs}]


def joint() -> Plan:
    return solved(two_sides())


def apart() -> Plan:
    return solved(two_sides({"joint_funding": "no"}))


def answered(**plans: Plan) -> list[Answered]:
    return [Answered(name, "plan", plan) for name, plan in plans.items()]
