from __future__ import annotations

import random

import pytest

from optimizer.case.cases import apply_case, case_names
from tests.books import judge, minimal, tables_of
from tests.case.rich import rich

JUNK = [
    None,
    "",
    "x",
    "*",
    "all",
    -1,
    0,
    1.5,
    65,
    True,
    "1,5",
    "AUS",
    "oxide",
    "fund",
    "refinery",
    "base",
    "bloc:x",
    ",",
]


def test_rich_book_has_no_errors():
    assert [f for f in judge(rich()) if f.startswith("error")] == []


@pytest.mark.parametrize("seed", range(60))
def test_any_junk_is_reported_and_never_raises(seed: int):
    dice = random.Random(seed)
    sheets = rich()
    for _ in range(dice.randint(1, 8)):
        name = dice.choice(list(sheets))
        row = dice.choice(sheets[name])
        row[dice.choice(list(row))] = dice.choice(JUNK)
    if seed % 5 == 0:
        del sheets[dice.choice(list(sheets))]
    judge(sheets)
    tables, _ = tables_of(sheets)
    for case in case_names(tables)[1:]:
        apply_case(tables, case)


@pytest.mark.parametrize("sheet", list(rich()))
def test_a_missing_sheet_is_no_fault_of_the_program(sheet: str):
    sheets = rich()
    del sheets[sheet]
    judge(sheets)
    assert judge({sheet: minimal().get(sheet, [{}])})
