"""Answers that are worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def remembered(method: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keep the answers of a method on its object."""
    name = method.__name__

    @wraps(method)
    def answer(self: Any, *key: Any) -> Answer:
        kept: dict[tuple[Any, ...], Answer] = self.__dict__.setdefault("_answers", {})
        place = (name, *key)
        if place not in kept:
            kept[place] = method(self, *key)
        return kept[place]

    return answer
