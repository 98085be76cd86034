"""What is installed is complete: a wheel, built and unpacked without a network, works in an empty folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import requires, version
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.robust.conftest import ROOT, surroundings

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = [Requirement(line) for line in PROJECT["dependencies"]]
EXACT = {
    canonicalize_name(name): number
    for name, _, number in (
        line.partition("==")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    )
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "optimizer", source / "optimizer", ignore=shutil.ignore_patterns("__pycache__"))
    build = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", build, str(folder)], cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = set(archive.namelist())
        about = next(name for name in packed if name.endswith("METADATA"))
        text = archive.read(about).decode()
    kinds = {".py", ".html", ".js", ".css", ".json", ".typed", ".svg", ".txt"}
    files = [p for p in (ROOT / "optimizer").rglob("*") if p.suffix in kinds or p.name == "py.typed"]
    ours = {p.relative_to(ROOT).as_posix() for p in files}
    assert "optimizer/py.typed" in ours
    assert ours <= packed
    assert any(name.endswith("licenses/LICENSE") for name in packed)
    assert "License-Expression: MIT" in text
    assert "U.S. Geological Survey" in text


def test_the_wheel_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Unpacked it is what pip installs; whatever it needs comes from where the tests run."""
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    (tmp_path / "empty").mkdir()
    shutil.copy(ROOT / "inputs" / "example.xlsx", tmp_path / "empty")
    code = "import sys, optimizer; assert 'installed' in optimizer.__file__, optimizer.__file__\n"
    code += "from optimizer.__main__ import main\n"
    code += "for line in sys.argv[1:]: assert main(line.split()) == 0, line"
    lines = ("template new.xlsx", "check example.xlsx", "solve example.xlsx", "report outputs/example-base")
    done = subprocess.run(
        [sys.executable, "-c", code, *lines], cwd=tmp_path / "empty", capture_output=True, text=True,
        env=surroundings() | {"PYTHONPATH": str(tmp_path / "installed")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "empty").iterdir()) == ["example.xlsx", "new.xlsx", "outputs"]
    assert (tmp_path / "empty" / "outputs" / "example-base" / "report.html").stat().st_size > 100_000


@pytest.mark.parametrize("needed", NEEDED, ids=lambda needed: needed.name)
def test_every_dependency_is_a_range_with_an_exact_version_in_it(needed: Requirement) -> None:
    assert {part.operator for part in needed.specifier} == {">=", "<"}
    assert needed.specifier.contains(EXACT[canonicalize_name(needed.name)])
    assert needed.specifier.contains(version(needed.name))


def test_what_dependencies_need_is_exact_as_well() -> None:
    left, seen = [needed.name for needed in NEEDED], set()
    while left:
        name = canonicalize_name(left.pop())
        if name not in seen:
            seen.add(name)
            found = [Requirement(line) for line in requires(name) or ()]
            left += [need.name for need in found if not need.marker or need.marker.evaluate({"extra": ""})]
    assert seen <= set(EXACT), seen - set(EXACT)
