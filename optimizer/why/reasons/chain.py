"""Reasons of the market: its feed is missing, others make its product, or it is bought, for less."""

from __future__ import annotations

from optimizer.plan.values import DUST
from optimizer.why.evidence import Evidence
from optimizer.why.ledger import Label
from optimizer.why.reasons.balance import SAME_MUSD, balance
from optimizer.why.reasons.reason import Reason, Rule
from optimizer.why.tonne import planned
from optimizer.words.amounts import musd, number
from optimizer.words.listing import listed
from optimizer.words.text import percent

_IDLE = 0.01
"""Share of what it could make below which a project stands idle."""
_FULL = 0.9
"""Share beyond which it is used as good as fully."""


def feed_missing(e: Evidence) -> Reason | None:
    """Nobody sells one of its inputs to its market, and nothing that is built makes it."""
    world, market = e.world, e.world.case.project_market(e.project) or ""
    for material in e.world.case.inputs(e.project):
        sold, makers = world.supplied_by(material, market)
        makers = [p for p in makers if p != e.project]
        if sold or any(p in world.starts for p in makers):
            continue
        name = world.names.material(material)
        could = f"only {_named(e, makers)} would make it, and that is not built" if makers else "no project makes it"
        return Reason("feed missing", f"Its feed is missing: nobody sells {name} to {_market(e, market)}, and {could}.")
    return None


def no_difference(e: Evidence) -> Reason | None:
    """A plan with it costs the same or less: which of the two was found is chance within the gap."""
    more = e.costs_musd
    if more is None or more > SAME_MUSD:
        return None
    if more < -SAME_MUSD:
        return Reason(
            "within the gap",
            f"A plan with it was found that costs {musd(-more)} less than this one: the plan is proven only within its "
            "gap. Solve with a smaller --gap.",
        )
    return Reason("no difference", "A plan with it costs the same: leaving it out is as good as building it.")


def dominated(e: Evidence) -> Reason | None:
    """What it would make is made by projects that are built, more than it is bought."""
    rivals = _displaced(e)
    less = sum(rivals.values())
    if not rivals or less < _bought_less(e):
        return None
    world = e.world
    named = sorted(rivals, key=lambda p: -rivals[p])
    cheaper = [p for p in named if _costs_less(e, p)]
    chosen = cheaper or named
    product = world.names.short_material(e.row.product)
    cost, known = world.tonne(e.project), [world.tonne(p) for p in chosen]
    other = min((t for t in known if t), key=lambda t: t.cost_usd, default=None)
    against = ""
    if cheaper and cost and other:
        from_or_for = "for" if len(cheaper) == 1 else "from"
        against = f", a tonne {from_or_for} {number(other.cost_usd)} USD against {number(cost.cost_usd)}"
    label = "dominated" if cheaper else "others make it"
    makes = "makes" if len(chosen) == 1 else "make"
    return Reason(label, f"{_named(e, chosen)} {makes} {product} already{against}.{balance(e)}")


def bought_cheaper(e: Evidence) -> Reason | None:
    """What it would make is bought for less."""
    product = e.row.product
    idle = _made(e) < _IDLE * e.row.capacity_t
    if not (_bought_less(e) > DUST or (idle and e.world.bought.get(product, 0.0) > DUST)):
        return None
    words = f"It is not needed: {e.world.names.short_material(product)} is bought for less than it costs to make."
    return Reason("bought cheaper", f"{words}{_of_a_tonne(e)}{balance(e)}")


def _of_a_tonne(e: Evidence) -> str:
    """Its cost against the reference price; where it is the lower one only if that is so at full use alone."""
    cost, used = e.world.tonne(e.project), _used(e)
    if cost is None:
        return ""
    own, price = number(cost.cost_usd), number(cost.price_usd)
    if cost.cost_usd >= cost.price_usd:
        return f" It makes a tonne for {own} USD; the reference price is {price} USD."
    if used is None or used > _FULL:
        return ""
    full = f"At full use a tonne would cost {own} USD; the reference price is {price} USD"
    return f" {full}, but only {percent(used)} of its capacity would be used."


def _used(e: Evidence) -> float | None:
    """What it makes in the best plan that builds it, as a share of what it could."""
    best = e.opposite.best if e.opposite else None
    if best is None or e.project not in best.starts:
        return None
    could = sum(tonnes for _, tonnes in planned(e.world.facts, e.project, best.starts[e.project][0]))
    return e.change.get(("production", e.project), 0.0) / could if could else None


def not_needed(e: Evidence) -> Reason | None:
    """It would stand idle: nobody takes its product."""
    if e.opposite is None or e.opposite.best is None or _made(e) >= _IDLE * e.row.capacity_t:
        return None
    name = e.world.names.short_material(e.row.product)
    return Reason("not needed", f"It would stand idle: nobody takes more {name}.{balance(e)}")


def too_dear(e: Evidence) -> Reason | None:
    """It would help, but costs more than it saves."""
    if e.costs_musd is None:
        return None
    return Reason("costs more than it saves", f"It costs more than it saves.{balance(e)}")


def impossible(e: Evidence) -> Reason | None:
    """No plan has it, or none is known."""
    if e.opposite is None or e.opposite.best is not None:
        return None
    if e.opposite.is_impossible:
        return Reason("no plan has it", "The rules of the workbook leave no plan with it.")
    answers = [a for a in (e.opposite.alone, e.opposite.answering) if a is not None]
    if not answers or any(a.status == "stopped" for a in answers):
        return Reason("no time to find out", "There was no time to find out; --time gives more.")
    chain = ", also where its chain answers" if e.opposite.answering else "; there was no time to let its chain answer"
    return Reason("no room", f"Beside what the plan builds the rules leave no room for it{chain}.")


def _made(e: Evidence) -> float:
    """What it makes where it is forced in, tonnes."""
    return e.alone.get(("production", e.project), 0.0)


def _bought_less(e: Evidence) -> float:
    return max(0.0, -e.alone.get(("purchases", e.row.product), 0.0))


def _displaced(e: Evidence) -> dict[str, float]:
    """Tonnes that built projects with the same product make less, with all else as decided.

    Where it would stand idle beside them, what they make.
    """
    projects, starts = e.world.case.projects, e.world.starts
    rivals = [p for p in starts if p != e.project and projects[p].product == e.row.product]
    labels: dict[str, Label] = {p: ("production", p) for p in rivals}
    less = {p: -e.alone.get(label, 0.0) for p, label in labels.items()}
    found = {p: amount for p, amount in less.items() if amount > DUST}
    if found or not e.alone or _made(e) >= _IDLE * e.row.capacity_t:
        return found
    return {p: e.world.made[p] for p in rivals if e.world.made.get(p, 0.0) > DUST and _costs_less(e, p)}


def _costs_less(e: Evidence, rival: str) -> bool:
    own, other = e.world.tonne(e.project), e.world.tonne(rival)
    return own is not None and other is not None and other.cost_usd < own.cost_usd


def _named(e: Evidence, projects: list[str]) -> str:
    return listed([e.world.names.project(p) for p in projects], 3)


def _market(e: Evidence, market: str) -> str:
    return e.world.names.market(market)


BEFORE_MONEY: tuple[Rule, ...] = (no_difference, feed_missing)
AFTER_MONEY: tuple[Rule, ...] = (impossible, dominated, bought_cheaper, not_needed, too_dear)
