"""One sampling of a workbook: its hazards, the futures drawn from them, and the scenarios that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.case.case import Case
from optimizer.case.hazards import Hazard, hazards_of
from optimizer.errors import CaseError, Finding
from optimizer.sample.draw import Future, draw
from optimizer.sample.scenarios import Cells, Sampled, event_rows, scenario_rows, scenarios_of


@dataclass(frozen=True)
class Asked:
    """What a planner asks for."""

    futures: int = 100
    """How many futures of the horizon are drawn."""
    seed: int = 1
    """The same seed draws the same futures of the same hazards."""
    keep: bool = False
    """Whether the workbook's own scenarios keep their probability; the futures drawn share what they leave."""


@dataclass(frozen=True)
class Sampling:
    """What was drawn."""

    asked: Asked
    hazards: tuple[Hazard, ...]
    futures: list[Future]
    scenarios: list[Sampled]
    kept: Mapping[str, float]
    """Scenarios of the workbook that stay, and their probability."""
    remarks: tuple[Finding, ...]
    """What the planner may not expect about those that stay."""

    @property
    def scenario_rows(self) -> list[Cells]:
        """New rows of the sheet `scenarios`."""
        return scenario_rows(self.scenarios, len(self.futures), 1.0 - sum(self.kept.values()))

    @property
    def event_rows(self) -> list[Cells]:
        """New rows of the sheet `events`."""
        return event_rows(self.scenarios, self.hazards)


def sample(case: Case, asked: Asked) -> Sampling:
    """Draw futures of a case from its hazards.

    Raises:
        CaseError: it has no hazards, or its own scenarios leave no probability to those that are drawn.
    """
    hazards = hazards_of(case)
    if not hazards:
        message = (
            "holds no rows, and scenarios are drawn from it: add a row for each effect of a hazard, such as "
            "china_magnets, export_cut, country CHN, material MAGNET, yearly_probability 5%, value_low 40%, "
            "value_high 80%, years_low 1, years_high 3 (optimizer template writes a workbook that has the sheet)"
        )
        raise CaseError([Finding("error", "hazards", "", message)])
    kept, remarks = _kept(case, asked.keep)
    if sum(kept.values()) >= 1:
        message = "have 100 % of the probability, which leaves nothing to those that are drawn: sample without --keep"
        raise CaseError([Finding("error", "scenarios", "", message)])
    futures = draw(hazards, case.years, asked.futures, asked.seed)
    return Sampling(asked, hazards, futures, scenarios_of(futures, case.scenarios), kept, tuple(remarks))


def _kept(case: Case, keep: bool) -> tuple[dict[str, float], list[Finding]]:
    """Own scenarios that stay. Stress tests do: they take no probability. So does what a target names, as one."""
    named = {target.subject for target in case.targets.values() if target.metric == "max_shortage"}
    kept, remarks = {}, []
    for name, row in case.scenarios.items():
        if keep or row.probability == 0:
            kept[name] = row.probability
        elif name in named:
            kept[name] = 0.0
            message = f"a target names {name}: it stays as a stress test, with a probability of 0 %"
            remarks.append(row.at.finding("warning", "probability", message, row.probability))
    return kept, remarks
