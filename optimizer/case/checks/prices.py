from __future__ import annotations

from collections.abc import Iterable, Iterator

from optimizer.case.business import is_exempt
from optimizer.case.checks.rule import Rule, Sight, error, warning
from optimizer.case.sheets import Project, Row
from optimizer.errors import Finding


def priced_where_needed(sight: Sight) -> Iterable[Finding]:
    """Every material that is supplied, sold under viability or a floor, stocked or dutiable has a price."""
    if not sight.complete("prices"):
        return
    told = set(sight.case.prices)
    for material, row, column, reason in _needs(sight):
        if material not in told:
            told.add(material)
            message = f"{material} {reason} and has no price: add a row to the sheet prices"
            yield from error(row, column, message)


def _needs(sight: Sight) -> Iterator[tuple[str, Row, str, str]]:
    """Materials that need a price, with the cell and the reason."""
    case = sight.case
    for supply in case.supply:
        yield supply.material, supply, "material", "is supplied"
    for pile in case.stockpiles.values():
        yield pile.material, pile, "material", "is stocked"
    for project in case.projects.values():
        if project.status == "excluded" or not project.at.unsound.isdisjoint(("status", "kind")):
            continue
        if reason := _sold(sight, project):
            yield from ((m, project, "product", reason) for m in case.recipe[project.project])
        yield from ((m, project, "product", "is shipped under a duty") for m in _dutiable(sight, project))


def _sold(sight: Sight, project: Project) -> str:
    """Why the business plan of a project needs prices, if it does."""
    if not sight.case.settings.viability or not sight.knows("viability"):
        return ""
    if project.product in sight.case.floors:
        return f"is in the business plan of {project.project}, which may get a price floor,"
    return "" if is_exempt(project) else f"is in the business plan of {project.project} (viability is on)"


def _dutiable(sight: Sight, project: Project) -> Iterator[str]:
    """Outputs without a price that may be shipped under a duty to where they are drawn."""
    home = sight.case.home(project.country)
    for material in sight.case.outputs(project.project).keys() - sight.case.prices.keys():
        for market in _drawn_in(sight, material):
            terms = sight.routes.terms(project.country, market, material)
            if terms and terms.duty > 0 and (project.kind != "substitution" or market == home):
                yield material
                break


def _drawn_in(sight: Sight, material: str) -> set[str]:
    """The markets in which demand, a project or a stockpile takes a material."""
    case = sight.case
    markets = {row.market for row in case.demand if row.material == material and any(row.years.values())}
    markets |= {pile.home for pile in case.stockpiles.values() if pile.material == material}
    for project in case.projects.values():
        home = case.home(project.country)
        if home and project.status != "excluded" and material in case.inputs(project.project):
            markets.add(home)
    return markets


def floors_count(sight: Sight) -> Iterable[Finding]:
    """Price floors need viability, and a project that makes the material."""
    case = sight.case
    if not case.settings.viability and sight.knows("viability"):
        for row in case.price_floors[:1]:
            yield from warning(row, "level", "viability is off: the sheet price_floors counts for nothing")
    elif sight.complete("projects"):
        products = {p.product for p in case.projects.values()}
        for row in case.price_floors:
            if row.material not in products:
                yield from warning(
                    row, "material", f"no project has the product {row.material}: the floor has no effect"
                )


RULES: tuple[Rule, ...] = (priced_where_needed, floors_count)
