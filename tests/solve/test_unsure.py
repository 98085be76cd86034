"""What HiGHS is unsure of is never sold as proven: each of its statuses leads to the right answer."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import highspy
import pytest

from optimizer.audit.audit import audit_plan
from optimizer.errors import StoppedError
from optimizer.solve.highs import SolverFault
from optimizer.solve.search import solve
from tests.audit.audited import document_of
from tests.tiny import Sheets, facts_of, near, plan_of, project, supply, world

Status = highspy.HighsModelStatus
FEASIBLE, NONE = highspy.SolutionStatus.kSolutionStatusFeasible, highspy.SolutionStatus.kSolutionStatusNone
UNSURE = [
    Status.kUnknown,
    Status.kSolveError,
    Status.kObjectiveBound,
    Status.kObjectiveTarget,
    Status.kSolutionLimit,
    Status.kIterationLimit,
    Status.kTimeLimit,
    Status.kMemoryLimit,
    Status.kInterrupt,
    Status.kPostsolveError,
]


def market() -> Sheets:
    """Two plants, of which one is worth its price; the plan costs 24 MUSD."""
    plants = [project("plant", capex_musd=24), project("dear", capex_musd=60)]
    return world(projects=plants, supply=[supply(tonnes=0)])


def perturbed(monkeypatch: pytest.MonkeyPatch, change: Callable[[Any, dict[str, Any]], None]) -> None:
    """HiGHS as it is, but for what `change` does to the status, facts and point that it tells."""
    real = highspy.Highs

    class Perturbed(real):  # type: ignore[misc, valid-type]
        def told(self) -> dict[str, Any]:
            info, point = super().getInfo(), super().getSolution()
            facts = {
                name: getattr(info, name)
                for name in ("primal_solution_status", "objective_function_value", "mip_dual_bound")
            }
            points = {name: list(getattr(point, name)) for name in ("col_value", "row_dual", "col_dual")}
            known = {"status": super().getModelStatus(), **facts, **points}
            change(self, known)
            return known

        def getModelStatus(self) -> Any:
            return self.told()["status"]

        def getInfo(self) -> Any:
            return SimpleNamespace(**self.told())

        def getSolution(self) -> Any:
            return SimpleNamespace(**self.told())

    monkeypatch.setattr(highspy, "Highs", Perturbed)


def is_whole(highs: Any) -> bool:
    """Whether what is solved has integers."""
    return highspy.HighsVarType.kInteger in highs.getLp().integrality_


def test_what_is_not_perturbed_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    perturbed(monkeypatch, lambda highs, known: None)
    solution = solve(facts_of(market()))
    assert solution.proven
    assert solution.objective_musd == near(24)


@pytest.mark.parametrize("status", UNSURE)
def test_a_point_without_a_proof_is_a_plan_that_is_not_proven(status: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(highs: Any, known: dict[str, Any]) -> None:
        if is_whole(highs):
            known.update(status=status, mip_dual_bound=-highspy.kHighsInf)

    perturbed(monkeypatch, change)
    solution = solve(facts_of(market()))
    plan = plan_of(solution)
    assert solution.objective_musd == near(24)
    assert solution.proven is (solution.objective_musd - solution.bound_musd <= 1e-6)
    assert plan.status == ("optimal" if solution.proven else "feasible")
    assert audit_plan(document_of(plan)).failures == []


@pytest.mark.parametrize("status", UNSURE)
def test_without_a_point_nothing_is_said_to_be_impossible(status: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(highs: Any, known: dict[str, Any]) -> None:
        if is_whole(highs):
            known.update(status=status, primal_solution_status=NONE, mip_dual_bound=-highspy.kHighsInf)

    perturbed(monkeypatch, change)
    try:
        solution = solve(facts_of(market()))
    except StoppedError:
        return
    assert audit_plan(document_of(plan_of(solution))).failures == []  # the best point that was seen on the way


@pytest.mark.parametrize("status", [Status.kInfeasible, Status.kUnboundedOrInfeasible])
def test_a_verdict_of_infeasible_gets_a_second_look_without_presolve(
    status: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(highs: Any, known: dict[str, Any]) -> None:
        if is_whole(highs) and highs.getOptionValue("presolve")[1] != "off":
            known.update(status=status, primal_solution_status=NONE, mip_dual_bound=-highspy.kHighsInf)

    perturbed(monkeypatch, change)
    assert solve(facts_of(market())).objective_musd == near(24)


def test_an_optimum_that_is_better_than_what_its_integers_allow_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where integers are whole within the tolerance only, and what hangs on them is large."""

    def change(highs: Any, known: dict[str, Any]) -> None:
        if is_whole(highs):
            known.update(objective_function_value=10.0, mip_dual_bound=10.0)

    perturbed(monkeypatch, change)
    solution = solve(facts_of(market()))
    assert solution.objective_musd == near(24)
    assert solution.bound_musd == near(10)
    assert not solution.proven


@pytest.mark.parametrize("of_integers", [False, True])
def test_a_point_that_breaks_rows_is_no_plan_or_repaired(of_integers: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A point of integers is solved again with these fixed; what breaks after that is found by the audit."""

    def change(highs: Any, known: dict[str, Any]) -> None:
        if is_whole(highs) is of_integers:
            known["col_value"] = [value * (1 + 1e-4) for value in known["col_value"]]

    perturbed(monkeypatch, change)
    try:
        audit = audit_plan(document_of(plan_of(solve(facts_of(market())))))
    except SolverFault:
        assert not of_integers
    else:
        assert audit.ok is of_integers
