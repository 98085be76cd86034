"""Every kind of result that is written, an old one and a new one, and what each file of them says."""

from __future__ import annotations

import dataclasses
import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from optimizer.engine.pair import write_pair, write_whole
from optimizer.engine.written import write_plan, write_study
from optimizer.errors import Finding
from optimizer.excel.mark import mark
from optimizer.excel.template import write_workbook
from optimizer.plan.plan import Plan
from optimizer.report import write_report
from tests.books import minimal, write_book
from tests.studies import POINTS, comparison, sweep
from tests.tiny import project, solved, world


class Kind(NamedTuple):
    """How a result is written into a folder: the old one with False, the new one with True."""

    write: Callable[[Path, bool], object]
    files: tuple[str, ...]


def plan_of(new: bool) -> Plan:
    """A plan of a tiny workbook, with and without its second project."""
    return _solved(("one", "two") if new else ("one",))


@cache
def _solved(names: tuple[str, ...]) -> Plan:
    return solved(world(projects=[project(name, capacity_t=5) for name in names]))


def _plan(folder: Path, new: bool) -> None:
    write_plan(plan_of(new), folder)


def _comparison(folder: Path, new: bool) -> None:
    write_study(dataclasses.replace(comparison(1), title=f"comparison {new}"), folder)


def _sweep(folder: Path, new: bool) -> None:
    write_study(dataclasses.replace(sweep(1, POINTS[:2], nested=False), title=f"sweep {new}"), folder)


def _report(folder: Path, new: bool) -> None:
    place = folder.parent / f"plan {new}"
    if not place.exists():
        place.mkdir()
        write_plan(plan_of(new), place)
    write_report(place, folder / "report.html")


def _checked(folder: Path, new: bool) -> None:
    book = folder / "book.xlsx"
    if not book.exists():
        write_book(book, minimal())
    mark(book, [Finding("warning", "projects", "A2", f"finding {new}")])


def _template(folder: Path, new: bool) -> None:
    write_workbook(folder / "template.xlsx", {"settings": [{"key": "title", "value": f"template {new}"}]})


def _answer(folder: Path, new: bool) -> None:
    write_whole(folder / "answer.json", json.dumps({"answer": [new] * 1000}).encode())


def _small(folder: Path, new: bool) -> None:
    """A pair of few bytes, so that it can be killed at each of them."""

    def sheet(path: Path) -> Path:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/worksheets/sheet1.xml", f"<sheet>{new}</sheet>")
        return path

    write_pair(folder / "small.xlsx", sheet, lambda: json.dumps(new))


KINDS = {
    "plan": Kind(_plan, ("plan.xlsx", "plan.json")),
    "comparison": Kind(_comparison, ("comparison.xlsx", "comparison.json")),
    "sweep": Kind(_sweep, ("sweep.xlsx", "sweep.json")),
    "report": Kind(_report, ("report.html",)),
    "checked": Kind(_checked, ("book.xlsx", "book-checked.xlsx")),
    "template": Kind(_template, ("template.xlsx",)),
    "answer": Kind(_answer, ("answer.json",)),
    "small": Kind(_small, ("small.xlsx", "small.json")),
}


def said(file: Path) -> str:
    """What a file says, whenever it was written; damage is an error."""
    if file.suffix == ".json":
        document = json.loads(file.read_text(encoding="utf-8"))
        seconds = document.pop("seconds", None) if isinstance(document, dict) else None
        return json.dumps([document, seconds is None])
    if file.suffix == ".html":
        text = file.read_text(encoding="utf-8")
        assert text.rstrip().endswith("</html>")
        return text
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return str([(m.filename, m.CRC) for m in archive.infolist() if m.filename.startswith("xl/")])


def told(folder: Path, kind: Kind) -> dict[str, str]:
    """What each file of a result says."""
    return {name: said(folder / name) for name in kind.files}
