"""Alternatives and the standing of projects in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.near.standing import Standing
from optimizer.plan.plan import Plan
from optimizer.plan.shortfall import expected_short_t
from optimizer.study.measures import built, misses
from optimizer.words.amounts import musd, number
from optimizer.words.listing import listed
from optimizer.words.names import Names
from optimizer.words.text import percent, plural
from optimizer.words.wording import brief

_SAME_MUSD = 0.05
_SAME_T = 0.5
_MOST = 4


def against(optimum: Plan, plan: Plan) -> str:
    """An alternative against the optimum, in one sentence."""
    names = Names(optimum.case)
    parts = [_dearer(optimum, plan), _projects(optimum, plan, names), _short(optimum, plan)]
    return "; ".join([*parts, _targets(optimum, plan, names)]) + "."


def _dearer(optimum: Plan, plan: Plan) -> str:
    more = plan.objective_musd - optimum.objective_musd
    if abs(more) < _SAME_MUSD:
        return "Costs the same"
    share = percent(abs(more) / max(1.0, optimum.programme_musd))
    return f"{musd(abs(more))} {'dearer' if more > 0 else 'cheaper'} ({share} of the programme)"


def _projects(optimum: Plan, plan: Plan, names: Names) -> str:
    before, after = built(optimum), built(plan)
    more, less = (
        [names.project(p) for p in one if p not in other] for one, other in ((after, before), (before, after))
    )
    if more and less:
        return f"builds {listed(more, _MOST)} instead of {listed(less, _MOST)}"
    if more:
        return f"also builds {listed(more, _MOST)}"
    return f"does without {listed(less, _MOST)}" if less else "builds the same"


def _short(optimum: Plan, plan: Plan) -> str:
    before, after = expected_short_t(optimum), expected_short_t(plan)
    if abs(after - before) < _SAME_T:
        return "the same expected shortage"
    return f"expected shortage {number(after - before, signed=True)} t"


def _targets(optimum: Plan, plan: Plan, names: Names) -> str:
    before, after = ({t for t, miss in misses(p).items() if miss.count} for p in (optimum, plan))
    new = [brief(plan.case.targets[t], names) for t in plan.case.targets if t in after - before]
    met = [brief(plan.case.targets[t], names) for t in plan.case.targets if t in before - after]
    parts = [f"also misses {listed(new, 1)}"] if new else []
    parts += [f"meets {listed(met, 1)}"] if met else []
    return " and ".join(parts) if parts else "misses the same targets" if before else "misses no target"


def standing_words(standing: Standing, distance_musd: float) -> str:
    """How a project stands, and why that is known."""
    kind = standing.kind(distance_musd)
    if kind == "choice":
        most = standing.most_musd
        how = "without it" if standing.built else "with it"
        cost = f"{musd(most)} more" if most > _SAME_MUSD else "no more" if most > -_SAME_MUSD else f"{musd(-most)} less"
        return f"A plan {how} costs {cost}."
    how = "without it" if standing.built else "that builds it"
    if standing.is_proven(distance_musd):
        impossible = standing.least_musd == float("inf")
        return (
            f"There is no plan {how}."
            if impossible
            else f"Every plan {how} costs at least {musd(standing.least_musd)} more."
        )
    known = (
        f"; the cheapest one known costs {musd(standing.most_musd)} more" if standing.most_musd < float("inf") else ""
    )
    least = (
        f"; that it costs at least {musd(standing.least_musd)} more is proven"
        if standing.least_musd > _SAME_MUSD
        else ""
    )
    return f"No plan {how} was found within the distance, which is no proof{known}{least}."


def counted(standings: Sequence[Standing], distance_musd: float) -> list[str]:
    """How many projects are must-have, choice and never, and of how many that is proven."""
    lines = []
    for kind in ("must-have", "choice", "never"):
        own = [s for s in standings if s.kind(distance_musd) == kind]
        proven = sum(s.is_proven(distance_musd) for s in own)
        unsure = f", {proven} of them proven" if proven < len(own) else ", proven" if own else ""
        lines.append(f"{kind}: {plural(len(own), 'project')}{unsure}")
    return lines
