"""Thousands of mutants by hand: `python -m tests.mutation.campaign 5000 --seed 0 --workers 2`."""

from __future__ import annotations

import argparse
import collections
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import TimeoutError as Late
from pathlib import Path

from pebble import ProcessPool

from tests.mutation.mutant import write_mutant
from tests.mutation.outcome import agrees, outcome_of

SECONDS = 60
"""A mutant that takes longer hangs."""


def judged(seed: int) -> tuple[int, str, str]:
    """Seed, verdict and details of one mutant."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with tempfile.TemporaryDirectory() as folder:
        path, told, begun = Path(folder) / "mutant.xlsx", "", time.process_time()
        try:
            told = write_mutant(seed, path)
            found = outcome_of(path)
            same = agrees(path, found)
        except Exception:
            return seed, "FAULT", f"{told}\n{traceback.format_exc()}"
        spent = time.process_time() - begun
        verdict = {None: found.answer, True: f"{found.answer}, as the reference", False: "WRONG"}[same]
        warned = " | ".join(str(finding) for finding in found.findings)
        return seed, verdict, f"{told} [{spent:.1f} s] {warned if verdict in ('WRONG', 'stopped', 'unproven') else ''}"


def late(seed: int, pool: ProcessPool) -> tuple[int, str, str]:
    """The verdict on a mutant that took too long: the reference may do so, the product may not."""
    try:
        return seed, pool.schedule(alone, (seed,), timeout=SECONDS).result(), ""
    except Late:
        with tempfile.TemporaryDirectory() as folder:
            return seed, "HANGS", write_mutant(seed, Path(folder) / "mutant.xlsx")


def alone(seed: int) -> str:
    """What the product makes of a mutant by itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutant.xlsx"
        write_mutant(seed, path)
        return f"{outcome_of(path).answer}, the reference hangs"


def campaign(seeds: range, workers: int) -> Iterator[tuple[int, str, str]]:
    """Verdicts in the order of the seeds."""
    with ProcessPool(workers) as pool:
        answers = pool.map(judged, seeds, timeout=SECONDS).result()
        for seed in seeds:
            try:
                yield next(answers)
            except Late:
                yield late(seed, pool)
            except Exception as error:
                yield seed, "DIED", repr(error)


def main() -> None:
    """Print what is no good answer, and how often each answer was given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    counts: collections.Counter[str] = collections.Counter()
    for seed, verdict, details in campaign(range(asked.seed, asked.seed + asked.count), asked.workers):
        counts[verdict] += 1
        if verdict.isupper() or verdict in ("stopped", "unproven"):
            print(f"--- {seed} {verdict}: {details}", flush=True)
    for verdict, count in counts.most_common():
        print(f"{count:6} {verdict}")


if __name__ == "__main__":
    main()
