"""Which variables a scenario has: none where nothing can be, one for everything else however small."""

from __future__ import annotations

from typing import Any

from optimizer.model.offers import Offers
from tests.tiny import MILLION, demand, facts_of, project, supply, world


def offers(**sheets: Any) -> Offers:
    facts = facts_of(world(**sheets))
    return Offers(facts, facts.base)


def test_demand_and_supply_where_there_is_any() -> None:
    """Half a tonne is some, 0 is none."""
    found = offers(
        demand=[demand(tonnes=0.5, tier="some"), demand(tonnes=0, tier="none")],
        supply=[supply(tonnes=0.5), supply("here", 0)],
    )
    assert found.demand == {("goods", "home", "some", 2030): 0.5}
    assert list(found.available.values()) == [0.5]
    assert list(found.buy) == list(found.available)


def test_nothing_is_delivered_of_what_nobody_takes() -> None:
    """Slag is made and sold, and no market wants it."""
    found = offers(
        materials=[{"material": m, "stage": "processing"} for m in ("goods", "slag")],
        prices=[{"material": m, 2030: MILLION} for m in ("goods", "slag")],
        supply=[supply(material="slag")],
        projects=[project("plant")],
        recipes=[{"project": "plant", "material": "slag", "t_per_t": 0.5}],
    )
    assert len(found.available) == 1
    assert not found.buy
    assert [(p, m, tuple(to)) for (p, m, _), to in found.ship.items()] == [("plant", "goods", ("home",))]
