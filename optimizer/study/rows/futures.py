"""Stockpiles and scenarios, plan by plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from optimizer.plan.plan import Plan
from optimizer.plan.values import frame
from optimizer.study.measures import scenario_rows, stock
from optimizer.study.tables import SHORTAGE, STOCKPILES


def stockpiles(plans: Mapping[str, Plan], reference: Plan | None = None) -> pd.DataFrame:
    """Largest level and purchases of each stockpile in base."""
    return frame(STOCKPILES, (row for name, plan in plans.items() for row in _stockpiles(name, plan, reference)))


def _stockpiles(name: str, plan: Plan, reference: Plan | None) -> Iterable[dict[str, Any]]:
    base = stock(reference) if reference else None
    for pile, (peak, bought) in stock(plan).items():
        yield {
            "case": name,
            "stockpile": pile,
            "material": plan.case.stockpiles[pile].material,
            "peak_t": peak,
            "bought_t": bought,
            "against_base_t": None if base is None else peak - base.get(pile, (0.0, 0.0))[0],
        }


def shortage(plans: Mapping[str, Plan], reference: Plan | None = None) -> pd.DataFrame:
    """What each scenario costs and leaves short."""
    return frame(SHORTAGE, (row for name, plan in plans.items() for row in _shortage(name, plan, reference)))


def _shortage(name: str, plan: Plan, reference: Plan | None) -> Iterable[dict[str, Any]]:
    base = scenario_rows(reference) if reference else {}
    for scenario, row in scenario_rows(plan).items():
        short = float(row["short_t"])
        yield {
            "case": name,
            "scenario": scenario,
            "probability": row["probability"],
            "disruption_musd": row.get("disruption_musd"),
            "short_t": short,
            "against_base_t": short - float(base[scenario]["short_t"]) if scenario in base else None,
        }
