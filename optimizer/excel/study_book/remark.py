"""Remarks that fit a cell."""

from __future__ import annotations

from optimizer.words.text import clean


def remark(message: object, longest: int = 170) -> str:
    r"""The beginning of what is said about a case, on one line; all of it stands in the passport.

    >>> remark("There is no plan:\n\n  these rules conflict", 22)
    'There is no plan: … (see Passport)'
    """
    if not isinstance(message, str):
        return ""
    whole = " ".join(clean(message).split())
    return whole if len(whole) <= longest else f"{whole[:longest].rsplit(' ', 1)[0]} … (see Passport)"
