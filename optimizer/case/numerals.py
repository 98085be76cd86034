"""Text that stands where a number should: what is plainly one, and what was probably meant otherwise."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([,.])[0-9]{3}(\1[0-9]{3})*")
_WITH_UNIT = re.compile(r"([+-]?[0-9][0-9.,' ]*?)\s*([^\W\d_].*|[€$£¥].*)")
_BLANK = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
_NOTHING = {"-", "–", "—", "n/a", "na", "n.a.", "none", "null", "tbd", "tba", "?", "nil", ".", "x"}


def plain_number(text: str) -> float | None:
    """The number that a text plainly is, if it is one.

    >>> plain_number(" 12.5 "), plain_number("1,234"), plain_number("12%")
    (12.5, None, None)
    """
    text = text.strip()
    return float(text) if _PLAIN.fullmatch(text) else None


def _number_text(value: float) -> str:
    return f"{value:.12g}"


def _unspaced(text: str) -> str:
    return _BLANK.sub("", text).replace("'", "").replace("’", "").replace("−", "-").replace("–", "-")


def _readings(text: str) -> list[float]:
    """The numbers that a text with separators could be."""
    if (number := plain_number(text)) is not None:
        return [number]
    grouped = _GROUPED.fullmatch(text)
    if grouped:
        whole = float(re.sub("[,.]", "", text))
        single = text.count(grouped[1]) == 1
        return [whole, float(text.replace(",", "."))] if single else [whole]
    if "," in text and "." in text:
        mark = max(",.", key=text.rfind)
        other = "." if mark == "," else ","
        text = text.replace(other, "").replace(mark, ".") if text.count(mark) == 1 else ""
    else:
        text = text.replace(",", ".") if text.count(",") == 1 else ""
    number = plain_number(text) if text else None
    return [] if number is None else [number]


def what_to_write(text: str, unit: str = "", example: str = "1250.5") -> str:
    """Advice about a text that is not plainly a number; it never decides.

    >>> what_to_write("1 250,5")
    'write a plain number such as 1250.5'
    >>> what_to_write("1,234")
    'write a plain number: 1234 or 1.234?'
    >>> what_to_write("5 kt", unit="t")
    'write the number alone, in t'
    """
    compact = _unspaced(text)
    if compact.casefold() in _NOTHING:
        return "write a number, or leave the cell empty"
    if compact.endswith("%") and len(readings := _readings(compact[:-1])) == 1:
        return f"it is text; type it as a number, {_number_text(readings[0])}% or {_number_text(readings[0] / 100)}"
    readings = _readings(compact)
    if len(readings) == 1:
        return f"write a plain number such as {_number_text(readings[0])}"
    if readings:
        return f"write a plain number: {' or '.join(map(_number_text, readings))}?"
    if _WITH_UNIT.fullmatch(text.strip()):
        return "write the number alone" + (f", in {unit}" if unit else "")
    return f"write a plain number such as {example}" + (f" (in {unit})" if unit else "")
