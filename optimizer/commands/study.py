"""What the commands that solve several cases share: who solves them, what is written and what is said at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from optimizer.engine.engine import Engine, own_processors
from optimizer.engine.job import versions
from optimizer.engine.pair import write_pair
from optimizer.engine.wire import Watch
from optimizer.plan.json import as_text
from optimizer.study.study import Answered, Study


def engine_for(jobs: int, workers: int | None, scheduler: str | None, watch: Watch) -> Engine:
    """Processes of this machine, or a cluster where its scheduler is named.

    Args:
        jobs: how many jobs there may be at once.
        workers: how many to do at once; as many as there are processors unless given.
        scheduler: address of a Dask scheduler.
        watch: told how far each job is.

    Raises:
        EngineError: the cluster cannot be reached.
    """
    if scheduler is None:
        from optimizer.engine.local import LocalEngine

        return LocalEngine(max(1, min(jobs, workers or own_processors())), watch)
    from optimizer.engine.cluster import ClusterEngine

    engine = ClusterEngine(scheduler, watch)
    if not engine.workers:
        print(f"{scheduler} has no workers yet: waiting for some", file=sys.stderr)
    return engine


def write_study(study: Study, folder: Path) -> list[Path]:
    """Write <kind>.xlsx and <kind>.json, always as a pair."""
    from optimizer.excel.study_book import write_study_book
    from optimizer.study.json import study_document

    return write_pair(
        folder / f"{study.kind}.xlsx",
        lambda path: write_study_book(study, path),
        lambda: as_text(study_document(study)),
    )


def effort(answered: Iterable[Answered], wall_s: float, workers: int) -> dict[str, str]:
    """How long it took, with which versions: what a study says about its making."""
    distinct: dict[object, Answered] = {}
    for a in answered:
        distinct.setdefault(id(a.plan) if a.plan else a.name, a)  # points may share a plan
    found = list(distinct.values())
    reused = sum(a.reused for a in found)
    alone = sum(
        a.plan.passport.seconds.get(phase, 0.0)
        for a in found
        if a.plan is not None and not a.reused
        for phase in ("build", "solve")
    )
    again = f" ({reused} reused from an earlier run)" if reused else ""
    return {
        "time": f"{len(found)} answers{again} in {wall_s:.1f} s, up to {workers} at once; "
        f"building and searching the new plans one after the other takes {alone:.1f} s",
        "versions": ", ".join(f"{name} {number}" for name, number in versions().items()),
    }


def aligned(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A small table as text: the first two columns to the left, numbers to the right."""
    lines = [list(header), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (
        [cell.ljust(w) if n < 2 else cell.rjust(w) for n, (cell, w) in enumerate(zip(line, widths, strict=True))]
        for line in lines
    )
    return "\n".join("  ".join(line).rstrip() for line in padded)


def range_of(row: Mapping[str, object], name: str) -> str:
    """A difference in MUSD with the range that the gaps leave it: `+12.0 (+3.1 … +18.2)`."""
    value, low, high = (row[f"{name}{part}_musd"] for part in ("", "_low", "_high"))
    return f"{_signed(value)} ({_signed(low)} … {_signed(high)})" if isinstance(value, float) else ""


def _signed(value: object) -> str:
    return f"{round(value, 1) + 0.0:+,.1f}" if isinstance(value, float) else "?"
