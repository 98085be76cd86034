"""The projects that a decision on one project concerns: its rivals and its partners in the same chain."""

from __future__ import annotations

from optimizer.case.facts import Facts

MOST = 8
"""Neighbours that may answer a decision, the nearest first."""


def neighbours(facts: Facts, project: str, most: int = MOST) -> list[str]:
    """Rivals and partners of a project, the nearest first; those that its own decision rules out or needs always."""
    case = facts.case
    others = [p for p in facts.starts if p != project and not facts.is_sure(p)]
    near = {p: _nearness(facts, project, p) for p in others}
    ranked = sorted((p for p in others if near[p]), key=lambda p: (-near[p], -case.projects[p].capex_musd, p))
    tied = [p for p in ranked if near[p] >= _TIED]
    return [*tied, *(p for p in ranked if p not in tied)][: max(most, len(tied))]


_TIED = 8


def _nearness(facts: Facts, one: str, other: str) -> int:
    """8 and more: tied by a rule; 4: the same product; 3: feeds it or is fed by it; 2: a shared output; 1: feed."""
    case = facts.case
    a, b = case.projects[one], case.projects[other]
    makes, made = set(case.outputs(one)), set(case.outputs(other))
    draws, drawn = set(case.inputs(one)), set(case.inputs(other))
    if a.requires == other or b.requires == one:
        return _TIED + 1
    if a.exclusive_group and a.exclusive_group == b.exclusive_group:
        return _TIED
    if a.product == b.product:
        return 4
    if draws & made or makes & drawn:
        return 3
    if makes & made:
        return 2
    return 1 if draws & drawn else 0
