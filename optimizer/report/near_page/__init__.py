"""What alternatives add to the page of the plan that they are near to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from optimizer.report.near_page.alternatives import alternatives
from optimizer.report.near_page.choices import choices
from optimizer.report.near_page.view import NearView
from optimizer.report.page import Chapter


def near_chapters(file: Path) -> Sequence[Chapter]:
    """The chapters of a file of alternatives.

    Raises:
        ResultError: the file holds no alternatives.
    """
    view = NearView(file)
    return [chapter for make in (alternatives, choices) if (chapter := make(view)) is not None]


__all__ = ["near_chapters"]
