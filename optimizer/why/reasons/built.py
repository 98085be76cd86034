"""What a project that is built earns the plan."""

from __future__ import annotations

from optimizer.why.evidence import Evidence
from optimizer.why.reasons.reason import Reason, Rule
from optimizer.words.amounts import musd, tonnes
from optimizer.words.listing import listed
from optimizer.words.wording import POOLED, brief, term

_SAME_MUSD = 0.05
_MOST = 2
_AVOIDED = {"purchases": "replaces {t} of {name} bought", "shortage": "avoids a shortage of {t} of {name}"}


def committed(e: Evidence) -> Reason | None:
    """It was decided before the plan."""
    if e.row.status != "committed":
        return None
    return Reason("committed", f"It is committed: the plan builds it in any case.{_without(e)}")


def needed(e: Evidence) -> Reason | None:
    """The hard rules have no plan without it."""
    if e.opposite is None or not e.opposite.is_impossible:
        return None
    return Reason("needed", "No plan without it keeps the hard rules of the workbook.")


def holds_others(e: Evidence) -> Reason | None:
    """No plan without it is known, with all else as decided nor where its chain may answer."""
    if e.opposite is None or e.opposite.best is not None:
        return None
    answers = [a for a in (e.opposite.alone, e.opposite.answering) if a is not None]
    if not answers or any(a.status == "stopped" for a in answers):
        return Reason("no time to find out", "There was no time to find out what it earns; --time gives more.")
    others = [p for p in e.world.starts if e.world.case.projects[p].requires == e.project]
    needs = f" {listed([e.world.names.project(p) for p in others])} cannot be without it." if others else ""
    return Reason("held by the rules", f"Beside what else is decided, the rules leave no plan without it.{needs}")


def no_difference(e: Evidence) -> Reason | None:
    """A plan without it costs the same or less."""
    more = e.costs_musd
    if more is None or more > _SAME_MUSD:
        return None
    if more < -_SAME_MUSD:
        return Reason(
            "within the gap",
            f"A plan without it was found that costs {musd(-more)} less than this one: the plan is proven only within "
            "its gap. Solve with a smaller --gap.",
        )
    return Reason("no difference", "A plan without it costs the same: building it is as good as leaving it out.")


def saves(e: Evidence) -> Reason | None:
    """It saves more than it costs."""
    if e.costs_musd is None:
        return None
    enter = [e.world.names.project(p) for p in e.moved[0]]
    instead = f" Without it, {listed(enter, 3)} would be built instead." if enter else ""
    who = "It" if e.opposite and e.opposite.has_answered else f"{_ALONE}, it"
    return Reason("saves more than it costs", f"{who} saves the plan {musd(e.costs_musd)}.{_saving(e)}{instead}")


_ALONE = "With all else as decided"


def _without(e: Evidence) -> str:
    more = e.costs_musd
    if more is None:
        return ""
    if more < -_SAME_MUSD:
        return f" Had it not been, the plan would cost {musd(-more)} less."
    if more <= _SAME_MUSD:
        return " Had it not been, the plan would cost the same."
    had = " Had it not been" if e.opposite and e.opposite.has_answered else f" {_ALONE} and without it"
    return f"{had}, the plan would cost {musd(more)} more.{_saving(e)}"


def _saving(e: Evidence) -> str:
    """What is avoided in tonnes and money: shortage, purchases, missed targets; the largest first."""
    found = [*_materials(e, "shortage"), *_materials(e, "purchases"), *_targets(e)]
    parts = [words for _, words in sorted(found, key=lambda part: -part[0])[:3]]
    if not parts:
        terms = {name: value for (about, name), value in e.change.items() if about == "cost" and value > _SAME_MUSD}
        most = sorted(terms, key=lambda name: -terms[name])[:_MOST]
        parts = [f"lowers {term(name)[:1].lower()}{term(name)[1:]} by {musd(terms[name])}" for name in most]
    return f" It {listed(parts)}." if parts else ""


def _materials(e: Evidence, about: str) -> list[tuple[float, str]]:
    found = []
    for (kind, material), amount in e.change.items():
        worth = e.change.get((f"{about} cost", material), 0.0)
        if kind == about and worth > _SAME_MUSD and amount > 0:
            name = e.world.names.short_material(material)
            found.append((worth, f"{_AVOIDED[about].format(t=tonnes(amount), name=name)} ({musd(worth)})"))
    return found


def _targets(e: Evidence) -> list[tuple[float, str]]:
    found = []
    for (kind, target), slack in e.change.items():
        worth = e.change.get(("target cost", target), 0.0)
        if kind == "target" and worth > _SAME_MUSD:
            row = e.world.case.targets[target]
            amount = musd(slack) if row.metric.endswith(POOLED) else tonnes(slack)
            found.append((worth, f"brings “{brief(row, e.world.names, 40)}” nearer by {amount} ({musd(worth)})"))
    return found


RULES: tuple[Rule, ...] = (committed, needed, holds_others, no_difference, saves)
