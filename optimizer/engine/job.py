"""A case to be solved and what came of it, both such that they can be sent to another process or machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Self

from optimizer.case.case import Case
from optimizer.case.records import fingerprint
from optimizer.excel.load import Loaded
from optimizer.plan.plan import Passport
from optimizer.solve.highs import SEED, THREADS
from optimizer.solve.search import Solution
from optimizer.study.study import Answer


def versions() -> dict[str, str]:
    """The versions of what a plan depends on, on this machine."""
    return {name: version(name) for name in ("optimizer", "pyomo", "highspy")}


@dataclass(frozen=True, eq=False)
class Job:
    """One case to be solved, or one point of a sweep."""

    name: str
    """The planner's own name of the case or point."""
    case: Case
    workbook: str
    workbook_sha256: str
    read_s: float = 0.0
    """Seconds that reading the workbook took."""
    gap: float | None = None
    """Share of the programme; that of the settings where none is given."""
    time_limit_s: float | None = None
    """Seconds; those of the settings where none are given."""
    kept: frozenset[str] = frozenset()
    """Candidate projects that have to be built."""

    @classmethod
    def of(
        cls,
        loaded: Loaded,
        *,
        name: str | None = None,
        gap: float | None = None,
        time_limit_s: float | None = None,
        kept: frozenset[str] = frozenset(),
    ) -> Self:
        """The job of solving a loaded case, under its own name unless another is given."""
        book = loaded.path.name
        return cls(name or loaded.case.name, loaded.case, book, loaded.sha256, loaded.seconds, gap, time_limit_s, kept)

    @property
    def goal(self) -> dict[str, float]:
        """Gap and time limit that hold."""
        settings = self.case.settings
        return {
            "mip_gap": settings.mip_gap if self.gap is None else self.gap,
            "time_limit_s": settings.time_limit_s if self.time_limit_s is None else self.time_limit_s,
        }

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything that a plan depends on which is proven to its gap."""
        gap = self.goal["mip_gap"]
        return fingerprint(
            self.case, mip_gap=gap, kept=sorted(self.kept), versions=versions(), seed=SEED, threads=THREADS
        )

    def passport(self, solution: Solution) -> Passport:
        """Where the plan of a solution comes from."""
        return Passport(
            workbook=self.workbook,
            workbook_sha256=self.workbook_sha256,
            case=self.case.name,
            versions=versions(),
            seconds={"read": self.read_s, **solution.seconds},
            threads=THREADS,
            seed=SEED,
            **self.goal,
            size=solution.arrays.size,
            inputs_sha256=self.fingerprint,
            kept=tuple(sorted(self.kept)),
            interrupted=solution.interrupted,
        )


@dataclass(frozen=True)
class Result:
    """What came of a job: its plan as the bytes of its two files, or why there is none."""

    name: str
    answer: Answer
    message: str = ""
    plan_json: bytes = b""
    plan_xlsx: bytes = b""

    @property
    def has_plan(self) -> bool:
        """Whether there are files to keep."""
        return bool(self.plan_json)
