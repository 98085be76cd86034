"""An audit in words, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from optimizer.audit.ledger import Audit
from optimizer.audit.taken import SENTENCE

MOST = 20
"""Failures that are listed; the others are counted."""
INDENT = " " * 33


def summary(audit: Audit) -> str:
    """What was checked, how close the two calculations are, and what fails."""
    return "\n".join(_lines(audit))


def verdict(audit: Audit) -> str:
    """The audit in a line, or what fails."""
    if audit.ok:
        return f"audited: {audit.checks:,} checks of a second calculation hold"
    return "\n".join(_failures(audit))


def _lines(audit: Audit) -> Iterator[str]:
    for group in audit.groups:
        failed = f"{len(group.failures):,} FAIL: " if group.failures else ""
        yield f"{group.name:<15}{group.checks:>9,} checks  {failed}{group.about}"
        if group.tolerance:
            unit = f" {group.residual_unit}" if group.residual_unit else ""
            yield f"{INDENT}largest difference {group.residual:.1g}{unit}: {group.where}"
    yield from (*audit.notes, SENTENCE)
    if audit.ok:
        yield f"The plan passes its audit: {audit.checks:,} checks."
    else:
        yield from _failures(audit)


def _failures(audit: Audit) -> Iterator[str]:
    failures = audit.failures
    yield f"THIS PLAN FAILS ITS AUDIT: {len(failures):,} of {audit.checks:,} checks."
    yield from (f"  {failure}" for failure in failures[:MOST])
    if len(failures) > MOST:
        yield f"  and {len(failures) - MOST:,} more"
