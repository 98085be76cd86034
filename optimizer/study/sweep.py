"""A sweep as a study: the frontier, what each step buys, what a looser point drops, and the plans point by point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from optimizer.case.varied import Varied
from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study import rows
from optimizer.study.certainty import bracket
from optimizer.study.displaced import displaced
from optimizer.study.frontier import Known, Point, at_least_nothing, frontier
from optimizer.study.study import Study
from optimizer.study.tables import DROPPED, POINTS, STEPS
from optimizer.study.uncertainty import Difference, columns
from optimizer.words.amounts import number
from optimizer.words.listing import listed
from optimizer.words.names import Names

HUNDRED_MUSD = 100.0


def sweep(
    workbook: str, sha256: str, varied: Varied, points: Sequence[Point], facts: Mapping[str, str] | None = None
) -> Study:
    """The study of a sweep.

    Args:
        workbook: name of the workbook.
        sha256: its hash.
        varied: what is varied.
        points: as solved, from the tightest to the loosest.
        facts: what else a reader should know.
    """
    known = frontier(points)
    plans = {k.point.label: k.plan for k in known if k.plan}
    nested = {k.point.nested.name: k.nested_plan for k in known if k.point.nested and k.nested_plan}
    steps = list(pairwise(known))
    return Study(
        kind="sweep",
        title=f"Sweep over the {varied.text}",
        workbook=workbook,
        workbook_sha256=sha256,
        tables={
            "points": frame(POINTS, map(_point, known)),
            "steps": frame(STEPS, (_step(a, b) for a, b in steps if a.plan and b.plan)),
            "dropped": frame(DROPPED, (row for a, b in steps for row in _dropped(a, b))),
            **_by_point(plans),
        },
        plans={**plans, **nested},
        facts={"varied": varied.text, "of budgets": "yes" if varied.of_budgets else "no", **(facts or {})},
    )


def _by_point(plans: Mapping[str, Plan]) -> dict[str, pd.DataFrame]:
    return {
        "projects": rows.projects(plans, always="core", sometimes="swing"),
        "starts": rows.starts(plans),
        "funding": rows.funding(plans),
        "shortage": rows.shortage(plans),
        "targets": rows.targets(plans),
    }


def _point(k: Known) -> dict[str, Any]:
    own = k.point.answered.plan
    found: dict[str, Any] = {
        "point": k.point.label,
        "value": k.point.value,
        "budget_musd": k.point.budget_musd,
        "answer": k.point.answered.answer,
        "best_musd": k.plan.objective_musd if k.plan else None,
        "proven_musd": _finite(k.cost.bound) if k.plan else None,
        "plan_of": k.plan_of if k.plan else None,
        "objective_musd": own.objective_musd if own else None,
        "nested_musd": k.nested.best if k.nested else None,
        **columns("nesting", k.price_of_nesting),
        "message": k.point.answered.message,
    }
    return found | (rows.headline(k.plan) if k.plan else {})


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None


def _saving(a: Known, b: Known) -> Difference:
    """Cost of the tighter point less that of the looser one, MUSD; a looser point never costs more."""
    return at_least_nothing(a.cost.less(b.cost))


def _step(a: Known, b: Known) -> dict[str, Any]:
    saving = _saving(a, b)
    budgets = (a.point.budget_musd, b.point.budget_musd)
    more = None if None in budgets else float(budgets[1] or 0) - float(budgets[0] or 0)
    enter, leave = b.picks - a.picks, a.picks - b.picks
    public = [rows.headline(k.plan)["public_musd"] for k in (a, b) if k.plan]
    return {
        "from": a.point.label,
        "to": b.point.label,
        "more_budget_musd": more,
        "more_public_musd": public[1] - public[0],
        **columns("saves", saving),
        "told_apart": saving.told_apart,
        "per_100_musd": HUNDRED_MUSD * saving.value / more if more else None,
        "enter": ", ".join(_named(b, enter)),
        "leave": ", ".join(_named(a, leave)),
        "words": " ".join(_sentences(a, b, saving, more)),
    }


def _named(k: Known, projects: Iterable[str]) -> list[str]:
    """Names of projects, those of the largest capex first."""
    assert k.plan is not None
    case = k.plan.case
    names = Names(case)
    return [names.project(p) for p in sorted(projects, key=lambda p: (-case.projects[p].capex_musd, p))]


def _sentences(a: Known, b: Known, saving: Difference, more: float | None) -> Iterator[str]:
    money = f" ({number(more)} MUSD more budget)" if more else ""
    yield f"From {a.point.label} to {b.point.label}{money}: {_saved(saving, more)}."
    if b.plan is a.plan:
        yield f"No better plan was found than that of {b.plan_of}."
        return
    enter, leave = _named(b, b.picks - a.picks), _named(a, a.picks - b.picks)
    if enter:
        yield f"{listed(enter)} {'enters' if len(enter) == 1 else 'enter'}."
    if leave:
        yield f"{listed(leave)} {'leaves' if len(leave) == 1 else 'leave'}."
    if (enter or leave) and not saving.told_apart:
        yield "Which projects change may be chance within the gap."


def _saved(saving: Difference, more: float | None) -> str:
    """What a step saves; a looser point never costs more."""
    if saving.is_nothing:
        return "saves nothing"
    if not saving.told_apart:
        return f"no saving that the search can tell (at most {number(saving.high)} MUSD)"
    per = f", {number(HUNDRED_MUSD * saving.value / more)} MUSD for each 100 MUSD" if more else ""
    return f"saves {number(saving.value)} MUSD ({bracket(saving)}){per}"


def _dropped(a: Known, b: Known) -> Iterator[dict[str, Any]]:
    """Projects that the tighter point picks and the looser one does not."""
    if a.plan is None or b.plan is None:
        return
    names, capex = Names(b.plan.case), a.plan.case.projects
    sure = b.price_of_nesting or _saving(a, b)
    for project in sorted(a.picks - b.picks, key=lambda p: (-capex[p].capex_musd, p)):
        found = displaced(project, a.plan, b.plan)
        rivals = [names.project(p) if p in b.plan.case.projects else names.country(p) for p in found.by]
        link = " " if found.how.endswith("from") else ": "
        what = f"{link}{listed(rivals)}" if rivals else ""
        yield {
            "project": project,
            "name": names.project(project),
            "from": a.point.label,
            "to": b.point.label,
            "displaced_by": ", ".join(rivals),
            "told_apart": sure.told_apart,
            "words": f"{names.project(project)} is picked at {a.point.label} and left out at {b.point.label}: "
            f"{found.how}{what}. {_kept(a, b)}",
        }


def _kept(a: Known, b: Known) -> str:
    """What is known of keeping at the looser point what the tighter one picks."""
    price = b.price_of_nesting
    if price is None:
        chance = "" if _saving(a, b).told_apart else "The two plans cost the same within the gap: it may be chance. "
        return f"{chance}--nested tells what keeping it costs."
    if price.told_apart:
        return f"Keeping all that tighter points picked costs {number(price.value)} MUSD ({bracket(price)})."
    most = f"at most {number(price.high)} MUSD" if price.high < float("inf") else "an unknown amount"
    return f"Keeping all that tighter points picked costs {most}, less than the gap can tell: it may be chance."
