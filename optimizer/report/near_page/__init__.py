"""What alternatives add to the page of the plan that they are near to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from optimizer.report.beside import Beside, chapters_beside
from optimizer.report.near_page.alternatives import alternatives
from optimizer.report.near_page.choices import choices
from optimizer.report.near_page.view import ALTERNATIVES
from optimizer.report.page import Chapter


def near_chapters(file: Path) -> Sequence[Chapter]:
    """The chapters of a file of alternatives.

    Raises:
        ResultError: the file holds no alternatives, or no plan lies beside it.
    """
    return chapters_beside(file, ALTERNATIVES, _told)


def _told(found: Beside) -> Sequence[Chapter]:
    return [chapter for make in (alternatives, choices) if (chapter := make(found)) is not None]


__all__ = ["near_chapters"]
