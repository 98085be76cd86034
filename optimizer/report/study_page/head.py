"""Title, headline and key figures of a study."""

from __future__ import annotations

from collections.abc import Iterator

from optimizer.report.page import Tile
from optimizer.report.study_page import two_plans
from optimizer.report.study_page.view import View, begun
from optimizer.study.headline import of_comparison, of_sweep
from optimizer.words.text import clean, readable, usd

_KICKERS = {"comparison": "Comparison of cases", "sweep": "Sweep", "difference": "Difference of two plans"}


def title(view: View) -> str:
    """What the workbook is called, or what is varied."""
    return clean(view.study.title).strip() or f"{view.study.kind.capitalize()} of plans"


def kicker(view: View) -> str:
    """What it is, and of what."""
    return _KICKERS[view.study.kind]


def lead(view: View) -> list[str]:
    """The study in a few sentences."""
    if not view.planned:
        return [f"No {view.noun} has a plan."]
    if view.study.kind == "difference":
        return two_plans.lead(view)
    if view.study.kind == "sweep":
        first, *more = of_sweep(view.rows("points"), view.rows("steps"), view.label)
    else:
        _, first, *more = [*of_comparison(view.rows("cases"), view.rows("projects"), view.label), ""]
    said = [begun(sentence) for sentence in (first, " ".join(map(begun, filter(None, more)))) if sentence]
    return [*said, *_without(view)]


def _without(view: View) -> Iterator[str]:
    missing = [view.label(case) for case in view.cases if case not in view.planned]
    if missing and view.study.kind != "sweep":
        yield f"There is no plan for {', '.join(missing)}."


def tiles(view: View) -> list[Tile]:
    """Key figures: of base, of both ends of a sweep, or of two plans."""
    if not view.planned:
        return []
    if view.study.kind == "difference":
        return two_plans.tiles(view)
    if view.study.kind == "sweep":
        return _ends(view)
    row = next(row for row in view.rows("cases") if row["case"] == view.base)
    name = view.label(view.base)
    return [
        Tile(usd(row["programme_musd"]), f"programme in {name}: capital cost, price support, stock, discounted"),
        Tile(usd(row["public_musd"]), f"public money in {name}, not discounted"),
        Tile(str(row["picked"]), f"candidate projects picked in {name}"),
        Tile(usd(row["worst_scenario_musd"]), f"what {_scenario(view, row['worst_scenario'])} would cost in {name}")
        if row["worst_scenario_musd"] is not None
        else Tile(str(row["targets_missed"]), f"targets missed in {name}"),
    ]


def _scenario(view: View, name: str) -> str:
    words = view.scenario(name)
    return f"the scenario {words}"


def _ends(view: View) -> list[Tile]:
    rows = {str(row["point"]): row for row in view.rows("points")}
    first, last = (rows[view.planned[place]] for place in (0, -1))
    found = [Tile(usd(first["best_musd"] - last["best_musd"]), f"saved from {first['point']} to {last['point']}")]
    if first["budget_musd"] is not None:
        found.append(
            Tile(usd(last["budget_musd"]), f"largest budget, all years; the smallest is {usd(first['budget_musd'])}")
        )
    swing = [row for row in view.rows("projects") if row["class"] == "swing"]
    core = sum(row["class"] == "core" for row in view.rows("projects"))
    return [
        *found,
        Tile(str(core), "core projects: picked at every point"),
        Tile(str(len(swing)), "swing projects: picked at some points only"),
    ]


def foot(view: View) -> list[str]:
    """Where the page comes from."""
    facts = "; ".join(f"{readable(name)}: {clean(value)}" for name, value in view.study.facts.items())
    return [
        f"Workbook {clean(view.study.workbook)} (sha256 {view.study.workbook_sha256}). {facts}.",
        "MUSD are millions of real US dollars. Costs are discounted to the first year, budgets and grants are not.",
        "A plan is proven within its gap: no other plan of the same case is cheaper by more. So a difference of two "
        "plans is known within both gaps; one that the gaps could explain counts as none.",
    ]
