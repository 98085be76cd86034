from __future__ import annotations

import dataclasses
import json

import pytest

from optimizer.errors import ResultError
from optimizer.study.comparison import comparison
from optimizer.study.difference import difference
from optimizer.study.json import read_study, study_document
from optimizer.study.study import Answered, Study
from optimizer.study.tables import COMPARISON, DIFFERENCE
from tests.plans import empty_tables, small_plan


def compared() -> Study:
    unproven = small_plan(tables=empty_tables(), bound_musd=float("-inf"))
    cases = [Answered("base", "plan", small_plan()), Answered("c", "plan", unproven), Answered("d", "no plan")]
    return comparison("book.xlsx", "ab" * 32, cases, {"time": "2 s"})


@pytest.mark.parametrize(
    ("study", "tables"),
    [(compared(), COMPARISON), (difference(small_plan(), small_plan(), ("a", "b")), DIFFERENCE)],
)
def test_a_study_survives_the_round_trip(study, tables):
    document = study_document(study)
    text = json.dumps(document, allow_nan=False)
    back = read_study(text)
    assert study_document(back) == document
    assert (back.kind, back.title, dict(back.facts)) == (study.kind, study.title, dict(study.facts))
    assert {name: list(frame.columns) for name, frame in back.tables.items()} == {t.name: t.names for t in tables}


def test_counts_and_years_are_integers_and_what_is_unknown_is_null():
    document = study_document(compared())
    base, unproven, none = document["tables"]["cases"]
    assert base["picked"] == 1
    assert isinstance(base["picked"], int)
    assert unproven["bound_musd"] is None
    assert unproven["against_base_low_musd"] is None
    assert none["objective_musd"] is None
    assert {type(row["worst"]) for row in document["tables"]["targets"]} == {int, type(None)}


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"format": 1}', "not json"])
def test_what_is_no_study_is_refused(text):
    with pytest.raises(ResultError, match="no study"):
        read_study(text)


@pytest.mark.parametrize("change", [{"format": 2}, {"kind": "poem"}, {"tables": {"poems": []}}, {"tables": []}])
def test_a_study_of_another_version_is_refused(change):
    document = study_document(dataclasses.replace(compared())) | change
    with pytest.raises(ResultError, match="this version"):
        read_study(json.dumps(document), "comparison.json")
