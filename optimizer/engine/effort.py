"""How long a study took, with which versions: what it says about its making."""

from __future__ import annotations

from collections.abc import Iterable

from optimizer.engine.job import versions
from optimizer.study.study import Answered


def effort(answered: Iterable[Answered], wall_s: float, workers: int) -> dict[str, str]:
    """The time and the versions, in words.

    Args:
        answered: every answer of the study.
        wall_s: seconds since it was asked for.
        workers: how many searches there were at once.
    """
    distinct: dict[object, Answered] = {}
    for a in answered:
        distinct.setdefault(id(a.plan) if a.plan else a.name, a)  # points may share a plan
    found = list(distinct.values())
    reused = sum(a.reused for a in found)
    alone = sum(
        a.plan.passport.seconds.get(phase, 0.0)
        for a in found
        if a.plan is not None and not a.reused
        for phase in ("build", "solve")
    )
    again = f" ({reused} reused from an earlier run)" if reused else ""
    return {
        "time": f"{len(found)} answers{again} in {wall_s:.1f} s, up to {workers} at once; "
        f"building and searching the new plans one after the other takes {alone:.1f} s",
        "versions": ", ".join(f"{name} {number}" for name, number in versions().items()),
    }
