"""What the options of the commands take: shares, amounts, seconds, numbers and years, as planners type them."""

from __future__ import annotations

import argparse


def share(text: str) -> float:
    """A share such as 0.01 or 1%.

    Raises:
        argparse.ArgumentTypeError: the text is no share.
    """
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share between 0 and 100%; write 1% or 0.01")
    return value


def amount(text: str) -> float:
    """A number that is not negative, or a percentage.

    Raises:
        argparse.ArgumentTypeError: the text is neither.
    """
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number or percentage; write 50% or 0.5")
    return value


def seconds(text: str) -> float:
    """A number of seconds, more than 0.

    Raises:
        argparse.ArgumentTypeError: the text is no number of seconds.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return value


def number(text: str) -> int:
    """A whole number, at least 1.

    Raises:
        argparse.ArgumentTypeError: the text is no such number.
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def years(text: str) -> tuple[int, ...]:
    """Whole numbers of years, separated by commas.

    Raises:
        argparse.ArgumentTypeError: the text holds something else.
    """
    return tuple(number(part.strip()) for part in text.split(","))


def whole(text: str) -> int:
    """A whole number, also 0.

    Raises:
        argparse.ArgumentTypeError: the text is no such number.
    """
    return 0 if text == "0" else number(text)
