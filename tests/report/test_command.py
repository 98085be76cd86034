"""`optimizer report`: what it writes, what it prints, its exit status."""

from pathlib import Path

import pytest

from optimizer.__main__ import main

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    assert main(["solve", str(EXAMPLE), "--out", str(folder)]) == 0
    return folder


def test_the_page_lies_beside_the_plan(folder, capsys):
    assert main(["report", str(folder)]) == 0
    assert capsys.readouterr().out == f"written: {folder / 'report.html'}\n"


def test_the_page_goes_where_it_is_asked_for(folder, tmp_path):
    assert main(["report", str(folder), "--out", str(tmp_path / "for the minister.html")]) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["for the minister.html"]


def test_the_same_plan_gives_the_same_page(folder, tmp_path):
    for name in ("a.html", "b.html"):
        main(["report", str(folder), "--out", str(tmp_path / name)])
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_folder_without_results_is_wrong_input(tmp_path, capsys):
    assert main(["report", str(tmp_path)]) == 2
    assert "there is nothing to report on" in capsys.readouterr().err


def test_a_plan_of_another_version_is_wrong_input(tmp_path, capsys):
    (tmp_path / "plan.json").write_text('{"format": 99}')
    assert main(["report", str(tmp_path)]) == 2
    assert "solve it again" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["plan.json"]


def test_a_place_that_cannot_be_written_to_is_wrong_input(folder, tmp_path, capsys):
    assert main(["report", str(folder), "--out", str(tmp_path / "nowhere" / "page.html")]) == 2
    assert "choose another --out" in capsys.readouterr().err
