"""Tiny worlds explained: 10 t of goods wanted in 2030, at 1 MUSD a tonne bought and 10 MUSD a tonne missing."""

from __future__ import annotations

from typing import Any

from optimizer.solve.search import Solution, solve
from optimizer.solve.session import Stop
from optimizer.why.explanation import Explanation, explain
from tests.tiny import Sheets, facts_of, plan_of


def solution_of(sheets: Sheets) -> Solution:
    """The optimum."""
    return solve(facts_of(sheets))


def silent(_what: str, _done: int, _all: int) -> None:
    """Progress that nobody sees."""


def explained(sheets: Sheets | Solution, time_limit_s: float = 60.0, **options: Any) -> Explanation:
    """The explanation of a world, about every project."""
    solution = sheets if isinstance(sheets, Solution) else solution_of(sheets)
    return explain(
        solution,
        plan_of(solution),
        list(solution.facts.case.projects),
        time_limit_s=time_limit_s,
        stop=Stop(),
        report=silent,
        **options,
    )


def table(explanation: Explanation, name: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    return [{str(k): v for k, v in row.items()} for row in explanation.tables[name].to_dict("records")]


def cards(explanation: Explanation) -> dict[str, dict[str, Any]]:
    """Cards by project."""
    return {row["project"]: row for row in table(explanation, "cards")}


def reasons(sheets: Sheets) -> dict[str, str]:
    """The reason for each project."""
    return {project: card["reason"] for project, card in cards(explained(sheets)).items()}
