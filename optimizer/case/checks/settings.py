from __future__ import annotations

from collections.abc import Iterable

from optimizer.case.case import BASE, PRIVATE
from optimizer.case.checks.rule import LONGEST, Rule, Sight, error, setting, warning
from optimizer.case.columns import STAR, Kind
from optimizer.case.names import fold
from optimizer.case.sheets import SHEETS
from optimizer.errors import Finding

_LONG = 100
_SLACK = 1e-9


def years_in_order(sight: Sight) -> Iterable[Finding]:
    """The last year is not before the first, and the horizon is one that people plan for."""
    settings = sight.case.settings
    if not sight.knows("first_year", "last_year"):
        return
    if settings.last_year < settings.first_year:
        yield from setting(
            sight, "error", "last_year", f"is {settings.last_year}, before first_year {settings.first_year}"
        )
    elif settings.last_year - settings.first_year >= _LONG:
        length = settings.last_year - settings.first_year + 1
        if length > LONGEST:
            message = f"makes a horizon of {length} years: at most {LONGEST} can be planned"
            yield from setting(sight, "error", "last_year", message)
        else:
            yield from setting(sight, "warning", "last_year", f"makes a horizon of {length} years: is that meant?")


def time_is_left(sight: Sight) -> Iterable[Finding]:
    """A time limit leaves some time."""
    if sight.case.settings.time_limit_s <= 0:
        yield from setting(sight, "error", "time_limit_s", "is 0: it needs to be above 0")


def tail_exists(sight: Sight) -> Iterable[Finding]:
    """A risk weight needs a tail to weigh."""
    settings = sight.case.settings
    if settings.risk_weight > 0 and settings.tail_probability <= 0 and sight.knows("risk_weight"):
        yield from setting(sight, "error", "tail_probability", "is 0%: with a risk_weight it has to be above 0%")


def partner_shares_fit(sight: Sight) -> Iterable[Finding]:
    """The least share of each partner, times the partners, is at most all of the grants."""
    settings, partners = sight.case.settings, sight.partners
    if settings.joint_funding and settings.min_partner_share * len(partners) > 1 + _SLACK:
        message = (
            f"is {settings.min_partner_share:.6g}, which the {len(partners)} partners of sheet funders exceed together"
        )
        yield from setting(sight, "error", "min_partner_share", f"{message}: at most {1 / len(partners):.6g}")


def probabilities_fit(sight: Sight) -> Iterable[Finding]:
    """Probabilities of the scenarios add up to at most 100 %; base has the rest."""
    rows = list(sight.case.scenarios.values())
    total = sum(row.probability for row in rows)
    if total > 1 + _SLACK and all("probability" not in row.at.unsound for row in rows):
        message = f"the probabilities add up to {total:.6g}, more than 1; base has what the others leave"
        yield from error(rows[-1], "probability", message)


def names_are_free(sight: Sight) -> Iterable[Finding]:
    """A name that means something else (`*`, base, private) is not given to anything."""
    case = sight.case
    for sheet, declared in SHEETS.items():
        key = declared.key[0] if declared.key else ""
        if key in declared.columns and declared.columns[key].kind is Kind.TEXT:
            rows = getattr(case, sheet)
            for row in rows.values() if isinstance(rows, dict) else rows:
                if getattr(row, key) == STAR:
                    yield from error(row, key, f"{key} is *, which means all: choose another name")
    for row in case.demand:
        if row.tier == STAR:
            yield from error(row, "tier", "tier is *, which in targets means all: choose another name")
    for scenario in case.scenarios.values():
        if fold(scenario.scenario) == BASE:
            yield from error(
                scenario, "scenario", "scenario is base, which is always there and has no events: rename it"
            )
    for funder in case.funders.values():
        if fold(funder.funder) == PRIVATE:
            yield from error(funder, "funder", "funder is private, which in budgets limits private money: rename it")
    for change in case.cases:
        if fold(change.case) == BASE:
            yield from error(change, "case", "case is base, which is the workbook as it stands: rename it")


def names_fit_lists(sight: Sight) -> Iterable[Finding]:
    """Names that stand in comma lists have no comma, and no market is called all."""
    case = sight.case
    for market in case.markets.values():
        if fold(market.market) == "all":
            yield from warning(market, "market", "market is all, which in targets may also mean the pooled partners")
        if "," in market.market:
            yield from warning(market, "market", "market has a comma: lists such as serves cannot name it")
    for country in case.countries.values():
        if "," in country.country:
            yield from warning(country, "country", "country has a comma: subjects of targets cannot name it")


def dollar_is_dollar(sight: Sight) -> Iterable[Finding]:
    """USD is always there and is worth one USD; every currency is worth something."""
    for row in sight.case.currencies.values():
        if row.currency == "USD" and row.usd != 1:
            yield from error(row, "usd", f"usd is {row.usd:g} for USD: one USD is 1 USD; remove the row")
        elif row.usd == 0:
            yield from warning(row, "usd", f"usd is 0: every budget in {row.currency} is worth nothing")


RULES: tuple[Rule, ...] = (
    years_in_order,
    time_is_left,
    tail_exists,
    partner_shares_fit,
    probabilities_fit,
    names_are_free,
    names_fit_lists,
    dollar_is_dollar,
)
