"""Alternatives and late projects as a planner asks for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from optimizer.commands.alternatives import alternatives_book
from optimizer.commands.late import late_book
from optimizer.commands.status import OK
from optimizer.engine.execute import audit_of
from optimizer.late.study import AskedLate
from optimizer.near.asked import Asked, Within
from optimizer.plan.stored import read_plan_file

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"


def test_alternatives_then_late_of_the_same_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stale, theirs = tmp_path / "alternative-8", tmp_path / "alternative-9"  # of an earlier run that found more
    for folder in (stale, theirs):
        folder.mkdir()
        (folder / "plan.json").write_text("{}")
    (theirs / "notes.txt").write_text("the planner's own")
    for number in range(2, 8):
        (tmp_path / f"alternative-{number}").mkdir()
    assert alternatives_book(EXAMPLE, Asked(Within(0.05), 2, 3), out=tmp_path) == OK
    told = capsys.readouterr().out
    assert not stale.exists()
    assert [file.name for file in theirs.iterdir()] == ["notes.txt"]
    assert "\naudited: " in told
    assert "\nalternative 1: audited: " in told
    assert "alternative 1: 11.5 MUSD dearer (4.7 % of the programme); builds Separation (SepEU) instead of" in told
    assert "must-have: 3 projects, proven" in told
    document = json.loads((tmp_path / "alternatives.json").read_text())
    assert document["no_others"] is True
    other = read_plan_file(tmp_path / "alternative-1")
    assert audit_of(other).ok
    assert other.status == "feasible"
    assert other.passport.inputs_sha256 == ""  # no other command takes it for the plan of the workbook

    written = (tmp_path / "plan.json").stat().st_mtime_ns
    assert late_book(EXAMPLE, AskedLate((2,), 0.1), out=tmp_path) == OK
    assert (tmp_path / "plan.json").stat().st_mtime_ns == written  # the plan lay there already
    assert "Magnet plant: 2 years late costs" in capsys.readouterr().out
    late = json.loads((tmp_path / "late.json").read_text())
    assert [row["rank"] for row in late["tables"]["ranking"]] == [1, 2, 3, 4, 5]
    assert {row["years_late"] for row in late["tables"]["delays"]} == {2}
