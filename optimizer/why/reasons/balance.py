"""What building a project that is left out would cost and save; capital cost counts without what is left of plants."""

from __future__ import annotations

from optimizer.why.evidence import Evidence
from optimizer.words.amounts import musd
from optimizer.words.listing import listed
from optimizer.words.wording import CREDITS, term

SAME_MUSD = 0.05
"""Costs that differ by less are the same to a reader."""
_MOST_TERMS = 3


def balance(e: Evidence) -> str:
    """What building it would cost and save, from the cheapest plan that does."""
    more = e.costs_musd
    if more is None:
        return ""
    terms = {name: value for (about, name), value in e.change.items() if about == "cost" and name not in CREDITS}
    if (unused := e.change.get(("cost", "salvage"))) is not None:
        terms["capex"] = terms.get("capex", 0.0) + unused
    saved = sorted((name for name in terms if terms[name] < -SAME_MUSD), key=lambda name: terms[name])[:_MOST_TERMS]
    spent = sorted((name for name in terms if terms[name] > SAME_MUSD), key=lambda name: -terms[name])[:_MOST_TERMS]
    parts = []
    if spent:
        parts.append("add " + listed([f"{_low(name)} of {musd(terms[name])}" for name in spent]))
    if saved:
        parts.append("save " + listed([f"{_low(name)} of {musd(-terms[name])}" for name in saved]))
    return f" Building it would {' and '.join(parts)}, in all {musd(more)} more." if parts else ""


def _low(name: str) -> str:
    text = term(name)
    return text[:1].lower() + text[1:]
