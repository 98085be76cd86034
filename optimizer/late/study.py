"""Every project of a plan late and dearer: the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from optimizer.late import rows
from optimizer.late.dearer import dearer
from optimizer.late.delay import Delay, delay_of
from optimizer.late.operation import Operation
from optimizer.late.world import late_facts
from optimizer.plan.plan import Plan
from optimizer.solve.session import Stop
from optimizer.words.text import plural

Report = Callable[[str, int, int], None]
"""Called with what is done next, how much is done, and how much there is to do."""


@dataclass(frozen=True)
class AskedLate:
    """By how many years projects are late, and by which share they are dearer."""

    years: tuple[int, ...] = (1, 3)
    dearer: float = 0.3


@dataclass(frozen=True, eq=False)
class Lateness:
    """What late and dearer projects do to a plan: tables of `optimizer.late.tables`, with exactly their columns."""

    plan: Plan
    asked: AskedLate
    tables: Mapping[str, pd.DataFrame]
    complete: bool
    """Whether every project was looked at; otherwise the planner ended it."""

    @property
    def title(self) -> str:
        """The heading."""
        return f"{self.plan.case.settings.title or self.plan.passport.workbook}: late and dearer projects"


def lateness(plan: Plan, asked: AskedLate, stop: Stop | None = None, report: Report | None = None) -> Lateness:
    """What it does to a plan when any one of its projects is late, or dearer.

    Assumed of a delay: what the plan decides stays – starts, price floors, grants, stock plan – and the capital is
    spent as planned. The project begins to operate so many years later, in base and in every scenario; production,
    deliveries and stock are then decided anew at the least cost, with soft targets at their penalties. A hard target
    breaks only where nothing else is possible; that it does costs nothing here, it is said. Budgets stay aside.

    Assumed of stock: the delay is a surprise. In a world without other events, stockpiles of what the late project
    makes may be released in the years in which it should have operated; what they then lack is bought back at the end.
    What that saves, and how much of the shortage it covers, is told beside the delay and not part of its cost.

    Args:
        plan: the plan, found or read back.
        asked: which delays, and how much dearer.
        stop: for another thread, or Ctrl-C, to end it early.
        report: told how far it is.
    """
    stop = stop or Stop()
    delays = list(_delays(plan, asked.years, stop, report))
    more = dearer(plan, asked.dearer)
    wanted = len(plan.tables["projects"]) * len(set(asked.years))
    return Lateness(plan, asked, rows.tables(plan, delays, more, asked.dearer), complete=len(delays) == wanted)


def _delays(plan: Plan, years: Sequence[int], stop: Stop, report: Report | None) -> Iterable[Delay]:
    facts = late_facts(plan, years)
    operation = Operation(facts, stop)
    on_time = operation.run()
    asked = [(str(p), n) for p in plan.tables["projects"]["project"] for n in sorted(set(years))]
    for number, late in enumerate(asked):
        if report:
            report(f"{late[0]}, {plural(late[1], 'year')} late", number, len(asked))
        shut = operation.run(late) if on_time else None
        piles = _piles(plan, late[0])
        opened = operation.run(late, piles) if shut and piles else None
        if on_time is None or shut is None or stop.now:
            return
        yield delay_of(late, on_time, shut, opened, facts.surprise)


def _piles(plan: Plan, project: str) -> list[str]:
    """The stockpiles of what a project makes."""
    made = plan.case.outputs(project)
    return [h.stockpile for h in plan.case.stockpiles.values() if h.material in made]
