"""What the chapters of a study look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from optimizer.case.case import BASE
from optimizer.errors import ResultError
from optimizer.plan.plan import Plan
from optimizer.plan.stored import FILE, read_plan_file
from optimizer.study.json import read_study_file
from optimizer.study.measures import records
from optimizer.words.several import SeveralNames, labels
from optimizer.words.text import clean, readable

Row = Mapping[str, Any]
_KEYS = {"comparison": ("cases", "case", "objective_musd"), "sweep": ("points", "point", "best_musd")}
_SAME_MUSD = 1e-6
_LABEL = 30


class View:
    """A study, its cases (or points) in order, what everything is called, and the plans that lie beside it."""

    def __init__(self, file: Path) -> None:
        self.study = read_study_file(file)
        self.folder = file.parent
        self.file = file.name
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self.costs = self._costs()
        """Cost of the plan of each case in MUSD; None where it has none."""
        self.cases = tuple(self.costs)
        self.planned = tuple(case for case, musd in self.costs.items() if musd is not None)
        self._labels = dict(zip(self.cases, labels(list(map(self._worded, self.cases)), _LABEL), strict=True))

    def _costs(self) -> dict[str, Any]:
        if self.study.kind == "difference":
            cases = dict.fromkeys(str(row["case"]) for row in self.rows("costs"))
            return {c: sum(row["cost_musd"] for row in self.rows("costs") if row["case"] == c) for c in cases}
        name, key, cost = _KEYS[self.study.kind]
        return {str(row[key]): row[cost] for row in self.rows(name)}

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table; none where the study lacks it."""
        if table not in self._rows:
            frame = self.study.tables.get(table)
            self._rows[table] = [] if frame is None else records(frame)
        return self._rows[table]

    def label(self, case: object) -> str:
        """A case as it is called inside a sentence."""
        return self._labels.get(str(case)) or clean(str(case))

    def head(self, case: object) -> str:
        """A case as it is called where a line begins."""
        return begun(self.label(case))

    def _worded(self, case: str) -> str:
        """An identifier as words, with capitals where the workbook has them: usa_alone is USA alone."""
        known = {name.casefold(): name for name in self.names.proper}
        return " ".join(known.get(word.casefold(), word) for word in clean(case).replace("_", " ").split())

    def source(self, table: str) -> str:
        """Where figures come from."""
        return f"table {table} of {self.file}"

    @property
    def noun(self) -> str:
        """What stands beside one another."""
        return {"sweep": "point", "difference": "plan"}.get(self.study.kind, "case")

    @property
    def base(self) -> str | None:
        """The case that the others are compared with; of two plans the first."""
        if BASE in self.planned and self.study.kind != "difference":
            return BASE
        return next(iter(self.planned), None)

    def before(self, case: str) -> str | None:
        """The plan that a plan is compared with: base, or in a sweep the point before."""
        if self.study.kind == "sweep":
            place = self.planned.index(case)
            return self.planned[place - 1] if place else None
        return self.base if case != self.base else None

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """The plans in the folders beside the study that are those of its cases; the study tells nothing without."""
        found: dict[str, Plan] = {}
        for plan in _stored(self.folder):
            same = [c for c in self.planned if abs(self.costs[c] - plan.objective_musd) < _SAME_MUSD]
            for case in [c for c in same if c == plan.passport.case] or same:
                found.setdefault(case, plan)
        return {case: found[case] for case in self.planned if case in found}

    @cached_property
    def names(self) -> SeveralNames:
        """Names as the plans have them, base first."""
        ordered = sorted(self.plans, key=lambda case: case != self.base)
        return SeveralNames(self.plans[case].case for case in ordered)

    @cached_property
    def projects(self) -> Mapping[str, str]:
        """Projects with their names."""
        return {str(row["project"]): clean(row["name"] or row["project"]) for row in self.rows("projects")}

    def scenario(self, identifier: str) -> str:
        """A scenario in words."""
        return "Base" if identifier == BASE else readable(identifier)


def begun(sentence: str) -> str:
    """A sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def _stored(folder: Path) -> Iterable[Plan]:
    for file in sorted(folder.glob(f"*/{FILE}")):
        try:
            yield read_plan_file(file)
        except ResultError:
            continue
