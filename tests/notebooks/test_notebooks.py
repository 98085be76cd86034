"""The notebooks as a new analyst finds them: they run, hold no output, and use public names only."""

import ast
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import optimizer
from tests.notebooks import run

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MODULES = {"matplotlib.pyplot", "pandas"}
"""What a notebook may import besides public names of the package."""


def named(path):
    return path.stem


def read(path):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def sources(path):
    return [cell.source for cell in read(path).cells if cell.cell_type == "code"]


def test_there_are_three():
    assert list(map(named, NOTEBOOKS)) == ["01_first_plan", "02_comparing_budgets", "03_reading_the_model"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_is_kept_without_output(path):
    book = read(path)
    nbformat.validate(book)
    assert set(book.metadata) == {"kernelspec", "language_info"}
    assert set(book.metadata.language_info) == {"name"}
    for cell in book.cells:
        assert cell.metadata == {}
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_imports_public_names_only(path):
    for node in (node for source in sources(path) for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= MODULES
        if isinstance(node, ast.ImportFrom):
            assert node.module == "optimizer"
            assert {alias.name for alias in node.names} <= set(optimizer.__all__)
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_")
            assert node.attr != "opened"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_explains_and_can_be_pointed_at_another_workbook(path):
    cells = read(path).cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    assert "workbook" in cells[0].source
    assert "change the" in cells[0].source
    assert cells[1].source.startswith('BOOK = "../inputs/example.xlsx"')
    assert sum(cell.cell_type == "markdown" for cell in cells) >= 8


CHECKS = {
    "03_reading_the_model": """
npv = plan.tables["projects"].set_index("project").loc["Recycling", "npv_musd"]
assert abs(balance.loc["left over", "t"]) < 1e-6
assert abs(costs.loc["total", "expected"] - plan.objective_musd) < 1e-6
assert abs(by_hand["by hand"] - by_hand["in the plan"]) < 1e-6
assert abs(earned + credit - row.capex_musd - npv) < 1e-6
assert list(change[change != 0].index) == ["target_penalty"]
assert abs(predicted - (longer.objective_musd - plan.objective_musd)) < 1e-4
"""
}
"""What the prose says of the example's figures; a change of the example must not make it wrong."""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_runs(path, tmp_path):
    book, copy = read(path), tmp_path / path.name
    book.cells.append(nbformat.v4.new_code_cell(CHECKS.get(named(path), "")))
    nbformat.write(book, copy)
    done = subprocess.run([sys.executable, run.__file__, copy, FOLDER], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = [output for cell in read(copy).cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("image/png" in output.get("data", {}) for output in told)
    assert [output.text for output in told if output.get("name") == "stderr"] == []
