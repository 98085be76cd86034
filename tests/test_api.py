"""What `import optimizer` offers: these names, no others, quickly, and each of them explained."""

import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import optimizer

README = Path(__file__).parents[1] / "README.md"
FUNCTIONS = ["compare", "describe", "read", "read_plan", "read_study", "solve", "sweep"]
THINGS = ["Book", "Case", "Finding", "Plan", "Study"]
ERRORS = [
    "CaseError",
    "FolderError",
    "NoPlanError",
    "OptimizerError",
    "ResultError",
    "StoppedError",
    "VaryError",
]


def fresh(code):
    """What a new interpreter prints."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_the_public_names_are_exactly_these():
    assert sorted(optimizer.__all__) == sorted(FUNCTIONS + THINGS + ERRORS)
    assert sorted(dir(optimizer)) == sorted([*optimizer.__all__, "__version__"])
    assert all(callable(getattr(optimizer, name)) for name in optimizer.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'plan_all'"):
        optimizer.plan_all  # noqa: B018


@pytest.mark.parametrize("name", FUNCTIONS + THINGS + ERRORS)
def test_every_name_is_explained_here_and_in_the_readme(name):
    assert len(inspect.getdoc(getattr(optimizer, name)) or "") > 20
    assert re.search(rf"`{name}\b", README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_has_a_type_and_a_line_of_help(name):
    function = getattr(optimizer, name)
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Parameter.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty
        if len(signature.parameters) > 1:
            assert re.search(rf"^    {parameter.name}: ", inspect.getdoc(function), re.MULTILINE)


def test_errors_have_one_base():
    assert all(issubclass(getattr(optimizer, name), optimizer.OptimizerError) for name in ERRORS)


@pytest.mark.parametrize("module", ["optimizer", "optimizer.__main__"])
def test_importing_loads_nothing_heavy(module):
    heavy = ("pandas", "numpy", "scipy", "pyomo", "highspy", "openpyxl", "xlsxwriter", "rich", "pebble")
    assert fresh(f"import sys, {module}; print(*[m for m in {heavy} if m in sys.modules])") == []


@pytest.mark.parametrize("first", ["import optimizer", "import optimizer.solve.search", "import optimizer.solve"])
def test_the_function_solve_and_the_package_of_its_name_do_not_disturb_each_other(first):
    code = f"""{first}
import optimizer
from optimizer import solve
from optimizer.solve.search import Solution
from optimizer.solve import session
print(callable(optimizer.solve), solve is optimizer.solve, Solution.__module__, session.__name__)
"""
    assert fresh(code) == ["True", "True", "optimizer.solve.search", "optimizer.solve.session"]


def test_type_checkers_are_told_of_the_types():
    assert (Path(optimizer.__file__).parent / "py.typed").exists()
    assert import_module("optimizer.api.book").Book is optimizer.Book
