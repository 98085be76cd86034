"""What stands where a model has no column or row of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, eq=False)
class StandIn:
    """A column or row that is added to a model's arrays; it answers what a component of the model would be asked."""

    number: int
    meaning: Any = None
    """What it was made from."""
    local_name: str = "recourse"

    def parent_component(self) -> Self:
        """Itself."""
        return self

    def parent_block(self) -> None:
        """None: it belongs to no part of the model."""
        return

    def index(self) -> int:
        """Its number."""
        return self.number
