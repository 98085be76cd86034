"""What a terminal is told of plans near the optimum and of late projects, also where there is little to tell."""

from __future__ import annotations

import dataclasses
import io

from optimizer.commands import alternatives, late
from optimizer.commands.explain import QuestionLine
from optimizer.late.study import AskedLate, lateness
from optimizer.near.alternatives import Near
from optimizer.near.alternatives import alternatives as look
from optimizer.near.asked import Asked, Within
from optimizer.near.study import near_study
from optimizer.solve.search import solve
from tests.tiny import facts_of, plan_of, project, solved, supply, world


def near() -> Near:
    """Nine plants that do not pay beside goods that can be bought: the optimum builds none of them."""
    rows = [project(f"p{n}", capex_musd=100 + n) for n in range(9)]
    solution = solve(facts_of(world(projects=rows, supply=[supply()])))
    return look(solution, plan_of(solution), Asked(Within(musd=1), 1, 1), plan_of)


def told(found: Near) -> list[str]:
    return "\n".join(alternatives.told(near_study(found, {}))).splitlines()


def test_why_there_are_no_more_alternatives_is_told() -> None:
    found = near()
    proven = "Proven: no plan within 1 MUSD differs in more than 0 projects; there are no others that differ enough."
    assert told(found)[0] == "plans within 1.0 MUSD of the optimum, 1 project apart:"
    assert f"The plan itself. {proven}" in told(found)
    cut = dataclasses.replace(found, interrupted=True)
    assert f"The plan itself. {proven} Stopped before all was looked at." in told(cut)
    unsure = dataclasses.replace(found, exhausted=False)
    assert told(unsure)[3].endswith(
        "No further plan at least 1 project apart was found in the time; there may be others."
    )


def test_of_many_projects_in_a_class_the_first_eight_are_told() -> None:
    lines = told(near())
    assert len([line for line in lines if line.startswith("    p")]) == 8
    assert lines[-1] == "    and 1 more"


def test_nothing_can_be_late_where_nothing_is_built() -> None:
    found = lateness(solved(world(supply=[supply()])), AskedLate())
    assert list(late.told(found)) == ["the plan builds no project: nothing can be late"]


def test_late_projects_are_told_with_what_was_not_looked_at() -> None:
    found = lateness(solved(world(projects=[project("plant")])), AskedLate((1,)))
    lines = "\n".join(late.told(found)).splitlines()
    assert lines[0] == "what hurts most when it is 1 year late, expected over the scenarios:"
    assert lines[2].split() == ["plant", "–", "100", "10", "0", "6", "0"]
    cut = dataclasses.replace(found, complete=False)
    assert "\n".join(late.told(cut)).splitlines() == [*lines, "stopped before every project was looked at"]


def test_questions_are_a_line_that_is_rewritten_in_a_terminal() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    line = QuestionLine(stream)
    line("alone", 1, 3)
    line("alone", 2, 3)  # at once after the other: not worth a line
    line.close()
    assert stream.getvalue() == "\r" + "     0 s  asking for the opposite of each decision: 1 of 3".ljust(78) + "\n"
