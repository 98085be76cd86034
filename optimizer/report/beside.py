"""Results that lie beside a plan and are about it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimizer.case.case import Case
from optimizer.errors import ResultError
from optimizer.plan.plan import Plan
from optimizer.plan.stored import FILE, read_plan_file
from optimizer.plan.table import Column, Table
from optimizer.report.page import Chapter
from optimizer.study.json import FORMAT
from optimizer.words.names import Names

Row = Mapping[str, Any]
_NEAR = 1e-6


@dataclass(frozen=True)
class Kind:
    """A kind of such results, as its files are recognised and its first chapter is called."""

    name: str
    """As the file says under `kind`."""
    tables: Sequence[Table]
    id: str
    heading: str
    short: str
    facts: Sequence[str] = ()
    """What else the file has to say."""


@dataclass(frozen=True)
class Beside:
    """The document of such a result, which is about the plan beside it."""

    kind: Kind
    file: str
    document: Mapping[str, Any]
    case: Case
    names: Names

    def rows(self, table: str) -> list[Row]:
        """The rows of a table."""
        return list(self.document["tables"][table])

    def columns(self, table: str, names: Sequence[str]) -> list[Column]:
        """Some columns of a table, in the order given."""
        known = {c.name: c for t in self.kind.tables if t.name == table for c in t.columns}
        return [known[name] for name in names]

    def source(self, *tables: str) -> str:
        """Where figures come from."""
        return f"table{'s' if len(tables) > 1 else ''} {' and '.join(tables)} of {self.file}"

    def opening(self, words: Sequence[str], parts: Sequence[Any] = ()) -> Chapter:
        """The first chapter, under the heading of its kind."""
        return _opening(self.kind, words, parts)


def chapters_beside(file: Path, kind: Kind, tell: Callable[[Beside], Sequence[Chapter]]) -> Sequence[Chapter]:
    """What is told of a result; that it is about another plan, where the plan beside it is not the one it knows.

    Args:
        file: the document; its plan lies in the same folder.
        kind: what it has to be.
        tell: its chapters.

    Raises:
        ResultError: it cannot be read, or the plan cannot.
    """
    plan = read_plan_file(file.parent / FILE)
    try:
        document = _document(file, kind)
        same = _is_about(plan, document)
    except (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ResultError(f"{file}: this cannot be read ({type(error).__name__}: {error}); make it again") from error
    if not same:
        return [_opening(kind, [f"{file.name} is about another plan; make it again."], ())]
    return tell(Beside(kind, file.name, document, plan.case, Names(plan.case)))


def _opening(kind: Kind, words: Sequence[str], parts: Sequence[Any]) -> Chapter:
    return Chapter(kind.id, kind.heading, words, parts, kind.short)


def _document(file: Path, kind: Kind) -> Mapping[str, Any]:
    document = json.loads(file.read_text(encoding="utf-8"))
    if (document["format"], document["kind"]) != (FORMAT, kind.name):
        raise ValueError(f"format {document['format']} of {document['kind']}")
    tables = document["tables"]
    rows = {t.name: [{c: row[c] for c in t.names} for row in tables[t.name]] for t in kind.tables}
    return {name: document[name] for name in kind.facts} | {**document, "tables": rows}


def _is_about(plan: Plan, document: Mapping[str, Any]) -> bool:
    passport = plan.passport
    about = document["workbook_sha256"], document["case"], document.get("plan_inputs_sha256")
    own = passport.workbook_sha256, passport.case, passport.inputs_sha256 if about[2] else None
    objective = document.get("objective_musd", plan.objective_musd)
    return about == own and abs(objective - plan.objective_musd) <= _NEAR * max(1.0, abs(plan.objective_musd))
