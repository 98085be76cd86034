"""What the planner sees in the terminal: a live line while the search runs, findings, and a short summary."""

from __future__ import annotations

import math
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


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 error, 2 errors."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary(plan: Plan) -> str:
    """The plan in a few lines."""
    built, targets = plan.tables["projects"], plan.tables["targets"]
    picked = int((built["status"] == "picked").sum())
    candidates = sum(p.status == "candidate" for p in plan.case.projects.values())
    lines = [
        f"{picked} of {counted(candidates, 'candidate project')} built beside {len(built) - picked} committed: "
        f"capex {built['capex_musd'].sum():,.0f} MUSD, grants {built['grants_musd'].sum():,.0f} MUSD",
        f"objective {plan.objective_musd:,.1f} MUSD (expected cost{_with_tail(plan)}), {_proof(plan)}",
    ]
    if len(targets):
        missed = targets[~targets["holds"].astype(bool)]["target"].nunique()
        lines.append(f"{counted(len(plan.case.targets), 'target')}: {missed} missed somewhere, the others hold")
    for row in plan.tables["scenarios"].to_dict("records"):
        if row["scenario"] != "base":
            against = f"{row['above_base_musd']:+,.0f} MUSD against base"
            lines.append(f"  {row['scenario']}: {against}, shortage {row['short_t']:,.0f} t")
    return "\n".join(lines)


def _with_tail(plan: Plan) -> str:
    weight = plan.case.settings.risk_weight
    return f", the worst scenarios weighed at {weight:.0%}" if weight else ""


def _proof(plan: Plan) -> str:
    if not math.isfinite(plan.bound_musd):
        return "no bound is proven yet"
    return (
        f"proven within {max(0.0, plan.gap_musd):,.1f} MUSD "
        f"({max(0.0, plan.gap):.2%} of the programme of {plan.programme_musd:,.0f} MUSD)"
    )
