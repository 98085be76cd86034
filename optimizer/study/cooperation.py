"""What cooperation is worth, where a comparison has the cases to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from optimizer.case.case import BASE
from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.certainty import worth
from optimizer.study.partners import partners
from optimizer.study.recognise import Worth, lost
from optimizer.study.tables import COOPERATION
from optimizer.study.uncertainty import Cost, columns


@dataclass(frozen=True)
class Told:
    """A case that tells, with base, what something is worth: the plans with it and without."""

    what: Worth
    case: str
    joint: str
    apart: str


def cooperation(plans: Mapping[str, Plan]) -> dict[str, pd.DataFrame]:
    """The tables of cooperation and of what each partner pays and gets; empty where no case tells."""
    found = told(plans)
    sides = [t for t in found if t.what.partners]
    return {
        "cooperation": frame(COOPERATION, (_row(t, plans) for t in found)),
        "partners": partners(plans, [(t.joint, t.apart) for t in sides]),
    }


def told(plans: Mapping[str, Plan]) -> list[Told]:
    """The cases that take something of cooperation away from base, or add it."""
    base = plans.get(BASE)
    if base is None:
        return []
    found = []
    for name, plan in plans.items():
        if name == BASE:
            continue
        if what := lost(base.case, plan.case):
            found.append(Told(what, name, BASE, name))
        elif what := lost(plan.case, base.case):
            found.append(Told(what, name, name, BASE))
    return found


def _row(found: Told, plans: Mapping[str, Plan]) -> dict[str, Any]:
    value = Cost.of(plans[found.apart]).less(Cost.of(plans[found.joint]))
    what = found.what.what
    also = f" The case also changes {found.what.also}." if found.what.also else ""
    return {
        "what": what,
        "case": found.case,
        **columns("value", value),
        "told_apart": value.told_apart,
        "words": f"{what[:1].upper()}{what[1:]}: {worth(value)}.{also}",
    }
