"""What the planner sees in the terminal: a live line while the search runs, findings, and a short summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from optimizer.errors import Finding

if TYPE_CHECKING:
    from optimizer.plan.plan import Plan
    from optimizer.solve.session import Seen

QUIET_INTERVAL_S = 15.0
"""How often a line is printed where the output is no terminal."""


class LiveLine:
    """One line that is rewritten in a terminal, and a line now and then in a log."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.started = time.monotonic()
        self.last = -QUIET_INTERVAL_S
        self.width = 0

    def __call__(self, phase: str, seen: Seen) -> None:
        """Show elapsed time, incumbent, bound and gap."""
        elapsed = time.monotonic() - self.started
        live = self.stream.isatty()
        if not live and elapsed - self.last < QUIET_INTERVAL_S:
            return
        self.last = elapsed
        text = f"{elapsed:6.0f} s  {phase:<24}{_progress(seen)}"
        if live:
            self.stream.write("\r" + text.ljust(self.width))
            self.width = len(text)
        else:
            self.stream.write(text + "\n")
        self.stream.flush()

    def close(self) -> None:
        """Leave the line, so that what follows starts on a new one."""
        if self.width:
            self.stream.write("\n")
            self.stream.flush()


def _progress(seen: Seen) -> str:
    if seen.incumbent == float("inf"):
        return "no plan yet"
    if seen.bound == float("-inf"):
        return f"plan {seen.incumbent:,.0f} MUSD   no bound yet"
    gap = max(0.0, seen.incumbent - seen.bound)
    share = f" = {gap / max(1.0, seen.programme):.1%} of the programme" if seen.programme else ""
    return f"plan {seen.incumbent:,.0f}   bound {seen.bound:,.0f}   gap {gap:,.1f} MUSD{share}"


def show_findings(findings: Iterable[Finding], stream: TextIO | None = None) -> None:
    """Every finding on a line of its own."""
    for finding in findings:
        print(finding, file=stream or sys.stderr)


def summary(plan: Plan) -> str:
    """The plan in a few lines."""
    built = plan.tables["projects"]
    targets = plan.tables["targets"]
    scenarios = plan.tables["scenarios"]
    missed = targets[~targets["holds"].astype(bool)]["target"].nunique() if len(targets) else 0
    lines = [
        f"{len(built)} of {len(plan.case.projects)} projects are built, capex {built['capex_musd'].sum():,.0f} MUSD, "
        f"grants {built['grants_musd'].sum():,.0f} MUSD",
        f"total cost {plan.objective_musd:,.1f} MUSD, proven within {max(0.0, plan.gap_musd):,.1f} MUSD "
        f"({max(0.0, plan.gap):.2%} of the programme of {plan.programme_musd:,.0f} MUSD)",
    ]
    if len(targets):
        lines.append(f"{targets['target'].nunique() - missed} targets hold, {missed} are missed somewhere")
    for row in scenarios.to_dict("records"):
        if row["scenario"] != "base":
            against = f"{row['above_base_musd']:+,.0f} MUSD against base"
            lines.append(f"  {row['scenario']}: {against}, shortage {row['short_t']:,.0f} t")
    return "\n".join(lines)
