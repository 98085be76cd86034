"""The rows of the tables about late and dearer projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from optimizer.case.case import BASE
from optimizer.late import tables as schema
from optimizer.late.dearer import Dearer
from optimizer.late.delay import DUST, Delay
from optimizer.late.words import dearer_words, delay_words
from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.measures import built
from optimizer.words.names import Names

Row = dict[str, Any]


def tables(plan: Plan, delays: Sequence[Delay], more: Mapping[str, Dearer], by: float) -> dict[str, pd.DataFrame]:
    """Every table."""
    return {
        "ranking": frame(schema.RANKING, _ranking(plan, delays, more, by)),
        "delays": frame(schema.DELAYS, (_delay(plan, d) for d in delays)),
        "scenarios": frame(schema.SCENARIO_COSTS, (row for d in delays for row in _scenarios(plan, d))),
        "shortage": frame(schema.SHORTAGE, (row for d in delays for row in _shortage(plan, d))),
        "breaks": frame(schema.BREAKS, (row for d in delays for row in _breaks(plan, d))),
        "dearer": frame(schema.DEARER, _dearer(plan, more, by)),
    }


def _ranking(plan: Plan, delays: Sequence[Delay], more: Mapping[str, Dearer], by: float) -> Iterable[Row]:
    """By the longest delay; a project that was not looked at that far is left out: a shorter one does not compare."""
    weigh = plan.case.probability
    most = max((d.years for d in delays), default=0)
    longest = [d for d in delays if d.years == most]
    ranked = sorted(longest, key=lambda d: (-d.expected_musd(weigh), d.project))
    projects, names = built(plan), Names(plan.case)
    for rank, delay in enumerate(ranked, start=1):
        row, cost = projects[delay.project], more[delay.project]
        every = [d for d in delays if d.project == delay.project]
        yield {
            "rank": rank,
            **{name: row[name] for name in ("project", "name", "country", "product", "online_year")},
            "years_late": delay.years,
            "expected_musd": delay.expected_musd(weigh),
            "short_t": delay.expected_short_t(weigh),
            **_first(delay),
            "covered": delay.covered,
            "dearer_musd": cost.costs_musd,
            "lacks_musd": cost.lacks_musd,
            "words": delay_words(plan, names, every) + " " + dearer_words(cost, by),
        }


def _first(delay: Delay) -> Row:
    first = delay.broken[0] if delay.broken else None
    return {
        "breaks": len(delay.broken),
        "first_target": first.target if first else None,
        "first_year": first.first_year if first else None,
    }


def _delay(plan: Plan, delay: Delay) -> Row:
    weigh = plan.case.probability
    return {
        "project": delay.project,
        "name": plan.case.projects[delay.project].name,
        "years_late": delay.years,
        "base_musd": delay.cost_musd[BASE],
        "expected_musd": delay.expected_musd(weigh),
        "worst_scenario": delay.worst,
        "worst_musd": delay.cost_musd[delay.worst],
        "base_short_t": delay.short_in(BASE),
        "short_t": delay.expected_short_t(weigh),
        **_first(delay),
        "stock_saves_musd": delay.stock_saves_musd,
        "released_t": delay.released_t,
        "covered_t": delay.covered_t,
        "covered": delay.covered,
    }


def _scenarios(plan: Plan, delay: Delay) -> Iterable[Row]:
    for scenario in plan.case.probability:
        yield {
            "project": delay.project,
            "years_late": delay.years,
            "scenario": scenario,
            "cost_musd": delay.cost_musd[scenario],
            "short_t": delay.short_in(scenario),
        }


def _shortage(plan: Plan, delay: Delay) -> Iterable[Row]:
    for material in plan.case.materials:
        by_scenario = {s: delay.short_t.get((s, material), 0.0) for s in plan.case.probability}
        expected = sum(plan.case.probability[s] * tonnes for s, tonnes in by_scenario.items())
        if abs(expected) > DUST or abs(by_scenario[BASE]) > DUST:
            yield {
                "project": delay.project,
                "years_late": delay.years,
                "material": material,
                "base_t": by_scenario[BASE],
                "expected_t": expected,
            }


def _breaks(plan: Plan, delay: Delay) -> Iterable[Row]:
    for broken in delay.broken:
        yield {
            "project": delay.project,
            "years_late": delay.years,
            "target": broken.target,
            "hard": plan.case.targets[broken.target].penalty is None,
            "first_year": broken.first_year,
            "before": broken.before,
            "after": broken.after,
            "more": broken.after - broken.before,
        }


def _dearer(plan: Plan, more: Mapping[str, Dearer], by: float) -> Iterable[Row]:
    projects = built(plan)
    for project, cost in sorted(more.items(), key=lambda item: (-item[1].lacks_musd, -item[1].costs_musd)):
        yield {
            "project": project,
            "name": projects[project]["name"],
            "capex_musd": projects[project]["capex_musd"],
            "costs_musd": cost.costs_musd,
            "grants_musd": projects[project]["grants_musd"],
            "gap_musd": cost.gap_musd,
            "lacks_musd": cost.lacks_musd,
            "room_musd": cost.room_musd,
            "words": dearer_words(cost, by),
        }
