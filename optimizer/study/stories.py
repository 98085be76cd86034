"""What a case changes, in sentences that can be read out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from optimizer.plan.plan import Plan
from optimizer.plan.shortfall import expected_short_t
from optimizer.study.certainty import compared
from optimizer.study.differing import Item, items
from optimizer.study.differing.futures import EXPECTED
from optimizer.study.measures import headline
from optimizer.study.uncertainty import Cost
from optimizer.words.amounts import more_or_less, musd, number, tonnes
from optimizer.words.changes import Said
from optimizer.words.listing import listed
from optimizer.words.text import NO_BOUND, clean, plural

_FEW = 4


def summary(plan: Plan) -> list[str]:
    """A plan on its own."""
    found = headline(plan)
    bound = f"a better plan could save at most {musd(max(0.0, plan.gap_musd))}"
    proven = NO_BOUND if plan.bound_musd == float("-inf") else bound
    missed = plural(found["targets_missed"], "target") if found["targets_missed"] else "no target"
    return [
        f"Costs {musd(plan.objective_musd)}; {proven}.",
        f"Picks {plural(found['picked'], 'project')}; all that is built has a capital cost of "
        f"{musd(found['capex_musd'])}; public money in base comes to {musd(found['public_musd'])}.",
        f"Expected shortage {tonnes(found['short_t'])}; misses {missed}.",
    ]


def story(before: Plan, after: Plan, changes: Sequence[Said]) -> list[str]:
    """What the plan after changes against the plan before, three to seven sentences."""
    found = items(before, after)
    about = {subject: [i for i in found if i.about == subject] for subject in dict.fromkeys(i.about for i in found)}
    cost = Cost.of(after).less(Cost.of(before))
    chance = bool(about.get("projects")) and not cost.told_apart
    sentences = [
        _inputs(changes, before, after),
        _cost(compared(cost), about.get("cost", [])),
        _projects(about.get("projects", []), chance),
        *_money(about.get("money", [])),
        *_stock(about.get("stockpiles", [])),
        _shortage(before, after, about.get("scenarios", [])),
        *_targets(about.get("targets", [])),
    ]
    return [clean(sentence) for sentence in sentences]


def _inputs(changes: Sequence[Said], before: Plan, after: Plan) -> str:
    words = [change.words for change in changes]
    more = f"; and {plural(len(words) - _FEW, 'other change')}" if len(words) > _FEW else ""
    text = f"Inputs: {'; '.join(words[:_FEW])}{more}." if words else "The inputs are the same."
    if before.case.years != after.case.years:
        spans = [f"{plan.case.years[0]}–{plan.case.years[-1]}" for plan in (before, after)]
        text += f" The plans cover different years ({spans[0]} and {spans[1]}): their costs and amounts do not compare."
    return text


def _cost(words: str, found: Iterable[Item]) -> str:
    terms = [i for i in found if i.kind == "term"][:3]
    said = [f"{i.name[:1].lower()}{i.name[1:]} {number(i.difference or 0.0, signed=True)}" for i in terms]
    largest = f"; largest differences by term (MUSD): {listed(said)}" if said else ""
    return f"{words[:1].upper()}{words[1:]}{largest}."


def _projects(found: Sequence[Item], chance: bool) -> str:
    if not found:
        return "The same projects are built in the same years."
    names = {kind: [i.name for i in found if i.kind == kind] for kind in ("enters", "leaves", "starts")}
    parts = []
    if names["enters"]:
        parts.append(f"also builds {listed(names['enters'])}")
    if names["leaves"]:
        parts.append(f"no longer builds {listed(names['leaves'])}")
    if names["starts"]:
        parts.append(f"starts {listed(names['starts'])} in another year")
    paid = len({i.name for i in found if i.kind in ("floor", "grants")})
    if not parts:
        text = f"The same projects are built in the same years; {plural(paid, 'project')} with other floors or grants"
    else:
        text = "; ".join(parts)
    why = " Which projects differ may be chance within the gap of the search." if chance else ""
    return f"{text[:1].upper()}{text[1:]}.{why}"


def _money(found: Sequence[Item]) -> Iterator[str]:
    if not found:
        return
    funders = [f"{i.name} {more_or_less(i.difference or 0.0, 'MUSD')}" for i in found if i.kind == "funder"]
    whole = [more_or_less(i.difference or 0.0, "MUSD") for i in found if i.kind == "all"]
    total = f"in all {whole[0]}" if whole else "the same in all"
    yield f"Public money in base: {total}; {listed(funders, 3)}."


def _stock(found: Sequence[Item]) -> Iterator[str]:
    levels = [f"{i.name} {more_or_less(i.difference or 0.0, i.unit)}" for i in found if i.kind == "largest level"]
    if levels:
        yield f"Stockpiles at their largest: {listed(levels, 3)}."


def _shortage(before: Plan, after: Plan, found: Sequence[Item]) -> str:
    old, new = expected_short_t(before), expected_short_t(after)
    differs = any(i.what == EXPECTED for i in found)
    verb = "rises" if new > old else "falls"
    expected = f"{verb} from {tonnes(old)} to {tonnes(new)}" if differs else f"stays at {tonnes(new)}"
    scenarios = [f"{i.name} {more_or_less(i.difference or 0.0, 't')}" for i in found if i.name and i.unit == "t"]
    by_scenario = f"; by scenario: {listed(scenarios, 3)}" if scenarios else ""
    return f"Expected shortage {expected}{by_scenario}."


def _targets(found: Sequence[Item]) -> Iterator[str]:
    parts = []
    for kind in dict.fromkeys(i.kind for i in found):
        names = [i.name for i in found if i.kind == kind]
        parts.append(f"{kind}: {listed(names, 2)}" if len(names) <= 3 else f"{kind}: {len(names)}, first {names[0]}")
    if parts:
        yield f"Targets {'; '.join(parts)}."
