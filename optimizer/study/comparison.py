"""The cases of a workbook side by side, each against base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from optimizer.case.case import BASE
from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.changed import changes, input_changes
from optimizer.study.cooperation import cooperation
from optimizer.study.difference import by_plan, differences, sentences
from optimizer.study.measures import headline, scenario_rows
from optimizer.study.stories import story, summary
from optimizer.study.study import Answered, Study
from optimizer.study.tables import CASES, CHANGES, DIFFERENCES
from optimizer.study.uncertainty import Cost, columns

NO_BASE = "base has no plan: there is nothing to compare with"
_REASON_LINES = 3


def comparison(workbook: str, sha256: str, answered: Sequence[Answered], facts: Mapping[str, str]) -> Study:
    """The study of the cases of a workbook.

    Args:
        workbook: name of the workbook.
        sha256: its hash.
        answered: every case that was asked for, also those without a plan.
        facts: what else a reader should know.
    """
    plans = {a.name: a.plan for a in answered if a.plan is not None}
    base = plans.get(BASE)
    others = {name: plan for name, plan in plans.items() if name != BASE}
    against = {
        "changes": changes(base.case, {name: plan.case for name, plan in others.items()})
        if base
        else frame(CHANGES, []),
        "differences": differences(base, others) if base else frame(DIFFERENCES, []),
    }
    return Study(
        kind="comparison",
        title=_title(workbook, plans, answered),
        workbook=workbook,
        workbook_sha256=sha256,
        tables={
            "cases": frame(CASES, (_case(a, base) for a in answered)),
            "stories": sentences((a.name, _story(a, base)) for a in answered),
            **by_plan(plans, base),
            **against,
            **cooperation(plans),
        },
        plans=plans,
        facts=facts,
    )


def _title(workbook: str, plans: Mapping[str, Plan], answered: Sequence[Answered]) -> str:
    title = next((plan.case.settings.title for plan in plans.values() if plan.case.settings.title), workbook)
    return f"{title}: {len(answered)} cases"


def _case(answered: Answered, base: Plan | None) -> dict[str, Any]:
    row: dict[str, Any] = {"case": answered.name, "answer": answered.answer, "message": _message(answered, base)}
    plan = answered.plan
    if plan is None:
        return row
    cost = Cost.of(plan).less(Cost.of(base)) if base and answered.name != BASE else None
    found = headline(plan)
    return row | {
        "objective_musd": plan.objective_musd,
        "bound_musd": _finite(plan.bound_musd),
        "gap_musd": _finite(plan.gap_musd),
        "programme_musd": plan.programme_musd,
        **columns("against_base", cost),
        "told_apart": cost.told_apart if cost else None,
        **found,
        **_worst(plan),
        "solve_s": sum(plan.passport.seconds.get(phase, 0.0) for phase in ("build", "solve")),
    }


def _message(answered: Answered, base: Plan | None) -> str:
    parts = [_reason(answered.message)]
    if answered.plan and base is None:
        parts.append(NO_BASE)
    return "; ".join(part for part in parts if part)


def _reason(message: str) -> str:
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return " ".join(lines[:_REASON_LINES]) + (" …" if len(lines) > _REASON_LINES else "")


def _worst(plan: Plan) -> dict[str, Any]:
    """The scenario with the largest cost of disruption, if it costs anything."""
    costs = {name: row.get("disruption_musd") for name, row in scenario_rows(plan).items() if name != BASE}
    known = {name: float(musd) for name, musd in costs.items() if musd is not None}
    if not known:
        return {}
    worst = max(known, key=lambda name: known[name])
    return {"worst_scenario": worst, "worst_scenario_musd": known[worst]}


def _finite(value: float) -> float | None:
    return value if abs(value) != float("inf") else None


def _story(answered: Answered, base: Plan | None) -> Iterable[str]:
    """What a case changes; why it has no plan; or what there is to say of it alone."""
    plan = answered.plan
    if plan is None:
        reason = _reason(answered.message)
        ending = "" if answered.answer == "no plan" else f" ({answered.answer})"
        return [f"There is no plan{ending}{': ' + reason if reason else ''}".removesuffix(".") + "."]
    if base is None:
        return [*summary(plan), f"{NO_BASE[:1].upper()}{NO_BASE[1:]}."]
    if answered.name == BASE:
        return ["The workbook as it stands.", *summary(plan)]
    return story(base, plan, input_changes(base.case, plan.case))
