"""From which budget on each project is built: read from a sweep that lies there already."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from optimizer.case.case import BASE
from optimizer.commands.sweep import place_of
from optimizer.errors import ResultError
from optimizer.excel.load import Loaded
from optimizer.study.json import read_study
from optimizer.study.study import Study
from optimizer.why.first_budget import Entry, first_budgets

FILE = "sweep.json"


def entries_of(folder: Path | None, loaded: Loaded) -> Mapping[str, Entry]:
    """The first budget of each project by a sweep; without one, by that of the same workbook and case in outputs.

    Raises:
        ResultError: the folder that is asked for holds no sweep of budgets.
    """
    if folder is not None:
        study = _read(folder / FILE if folder.is_dir() else folder)
        if not _is_of(study, loaded):
            print(f"{folder}: a sweep of another workbook or case: first budgets may differ", file=sys.stderr)
        return first_budgets(study)
    usual = place_of(loaded.path, loaded.case.name, "budgets") / FILE
    try:
        study = _read(usual)
    except ResultError:
        return {}
    return first_budgets(study) if _is_of(study, loaded) else {}


def _read(file: Path) -> Study:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResultError(f"{file}: there is no sweep to read; optimizer sweep BOOK writes one") from error
    study = read_study(text, str(file))
    if study.kind != "sweep":
        raise ResultError(f"{file}: this is a {study.kind}, not a sweep")
    if study.facts.get("of budgets") != "yes":
        raise ResultError(f"{file}: this sweep does not vary budgets; optimizer sweep BOOK --vary budgets does")
    return study


def _is_of(study: Study, loaded: Loaded) -> bool:
    """Whether a sweep is of the same file and case; the name of the case is not known of older ones."""
    return study.workbook_sha256 == loaded.sha256 and study.facts.get("case", BASE) == loaded.case.name
