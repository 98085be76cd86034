"""What changed between two plans, project by project and term by term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study import rows
from optimizer.study.changed import changes, input_changes
from optimizer.study.differing import items
from optimizer.study.stories import story
from optimizer.study.study import Study
from optimizer.study.tables import DIFFERENCES, STORIES


def difference(before: Plan, after: Plan, labels: tuple[str, str]) -> Study:
    """The study of two plans, which may be of different workbooks.

    Args:
        before: the plan that is compared with.
        after: the plan that is compared; rows about one plan alone carry its label.
        labels: what the two plans are called, before and after.
    """
    plans = dict(zip(_apart(labels), (before, after), strict=True))
    first, second = plans
    facts = {"before": _origin(before), "after": _origin(after)}
    return Study(
        kind="difference",
        title=f"What changes from {first} to {second}",
        workbook=after.passport.workbook,
        workbook_sha256=after.passport.workbook_sha256,
        tables={
            "stories": stories(before, {second: after}),
            "changes": changes(before.case, {second: after.case}),
            **by_plan(plans, before),
            "differences": differences(before, {second: after}),
        },
        plans=plans,
        facts=facts,
    )


def by_plan(plans: Mapping[str, Plan], reference: Plan | None) -> dict[str, pd.DataFrame]:
    """The tables with rows for each plan."""
    return {
        "costs": rows.costs(plans, reference),
        "funding": rows.funding(plans, reference),
        "projects": rows.projects(plans),
        "starts": rows.starts(plans),
        "stockpiles": rows.stockpiles(plans, reference),
        "shortage": rows.shortage(plans, reference),
        "targets": rows.targets(plans, reference),
    }


def stories(reference: Plan, plans: Mapping[str, Plan]) -> pd.DataFrame:
    """What each plan changes, sentence by sentence."""
    return sentences(
        (name, story(reference, plan, input_changes(reference.case, plan.case))) for name, plan in plans.items()
    )


def sentences(told: Iterable[tuple[str, Iterable[str]]]) -> pd.DataFrame:
    """The table of sentences by case."""
    return frame(STORIES, ({"case": name, "words": words} for name, lines in told for words in lines))


def differences(reference: Plan, plans: Mapping[str, Plan]) -> pd.DataFrame:
    """Everything in which each plan differs from a reference."""
    return frame(
        DIFFERENCES,
        (
            {
                "case": name,
                "about": item.about,
                "item": item.what,
                "before": item.before,
                "after": item.after,
                "difference": item.difference,
                "unit": item.unit,
                "words": item.words,
            }
            for name, plan in plans.items()
            for item in items(reference, plan)
        ),
    )


def _apart(labels: tuple[str, str]) -> tuple[str, str]:
    first, second = labels
    return labels if first != second else (f"{first} (before)", f"{second} (after)")


def _origin(plan: Plan) -> str:
    return f"{plan.passport.workbook}, case {plan.passport.case}, {plan.case.years[0]}–{plan.case.years[-1]}"
