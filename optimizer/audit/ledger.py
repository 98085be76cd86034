"""What was checked, how far apart the two calculations are, and what fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

NEARLY_WHOLE = 2e-7
"""A decision may be this far from yes or no in the solver's eyes, and what hangs on it is off by the same share."""


@dataclass
class Group:
    """Checks of one kind. A difference is tolerated up to `absolute` + `relative` · the size of what is added up."""

    name: str
    about: str
    unit: str = "MUSD"
    absolute: float = 1e-9
    relative: float = 1e-9
    checks: int = 0
    failures: list[str] = field(default_factory=list)
    residual: float = 0.0
    """The difference that is nearest to its tolerance; 0 where none is found."""
    tolerance: float = 0.0
    residual_unit: str = ""
    where: str = ""
    _nearest: float = 0.0

    def that(self, holds: bool, sentence: str) -> None:
        """A fact; the sentence says what is wrong where it does not hold."""
        self.checks += 1
        if not holds:
            self.failures.append(sentence)

    def same(self, where: str, stated: object, found: object) -> None:
        """A name, a year or a yes that has to be the same."""
        self.that(stated == found, f"{where}: the plan says {_words(stated)}, it is {_words(found)}")

    def equal(
        self,
        where: str,
        stated: float | None,
        found: float | None,
        parts: Iterable[float] = (),
        unit: str | None = None,
    ) -> None:
        """A number that has to be the same; `parts` are what it is added up from."""
        if stated is None or found is None:
            self.same(where, stated, found)
            return
        size = max(abs(stated), abs(found), sum(map(abs, parts)))
        if not self._within(where, abs(stated - found), size, unit):
            self._fail(f"{where}: the plan says {_figure(stated)}, it is {_figure(found)}", unit)

    def at_most(
        self, where: str, value: float, limit: float, parts: Iterable[float] = (), unit: str | None = None
    ) -> None:
        """A number that must not exceed a limit."""
        size = max(abs(value), abs(limit), sum(map(abs, parts)))
        if not self._within(where, max(0.0, value - limit), size, unit):
            self._fail(f"{where}: {_figure(value)}, allowed are at most {_figure(limit)}", unit)

    def at_least(
        self, where: str, value: float, limit: float, parts: Iterable[float] = (), unit: str | None = None
    ) -> None:
        """A number that must not fall below a limit."""
        size = max(abs(value), abs(limit), sum(map(abs, parts)))
        if not self._within(where, max(0.0, limit - value), size, unit):
            self._fail(f"{where}: {_figure(value)}, needed are at least {_figure(limit)}", unit)

    def _fail(self, sentence: str, unit: str | None) -> None:
        self.failures.append(f"{sentence} {self.unit if unit is None else unit}".rstrip())

    def _within(self, where: str, residual: float, size: float, unit: str | None) -> bool:
        self.checks += 1
        tolerance = self.absolute + self.relative * size
        if residual / tolerance > self._nearest:
            self._nearest = residual / tolerance
            self.residual, self.tolerance, self.where = residual, tolerance, where
            self.residual_unit = self.unit if unit is None else unit
        return residual <= tolerance


@dataclass(frozen=True)
class Audit:
    """What an audit found."""

    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()
    """What could not be checked, and why."""

    readable: bool = True
    """Whether the tables could be read, so that all groups are there."""

    @property
    def ok(self) -> bool:
        """Whether everything that was checked holds."""
        return not any(group.failures for group in self.groups)

    @property
    def checks(self) -> int:
        """Number of checks."""
        return sum(group.checks for group in self.groups)

    @property
    def failures(self) -> list[str]:
        """What fails, in the order of the groups."""
        return [f"{group.name}: {failure}" for group in self.groups for failure in group.failures]


def _figure(value: float) -> str:
    return f"{value:,.9g}"


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None or value == "" else str(value)
