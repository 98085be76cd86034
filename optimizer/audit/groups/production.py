"""Production: capacity after ramp, delay and outage, and output within it."""

from __future__ import annotations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import NEARLY_WHOLE, Group
from optimizer.audit.stated import Stated

NOTHING_T = 1e-6
"""Capacity below this is not listed."""


def check(known: Known, stated: Stated) -> Group:
    """cap, run ≤ cap, and run ≥ min_utilisation · cap where nothing is disrupted."""
    group = Group("production", "capacity by ramp, delay and outage; output within it, and above minimum use", "t",
                  absolute=2e-6, relative=NEARLY_WHOLE)  # fmt: skip
    rows = {(row["scenario"], row["year"], row["project"]): row for row in stated.tables["production"]}
    for p, (start, _) in stated.start.items():
        project = known.case.projects[p]
        for s, window in known.futures.windows.items():
            for t in window:
                cap = known.capacity(p, start, s, t)
                row = rows.pop((s, t, p), None)
                where = f"{p} in {t} under {s}"
                group.that(row is not None or cap <= 2 * NOTHING_T, f"the output of {where} is missing")
                if row is None:
                    continue
                group.equal(f"capacity of {where}", row["capacity_t"], cap)
                group.at_most(f"output of {where}", row["run_t"], cap)
                group.at_least(f"output of {where}", row["run_t"], 0.0)
                if not any(known.futures.disrupts(s, m, t) for m in known.business.recipes[p]):
                    group.at_least(f"output of {where}, least use", row["run_t"], project.min_utilisation * cap)
                group.equal(f"output by use of {where}", row["use"] * cap, row["run_t"])
    for s, t, p in rows:
        group.that(False, f"output of {p} in {t} under {s}, which does not operate then")
    _best_year(group, stated)
    return group


def _best_year(group: Group, stated: Stated) -> None:
    """What the table of projects says of base."""
    for row in stated.tables["projects"]:
        p = row["project"]
        made = [r for r in stated.tables["production"] if (r["scenario"], r["project"]) == ("base", p)]
        output, capacity = sum(r["run_t"] for r in made), sum(r["capacity_t"] for r in made)
        group.equal(f"best year of {p}", row["output_t"], max((r["run_t"] for r in made), default=0.0))
        if row["utilisation"] is None:
            group.that(capacity <= 2 * NOTHING_T, f"the average use of {p} is missing")
        else:
            group.equal(f"output by average use of {p}", row["utilisation"] * capacity, output)
