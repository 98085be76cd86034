from __future__ import annotations

from collections.abc import Iterable

from optimizer.case.checks.rule import Rule, Sight, error, warning, where_horizon_is_known
from optimizer.case.columns import STAR
from optimizer.case.metrics import METRIC, Metric
from optimizer.case.scopes import materials_in, subjects
from optimizer.case.sheets import Target
from optimizer.case.validate import above_all
from optimizer.errors import Finding

_POOLED = "all"


def _rows(sight: Sight) -> Iterable[tuple[Target, Metric]]:
    """Targets whose metric can be relied on."""
    for row in sight.case.targets.values():
        if "metric" not in row.at.unsound:
            yield row, METRIC[row.metric]


def years_in_order(sight: Sight) -> Iterable[Finding]:
    """A target's last year is not before its first, and some year of it is in the horizon."""
    settings = sight.case.settings
    for row, metric in _rows(sight):
        if not metric.scope:
            continue
        column = "from_year" if "from_year" in row.at.filled else "to_year"
        if row.from_year > row.to_year and row.at.filled >= {"from_year", "to_year"}:
            message = f"from_year {row.from_year} is after to_year {row.to_year}"
            yield from error(row, column, message, "from_year", "to_year")
        elif row.to_year < settings.first_year or row.from_year > settings.last_year:
            message = f"{column} is {getattr(row, column)}: the target holds in no year of the horizon"
            yield from warning(row, column, message, "from_year", "to_year")


def values_fit_metric(sight: Sight) -> Iterable[Finding]:
    """A target's value is a percentage of at most 100 %; days of cover and risk are plain numbers."""
    for row, metric in _rows(sight):
        if metric.share and row.value > 1:
            yield from error(row, "value", f"value {above_all(row.value)}")
        elif row.metric == "max_risk" and row.value > 1:
            message = f"value is {row.value:g}: risk is between 0 and 1, so the target never binds"
            yield from warning(row, "value", message)


def subjects_fit_metric(sight: Sight) -> Iterable[Finding]:
    """A metric about somebody names whom; the others name nobody."""
    for row, metric in _rows(sight):
        if metric.subject and not metric.everything and not row.subject:
            whom = {"bloc": "a bloc or blocs", "funder": "a funder or a partner market"}
            message = f"{row.metric} needs a subject: {whom.get(metric.subject, 'a country, bloc or region')}"
            yield from error(row, "subject", message)
        elif row.subject == STAR and not metric.everything and metric.subject:
            yield from error(row, "subject", f"{row.metric} needs names in its subject, not *")
        elif row.subject and not metric.subject:
            yield from warning(row, "subject", f"{row.metric} has no subject: {row.subject} counts for nothing")
        elif metric.subject == "funder":
            yield from _markets_that_fund(sight, row)


def _markets_that_fund(sight: Sight, row: Target) -> Iterable[Finding]:
    for name in subjects(row):
        if name in sight.case.markets and name not in sight.partners and sight.complete("funders"):
            yield from warning(
                row, "subject", f"{name} is a market that no funder names as its partner: its share is 0"
            )


def columns_fit_metric(sight: Sight) -> Iterable[Finding]:
    """A column that the metric does not use counts for nothing."""
    for row, metric in _rows(sight):
        unused = [] if metric.scope else ["material", "market", "from_year", "to_year"]
        unused += [] if metric.tier else ["tier"]
        for column in unused:
            if column in row.at.filled and getattr(row, column) != STAR:
                yield from warning(row, column, f"{row.metric} does not use {column}: it counts for nothing")


def pool_has_members(sight: Sight) -> Iterable[Finding]:
    """`all` pools the partner markets, so that there has to be one."""
    markets = sight.case.markets
    if any(market.partner for market in markets.values()) or not sight.complete("markets") or _POOLED in markets:
        return
    for row, metric in _rows(sight):
        if metric.scope and row.market == _POOLED:
            yield from error(row, "market", "market is all, the partner markets, but no market has partner = yes")


def scopes_have_members(sight: Sight) -> Iterable[Finding]:
    """A material scope and the blocs of a subject take in something."""
    case = sight.case
    blocs = {country.bloc for country in case.countries.values()}
    for row, metric in _rows(sight):
        if metric.scope and sight.complete("materials") and not materials_in(case, row.material):
            yield from warning(row, "material", f"no material is in the scope {row.material}: the target has no effect")
        if metric.subject == "bloc" and sight.complete("countries") and row.subject and not blocs & set(subjects(row)):
            yield from warning(row, "subject", f"no country is in {row.subject}")


def cover_has_stock(sight: Sight) -> Iterable[Finding]:
    """A target on days of cover has a stockpile that serves its scope; without a penalty it needs one."""
    case = sight.case
    if not sight.complete("stockpiles", "markets"):
        return
    partners = [name for name, market in case.markets.items() if market.partner]
    for row, _ in _rows(sight):
        if row.metric != "min_cover_days":
            continue
        scope = {STAR: list(case.markets), _POOLED: partners}.get(row.market, [row.market])
        materials = set(materials_in(case, row.material))
        piles = [pile for pile in case.stockpiles.values() if pile.material in materials]
        served = [m for m in scope if any(STAR in pile.serves or m in pile.serves for pile in piles)]
        if served:
            continue
        message = f"no stockpile of {row.material} serves {'the scope' if row.market == STAR else row.market}"
        if row.material in case.materials and row.penalty is None:
            yield from error(
                row, "material", f"{message}, so that the target cannot be met: add one", "market", "penalty"
            )
        else:
            yield from warning(row, "material", message, "market", "penalty")


def risk_is_known(sight: Sight) -> Iterable[Finding]:
    """Where max_risk is used, every country that delivers has a risk; an empty one counts as 0."""
    case = sight.case
    if not any(row.metric == "max_risk" for row, _ in _rows(sight)):
        return
    delivering = {row.country for row in case.supply} | {project.country for project in case.projects.values()}
    for country in case.countries.values():
        if country.risk is None and country.country in delivering:
            message = f"risk of {country.country} is empty and counts as 0 in the targets on max_risk"
            yield from warning(country, "risk", message)


RULES: tuple[Rule, ...] = (
    where_horizon_is_known(years_in_order),
    values_fit_metric,
    subjects_fit_metric,
    columns_fit_metric,
    pool_has_members,
    scopes_have_members,
    cover_has_stock,
    risk_is_known,
)
