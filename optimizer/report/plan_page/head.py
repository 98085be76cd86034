"""Title, headline and key figures of a plan."""

from __future__ import annotations

import math

from optimizer.case.case import BASE
from optimizer.report.page import Tile
from optimizer.report.plan_page.shares import concern_share
from optimizer.report.plan_page.target_checks import target_checks
from optimizer.report.plan_page.view import View
from optimizer.study.measures import headline
from optimizer.words.proof import proof
from optimizer.words.text import percent, plural, usd


def title(view: View) -> str:
    """What the workbook is called."""
    return view.case.settings.title.strip() or "Critical minerals plan"


def kicker(view: View) -> str:
    """Years and case."""
    case = "" if view.case.name == BASE else f", case {view.case.name}"
    return f"Plan for {view.case.years[0]}–{view.case.years[-1]}{case}"


def lead(view: View) -> list[str]:
    """What is built, what it costs, who pays, what it secures, and how sure that is."""
    found = headline(view.plan)
    candidates = _candidates(view)
    committed = len(view.plan.tables["projects"]) - found["picked"]
    built = f"The plan builds {found['picked']} of {plural(candidates, 'candidate project')}"
    beside = f" beside {plural(committed, 'committed one')}" if committed else ""
    public = f"Public funders pay {usd(found['public_musd'])} for projects, price support and stock."
    words = f"{built}{beside}, for {usd(found['capex_musd'])} of capital cost. {public} {_secured(view)}"
    programme = f"the programme of {usd(view.plan.programme_musd)}"
    return [words.strip(), proof(view.plan, programme)]


def _candidates(view: View) -> int:
    return sum(p.status == "candidate" for p in view.case.projects.values())


def _secured(view: View) -> str:
    """Countries of concern, and scenarios in which nothing is missing."""
    first, last = view.ends
    before, after = concern_share(view, first), concern_share(view, last)
    said = []
    if before and after is not None and before > 0.001:
        said.append(
            f"Countries of concern deliver {percent(after)} by value of what {view.partnership} are supplied with in "
            f"{last}, after {percent(before)} in {first}."
        )
    likely = [row for row in view.rows("scenarios") if row["scenario"] != BASE and row["probability"]]
    if likely:
        calm = sum(row["short_t"] <= 0.5 for row in likely)
        said.append(f"Of {plural(len(likely), 'scenario')} with a probability, {calm} leave nobody short.")
    return " ".join(said)


def tiles(view: View) -> list[Tile]:
    """Key figures."""
    found, reached = headline(view.plan), target_checks(view)
    first, last = view.ends
    before, after = concern_share(view, first), concern_share(view, last)
    shown = [
        Tile(f"{found['picked']} of {_candidates(view)}", "candidate projects built"),
        Tile(usd(found["capex_musd"]), "capital cost of all that is built"),
        Tile(usd(found["public_musd"]), "public money in base, not discounted"),
    ]
    if before and after is not None and before > 0.001:
        shown.append(Tile(f"{percent(before)} → {percent(after)}", f"from countries of concern, {first} to {last}"))
    if reached:
        shown.append(Tile(f"{sum(not r.missed for r in reached)} of {len(reached)}", "targets held everywhere"))
    if math.isfinite(view.plan.gap):
        gap = percent(max(0.0, view.plan.gap))
        shown.append(Tile(gap, "of the programme: the most a better plan could save"))
    return shown


def foot(view: View) -> list[str]:
    """Where the page comes from."""
    passport = view.plan.passport
    versions = ", ".join(f"{name} {number}" for name, number in passport.versions.items())
    return [
        f"Workbook {passport.workbook} (sha256 {passport.workbook_sha256}), case {passport.case}. {versions}.",
        "MUSD are millions of real US dollars. Costs are discounted to the first year, budgets and grants are not. "
        "Base is the world without disturbance.",
    ]
