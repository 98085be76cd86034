"""`optimizer sample` as a planner runs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from optimizer.__main__ import main
from optimizer.excel.load import load
from tests.books import minimal, write_book
from tests.case.rich import rich


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "plan.xlsx", rich())


def test_the_copy_stands_beside_the_workbook_and_is_told(book: Path, capsys):
    assert main(["sample", str(book), "--scenarios", "30"]) == 0
    target = book.with_name("plan-sampled.xlsx")
    said = capsys.readouterr()
    assert said.out.startswith("30 futures drawn: ")
    assert said.out.endswith(f"written: {target}\nnext: optimizer solve {target}\n")
    assert re.search(r"^stop +20 % +\d+ +\d+\.\d +\d\.\d$", said.out, re.MULTILINE)
    assert "scenarios!B2: a target names ban" in said.err
    assert main(["check", str(target)]) == 0


def test_the_size_to_expect_is_that_of_the_copy(book: Path, capsys):
    from optimizer.case.future import Future

    main(["sample", str(book)])
    planned = int(re.findall(r"planned separately: (\d+) \(4 of them in base\)", capsys.readouterr().out)[0])
    case = load(book.with_name("plan-sampled.xlsx")).case
    assert planned == 4 + sum(len(Future(case, name).window) for name in case.scenarios)


def test_the_same_seed_gives_the_same_file(book: Path, tmp_path: Path):
    files = [tmp_path / f"{number}.xlsx" for number in (1, 2, 3)]
    for file, seed in zip(files, ("4", "4", "5"), strict=True):
        assert main(["sample", str(book), "--seed", seed, "--out", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes() != files[2].read_bytes()


def test_an_older_copy_is_replaced_and_no_other_file(book: Path, tmp_path: Path, capsys):
    target = book.with_name("plan-sampled.xlsx")
    main(["sample", str(book)])
    first = target.read_bytes()
    assert main(["sample", str(book), "--seed", "2"]) == 0
    assert target.read_bytes() != first
    mine = write_book(tmp_path / "mine.xlsx", minimal())
    for out in (mine, book, tmp_path / "not-there" / "x.xlsx", tmp_path / "x.csv", tmp_path):
        before = out.read_bytes() if out.is_file() else b""
        assert main(["sample", str(book), "--out", str(out)]) == 2
        assert "--out" in capsys.readouterr().err
        assert not before or out.read_bytes() == before


def test_a_copy_can_be_sampled_but_not_into_itself(book: Path, capsys):
    main(["sample", str(book)])
    copy = book.with_name("plan-sampled.xlsx")
    assert main(["sample", str(copy), "--out", str(copy)]) == 2
    assert main(["sample", str(copy)]) == 0
    assert book.with_name("plan-sampled-sampled.xlsx").exists()


def test_without_hazards_it_says_what_to_add(tmp_path: Path, capsys):
    path = write_book(tmp_path / "plan.xlsx", minimal())
    assert main(["sample", str(path)]) == 2
    said = capsys.readouterr().err
    assert "error: hazards: holds no rows" in said
    assert "yearly_probability" in said
    assert list(tmp_path.iterdir()) == [path]


def test_a_wrong_workbook_is_not_sampled(tmp_path: Path, capsys):
    sheets = rich()
    sheets["hazards"][1]["material"] = "oxid"
    assert main(["sample", str(write_book(tmp_path / "plan.xlsx", sheets))]) == 2
    assert "hazards!D3" in capsys.readouterr().err
    assert not (tmp_path / "plan-sampled.xlsx").exists()


@pytest.mark.parametrize("option", [["--scenarios", "0"], ["--seed", "-1"], ["--seed", "x"]])
def test_a_wrong_command_line_is_status_2(book: Path, option: list[str]):
    with pytest.raises(SystemExit) as stop:
        main(["sample", str(book), *option])
    assert stop.value.code == 2
