"""Points of a sweep: some may be wrong, the others are solved, and Ctrl-C ends them all."""

from __future__ import annotations

import dataclasses

import pytest

from optimizer.engine import sweeping
from optimizer.engine.search import Search
from optimizer.engine.solver import Solver
from optimizer.engine.store import Store
from optimizer.engine.sweeping import Sweep, answers_of, read_points, solved_points
from optimizer.errors import CaseError, Finding, VaryError
from optimizer.excel.load import Book
from tests.engine.jobs import Inline, Noted
from tests.study.test_sweep import sheets
from tests.tiny import book_of

BUDGETS = Sweep("budgets", 0.5, 1.0, steps=2)


def test_a_point_whose_inputs_are_wrong_does_not_lose_the_others(tmp_path, monkeypatch) -> None:
    varied = Book.varied

    def refused(book, case, what, value, label):
        if value < 1:
            raise CaseError([Finding("error", "budgets", "C2", "0.5 is too little")])
        return varied(book, case, what, value, label)

    monkeypatch.setattr(Book, "varied", refused)
    lines = Noted()
    points = solved_points(
        read_points(book_of(sheets()), BUDGETS), True, Search(), Solver(Inline(), Store(tmp_path), lines)
    )
    assert [(p.label, p.answered.answer) for p in points] == [("50 %", "wrong inputs"), ("100 %", "plan")]
    assert points[0].answered.message == "error: budgets!C2: 0.5 is too little"
    assert lines.states[0] == ("50 %", "wrong inputs")
    assert [a.name for a in answers_of(points)] == ["50 %", "100 %"]  # nothing tighter has a plan to be kept


def test_nothing_is_begun_once_the_planner_has_ended_it(tmp_path) -> None:
    engine = Inline()
    solver = Solver(engine, Store(tmp_path), Noted(), interrupted=True)
    points = solved_points(read_points(book_of(sheets()), BUDGETS), False, Search(), solver)
    assert [(p.answered.answer, p.answered.message) for p in points] == [("stopped", "not begun")] * 2
    assert not engine.submitted


@pytest.mark.parametrize("ends", [{"first": None}, {"last": None}])
def test_a_sweep_over_a_target_needs_both_ends(ends) -> None:
    book = sheets()
    book["targets"] = [{"target": "enough", "metric": "min_domestic_output", "material": "goods", "value": 0.5}]
    asked = dataclasses.replace(Sweep("enough", 0.1, 0.9, steps=2), **ends)
    with pytest.raises(VaryError, match=r"--vary enough: say from which value to which, with --from and --to"):
        sweeping.read_points(book_of(book), asked)
