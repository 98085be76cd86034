"""Late and dearer projects in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.case.case import BASE
from optimizer.late.dearer import Dearer
from optimizer.late.delay import DUST, Delay
from optimizer.plan.plan import Plan
from optimizer.words.amounts import musd, number, tonnes
from optimizer.words.names import Names
from optimizer.words.text import percent, plural
from optimizer.words.wording import brief

_NOTHING_MUSD = 0.05


def delay_words(plan: Plan, names: Names, delays: Sequence[Delay]) -> str:
    """What the delays of one project do: cost of each, then shortage, targets and stock of the longest."""
    weigh = plan.case.probability
    longest = max(delays, key=lambda d: d.years)
    costs = [f"{plural(d.years, 'year')} late {_cost(d.expected_musd(weigh))}" for d in delays]
    parts = [f"{names.project(longest.project)}: {'; '.join(costs)}", *_worst(plan, names, longest)]
    parts += [_short(plan, names, longest), _targets(plan, names, longest), _stock(longest)]
    return "; ".join(part for part in parts if part) + "."


def _cost(expected: float) -> str:
    if abs(expected) < _NOTHING_MUSD:
        return "costs nothing"
    return f"costs {musd(expected)}" if expected > 0 else f"saves {musd(-expected)}"


def _worst(plan: Plan, names: Names, delay: Delay) -> list[str]:
    worst, expected = delay.worst, delay.expected_musd(plan.case.probability)
    if worst == BASE or delay.cost_musd[worst] < 1.5 * max(expected, _NOTHING_MUSD):
        return []
    return [f"{musd(delay.cost_musd[worst])} in the scenario “{names.scenario(worst)}”"]


def _short(plan: Plan, names: Names, delay: Delay) -> str:
    """The material that is missing most, in base, or else what is expected."""
    missing = {m: t for (s, m), t in delay.short_t.items() if s == BASE and t > DUST}
    if missing:
        worst = max(missing, key=lambda m: missing[m])
        return f"{tonnes(missing[worst])} of {names.short_material(worst)} missing in base"
    expected = delay.expected_short_t(plan.case.probability)
    return f"expected shortage {number(expected, signed=True)} t" if expected > DUST else ""


def _targets(plan: Plan, names: Names, delay: Delay) -> str:
    if not delay.broken:
        return "no target breaks" if plan.case.targets else ""
    first = delay.broken[0]
    year = f" in {first.first_year}" if first.first_year else ""
    others = f", {plural(len(delay.broken) - 1, 'other target')}" if len(delay.broken) > 1 else ""
    return f"first to break{year}: {brief(plan.case.targets[first.target], names)}{others}"


def _stock(delay: Delay) -> str:
    if delay.covered is None:
        return f"stock saves {musd(delay.stock_saves_musd)}" if delay.stock_saves_musd > _NOTHING_MUSD else ""
    if delay.covered_t <= DUST:
        return "stock covers nothing of the shortage"
    return f"stock covers {percent(min(1.0, delay.covered))} of the shortage"


def dearer_words(cost: Dearer, by: float) -> str:
    """What a higher capital cost does."""
    more = f"costs {musd(cost.costs_musd)} more" if cost.costs_musd > _NOTHING_MUSD else "costs the plan nothing more"
    text = f"{percent(by)} dearer it {more}"
    if not cost.is_judged:
        return f"{text}."
    if cost.lacks_musd < _NOTHING_MUSD:
        return f"{text}; its owner lacks nothing."
    room = "within" if cost.room_worth_musd >= cost.lacks_musd - _NOTHING_MUSD else "more than"
    return f"{text}; its owner lacks {musd(cost.lacks_musd)}, {room} what the funders' shares still allow."
