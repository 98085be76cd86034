"""What is installed is complete: a wheel, built and installed without a network, works in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib.metadata import requires, version
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.robust.conftest import ROOT

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


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment of its own into which pip has installed the wheel, without a network."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, symlinks=os.name != "nt")
    places = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    python = Path(places["scripts"], Path(sys.executable).name)
    pip = ("pip", "--python", str(python), "--isolated", "--disable-pip-version-check", "install", "--no-index")
    run(home, sys.executable, "-m", *pip, "--no-deps", "--no-compile", "--quiet", str(wheel))
    theirs = {place for place in sys.path if place.endswith(("site-packages", "dist-packages"))}
    Path(places["purelib"], "needed.pth").write_text("\n".join(sorted(theirs)), encoding="utf-8")
    return python.parent


def run(folder: Path, *command: str) -> str:
    """What a command prints that finds no code but what is installed."""
    around = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_installed_command_works_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """Whatever it needs comes from where the tests run, but not its own code."""
    code = "import optimizer, sys; print(optimizer.__file__, sys.prefix)"
    place, prefix = run(tmp_path, str(installed / "python"), "-c", code).split()
    assert Path(place).is_relative_to(prefix)
    assert Path(prefix) == installed.parent
    optimizer = str(installed / "optimizer")
    run(tmp_path, optimizer, "template", "new.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["new.xlsx"]
    shutil.copy(ROOT / "inputs" / "example.xlsx", tmp_path)
    run(tmp_path, optimizer, "check", "example.xlsx")
    run(tmp_path, optimizer, "solve", "example.xlsx")
    run(tmp_path, optimizer, "report", str(Path("outputs", "example-base")))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["example.xlsx", "new.xlsx", "outputs"]
    assert (tmp_path / "outputs" / "example-base" / "report.html").stat().st_size > 100_000


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
