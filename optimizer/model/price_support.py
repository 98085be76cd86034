"""Price support: the treasuries stand for the positive part of a floor on planned output, not on dispatch.

topup[f,p,t] ≥ 0   MUSD from funder f, eligible for p and paying price support
Σ_f topup[f,p,t] = Σ_{τ,k} max(0, floor_k − price(m,t)) · planned_k(p,τ,t) · start[p,τ,k]
"""

from __future__ import annotations

from typing import Any

from optimizer.case.facts import Facts
from optimizer.case.future import Future
from optimizer.model.components import Rows, Sums, Variables
from optimizer.model.linear import linear, times, total
from optimizer.model.rows import Costs, at_most, equal


def declare(b: Any, facts: Facts, future: Future) -> None:
    """Variable topup, where a floor can ask for it."""
    m = b.model()
    owed: dict[tuple[str, int], list[tuple[float, Any]]] = {}
    for index, t, musd in facts.topups_musd.get(future.name, ()):
        owed.setdefault((index[0], t), []).append((musd, m.investment.start[index]))
    c = b.price_support
    c.topup = Variables((f, p, t) for p, t in owed for f in facts.payers(p))
    c.owed = Sums({place: linear(terms) for place, terms in owed.items()})
    c.most = {place: max(musd for musd, _ in terms) for place, terms in owed.items()}


def constrain(b: Any, facts: Facts, future: Future) -> None:
    """What is owed is paid, without joint funding by one partner market's funders."""
    c = b.price_support
    funding = b.model().funding

    def paid(p: str, t: int) -> Any:
        """Σ_f topup[f,p,t] = what the floor owes."""
        return equal(total(c.topup[f, p, t] for f in facts.payers(p)), c.owed[p, t])

    def one_side(p: str, t: int, r: str) -> Any:
        """Σ_{f of r} topup[f,p,t] ≤ (most that can be owed) · side[p,r]."""
        payers = [f for f in facts.payers(p) if f in facts.partners[r]]
        return at_most(total(c.topup[f, p, t] for f in payers), times(c.most[p, t], funding.side[p, r]))

    c.paid = Rows({(p, t): paid(p, t) for p, t in c.owed})
    sides = [] if facts.case.settings.joint_funding else [(p, t, r) for p, t in c.owed for r in facts.partners]
    c.one_side = Rows({(p, t, r): one_side(p, t, r) for p, t, r in sides})


def costs(b: Any, facts: Facts, future: Future) -> Costs:
    """None: price support moves money, the premium on it stands with the outlays."""
    return ()
