"""A plan and a study as the files that planners and other programs read."""

from __future__ import annotations

import time
from pathlib import Path

from optimizer.engine.execute import document_text
from optimizer.engine.pair import write_pair
from optimizer.excel.plan_book import write_plan_book
from optimizer.excel.study_book import write_study_book
from optimizer.plan.json import as_text
from optimizer.plan.plan import Plan
from optimizer.study.json import study_document
from optimizer.study.study import Study


def write_plan(plan: Plan, folder: Path) -> list[Path]:
    """Write plan.xlsx and plan.json, always as a pair; an older result is only replaced by a complete new one."""
    clock = time.perf_counter()
    return write_pair(
        folder / "plan.xlsx",
        lambda path: write_plan_book(plan, path),
        lambda: document_text(plan, time.perf_counter() - clock),
    )


def write_study(study: Study, folder: Path) -> list[Path]:
    """Write <kind>.xlsx and <kind>.json, always as a pair."""
    return write_pair(
        folder / f"{study.kind}.xlsx",
        lambda path: write_study_book(study, path),
        lambda: as_text(study_document(study)),
    )
