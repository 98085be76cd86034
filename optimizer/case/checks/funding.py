from __future__ import annotations

from collections.abc import Iterable, Iterator

from optimizer.case.case import PRIVATE
from optimizer.case.checks.rule import Rule, Sight, error, tell, warning, where_horizon_is_known
from optimizer.case.eligibility import matching
from optimizer.case.sheets import Budget, Project
from optimizer.case.timing import spending
from optimizer.errors import Finding, Severity

_SLACK = 1e-9


def public_share_is_reachable(sight: Sight) -> Iterable[Finding]:
    """The least public share of a project is within reach of its eligible funders."""
    if not sight.complete("funders", "funding_rules"):
        return
    for row in sight.case.projects.values():
        if row.status == "excluded" or row.min_public_share > row.max_public_share:
            continue
        reach = _reach(sight, row)
        if row.min_public_share > reach + _SLACK:
            column = "min_public_share" if "min_public_share" in row.at.filled else "kind"
            severity: Severity = "error" if row.status == "committed" else "warning"
            message = (
                f"min_public_share of {row.project} is {row.min_public_share:.6g}, "
                f"but the funders eligible for it reach {reach:.6g}: it cannot be built"
            )
            yield from tell(severity, row, column, message, "kind", "status", "min_public_share")


def _reach(sight: Sight, project: Project) -> float:
    """The largest public share that a project can get; of one partner and the free funders without joint funding."""
    free, partners = 0.0, dict.fromkeys(sight.partners, 0.0)
    for funder in sight.case.funders.values():
        if funder.partner is None:
            free += sight.share(funder, project)
        else:
            partners[funder.partner] += sight.share(funder, project)
    pooled = sum(partners.values()) if sight.case.settings.joint_funding else max(partners.values(), default=0.0)
    return min(1.0, free + pooled)


def funder_shares_in_order(sight: Sight) -> Iterable[Finding]:
    """What a funder gives at least is not above what it gives at most."""
    for row in sight.case.funders.values():
        if 0 < row.max_share < row.min_share:
            message = f"min_share {row.min_share:.6g} is above max_share {row.max_share:.6g}"
            yield from error(row, "min_share", message, "max_share")
    for rule in sight.case.funding_rules:
        funder = sight.case.funders[rule.funder]
        if 0 < rule.max_share < funder.min_share:
            message = f"max_share {rule.max_share:.6g} is below the min_share {funder.min_share:.6g} of {rule.funder}"
            yield from warning(rule, "max_share", f"{message}: it can give nothing")


def partners_are_partners(sight: Sight) -> Iterable[Finding]:
    """A funder's partner market belongs to the partnership."""
    for row in sight.case.funders.values():
        if row.partner:
            market = sight.case.markets[row.partner]
            if not market.partner and "partner" not in market.at.unsound:
                message = f"partner is {row.partner}, which has partner = no (markets!{market.at.cell('partner')})"
                yield from warning(row, "partner", message)


def rules_are_clear(sight: Sight) -> Iterable[Finding]:
    """No two funding rules of a funder name equally many and hold for the same project."""
    case = sight.case
    alike = {(p.country, p.kind, p.product): p for p in reversed(list(case.projects.values()))}
    ruled = {rule.funder for rule in case.funding_rules}
    told: set[tuple[int, int]] = set()
    for funder in (f for f in case.funders.values() if f.funder in ruled):
        for project in alike.values():
            best = sorted(matching(case, funder, project), key=lambda rule: rule.at.row or 0)
            if len(best) > 1 and (key := (id(best[0]), id(best[1]))) not in told:
                told.add(key)
                other = "!".join(best[0].at.place("funder"))
                message = f"names as many as {other}, and both hold for {funder.funder} and {project.project}"
                columns = ("country", "kind", "material")
                yield from error(best[1], "funder", f"{message}: name more in one of them, or remove one", *columns)


def budgets_have_money(sight: Sight) -> Iterable[Finding]:
    """A budget has money in a year of the horizon; a row without any is a budget of 0."""
    for row in sight.case.budgets.values():
        if any(column.isdigit() for column in row.at.unsound):
            continue
        if not row.years:
            yield from warning(row, "funder", f"the budget of {row.funder} holds no number: it is 0 in every year")
        elif not any(row.years.get(year) for year in sight.case.years):
            message = f"the budget of {row.funder} has no money from first_year to last_year: it is 0 in every year"
            yield from warning(row, "funder", message)


def some_budget_binds(sight: Sight) -> Iterable[Finding]:
    """At least one budget is small enough to bind at all."""
    case = sight.case
    if not (case.funders or case.budgets) or not sight.complete("projects", "funders", "budgets", "funding_rules"):
        return
    if not any(sight.starts.values()):
        return
    rows = list(case.budgets.values())
    if any(row.at.unsound or _can_bind(sight, row) for row in rows):
        return
    reason = "all of them cover everything that could be asked of them" if rows else "no funder has a row in budgets"
    at = rows[0].at if rows else next(iter(case.funders.values())).at
    yield at.finding("warning", "funder", f"no budget can ever bind: {reason}")


def _can_bind(sight: Sight, row: Budget) -> bool:
    """Whether a budget may be asked for more than it has in some year; price support and stockpiles have no bound."""
    case = sight.case
    funder = case.funders.get(row.funder)
    if funder is not None:
        if any(pile.funder == row.funder for pile in case.stockpiles.values()):
            return True
        if funder.price_support and any(p.product in case.floors for p in _eligible(sight, row)):
            return True
    rate = case.usd_per_unit(funder.currency) if funder else 1.0
    asked = dict.fromkeys(case.years, 0.0)
    for project in _eligible(sight, row):
        most = project.capex_musd * (sight.share(funder, project) if funder else 1.0)
        for year, spend in _largest_spending(sight, project).items():
            asked[year] += min(most, spend)
    return any(asked[year] > row.years.get(year, 0.0) * rate * (1 + _SLACK) for year in case.years)


def _eligible(sight: Sight, row: Budget) -> Iterator[Project]:
    funder = sight.case.funders.get(row.funder)
    for project in sight.case.projects.values():
        if row.funder == PRIVATE or (funder and sight.share(funder, project) > 0):
            yield project


def _largest_spending(sight: Sight, project: Project) -> dict[int, float]:
    largest: dict[int, float] = {}
    for start in sight.starts[project.project]:
        for year, spend in spending(sight.case, project, start).items():
            largest[year] = max(spend, largest.get(year, 0.0))
    return largest


RULES: tuple[Rule, ...] = (
    public_share_is_reachable,
    funder_shares_in_order,
    partners_are_partners,
    rules_are_clear,
    where_horizon_is_known(budgets_have_money),
    where_horizon_is_known(some_budget_binds),
)
