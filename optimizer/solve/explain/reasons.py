"""Statements of a conflict in words, each with its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from optimizer.case.case import PRIVATE, Case
from optimizer.case.sheets import At, Row
from optimizer.solve.explain import phrases
from optimizer.solve.explain.order import in_order, limits_in_order
from optimizer.solve.explain.relaxable import Relaxable, Rows
from optimizer.solve.explain.statement import Statement

_MANY = 3
_MOST_PLACES = 4


@dataclass(frozen=True)
class Reason:
    """What a cell of the workbook, or several that belong together, say in a conflict."""

    places: tuple[str, ...]
    """`sheet!cell` of each."""
    sentence: str
    statements: tuple[Statement, ...] = field(repr=False)

    def __str__(self) -> str:
        more = len(self.places) - _MOST_PLACES
        places = ", ".join(self.places[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")
        return f"{places}: {self.sentence}"


def place(at: At, column: str) -> str:
    """`sheet!cell`; the sheet alone where the row stands in no workbook."""
    sheet, cell = at.place(column)
    return f"{sheet}!{cell}" if cell else sheet


def reasons(model: Relaxable, rows: Mapping[Statement, Rows]) -> tuple[Reason, ...]:
    """The statements with the rows of theirs that matter, in words and in order; budgets of a funder together."""
    case = model.facts.case
    rows = {statement: rows[statement] for statement in in_order(case, rows)}
    found: list[Reason] = []
    budgets = {money[0]: money for money in _together([s for s in rows if s.kind == "budget"])}
    for statement, index in rows.items():
        if statement.kind == "target":
            found.append(_target(model, statement, index))
        elif statement.kind == "budget":
            if statement in budgets:
                found.append(_budget(case, budgets[statement]))
        else:
            places, sentence = _WORDS[statement.kind](case, statement)
            found.append(Reason(tuple(places), sentence, (statement,)))
    return tuple(found)


def _target(model: Relaxable, statement: Statement, index: Rows) -> Reason:
    limits = limits_in_order(model.facts, (model.model.targets.limit[model.arrays.rows[i].index()] for i in index))
    row = model.facts.case.targets[statement.name]
    return Reason((place(row.at, "value"),), phrases.target(limits), (statement,))


def _together(budgets: Sequence[Statement]) -> list[list[Statement]]:
    """The budgets of a year together where many funders are meant, otherwise those of a funder."""
    funders = {s.name for s in budgets}
    by_year = len(funders) > _MANY and len({s.number for s in budgets}) < len(funders)
    groups: dict[object, list[Statement]] = {}
    for s in budgets:
        groups.setdefault(s.number if by_year else s.name, []).append(s)
    return list(groups.values())


def _budget(case: Case, statements: Sequence[Statement]) -> Reason:
    row = case.budgets[statements[0].name]
    if len({s.name for s in statements}) > 1:
        money = [f"{s.name} {phrases.figure(case.budgets[s.name].years.get(s.number, 0.0))}" for s in statements]
        sentence = f"the budgets of {statements[0].number} are {phrases.named(money)} (millions, each in its currency)"
        places = tuple(place(case.budgets[s.name].at, str(s.number)) for s in statements)
        return Reason(places, sentence, tuple(statements))
    money = [f"{phrases.figure(row.years.get(s.number, 0.0))} in {s.number}" for s in statements]
    who = "private money" if row.funder == PRIVATE else row.funder
    sentence = f"{who} has {phrases.named(money)} (million {currency(case, row.funder)})"
    places = tuple(place(row.at, str(s.number)) for s in statements)
    return Reason(places, sentence, tuple(statements))


def currency(case: Case, funder: str) -> str:
    """The currency of a budget."""
    known = case.funders.get(funder)
    return known.currency if known else "USD"


Said = tuple[list[str], str]
"""Cells, and what they say."""


def _project(column: str, sentence: str) -> Callable[[Case, Statement], Said]:
    """What a cell of a project says; ``{value}`` is its value, as a percentage where it is a share."""

    def say(case: Case, statement: Statement) -> Said:
        row = case.projects[statement.name]
        value = getattr(row, column)
        shown = phrases.percent(value) if isinstance(value, float) else value
        return [place(row.at, column)], f"{row.project} {sentence.format(value=shown)}"

    return say


def _stockpile(column: str, sentence: str) -> Callable[[Case, Statement], Said]:
    def say(case: Case, statement: Statement) -> Said:
        row = case.stockpiles[statement.name]
        value = phrases.figure(getattr(row, column))
        return [place(row.at, column)], f"stockpile {row.stockpile} {sentence.format(value=value)}"

    return say


def _group(case: Case, statement: Statement) -> Said:
    known = [p for p in case.projects.values() if p.exclusive_group == statement.name and p.status != "excluded"]
    members = sorted(known, key=lambda p: p.at.row or 0)
    cells = [place(p.at, "exclusive_group") for p in members]
    return cells, f"only one of {phrases.named(p.project for p in members)} may be built (group {statement.name})"


def _share(case: Case, statement: Statement) -> Said:
    row: Row
    if statement.number:
        rule = case.funding_rules[statement.number - 1]
        scope = [x for x in (rule.country, rule.kind, rule.material) if x != "*"]
        row, share, what = rule, rule.max_share, f"a project of {', '.join(scope)}" if scope else "a project"
    else:
        funder = case.funders[statement.name]
        row, share, what = funder, funder.max_share, "a project"
    return [place(row.at, "max_share")], f"{statement.name} may pay at most {phrases.percent(share)} of {what}"


def _min_share(case: Case, statement: Statement) -> Said:
    row = case.funders[statement.name]
    sentence = f"{row.funder} pays at least {phrases.percent(row.min_share)} of a project that it funds"
    return [place(row.at, "min_share")], sentence


def _consent(case: Case, statement: Statement) -> Said:
    return [place(case.countries[statement.name].at, "consent")], f"{statement.name} gives no consent"


def _setting(sentence: str) -> Callable[[Case, Statement], Said]:
    def say(case: Case, statement: Statement) -> Said:
        share = phrases.percent(case.settings.min_partner_share)
        return [place(case.setting_at(statement.kind), "value")], f"{statement.kind}: {sentence.format(share=share)}"

    return say


_WORDS: dict[str, Callable[[Case, Statement], Said]] = {
    "committed": _project("status", "is committed"),
    "kept": _project("project", "is kept from an earlier plan"),
    "excluded": _project("status", "is excluded"),
    "requires": _project("requires", "needs {value} to be decided first or together"),
    "min_public_share": _project("min_public_share", "needs a public share of at least {value}"),
    "max_public_share": _project("max_public_share", "may get a public share of at most {value}"),
    "min_utilisation": _project("min_utilisation", "has to use at least {value} of its capacity"),
    "earliest_start": _project("earliest_start", "may be started from {value} on"),
    "latest_start": _project("latest_start", "may be started until {value}"),
    "max_t": _stockpile("max_t", "holds at most {value} t"),
    "max_purchase_t": _stockpile("max_purchase_t", "buys at most {value} t a year"),
    "group": _group,
    "share": _share,
    "min_share": _min_share,
    "consent": _consent,
    "joint_funding": _setting("the funders of only one partner may pay for a project"),
    "min_partner_share": _setting("each partner that may fund a project gives at least {share} of its grants"),
    "viability": _setting("grants have to close the gap of each business plan"),
}
