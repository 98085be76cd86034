"""What of cooperation a case takes away, told by what it changes and never by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from optimizer.case.case import Case
from optimizer.case.changes import InputChange, changed_inputs
from optimizer.words.changes import said
from optimizer.words.names import Names

Explained = Callable[[InputChange], bool]

_SEARCH = ("mip_gap", "time_limit_s")
_SIDES = ("joint_funding", "min_partner_share")


@dataclass(frozen=True)
class Worth:
    """Something that one case has and another has not; all else equal but what is said besides."""

    what: str
    also: str = ""
    """What goes with it, in words."""
    partners: bool = False
    """Whether it tells what planning together is worth to each partner."""


def lost(joint: Case, apart: Case) -> Worth | None:
    """What the case apart lacks of the joint one; None where it is nothing of cooperation."""
    changes = changed_inputs(joint, apart)
    return _alone(joint, apart, changes) or _sides(joint, apart, changes) or _only(joint, apart, changes)


def _alone(joint: Case, apart: Case, changes: list[InputChange]) -> Worth | None:
    """One partner plans, the funders of all others have no money."""
    before, after = _paying(joint), _paying(apart)
    partners = {p for p in before if joint.markets[p].partner}
    left = {p for p in partners if after.get(p) == before[p]}
    gone = partners - after.keys()
    if len(left) != 1 or not gone or left | gone != partners:
        return None
    idle = {f.funder for f in joint.funders.values() if f.partner in gone}

    def explained(change: InputChange) -> bool:
        of_idle = change.sheet in ("budgets", "funders", "funding_rules") and _funder(change) in idle
        return of_idle or _between_sides(change)

    name = Names(joint).market(next(iter(left)))
    return Worth(f"joint planning against {name} alone", _besides(changes, explained, joint, apart), partners=True)


def _paying(case: Case) -> dict[str, frozenset[str]]:
    """The funders of each partner market that have money and something to spend it on."""
    paying: dict[str, set[str]] = {}
    for funder in case.funders.values():
        if funder.partner and _pays(case, funder.funder):
            paying.setdefault(funder.partner, set()).add(funder.funder)
    return {partner: frozenset(funders) for partner, funders in paying.items()}


def _pays(case: Case, funder: str) -> bool:
    budget = case.budgets.get(funder)
    money = budget is None or any(budget.years.get(year, 0.0) > 0 for year in case.years)
    rules = any(rule.max_share > 0 for rule in case.funding_rules if rule.funder == funder)
    stock = any(pile.funder == funder and pile.max_t > 0 for pile in case.stockpiles.values())
    return money and (case.funders[funder].max_share > 0 or rules or stock)


def _funder(change: InputChange) -> str:
    row = change.rows[0] or change.rows[1]
    return str(getattr(row, "funder", ""))


def _between_sides(change: InputChange) -> bool:
    """Changes that are part of each side planning on its own; mutual exemption has a worth apart, and is said."""
    of_settings = change.sheet == "settings" and change.row in _SIDES
    return of_settings or (change.sheet == "stockpiles" and change.column == "serves")


def _sides(joint: Case, apart: Case, changes: list[InputChange]) -> Worth | None:
    """Every project is funded by one partner alone."""
    if not joint.settings.joint_funding or apart.settings.joint_funding:
        return None
    also = _besides(changes, _between_sides, joint, apart)
    return Worth("joint planning against each side on its own", also, partners=True)


def _only(joint: Case, apart: Case, changes: list[InputChange]) -> Worth | None:
    """One thing is switched off, and nothing else."""
    real = [change for change in changes if not _of_search(change)]
    if joint.settings.mutual_exemption and not apart.settings.mutual_exemption and len(real) == 1:
        return Worth("mutual exemption from export restrictions")
    if _supported(joint) and not _supported(apart) and all(_of_support(change) for change in real):
        return Worth("price support")
    return None


def _supported(case: Case) -> bool:
    """Whether a floor may be granted that a treasury stands for."""
    floors = any(floor.floor_usd_per_t > 0 for floor in case.price_floors)
    return floors and any(funder.price_support for funder in case.funders.values())


def _of_support(change: InputChange) -> bool:
    return change.sheet == "price_floors" or (change.sheet == "funders" and change.column == "price_support")


def _of_search(change: InputChange) -> bool:
    return change.sheet == "settings" and change.row in _SEARCH


def _besides(changes: Iterable[InputChange], explained: Explained, joint: Case, apart: Case) -> str:
    """What else differs, in words."""
    rest = [change for change in changes if not explained(change) and not _of_search(change)]
    words = [change.words for change in said(rest, joint, apart)]
    more = f" and {len(words) - 3} other changes" if len(words) > 3 else ""
    return f"{'; '.join(words[:3])}{more}"
