"""What the product makes of a workbook, and whether that is one of the answers that it may give."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import openpyxl
import pytest

import optimizer
from optimizer.case.sheets import SHEETS
from optimizer.errors import CaseError, Finding, NoPlanError, StoppedError
from optimizer.excel.load import check_book
from optimizer.plan.plan import Plan
from tests.reference.model import solve_book

Answer = Literal["plan", "unproven", "no plan", "stopped", "findings"]
KINDLY = ("in case alone", "already means all", "read as")
"""Said of cells that the product understands and the reference, which takes them as they are, does not."""
WORDS = {"yes", "no"} | {word for sheet in SHEETS.values() for c in sheet.columns.values() for word in c.choices}
"""Words of the workbook's own, which may be written in any case."""
UNSEEN = "\u200b\ufeff\u202e"
FAR = 1_000_000
"""Cells of a sheet, empty ones between others included."""

EQUAL = 1e-5
"""Objectives agree to this share; mutants are scaled worse than what planners write."""


@dataclass(frozen=True)
class Outcome:
    """The answer, with the plan where there is one, and what was found in the cells."""

    answer: Answer
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    """Why there is no plan."""


def outcome_of(path: Path, seconds: float = 20) -> Outcome:
    """What solving gives. A plan has passed its audit; any other error is a fault of the program and raised."""
    checked = check_book(path)
    _well_told(checked)
    try:
        plan = optimizer.solve(path, gap=0, time_limit_s=seconds)
    except CaseError as error:
        _well_told(error.findings)
        assert _errors(checked), "solve finds what check does not"
        return Outcome("findings", findings=error.findings)
    except NoPlanError as error:
        return Outcome("no plan", findings=checked, reason=str(error))
    except StoppedError:
        return Outcome("stopped", findings=checked)
    assert math.isfinite(plan.objective_musd)
    assert plan.gap_musd >= -1e-6 * max(1, abs(plan.objective_musd)), "the bound is above the plan"
    return Outcome("plan" if plan.status == "optimal" else "unproven", plan, checked)


def _errors(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _well_told(findings: tuple[Finding, ...]) -> None:
    """Every finding has a place and says something."""
    for finding in findings:
        assert finding.sheet, finding
        assert finding.message.strip(), finding
        assert "Traceback" not in finding.message, finding


def agrees(path: Path, found: Outcome) -> bool | None:
    """Whether the reference finds the same; None where it cannot read what the product can."""
    if found.answer not in ("plan", "no plan") or _is_read_otherwise(path, found):
        return None
    try:
        expected = solve_book(path)
    except Exception:  # it is made for workbooks without a fault; mutants that it cannot read are left alone
        return None
    if found.plan is None:
        return expected.status == "infeasible"
    return expected.status == "optimal" and found.plan.objective_musd == pytest.approx(
        expected.objective, rel=EQUAL, abs=EQUAL
    )


def _is_read_otherwise(path: Path, found: Outcome) -> bool:
    """Whether the reference would take a cell for something else, or walk through millions of empty ones."""
    if any(words in finding.message for finding in found.findings for words in KINDLY):
        return True
    sheets = openpyxl.load_workbook(path).worksheets
    if any(sheet.max_row * sheet.max_column > FAR for sheet in sheets):
        return True
    texts = {str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row}
    return any(text.strip().lower() in WORDS - {text} or set(text) & set(UNSEEN) for text in texts)
