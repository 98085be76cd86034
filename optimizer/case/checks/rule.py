"""What a rule sees, and how it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from optimizer.case.build import Built
from optimizer.case.case import Case
from optimizer.case.eligibility import largest_share
from optimizer.case.routes import Routes
from optimizer.case.sheets import Funder, Project, Row
from optimizer.case.timing import offered_starts
from optimizer.errors import Finding, Severity

LONGEST = 300
"""Years of the longest horizon that is planned; what goes on for longer is not looked at year by year."""


@dataclass(frozen=True, eq=False)
class Sight:
    """A case, perhaps a faulty one, and look-ups that several rules share."""

    built: Built
    _shares: dict[tuple[str, str, str, str], float] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case."""
        return self.built.case

    def knows(self, *settings: str) -> bool:
        """Whether the settings can be relied on."""
        return self.built.unsound_settings.isdisjoint(settings)

    def complete(self, *sheets: str) -> bool:
        """Whether all rows of the sheets are in the case, so that a rule may say that something is missing."""
        return self.built.incomplete.isdisjoint(sheets)

    @cached_property
    def starts(self) -> dict[str, tuple[int, ...]]:
        """Offered start years of every project."""
        return {p.project: offered_starts(self.case, p) for p in self.case.projects.values()}

    @cached_property
    def routes(self) -> Routes:
        """Open routes."""
        return Routes(self.case)

    @cached_property
    def partners(self) -> list[str]:
        """The markets whose money a funder brings."""
        return list(dict.fromkeys(f.partner for f in self.case.funders.values() if f.partner))

    def share(self, funder: Funder, project: Project) -> float:
        """The largest share of the project's capex that the funder may give."""
        key = (funder.funder, project.country, project.kind, project.product)
        if key not in self._shares:
            self._shares[key] = largest_share(self.case, funder, project)
        return self._shares[key]


Rule: TypeAlias = Callable[[Sight], Iterable[Finding]]


def tell(severity: Severity, row: Row, column: str, message: str, *also: str) -> list[Finding]:
    """A finding about a cell of a row; nothing where that cell, or one that the rule relies on `also`, is unsound."""
    if not row.at.unsound.isdisjoint((column, *also)):
        return []
    return [row.at.finding(severity, column, message, getattr(row, column, None))]


def error(row: Row, column: str, message: str, *also: str) -> list[Finding]:
    """The cell is wrong."""
    return tell("error", row, column, message, *also)


def warning(row: Row, column: str, message: str, *also: str) -> list[Finding]:
    """The cell is odd."""
    return tell("warning", row, column, message, *also)


def setting(sight: Sight, severity: Severity, key: str, message: str) -> list[Finding]:
    """A finding about a setting; nothing where it is unsound."""
    at = sight.built.case.settings_at.get(key)
    if at is None or not sight.knows(key):
        return []
    return [at.finding(severity, "value", f"{key} {message}", getattr(sight.case.settings, key))]


def where_horizon_is_known(rule: Rule) -> Rule:
    """The rule, silent where first or last year are stand-ins, or centuries apart."""

    def guarded(sight: Sight) -> Iterable[Finding]:
        settings = sight.case.settings
        known = sight.knows("first_year", "last_year") and 0 <= settings.last_year - settings.first_year < LONGEST
        return rule(sight) if known else ()

    guarded.__doc__, guarded.__name__ = rule.__doc__, rule.__name__
    return guarded


def circle(start: str, following: dict[str, str]) -> list[str]:
    """The circle that a chain of names runs into and that begins with its least member, if it starts at that member.

    >>> circle("a", {"a": "b", "b": "a"}), circle("b", {"a": "b", "b": "a"})
    (['a', 'b', 'a'], [])
    """
    path = [start]
    while (name := following.get(path[-1], "")) and name not in path:
        path.append(name)
    return [*path, start] if name == start == min(path) else []
