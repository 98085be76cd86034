"""Where the workbook of a plan is looked for, and what is said where its rows are others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from optimizer.audit.workbook import check, find, sha256_of

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
PLACES = [
    "d/c/b/a",
    "d/c/b/a/inputs",
    "d/c/b",
    "d/c/b/inputs",
    "d/c",
    "d/c/inputs",
    "d",
    "d/inputs",
    "cwd",
    "cwd/inputs",
]
"""From near to far; the plan lies in the first."""
CELL = "sheet, row 4, t: the plan says"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*PLACES, "inputs"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path / "cwd")
    return tmp_path


def content(**more: Any) -> dict[str, Any]:
    return {"workbook": "somewhere/else/book.xlsx", "workbook_sha256": EMPTY, "inputs": {}} | more


def test_the_nearest_one_is_found(place: Path) -> None:
    for name in reversed(PLACES):
        (place / name / "book.xlsx").write_bytes(b"")
        assert find(content(), place / PLACES[0]) == place / name / "book.xlsx"


def test_it_has_to_be_the_same_near_by_and_a_file(place: Path) -> None:
    for far in (place, place / "inputs"):
        (far / "book.xlsx").write_bytes(b"")
    (place / "d" / "other.xlsx").write_bytes(b"")
    (place / "d" / "c" / "book.xlsx").mkdir()
    (place / "d" / "c" / "b" / "book.xlsx").write_bytes(b"another")
    assert find(content(), place / PLACES[0]) is None


def test_a_plan_in_a_folder_that_is_told_from_here(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place / "d" / "c")
    (place / "d" / "book.xlsx").write_bytes(b"")
    assert find(content(), Path("b/a")) == place / "d" / "book.xlsx"


def test_the_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(b"")
    assert sha256_of(file) == EMPTY
    group = check(content(), file, None)
    assert (group.name, group.checks, group.failures) == ("workbook", 1, [])
    file.write_bytes(b"another")
    (failure,) = check(content(), file, None).failures
    assert failure == f"fingerprint of book.xlsx: the plan says {EMPTY}, it is {sha256_of(file)}"


@pytest.mark.parametrize(
    ("said", "found", "failures"),
    [
        ({"rows": [{"row": 4, "t": 1.0}]}, {"rows": [{"row": 4, "t": 1.0}]}, []),
        ({"rows": [{"row": 4, "t": 1.0}]}, {"rows": [{"row": 4, "t": 2.0}]}, [f"{CELL} 1.0, it is 2.0"]),
        ({"rows": [{"row": 4}]}, {"rows": [{"row": 4, "t": None}]}, []),
        ({"rows": [{"row": 4, "t": 1.0}]}, {"rows": [{"row": 4}]}, [f"{CELL} 1.0, it is nothing"]),
        ({"rows": [{"row": 4}]}, {"rows": [{"row": 4, "t": 1.0}]}, [f"{CELL} nothing, it is 1.0"]),
        (
            {"rows": [{"row": 4, "to": ["a", "b"]}]},
            {"rows": [{"row": 4, "to": ("a", "c")}]},
            ["sheet, row 4, to, entry 2: the plan says b, it is c"],
        ),
        (
            {"rows": [{"row": 4, "years": {"2030": 1.0, "2031": 2.0}}]},
            {"rows": [{"row": 4, "years": {"2030": 1.5, "2031": 2.5}}]},
            [
                "sheet, row 4, years, 2030: the plan says 1.0, it is 1.5",
                "sheet, row 4, years, 2031: the plan says 2.0, it is 2.5",
            ],
        ),
        ({"rows": []}, {"rows": [{"row": 4}]}, ["sheet: the plan says [], it is [{'row': 4}]"]),
        ({"rows": {}}, {"rows": []}, ["sheet: the plan says {}, it is []"]),
        ({"letters": {"t": "A"}}, {"letters": {"t": "B"}}, ["sheet, letters, t: the plan says A, it is B"]),
        (None, {"rows": []}, ["sheet: the plan says nothing, it is {'rows': []}"]),
    ],
)  # fmt: skip
def test_rows_that_are_others(said: Any, found: Any, failures: list[str], tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(b"")
    inputs = {"sheet": said} if said is not None else {}
    assert check(content(inputs=inputs), file, {"sheet": found}).failures == failures
