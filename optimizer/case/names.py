"""Names: how they are cleaned, compared and, where unknown, which one was probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_MANY = 3000
"""Beyond this many known names a suggestion takes too long to look for."""
_BLANKS = " \t\r\n\u00a0\u200b\u2007\u202f\ufeff"


def clean(text: str) -> str:
    """A name without surrounding blanks, in Unicode NFC."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", text).strip().strip(_BLANKS)


def fold(text: str) -> str:
    """A name for comparisons in which case does not matter."""
    return clean(text).casefold()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that comes closest to an unknown one, if any comes close."""
    names = tuple(known)
    return _nearest(fold(name), names) if len(names) <= _MANY else None


@lru_cache(maxsize=4096)
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    folded = {fold(k): k for k in reversed(known)}
    found = get_close_matches(name, list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def hint(name: str, known: Iterable[str]) -> str:
    """What to do about an unknown name: the nearest one, or the known ones where they are few.

    >>> hint("mien", ["mine", "plant"])
    'did you mean mine?'
    >>> hint("xyz", ["mine", "plant"])
    'known are mine, plant'
    """
    names = tuple(dict.fromkeys(known))
    close = nearest(name, names)
    if close:
        return f"did you mean {close}?"
    if not names:
        return "none is declared"
    if len(names) > 12:
        return f"known are {', '.join(names[:10])}, … ({len(names)} in all)"
    return f"known are {', '.join(names)}"


def shown(value: object) -> str:
    """A value as it is quoted in a message.

    >>> shown("5 kt"), shown(65.0), shown(True)
    ('"5 kt"', '65', 'TRUE')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}…"'
    if isinstance(value, tuple):
        return f'"{", ".join(map(str, value))}"'
    return str(value)
