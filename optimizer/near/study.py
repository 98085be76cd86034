"""What is found near an optimum as tables, and as a study of plans for the sheets that compare plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from optimizer.near.alternatives import OPTIMUM, Near
from optimizer.near.standing import Standing
from optimizer.near.tables import ALTERNATIVES, CLASSES
from optimizer.near.words import against, standing_words
from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.difference import by_plan, differences
from optimizer.study.measures import headline
from optimizer.study.study import Study
from optimizer.words.amounts import musd
from optimizer.words.text import plural

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class NearStudy:
    """Plans near an optimum: tables of `optimizer.near.tables`, with exactly their columns."""

    near: Near
    tables: Mapping[str, pd.DataFrame]
    facts: Mapping[str, str]

    @property
    def optimum(self) -> Plan:
        """The plan that the others are near to."""
        return self.near.plans[OPTIMUM]

    @property
    def title(self) -> str:
        """The heading."""
        name = self.optimum.case.settings.title or self.optimum.passport.workbook
        return f"{name}: plans near the optimum"

    @property
    def comparison(self) -> Study:
        """The plans as a study, for what compares plans."""
        passport = self.optimum.passport
        return Study(
            kind="difference",
            title=self.title,
            workbook=passport.workbook,
            workbook_sha256=passport.workbook_sha256,
            tables={**by_plan(self.near.plans, self.optimum), "differences": self.tables["differences"]},
            plans=self.near.plans,
            facts=self.facts,
        )


def near_study(near: Near, facts: Mapping[str, str]) -> NearStudy:
    """The tables of what was found."""
    optimum = near.plans[OPTIMUM]
    others = {name: plan for name, plan in near.plans.items() if name != OPTIMUM}
    tables = {
        "alternatives": frame(ALTERNATIVES, (_alternative(near, name) for name in near.plans)),
        "classes": frame(CLASSES, _classes(near)),
        **by_plan(near.plans, optimum),
        "differences": differences(optimum, others),
    }
    return NearStudy(near, tables, facts)


def _alternative(near: Near, name: str) -> Row:
    optimum, plan = near.plans[OPTIMUM], near.plans[name]
    more = plan.objective_musd - optimum.objective_musd
    apart = [len(near.built[name] ^ built) for other, built in near.built.items() if other != name]
    return {
        "case": name,
        "differ": len(near.built[name] ^ near.built[OPTIMUM]),
        "differ_from_all": min(apart, default=None),
        "dearer_musd": more,
        "dearer_share": more / max(1.0, optimum.programme_musd),
        "objective_musd": plan.objective_musd,
        **headline(plan),
        "words": against(optimum, plan) if name != OPTIMUM else proof_words(near),
    }


def proof_words(near: Near) -> str:
    """What is proven about the plans near the optimum."""
    plan = near.plans[OPTIMUM]
    gap = max(0.0, plan.gap_musd)
    cheaper = f" A better plan could be {musd(gap)} cheaper." if 0.5 < gap < float("inf") else ""
    most = f"no plan within {musd(near.distance_musd)} differs in more than {plural(int(near.most), 'project')}"
    last = "; there are no others that differ enough" if near.exhausted else ""
    others = "The plan that the others are compared with." if len(near.plans) > 1 else "The plan itself."
    return f"{others}{cheaper} Proven: {most}{last}."


def _classes(near: Near) -> Iterable[Row]:
    """By class, those that are proven and the closest calls first; committed projects at the end."""
    known = {s.project: s for s in near.standings}
    case = near.plans[OPTIMUM].case
    order = {"must-have": 0, "choice": 1, "never": 2}

    def place(s: Standing) -> tuple[int, bool, float]:
        kind = s.kind(near.distance_musd)
        return order[kind], not s.is_proven(near.distance_musd), s.most_musd if kind == "choice" else -s.least_musd

    sure = [p for p in case.projects if p not in known and p in set(near.plans[OPTIMUM].tables["projects"]["project"])]
    listed = sorted((known[p] for p in case.projects if p in known), key=place)
    for p in [*(s.project for s in listed), *sure]:
        yield _class(near, p, known.get(p))


def _class(near: Near, p: str, standing: Standing | None) -> Row:
    project = near.plans[OPTIMUM].case.projects[p]
    row: Row = {
        name: getattr(project, name) for name in ("project", "name", "country", "kind", "product", "capex_musd")
    }
    if standing is None:
        return row | {"class": "committed", "proven": True, "built": True, "times": len(near.plans)}
    return row | {
        "class": standing.kind(near.distance_musd),
        "proven": standing.is_proven(near.distance_musd),
        "built": standing.built,
        "times": sum(p in built for built in near.built.values()),
        "least_musd": standing.least_musd if 0 <= standing.least_musd < float("inf") else None,
        "most_musd": standing.most_musd if standing.most_musd < float("inf") else None,
        "words": standing_words(standing, near.distance_musd),
    }
