"""A folder's name from whatever a planner calls a case."""

from __future__ import annotations

import hashlib
import re

from optimizer.case.names import clean, fold

_UNSAFE = re.compile(r"[^\w .,+=%()-]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|com[¹²³]|lpt[¹²³])( *\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, also with an ending."""
_FILES = (".json", ".xlsx", ".tmp")
"""Endings of files that stand beside the folders."""
_MOST_CHARACTERS = 60
_MOST_BYTES = 150


def folder_name(name: str) -> str:
    """A name that every system takes; the name itself where that is one, otherwise a hash tells it from others.

    >>> folder_name("budgets_halved"), folder_name("50 %"), folder_name("a/b")
    ('budgets_halved', '50 %', 'a_b-c14cddc0')
    """
    name = clean(name)
    return name if _is_safe(name) else distinct(name)


def distinct(name: str) -> str:
    """A readable part of the name with a hash of all of it; without dots, before which Windows looks for devices."""
    readable = _UNSAFE.sub("_", clean(name))[:_MOST_CHARACTERS]
    while len(readable.encode()) > _MOST_BYTES:
        readable = readable[:-1]
    readable = readable.replace(".", "_").strip() or "case"
    return f"{readable}-{hashlib.sha256(clean(name).encode()).hexdigest()[:8]}"


def _is_safe(name: str) -> bool:
    return bool(
        name
        and not _UNSAFE.search(name)
        and name == name.strip(" .")
        and len(name) <= _MOST_CHARACTERS
        and len(name.encode()) <= _MOST_BYTES
        and not _RESERVED.fullmatch(name)
        and not fold(name).endswith(_FILES)
    )
