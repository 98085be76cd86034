"""What the start of a project in one plan is, compared with another plan."""

from __future__ import annotations

GONE = "×"
SIGNS = {"as before": "", "earlier": "←", "later": "→", "new": "+", "committed": "", "gone": GONE}
"""What is set before a year, so that no mark is told by its colour alone."""


def mark(start: int | None, before: int | None, is_compared: bool, is_committed: bool) -> str:
    """How the year in which a project is started compares with that in another plan; None where it is not built.

    >>> mark(2028, 2030, True, False), mark(2028, None, True, False), mark(None, 2030, True, False)
    ('earlier', 'new', 'gone')
    """
    if start is None:
        return "gone" if before is not None else ""
    if is_committed:
        return "committed"
    if not is_compared or start == before:
        return "as before"
    if before is None:
        return "new"
    return "earlier" if start < before else "later"
