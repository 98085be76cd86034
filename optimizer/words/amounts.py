"""Amounts as a sentence says them: 1,842 MUSD, −168, 3 t less."""

from __future__ import annotations

_MINUS = "−"


def number(value: float, signed: bool = False) -> str:
    """A number with as many decimals as matter.

    >>> number(1842.3), number(-168.2), number(9.87), number(514.0, signed=True), number(0.0, signed=True)
    ('1,842', '−168', '9.9', '+514', '0')
    """
    size = abs(value)
    decimals = 0 if size >= 99.95 else 1 if size >= 0.95 else 2
    text = f"{size:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    if text == "0":
        return text
    return (_MINUS if value < 0 else "+" if signed else "") + text


def musd(value: float, signed: bool = False) -> str:
    """Money, always in the same unit, so that amounts compare.

    >>> musd(1842.3), musd(-0.3, signed=True)
    ('1,842 MUSD', '−0.3 MUSD')
    """
    return f"{number(value, signed)} MUSD"


def tonnes(value: float, signed: bool = False) -> str:
    """Mass.

    >>> tonnes(12500.4)
    '12,500 t'
    """
    return f"{number(value, signed)} t"


def more_or_less(value: float, unit: str) -> str:
    """A change of an amount.

    >>> more_or_less(-3.0, "MUSD"), more_or_less(1200.0, "t")
    ('3 MUSD less', '1,200 t more')
    """
    return f"{number(abs(value))} {unit} {'less' if value < 0 else 'more'}"
