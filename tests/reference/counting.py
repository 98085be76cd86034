"""What happens in random books: how often every feature matters."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from .data import BASE, Book
from .generate import random_book
from .model import Result, solve_book


def positive(result: Result, kind: str, least: float = 1e-4) -> bool:
    """Whether any column of a kind is in use."""
    return any(value > least for name, value in result.values.items() if name[0] == kind)


def binds(b: Book, v: dict[Any, float], f: str, t: int) -> bool:
    """Whether a budget is used up in base."""
    if b.budget(f, t) is None or v["outlay", f, t, BASE] < 1e-6:
        return False
    since = [u for u in b.T if u <= t] if b.funders[f]["carry_over"] == "yes" else [t]
    return sum(v["outlay", f, u, BASE] for u in since) > sum(b.budget(f, u) for u in since) - 1e-6


def features(b: Book, result: Result) -> dict[str, bool]:
    """Which things happen in one solved book."""
    v = result.values
    free = [p for p in result.projects if b.projects[p]["status"] != "committed"]
    late = [s for s in b.S if s != BASE and b.windows[s]]
    return {
        "a candidate is built": bool(free),
        "a candidate is left": any(b.starts(p) and p not in result.projects for p in b.projects),
        "a gap is closed by grants": any(result.projects[p]["gap_musd"] > 1e-6 for p in free),
        "grants": positive(result, "grant"),
        "topups": positive(result, "topup"),
        "a floor is chosen": any(row["price_floor"] for row in result.projects.values()),
        "a budget binds in base": any(binds(b, v, f, t) for f in b.funders for t in b.T),
        "stock is planned": positive(result, "plan"),
        "stock is released": positive(result, "release"),
        "purchases are suspended": any(
            v["purchase", h, t, s] < v["plan", h, t] - 1e-4 for h in b.stockpiles for t in b.T for s in late
        ),
        "shortage in base": result.shortage_t[BASE] > 1e-4,
        "shortage in a scenario only": any(result.shortage_t[s] > result.shortage_t[BASE] + 1e-4 for s in late),
        "a slack is used": positive(result, "slack"),
        "runs differ from base": any(
            abs(v["run", p, t, s] - v["run", p, t, BASE]) > 1e-4 for p in b.projects for t in b.T for s in late
        ),
        "a substitution project is built": any(b.projects[p]["kind"] == "substitution" for p in free),
        "under construction": any(row["start_year"] < b.first for row in result.projects.values()),
        "a target is at its limit": any(
            row["achieved"] is not None and abs(row["achieved"] - row["value"]) < 1e-7 for row in result.targets
        ),
        "two partners fund a project": any(
            len({b.funders[f]["partner"] for f in row["grants_musd"]} - {None}) > 1 for row in result.projects.values()
        ),
        "started after the first year": any(row["start_year"] > b.first for row in result.projects.values()),
        "operation rule ran": result.rule_applied,
    }


def count(folder: Path, seeds: range, size: str, **given: Any) -> tuple[Counter[str], list[float]]:
    """Counts over seeds, and the seconds of every book."""
    counts, seconds = Counter[str](), []
    for seed in seeds:
        path = random_book(seed, folder / "book.xlsx", size, **given)
        begin = time.perf_counter()
        result = solve_book(path)
        seconds.append(time.perf_counter() - begin)
        counts[result.status] += 1
        if result.status == "optimal":
            counts.update(name for name, happens in features(Book(path), result).items() if happens)
    return counts, seconds


def table(folder: Path, books: int, size: str) -> str:
    """A table of the counts."""
    counts, seconds = count(folder, range(books), size)
    lines = [f"{name:36}{number:5}" for name, number in sorted(counts.items(), key=lambda pair: -pair[1])]
    seconds.sort()
    return "\n".join([*lines, f"seconds: median {seconds[len(seconds) // 2]:.2f}, most {seconds[-1]:.2f}"])
