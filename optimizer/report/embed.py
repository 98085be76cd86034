"""Data inside the page, such that nothing in it can end a script or begin one."""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from optimizer.report.cells import text

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_DIGITS = 5


def as_json(value: Any) -> Markup:
    r"""A value as JSON for a data block of the page.

    >>> str(as_json({"name": "</script><b>"}))
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    written = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, escape in _ESCAPES.items():
        written = written.replace(sign, escape)
    return Markup(written)


def digest(content: str) -> str:
    """The hash under which a browser is told to run a script, or to apply a style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _plain(value: Any) -> Any:
    """With text as it is shown, without numpy's numbers, NaN and digits that no eye can see."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        rounded = float(f"{value:.{_DIGITS}g}")
        return int(rounded) if rounded.is_integer() else rounded
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
