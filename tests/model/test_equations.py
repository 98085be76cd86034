"""The equations of a tiny case with every feature, word for word. See `regenerate` for how to change them."""

from __future__ import annotations

import pytest

from optimizer.model import build
from tests.model.everything import CASES, GOLDEN, components, equations, everything
from tests.tiny import facts_of

CONCEPTS = sorted(path.stem for path in GOLDEN.glob("*.txt"))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return equations()


def test_every_concept_has_a_golden_text(texts: dict[str, str]) -> None:
    assert sorted(texts) == CONCEPTS


@pytest.mark.parametrize("concept", CONCEPTS)
def test_equations_are_those_of_the_golden_text(concept: str, texts: dict[str, str]) -> None:
    golden = (GOLDEN / f"{concept}.txt").read_text("utf-8")
    assert texts[concept].splitlines() == golden.splitlines()


def test_every_equation_has_a_row() -> None:
    """A constraint without a row in either case is one that no golden text holds."""
    found = [components(build(facts_of(everything(), case))) for case in CASES]
    names = set().union(*found)
    assert not [name for name in sorted(names) if not any(rows.get(name) for rows in found)]
