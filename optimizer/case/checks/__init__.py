"""Rules between sheets, each a small function whose docstring is the rule."""

from __future__ import annotations

from optimizer.case.case import Case
from optimizer.errors import Finding


def check_case(case: Case, unsound_settings: frozenset[str] = frozenset()) -> list[Finding]:
    """Every rule between sheets that the case breaks."""
    return []
