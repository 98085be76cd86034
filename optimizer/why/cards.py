"""A card for each project: what was decided, why, and what the opposite would cost."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.certainty import bracket
from optimizer.study.measures import built
from optimizer.study.uncertainty import Difference
from optimizer.study.why_tables import CARDS, CHANGES
from optimizer.why.asked import Opposite
from optimizer.why.evidence import Evidence, World
from optimizer.why.first_budget import Entry
from optimizer.why.reasons import reason
from optimizer.why.tonne import least_gap
from optimizer.words.amounts import number
from optimizer.words.wording import brief, term

_LEAST_MUSD, _LEAST_T = 0.05, 0.5


def cards(plan: Plan, found: Iterable[Evidence], entries: Mapping[str, Entry]) -> pd.DataFrame:
    """One row for each project."""
    rows = built(plan)
    return frame(CARDS, (_card(e, rows.get(e.project, {}), entries.get(e.project)) for e in found))


def _card(e: Evidence, decided: Mapping[str, Any], entry: Entry | None) -> dict[str, Any]:
    row, world = e.row, e.world
    why = reason(e)
    tonne = world.tonne(e.project)
    return {
        "project": e.project,
        "name": world.names.project(e.project),
        "country": row.country,
        "kind": row.kind,
        "product": row.product,
        "decision": ("committed" if row.status == "committed" else "in") if e.is_built else "out",
        "start_year": decided.get("start_year"),
        "price_floor": decided.get("price_floor"),
        "funders": decided.get("funders"),
        "capex_musd": row.capex_musd,
        "reason": why.label,
        "words": why.words,
        **_opposite(e),
        "unit_cost_usd_per_t": tonne.cost_usd if tonne else None,
        "price_usd_per_t": tonne.price_usd if tonne else None,
        "gap_musd": least_gap(world.facts, e.project) if e.project in world.facts.starts else None,
        "first_budget": entry[0] if entry else None,
        "first_budget_musd": entry[1] if entry else None,
    }


def _opposite(e: Evidence) -> dict[str, Any]:
    """What the opposite decision costs against the plan, and what is proven about it."""
    asked = e.opposite
    if asked is None:
        return {}
    cost = against(asked, e.world)
    enter, leave = e.moved
    return {
        "opposite": "forced in" if asked.built else "forced out",
        "alone_musd": _known(asked.alone.cost_musd - e.world.cost_musd) if asked.alone else None,
        "answering_musd": _known(asked.answering.cost_musd - e.world.cost_musd) if asked.answering else None,
        "least_musd": _known(cost.low),
        "most_musd": _known(cost.high),
        "proven": cost.low > _LEAST_MUSD,
        "range": range_in_words(cost, e.world.facts.is_sure(e.project)),
        "enter": ", ".join(map(e.world.names.project, enter)),
        "leave": ", ".join(map(e.world.names.project, leave)),
    }


def against(asked: Opposite, world: World) -> Difference:
    """Cost of the best plan with the opposite decision, less that of the plan: at least, at most, and as found."""
    best = asked.best
    most = best.cost_musd - world.cost_musd if best else math.inf
    decided = not world.facts.is_sure(asked.project)  # without a commitment there are plans that the bound leaves out
    least = (max(asked.least_musd, world.solution.bound_musd) if decided else asked.least_musd) - world.cost_musd
    return Difference(most, min(least, most), most)


def range_in_words(cost: Difference, committed: bool = False) -> str:
    """What is known of a cost; a plan without what is committed may cost less than the best plan with it.

    >>> range_in_words(Difference(45.0, 12.0, 45.0)), range_in_words(Difference(45.0, -30.0, 45.0))
    ('between 12 and 45 MUSD more', 'at most 45 MUSD more; at least −30, as the gap of the search leaves it open')
    >>> range_in_words(Difference(math.inf, 12.0, math.inf)), range_in_words(Difference(math.inf, math.inf, math.inf))
    ('at least 12 MUSD more; no plan is known', 'impossible')
    """
    if cost.low == math.inf:
        return "impossible"
    if cost.high == math.inf:
        return f"at least {number(cost.low)} MUSD more; no plan is known" if cost.low > 0 else "not known"
    if cost.high < -_LEAST_MUSD:
        return f"{number(-cost.high)} MUSD less{'' if committed else ', within the gap of the search'}"
    if cost.low >= -_LEAST_MUSD:
        text = bracket(cost)
        return f"{number(cost.high)} MUSD more, {text}" if text == "proven" else f"{text} MUSD more"
    least = f"at least {number(cost.low)}, as" if math.isfinite(cost.low) else "nothing is proven:"
    return f"at most {number(cost.high)} MUSD more; {least} the gap of the search leaves it open"


def changes(found: Iterable[Evidence]) -> pd.DataFrame:
    """What the cheapest plan with each opposite decision changes, cost first, the largest first."""
    return frame(CHANGES, (row for e in found for row in _changes(e)))


def _changes(e: Evidence) -> Iterable[dict[str, Any]]:
    if e.opposite is None:
        return
    head = {
        "project": e.project,
        "name": e.world.names.project(e.project),
        "opposite": "forced in" if e.opposite.built else "forced out",
    }
    ranked = sorted(e.change.items(), key=lambda item: (_ABOUT.index(item[0][0].removesuffix(" cost")), -abs(item[1])))
    for (about, name), amount in ranked:
        if about == "cost":
            if abs(amount) >= _LEAST_MUSD:
                yield head | {"about": about, "item": term(name), "change_t": None, "change_musd": amount}
        elif not about.endswith(" cost") and abs(amount) >= _LEAST_T:
            cost = e.change.get((f"{about} cost", name), 0.0) if about != "production" else None
            yield head | {"about": about, "item": _item(e, about, name), "change_t": amount, "change_musd": cost}


def _item(e: Evidence, about: str, name: str) -> str:
    if about == "target":
        return brief(e.world.case.targets[name], e.world.names, 40)
    return e.world.names.project(name) if about == "production" else e.world.names.short_material(name)


_ABOUT = ("cost", "shortage", "purchases", "production", "target")


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
