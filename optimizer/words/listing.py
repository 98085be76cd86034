"""Names in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from optimizer.words.text import clean

_WITH_ARTICLE = ("states", "union", "kingdom", "republic", "federation", "emirates", "netherlands", "philippines")


def the(name: str) -> str:
    """A country or market inside a sentence, with the article that some names ask for.

    >>> the("United States"), the("European Union"), the("Japan"), the("The Netherlands")
    ('the United States', 'the European Union', 'Japan', 'The Netherlands')
    """
    words = name.casefold().split()
    return f"the {name}" if "the" not in words and any(word in _WITH_ARTICLE for word in words) else name


def listed(names: Iterable[str], most: int = 5) -> str:
    """Names in a sentence, the first ones where there are many.

    >>> listed(["A", "B"]), listed("ABCD", most=2), listed(["A"]), listed("ABC", most=2)
    ('A and B', 'A, B and 2 others', 'A', 'A, B and C')
    """
    known = [clean(name) for name in names]
    if len(known) > most + 1:
        return f"{', '.join(known[:most])} and {len(known) - most} others"
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)
