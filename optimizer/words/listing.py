"""Names in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from optimizer.words.text import clean


def listed(names: Iterable[str], most: int = 5) -> str:
    """Names in a sentence, the first ones where there are many.

    >>> listed(["A", "B"]), listed("ABCD", most=2), listed(["A"]), listed("ABC", most=2)
    ('A and B', 'A, B and 2 others', 'A', 'A, B and C')
    """
    known = [clean(name) for name in names]
    if len(known) > most + 1:
        return f"{', '.join(known[:most])} and {len(known) - most} others"
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)
