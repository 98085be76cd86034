"""How the cases of a study are searched."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.engine.job import Job
from optimizer.excel.load import Loaded


@dataclass(frozen=True)
class Search:
    """Where each search may stop; what is not given stands in the settings of the workbook."""

    gap: float | None = None
    """Share of the programme."""
    time_limit_s: float | None = None

    def job(self, loaded: Loaded, name: str, kept: frozenset[str] = frozenset()) -> Job:
        """The job of a case or point; `kept` are candidate projects that have to be built."""
        return Job.of(loaded, name=name, gap=self.gap, time_limit_s=self.time_limit_s, kept=kept)
