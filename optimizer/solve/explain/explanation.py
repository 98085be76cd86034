"""Why there is no plan and what would help, as data and as text."""

from __future__ import annotations

from dataclasses import dataclass, field

from optimizer.errors import NoPlanError
from optimizer.solve.explain.edit import Repair
from optimizer.solve.explain.reasons import Reason

_LONGEST = 12
"""Reasons that are told of a conflict."""


@dataclass(frozen=True)
class Conflict:
    """What cannot hold together."""

    reasons: tuple[Reason, ...]
    proven: bool = True
    """Whether the rest could hold if any one of them were taken away; otherwise there was no time to find out."""

    @property
    def lines(self) -> list[str]:
        """The conflict as text."""
        if not self.proven:
            head = "These cannot all hold; some may play no part, there was no time to find out:"
        elif len(self.reasons) == 1:
            head = "This cannot hold, whatever is decided, with the projects, suppliers and routes of the workbook:"
        else:
            head = "These cannot hold together; without any one of them the others could:"
        more = len(self.reasons) - _LONGEST
        lines = [f"  {reason}" for reason in self.reasons[:_LONGEST]]
        return [head, *lines, *([f"  … and {more} more"] if more > 0 else [])]


@dataclass(frozen=True)
class Explanation:
    """The answer where a workbook has no plan."""

    conflicts: tuple[Conflict, ...]
    """Each has to be resolved."""
    repairs: tuple[Repair, ...] = ()
    """Each gives a plan by itself, which was verified; the smallest change first."""
    finished: bool = field(default=True, compare=False)
    """Whether there was time to look for all conflicts and repairs."""

    def __str__(self) -> str:
        lines = ["There is no plan: the hard rules of the workbook cannot all hold."]
        if not self.conflicts:
            lines += ["Which of them contradict each other was not found out."]
        for number, conflict in enumerate(self.conflicts):
            lines += ["", *conflict.lines] if not number else ["", "Apart from that:", *conflict.lines]
        if self.repairs:
            head = "Any one of these changes gives a plan (each was tried; the smallest first):"
            lines += ["", head, *(f"  {n}. {repair}" for n, repair in enumerate(self.repairs, 1))]
        if not self.finished:
            lines += ["", "There was no time to look further."]
        return "\n".join(lines)


class Unplannable(NoPlanError):
    """No plan meets every hard rule of the workbook; carries why, and what would help."""

    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation
        super().__init__(str(explanation))

    def __reduce__(self) -> tuple[type[Unplannable], tuple[Explanation]]:
        return type(self), (self.explanation,)
