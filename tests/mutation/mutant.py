"""A mutant: a valid random workbook, and one to three things that are done to it."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl

from tests.mutation.cells import CELLS
from tests.mutation.meaning import MEANING
from tests.mutation.sheets import SHEETS
from tests.reference.generate import random_book

KINDS = (CELLS, CELLS, MEANING, MEANING, SHEETS)


def write_mutant(seed: int, path: Path) -> str:
    """Write the mutant of a seed; the same for the same seed. What was done to it is told."""
    dice = random.Random(seed)
    random_book(dice.randint(0, 10_000), path)
    book = openpyxl.load_workbook(path)
    told = [dice.choice(dice.choice(KINDS))(dice, book) for _ in range(dice.choice((1, 1, 1, 2, 3)))]
    book.save(path)
    return "; ".join(filter(None, told))
