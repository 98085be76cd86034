"""From futures to scenarios: equal ones are one, with a name that can be read and a probability."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimizer.case.checks.events import USES
from optimizer.case.future import NEUTRAL_VALUE
from optimizer.case.hazards import Hazard
from optimizer.case.names import fold
from optimizer.sample.draw import Future, Strike

_LONGEST = 40
"""Characters of a name, before a number that tells it from others."""

_SCOPES = ("country", "material", "market")

Cells = dict[str, Any]
"""A row to be written, by column; columns that are not named stay empty."""


@dataclass(frozen=True)
class Sampled:
    """A scenario that was drawn, once or several times."""

    name: str
    future: Future
    drawn: int
    """In how many futures it came up."""


def scenarios_of(futures: Iterable[Future], taken: Iterable[str] = ()) -> list[Sampled]:
    """The futures in which something strikes, equal ones once, by year.

    Args:
        futures: what was drawn.
        taken: names that scenarios have already.
    """
    counts = Counter(future for future in futures if future)
    names = {fold(name) for name in taken}
    found = []
    for future in sorted(counts, key=_order):
        name = _free(_name(future), names)
        names.add(fold(name))
        found.append(Sampled(name, future, counts[future]))
    return found


def _order(future: Future) -> tuple[Any, ...]:
    return tuple((s.first_year, s.hazard, s.last_year, s.values) for s in future)


def _name(future: Future) -> str:
    """What strikes and when, as much of it as is still a name."""
    parts = [f"{strike.first_year}_{_word(strike.hazard)}" for strike in future]
    for shown in range(len(parts), 1, -1):
        name = "_".join([*parts[:shown], *_more(len(parts) - shown)])
        if len(name) <= _LONGEST:
            return name
    return "_".join([parts[0], *_more(len(parts) - 1)])


def _more(left: int) -> list[str]:
    return [f"and_{left}_more"] if left else []


def _word(name: str) -> str:
    """A name in small letters and without signs, so that it reads as words in reports and fits into lists."""
    return re.sub(r"\W+", "_", name.casefold())[:_LONGEST].strip("_") or "hazard"


def _free(name: str, taken: set[str]) -> str:
    number, candidate = 1, name
    while fold(candidate) in taken:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def scenario_rows(sampled: Sequence[Sampled], futures: int, left: float) -> list[Cells]:
    """Rows of the sheet `scenarios`.

    Args:
        sampled: the scenarios that were drawn.
        futures: how many futures were drawn, undisturbed ones included.
        left: the probability that all futures drawn have together, as a fraction of 1.
    """
    return [
        {
            "scenario": scenario.name,
            "probability": left * scenario.drawn / futures,
            "note": f"{'; '.join(map(_told, scenario.future))}; drawn {scenario.drawn} of {futures} times",
        }
        for scenario in sampled
    ]


def _told(strike: Strike) -> str:
    to = f"-{strike.last_year}" if strike.last_year > strike.first_year else ""
    return f"{strike.hazard} {strike.first_year}{to}"


def event_rows(sampled: Iterable[Sampled], hazards: Iterable[Hazard]) -> list[Cells]:
    """Rows of the sheet `events`: every effect of every strike of every scenario."""
    by_name = {hazard.name: hazard for hazard in hazards}
    return [
        row for scenario in sampled for strike in scenario.future for row in _events(scenario.name, strike, by_name)
    ]


def _events(scenario: str, strike: Strike, hazards: Mapping[str, Hazard]) -> Iterable[Cells]:
    for effect, value in zip(hazards[strike.hazard].effects, strike.values, strict=True):
        if value != NEUTRAL_VALUE[effect.kind]:
            named = {name: getattr(effect, name) for name in effect.at.filled.intersection(_SCOPES, USES[effect.kind])}
            years = {"first_year": strike.first_year, "last_year": strike.last_year}
            yield {"scenario": scenario, "kind": effect.kind, **named, **years, "value": value, "note": strike.hazard}
