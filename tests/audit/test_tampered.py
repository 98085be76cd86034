"""Which rules see a change of each cell of a plan and of its inputs, as tables that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.audited import planned
from tests.audit.rich import rich
from tests.audit.tampered import findings
from tests.model.everything import everything

GOLDEN = Path(__file__).parent / "golden"
WORLDS = {"everything": everything, "rich": rich}


@pytest.mark.parametrize("world", WORLDS)
def test_every_cell(world: str) -> None:
    """Where this is meant to change, `python -m tests.audit.test_tampered` writes the tables anew."""
    assert text(world) == (GOLDEN / f"{world}.txt").read_text("utf-8")


def text(world: str) -> str:
    """What every change of a world breaks, a line each."""
    return "".join(f"{line}\n" for line in findings(planned(WORLDS[world]())))


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in WORLDS:
        (GOLDEN / f"{name}.txt").write_text(text(name), "utf-8")
