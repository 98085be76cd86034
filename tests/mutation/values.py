"""What planners, scripts and accidents put into a cell."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

NUMBERS: tuple[float, ...] = (
    0, -0.0, 1, -1, 0.5, 1.0001, 1.5, 65, 100, 2029.5, 2030, 99_999, 1e-300, 1e-12, 1e-9, 1e-6, 1e6, 1e9, 1e12,
    1e15, 1e300, -1e-9, -1e12,
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "", " ", "\u00a0", "-", "n/a", "x", "12", " 12.5 ", "1 250,5", "1,234", "1.234.567", "12%", "5 kt", "1e5",
    "1e999", "nan", "inf", "٣", "½", "²", "yes", "NO", "true", "maybe", "*", "all", "base", "private", "USD",
    "none", "years", ",", ", ,", "bloc:", "bloc:partner", "region:nowhere", "stage:processing", "stage:",
    "family:x", ":", "=", "a=b", "CHN, *", "concern, concern", "partner,", "funder", "10", "1/2/2030",
    "2030-01-01", "'", '"', "<b>", "&amp;", "[1]", "😀", "été", "e\u0301te\u0301", "\u202eabc", "\ufeffEU",
    "a\nb", "a\tb", "y" * 400, "__proto__", "None", "NaN", "../x", "a/b\\c",
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    True, False, date(2030, 1, 1), datetime(1905, 7, 22), datetime(2030, 5, 6, 7, 8), time(12, 30), "#REF!", "#N/A",
    "#DIV/0!", "=1+1", "=A1", '="a"', None,
)  # fmt: skip
_LOOKALIKES = str.maketrans("AaCcEeHOoPpSXx-", "АаСсЕеНОоРрЅХх–")
"""Latin letters and their twins in Cyrillic."""

TWISTS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.title,
    lambda text: f" {text} ",
    lambda text: f"{text}\u00a0",
    lambda text: f"\u200b{text}",
    lambda text: text.translate(_LOOKALIKES),
    lambda text: text[:-1],
    lambda text: text + text[-1:],
    lambda text: f"{text}, {text}",
    lambda text: f"{text},*",
    lambda text: text.replace(" ", "  "),
    lambda text: text[::-1],
)


def hostile(dice: random.Random) -> Any:
    """A value out of nowhere."""
    return dice.choice(dice.choice((NUMBERS, NUMBERS, WORDS, OTHERS)))


def scaled(dice: random.Random, value: float) -> float:
    """A number that is off by a power of ten, has another sign, or a little more or less."""
    power = dice.choice((-12, -9, -6, -3, -3, -2, -1, 1, 2, 3, 3, 6, 9, 12))
    return dice.choice((value * 10.0**power, value * 10.0**power, -value, value * 0.9, value * 1.1, value + 1))
