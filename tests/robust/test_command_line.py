"""Whatever is typed, the answer is a sentence and a status: never a page of code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from optimizer.__main__ import main
from tests.books import minimal, write_book
from tests.robust.conftest import surroundings

OPTIONS = {
    "solve": ("--gap", "--time-limit", "--case", "--out"),
    "compare": ("--cases", "--workers", "--gap", "--scheduler"),
    "sweep": ("--vary", "--from", "--to", "--steps", "--workers"),
    "explain": ("--projects", "--time", "--steps", "--sweep"),
    "alternatives": ("--within", "--differ", "--count", "--time"),
    "late": ("--years", "--dearer"),
    "sample": ("--scenarios", "--seed", "--out"),
}
ON_BOOKS = ("check", "template", *OPTIONS)
ON_FOLDERS = ("audit", "report", "diff")
ODD = ("", "-1", "x", "1e999", "nan", "9" * 5000, "%", "1,,2", "½", "١٢", "--", " ")
PLACES = ("", ".", "/", "nowhere/x.xlsx", "x" * 5000, "x" * 250 + ".xlsx", "~", "a\nb.xlsx", os.devnull)
DOCUMENTS = (
    "",
    "[" * 100_000,
    "[]",
    "null",
    '{"format": 99}',
    '{"format": 1, "kind": "sweep", "tables": 1}',
    "\ufeff{}",
)


def status(capsys: pytest.CaptureFixture[str], *arguments: str) -> int:
    """The status of a command that has something to say, in sentences."""
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err, arguments
    assert "fault of the program" not in shown.err, arguments
    assert (shown.out + shown.err).strip(), arguments
    return code


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", OPTIONS)
def test_odd_values_of_every_option(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for option in OPTIONS[command]:
        for value in ODD:
            assert status(capsys, command, "nowhere.xlsx", f"{option}={value}") == 2


@pytest.mark.parametrize("command", ON_BOOKS)
def test_odd_places_of_a_workbook(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for place in PLACES:
        code = status(capsys, command, place)
        assert code == 2 or (command == "template" and Path(place).is_file())
    for wrong in ((), ("a.xlsx", "b"), ("a.xlsx", "--nonsense")):
        assert status(capsys, command, *wrong) == 2


@pytest.mark.parametrize("command", ON_FOLDERS)
def test_odd_folders(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (*PLACES[3:], "."):
        assert status(capsys, command, *[place] * (1 + (command == "diff"))) == 2


@pytest.mark.parametrize("command", ON_FOLDERS)
@pytest.mark.parametrize("name", ["plan", "comparison", "sweep", "difference"])
def test_odd_documents(command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in DOCUMENTS:
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
        assert status(capsys, command, *["."] * (1 + (command == "diff"))) == 2
    (tmp_path / f"{name}.json").write_bytes(b"\xff\xfe\x00")
    assert status(capsys, command, *["."] * (1 + (command == "diff"))) == 2


@pytest.mark.parametrize("command", ["", "slove", "--nonsense", "-h extra", "--help", "--version"])
def test_odd_commands(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(capsys, *command.split()) == (0 if command.startswith(("-h", "--help", "--v")) else 2)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_folder_that_may_not_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Root reads everything, so that it is somebody else for a moment."""
    closed = tmp_path / "closed"
    closed.mkdir()
    book = write_book(closed / "book.xlsx", minimal())
    commands = (["check", str(book)], ["solve", str(book)], ["audit", str(closed)], ["report", str(closed)])
    for command in commands[2:]:
        assert status(capsys, *command) == 2  # what is imported late is imported now
    closed.chmod(0o000)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        for command in commands:
            assert status(capsys, *command) == 2
    finally:
        if root:
            os.seteuid(0)
        closed.chmod(0o755)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.xlsx", minimal())
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "optimizer", "check", str(book)],
            stdout=full, stderr=subprocess.PIPE, env=surroundings(PYTHONIOENCODING="ascii"), text=True,
        )  # fmt: skip
    assert (done.returncode, done.stderr.strip()) == (2, "No space left on device")


def test_a_fault_of_the_program_is_a_sentence_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a table")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("optimizer.commands.check.check_book", broken)
    assert main(["check", "book.xlsx"]) == 1
    shown = capsys.readouterr().err
    assert "This is a fault of the program, not of the workbook (KeyError: 'a table')." in shown
    assert "Traceback" not in shown
    (file,) = tmp_path.glob("optimizer-fault-*.txt")
    assert "Traceback" in file.read_text(encoding="utf-8")
