"""Random workbooks without a plan: every conflict is irreducible, and every repair gives a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from optimizer.case.facts import Facts
from optimizer.excel.load import open_book
from optimizer.solve.explain.explain import explain
from tests.explain.trial import edited, has_plan, is_irreducible
from tests.reference.generate import random_book

WHOLE_PROJECTS_ONLY = (12, 96, 117)
"""Books that have a plan as soon as parts of projects may be built."""
INFEASIBLE = (7, 21, 27, 31, 108, 133, 148, 170, 192, 199, 205, 241)


@pytest.mark.parametrize("seed", WHOLE_PROJECTS_ONLY + INFEASIBLE)
def test_random_books(seed: int, tmp_path: Path) -> None:
    book = open_book(random_book(seed, tmp_path / "book.xlsx", hard=True))
    case = book.case("base").case
    found = explain(Facts(case))
    assert found is not None
    assert found.finished
    assert found.conflicts
    for conflict in found.conflicts:
        assert conflict.proven
        assert is_irreducible(case, conflict)
    assert found.repairs
    assert [r.size for r in found.repairs] == sorted(r.size for r in found.repairs)
    for repair in found.repairs:
        assert has_plan(edited(book.tables, repair.edits)), repair


@pytest.mark.parametrize("seed", [0, 1])
def test_a_book_with_a_plan_needs_no_explanation(seed: int, tmp_path: Path) -> None:
    book = open_book(random_book(seed, tmp_path / "book.xlsx"))
    assert explain(Facts(book.case("base").case)) is None
