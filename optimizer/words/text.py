"""Numbers and identifiers as text for people, safe in every place that shows it."""

from __future__ import annotations

import re

LONGEST = 32767
"""Characters (UTF-16 units) that a cell holds."""
NO_BOUND = "no bound is proven yet"
"""Said where the search was stopped before anything was proven."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def clean(value: object) -> str:
    r"""A value as text without control characters or halves of characters, at most as long as a cell.

    >>> clean("tin\x07\r\n ore")
    'tin\n ore'
    """
    units = _CONTROL.sub("", str(value)).encode("utf-16-le", "ignore")
    if len(units) // 2 <= LONGEST:
        return units.decode("utf-16-le")
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def shorten(text: str, longest: int) -> str:
    """The text without what stands in brackets, cut to a length.

    >>> shorten("Lithium (carbonate equivalent)", 20)
    'Lithium'
    >>> shorten("Mixed rare earth concentrate", 12)
    'Mixed rare…'
    """
    bare = re.sub(r"\s*\([^)]*\)", "", text).strip() or text
    return bare if len(bare) <= longest else bare[: longest - 1].rstrip(" ,-") + "…"


def readable(identifier: str) -> str:
    """An identifier as words, where it is written as one.

    >>> readable("rare_earth_stop"), readable("NDPR_OXIDE")
    ('Rare earth stop', 'NDPR_OXIDE')
    """
    if identifier != identifier.lower():
        return identifier
    words = identifier.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def usd(musd: float) -> str:
    """Money in words.

    >>> usd(12345.6), usd(123.4), usd(1.26), usd(-0.3), usd(0.00002)
    ('12.3 bn USD', '123 MUSD', '1.3 MUSD', '-0.3 MUSD', '0 MUSD')
    """
    if abs(musd) >= 1000:
        return f"{musd / 1000:,.1f} bn USD"
    if abs(musd) >= 10:
        return f"{musd:,.0f} MUSD"
    return "0 MUSD" if abs(musd) < 0.05 else f"{musd:,.1f} MUSD"


def percent(share: float) -> str:
    """A share in words, with decimals only where they matter.

    >>> percent(0.65), percent(0.0043), percent(0.00001), percent(0.0)
    ('65 %', '0.43 %', 'below 0.01 %', '0 %')
    """
    figure = 100 * share
    if 0 < abs(figure) < 0.01:
        return "below 0.01 %"
    if abs(figure) >= 10 or round(figure, 6) == round(figure):
        return f"{figure:.0f} %"
    return f"{figure:.2g} %"


def plural(count: int, noun: str) -> str:
    """A count and its noun.

    >>> plural(1, "target"), plural(3, "country")
    ('1 target', '3 countries')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"
