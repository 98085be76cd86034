"""What a sweep varies: all budgets by a factor, one funder's, or the value of a target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from optimizer.case.case import PRIVATE, Case
from optimizer.case.facts import Facts
from optimizer.case.metrics import METRIC
from optimizer.case.names import clean, fold, hint, shown
from optimizer.case.tables import Table, Tables
from optimizer.errors import VaryError

BUDGETS = "budgets"
_LARGEST_FACTOR = 25.0
"""A factor on budgets beyond this was meant as a percentage."""


@dataclass(frozen=True)
class Varied:
    """One thing of the workbook that takes another value at each point of a sweep."""

    sheet: str
    """budgets or targets."""
    name: str = ""
    """The funder or target; empty for the budgets of all funders."""
    metric: str = ""
    """What the target measures."""

    @property
    def of_budgets(self) -> bool:
        """Whether budgets are varied, by a factor; otherwise the value of a target is set."""
        return self.sheet == BUDGETS

    @property
    def text(self) -> str:
        """What is varied, in words."""
        if not self.of_budgets:
            return f"value of the target {self.name}"
        return f"budget of {self.name}" if self.name else "budgets of all funders"

    @property
    def is_share(self) -> bool:
        """Whether the value is at most 100 %."""
        return not self.of_budgets and METRIC[self.metric].share

    def label(self, value: float, digits: int = 4) -> str:
        """The name of a point.

        >>> Varied("budgets").label(0.5), Varied("targets", "t", "min_cover_days").label(60)
        ('50 %', '60')
        """
        in_percent = self.of_budgets or self.is_share
        return f"{100 * value:.{digits}g} %" if in_percent else f"{value:.{digits}g}"

    def points(self, first: float, last: float, steps: int) -> dict[str, float]:
        """Values by the names of their points, evenly spread from the tightest to the loosest.

        Raises:
            VaryError: there cannot be such values.
        """
        for value in (first, last):
            if (self.of_budgets and value > _LARGEST_FACTOR) or (self.is_share and value > 1):
                raise VaryError(f"{value:g} reads as {100 * value:g} % of the {self.text}; write {value:g}%")
        values = sorted(set(spread(first, last, steps)), reverse=not self.looser_is_more)
        for digits in (4, 6, 9, 12):
            named = {self.label(value, digits): value for value in values}
            if len(named) == len(values):
                break
        return named

    @property
    def looser_is_more(self) -> bool:
        """Whether every plan stays one when the value rises: budgets, and targets that say at most."""
        return self.of_budgets or self.metric.startswith("max_")

    def budget_musd(self, case: Case) -> float | None:
        """What the budgets that are varied add up to over all years, MUSD; None for a target or without limits."""
        facts = Facts(case)
        amounts = [facts.budget_musd(f) for f in case.budgets if self._meant(f)] if self.of_budgets else []
        return sum(sum(amount.values()) for amount in amounts if amount) if amounts else None

    def _meant(self, funder: str) -> bool:
        """Whether a row of budgets is varied; private money is only where it is named."""
        return funder == self.name if self.name else funder != PRIVATE

    def apply(self, tables: Tables, value: float) -> Tables:
        """The tables with the budgets multiplied by the value, or the target set to it."""
        table = tables[self.sheet]
        changed = Table(table.sheet, [entry.copy() for entry in table.entries], table.year_columns, table.unread)
        for entry in changed.entries:
            if self.of_budgets and self._meant(entry.values.get("funder") or ""):
                entry.years = {year: value * amount for year, amount in entry.years.items()}
            elif entry.values.get("target") == self.name and not self.of_budgets:
                entry.values["value"] = value
        return {**tables, self.sheet: changed}


def find_varied(tables: Tables, text: str) -> Varied:
    """What `--vary` names: ``budgets``, ``budgets:FUNDER``, or a target.

    Raises:
        VaryError: the workbook has no such budget or target.
    """
    sheet, colon, name = text.partition(":")
    if fold(sheet) == BUDGETS:
        known = [funder for funder in tables[BUDGETS].names() if colon or funder != PRIVATE]
        if not known:
            raise VaryError("--vary budgets: the workbook limits no budget, so there is nothing to vary")
        return Varied(BUDGETS, _found(name, known, "row of budgets") if colon else "")
    metrics = {e.values["target"]: e.values.get("metric") for e in tables["targets"].entries if e.values.get("target")}
    wanted = clean(name) if fold(sheet) == "targets" and colon else text
    target = _found(wanted, metrics, "target")
    return Varied("targets", target, str(metrics[target]))


def _found(name: str, known: Iterable[str], what: str) -> str:
    """The known name that is meant; a difference in case does not matter."""
    for candidate in sorted(known, key=lambda k: k != clean(name)):
        if fold(candidate) == fold(name):
            return candidate
    also = [BUDGETS] if what == "target" else []
    raise VaryError(f"--vary: there is no {what} {shown(clean(name))}; {hint(name, [*known, *also])}")


def spread(first: float, last: float, steps: int) -> list[float]:
    """Values of a sweep, evenly spread and including both ends.

    >>> spread(0.5, 2.0, 4)
    [0.5, 1.0, 1.5, 2.0]
    """
    if steps == 1:
        return [first]
    return [round(first + (last - first) * i / (steps - 1), 9) for i in range(steps)]
