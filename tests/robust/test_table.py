"""The table of pitfalls is whole, and every test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.robust.conftest import ROOT

ROW = re.compile(r"^\| (\d+) \| .+ \| `(tests/[\w/]+\.py)::(test_\w+)` \|$", re.MULTILINE)


def test_no_pitfall_is_without_a_test() -> None:
    rows = ROW.findall(Path(__file__).with_name("README.md").read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in rows] == list(range(1, 41))
    for number, file, name in rows:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), number
