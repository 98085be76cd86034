"""What targets ask for, and figures, as a planner reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from optimizer.case.case import BASE
from optimizer.case.columns import STAR
from optimizer.case.metrics import METRIC
from optimizer.case.scopes import Limit

_LONGEST_LIST = 4


def figure(value: float) -> str:
    """A number with as many digits as somebody would type.

    >>> figure(180.0), figure(1234567.0), figure(0.0351)
    ('180', '1,234,567', '0.0351')
    """
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def percent(share: float) -> str:
    """A share as the cell shows it.

    >>> percent(0.4), percent(0.4725), percent(0.005)
    ('40 %', '47.25 %', '0.5 %')
    """
    return f"{100 * share:.6g} %"


def target_value(metric: str, value: float) -> str:
    """The value of a target in its unit."""
    if metric == "min_cover_days":
        return f"{value:.6g} days"
    return percent(value) if METRIC[metric].share else f"{value:.6g}"


def named(names: Iterable[str]) -> str:
    """A list that is cut where it gets long.

    >>> named("ab"), named("abcdef")
    ('a and b', 'a, b, c and 3 more')
    """
    known = list(dict.fromkeys(names))
    if len(known) > _LONGEST_LIST:
        known = [*known[:3], f"{len(known) - 3} more"]
    return " and ".join(filter(None, [", ".join(known[:-1]), *known[-1:]]))


def spans(years: Iterable[int]) -> str:
    """Years in words.

    >>> spans([2030]), spans([2030, 2031, 2032]), spans([2028, 2030, 2031])
    ('2030', '2030–2032', '2028, 2030–2031')
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def target(limits: Sequence[Limit]) -> str:
    """What a target asks for in some of its inequalities."""
    row = limits[0].target
    what = _ASKS[row.metric].format(
        value=target_value(row.metric, row.value),
        subject=row.subject or "nobody",
        country=named(x.country for x in limits if x.country) or "any one country",
        tier="" if row.tier == STAR else f" of tier {row.tier}",
    )
    return f"{row.target} asks for {what}{_scope(limits)}"


def _scope(limits: Sequence[Limit]) -> str:
    materials = named(x.material for x in limits if x.material)
    markets = named("the partner markets" if x.market == "all" else x.market for x in limits if x.market)
    futures = named(x.scenario for x in limits if x.scenario and x.scenario != BASE)
    years = spans(x.year for x in limits if x.year)
    text = f" of {materials}" if materials else ""
    text += f" in {markets}" if markets else ""
    text += f" in the scenario {futures}" if futures else ""
    return text + (f" in {years}" if years else "")


_ASKS = {
    "max_country_share": "at most {value} from {country} in the supply",
    "max_bloc_share": "at most {value} from {subject} in the supply",
    "max_risk": "a mean risk of at most {value} of the supply",
    "min_bloc_share": "at least {value} from {subject} in the use",
    "min_domestic_share": "at least {value} from own countries in the use",
    "min_domestic_output": "own output of at least {value} of the need",
    "min_recycled_share": "at least {value} recycled in the use",
    "min_bloc_cover": "at least {value} from {subject} against the demand{tier}",
    "min_cover_days": "a stock for at least {value}",
    "max_shortage": "a shortage of at most {value} of the demand{tier}",
    "max_funder_share": "at most {value} of the public outlay from {subject}",
    "min_funder_share": "at least {value} of the public outlay from {subject}",
    "max_investment_share": "at most {value} of the capex in {subject}",
    "min_investment_share": "at least {value} of the capex in {subject}",
}
