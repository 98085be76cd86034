"""Scenarios: their windows, the events that act in a year, and what they disrupt."""

from __future__ import annotations

from math import prod

from optimizer.audit.known.horizon import Horizon
from optimizer.audit.known.remembered import remembered
from optimizer.audit.known.timing import Timing
from optimizer.case.case import BASE, Case
from optimizer.case.sheets import Event


def fits(scope: str, name: str) -> bool:
    """Whether a cell that names one or all (`*`) takes in a name."""
    return scope in ("*", name)


class Futures:
    """Every scenario, `base` first."""

    def __init__(self, case: Case, horizon: Horizon, timing: Timing) -> None:
        self._case, self._horizon, self._timing = case, horizon, timing
        given = {row.scenario: row.probability for row in case.scenarios.values()}
        self.probability = {BASE: max(0.0, 1.0 - sum(given.values())), **given}
        self._events: dict[str, list[Event]] = {s: [] for s in self.probability}
        for event in case.events:
            if event.value != (1.0 if event.kind in ("price", "demand") else 0.0):
                self._events[event.scenario].append(event)
        self.windows = {s: self._window(s) for s in self.probability}

    def at(self, s: str, year: int) -> str:
        """The scenario whose operation a year shows: its own inside the window, base's outside."""
        return s if year in self.windows[s] else BASE

    def _window(self, s: str) -> range:
        first, last = self._horizon.first, self._horizon.last
        if s == BASE:
            return range(first, last + 1)
        spans = [self._span(event) for event in self._events[s]]
        inside = [(a, b) for a, b in spans if a <= b]
        if not inside:
            return range(0)
        end = max(b for _, b in inside) + self._case.settings.recovery_years
        return range(min(a for a, _ in inside), min(last, end) + 1)

    def _span(self, event: Event) -> tuple[int, int]:
        first, last = self._horizon.first, self._horizon.last
        if event.kind != "delay":
            a = first if event.first_year is None else event.first_year
            b = last if event.last_year is None else event.last_year
            return max(first, a), min(last, b)
        moved = [
            year
            for p in self._case.projects
            if self._strikes(event, p)
            for start in self._timing.offered(p)
            for year in self._horizon.years
            if self._timing.operating(p, start, year, 0) is not None
        ]
        return min(moved, default=last + 1), last

    def _strikes(self, event: Event, p: str) -> bool:
        """Whether a delay or outage names a project."""
        if event.project:
            return event.project == p
        project = self._case.projects[p]
        return fits(event.country, project.country) and (event.kind == "delay" or fits(event.material, project.product))

    @remembered
    def acting(self, s: str, year: int, kind: str) -> list[Event]:
        """The events of a kind, other than delays, in a year of a scenario."""
        found = [event for event in self._events[s] if event.kind == kind]
        return [event for event in found if (span := self._span(event))[0] <= year <= span[1]]

    @remembered
    def delay(self, s: str, p: str) -> int:
        """Years by which a project is late."""
        return int(sum(e.value for e in self._events[s] if e.kind == "delay" and self._strikes(e, p)))

    @remembered
    def kept(self, s: str, p: str, year: int) -> float:
        """The share of a project's capacity that outages leave."""
        return prod(1.0 - e.value for e in self.acting(s, year, "outage") if self._strikes(e, p))

    @remembered
    def disrupts(self, s: str, material: str, year: int) -> bool:
        """Whether an export cut, an outage or a rise in demand names a material."""
        for event in self.acting(s, year, "outage"):
            if material in self._made(event.project) if event.project else fits(event.material, material):
                return True
        rises = [event for event in self.acting(s, year, "demand") if event.value > 1.0]
        return any(fits(event.material, material) for event in (*self.acting(s, year, "export_cut"), *rises))

    def _made(self, p: str) -> set[str]:
        """What a project makes."""
        further = {row.material for row in self._case.recipes if row.project == p and row.t_per_t > 0}
        return {self._case.projects[p].product, *further}
