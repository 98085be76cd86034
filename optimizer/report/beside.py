"""Results that lie beside a plan and are about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimizer.case.case import Case
from optimizer.errors import ResultError
from optimizer.plan.stored import FILE, read_plan_file
from optimizer.study.json import FORMAT
from optimizer.words.names import Names

_NEAR = 1e-6


@dataclass(frozen=True)
class Beside:
    """The document of such a result."""

    document: Mapping[str, Any]
    case: Case
    names: Names
    stale: str
    """In words that it is about another plan; empty where it is about this one."""

    @property
    def tables(self) -> Mapping[str, list[dict[str, Any]]]:
        """Its tables as records."""
        tables: Mapping[str, list[dict[str, Any]]] = self.document["tables"]
        return tables


def read_beside(file: Path, kind: str) -> Beside:
    """A result and whether it is about the plan beside it.

    Raises:
        ResultError: it cannot be read, or the plan cannot.
    """
    plan = read_plan_file(file.parent / FILE)
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if document["format"] != FORMAT or document["kind"] != kind:
            raise ValueError(f"format {document['format']} of {document['kind']}")
        about = document["workbook_sha256"], document["case"], document.get("plan_inputs_sha256")
        objective = document.get("objective_musd", plan.objective_musd)
        dict(document["tables"])
    except (OSError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ResultError(f"{file}: this cannot be read ({type(error).__name__}: {error}); make it again") from error
    passport = plan.passport
    own = passport.workbook_sha256, passport.case, passport.inputs_sha256 if about[2] else None
    same = about == own and abs(objective - plan.objective_musd) <= _NEAR * max(1.0, abs(plan.objective_musd))
    return Beside(
        document, plan.case, Names(plan.case), "" if same else f"{file.name} is about another plan; make it again."
    )
