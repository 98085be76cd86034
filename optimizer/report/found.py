"""What lies in a folder, and what is told about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from optimizer.errors import ResultError
from optimizer.report.late_page import late_chapters
from optimizer.report.near_page import near_chapters
from optimizer.report.page import Chapter, Page
from optimizer.report.plan_page import plan_page
from optimizer.report.study_page import study_page
from optimizer.report.why_page import why_chapters

Pages = Callable[[Path], Page]
Chapters = Callable[[Path], Sequence[Chapter]]

PAGES: dict[str, Pages] = {
    "comparison.json": study_page,
    "sweep.json": study_page,
    "plan.json": plan_page,
    "difference.json": study_page,
}
"""Results that have a page of their own, by file; the first one found is shown."""
CHAPTERS: dict[str, Chapters] = {
    "explanation.json": why_chapters,
    "alternatives.json": near_chapters,
    "late.json": late_chapters,
}
"""Results that add chapters to the page of the plan beside them, by file. Both get the path of their file."""


def page_of(folder: Path) -> Page:
    """The page of what lies in a folder.

    Raises:
        ResultError: nothing to report on lies there, or it cannot be read.
    """
    main = next((folder / name for name in PAGES if (folder / name).is_file()), None)
    if main is None:
        known = ", ".join(PAGES)
        raise ResultError(f"{folder}: there is nothing to report on (none of {known}); solve or compare first")
    page = PAGES[main.name](main)
    beside = [(chapters, folder / name) for name, chapters in CHAPTERS.items() if (folder / name).is_file()]
    further = [chapter for chapters, file in beside for chapter in chapters(file)]
    return replace(page, chapters=[*page.chapters, *further])
