"""Targets as sentences, and cost terms in words."""

from __future__ import annotations

from optimizer.case.sheets import Target
from optimizer.words.listing import listed
from optimizer.words.names import Names
from optimizer.words.text import clean, percent, readable, shorten

TERMS = {
    "capex": "Capital cost",
    "salvage": "Unused life of plants (credit)",
    "fixed_opex": "Fixed operating cost",
    "opex": "Operating cost",
    "purchases": "Purchases from existing supply",
    "freight": "Freight",
    "duty": "Duty",
    "holding": "Holding of stock",
    "shortage": "Cost of shortage",
    "refill": "Refill of stock",
    "target_penalty": "Penalties of missed targets",
    "public_funds_premium": "Premium on public money",
    "residual_stock": "Stock left at the end (credit)",
}

CREDITS = ("salvage", "residual_stock")
"""Terms that lower the cost."""
DAYS = "min_cover_days"
POOLED = ("funder_share", "investment_share")
"""Metrics about the whole plan: no material, market or year."""

_SENTENCES = {
    "max_country_share": "{market}: at most {value} of the {material} delivered comes from {subject}",
    "max_bloc_share": "{market}: at most {value} of the {material} delivered comes from {subject} countries",
    "max_risk": "{market}: average country risk of the {material} delivered is at most {value}",
    "min_bloc_share": "{market}: at least {value} of the {material} used comes from {subject} countries",
    "min_domestic_share": "{market}: at least {value} of the {material} used comes from own countries",
    "min_domestic_output": "{market}: own countries make at least {value} of the {material} needed",
    "min_recycled_share": "{market}: at least {value} of the {material} used is recycled",
    "min_bloc_cover": "{market}: {subject} countries supply at least {value} of the {tier} demand for {material}",
    "min_cover_days": "{market}: a stock of {material} for at least {value} of demand",
    "max_shortage": "{market}: at most {value} of the {tier} demand for {material} is missing in {subject}",
    "max_funder_share": "At most {value} of public money from {subject}",
    "min_funder_share": "At least {value} of public money from {subject}",
    "max_investment_share": "At most {value} of investment in {subject}",
    "min_investment_share": "At least {value} of investment in {subject}",
}

_BRIEFS = {
    "max_country_share": "{subject} at most {value}",
    "max_bloc_share": "{subject} countries at most {value}",
    "max_risk": "country risk at most {value}",
    "min_bloc_share": "{subject} countries at least {value}",
    "min_domestic_share": "own countries at least {value}",
    "min_domestic_output": "own output at least {value} of needs",
    "min_recycled_share": "recycled at least {value}",
    "min_bloc_cover": "{subject} countries at least {value} of {tier} demand",
    "min_cover_days": "stock of at least {value}",
    "max_shortage": "missing in {subject} at most {value}",
    "max_funder_share": "Public money of {subject} at most {value}",
    "min_funder_share": "Public money of {subject} at least {value}",
    "max_investment_share": "Investment in {subject} at most {value}",
    "min_investment_share": "Investment in {subject} at least {value}",
}


def term(name: str) -> str:
    """A cost term in words."""
    return TERMS.get(name, readable(name))


def sentence(target: Target, names: Names) -> str:
    """What a target asks for; the market stands in front, where a name needs no article."""
    parts = _parts(target, names)
    text = _SENTENCES[target.metric].format(**parts | {"material": _inside(parts["material"])})
    text = clean(text[:1].upper() + text[1:])
    if target.metric.endswith(POOLED):
        return text
    years = str(target.from_year) if target.from_year == target.to_year else f"{target.from_year}–{target.to_year}"
    return f"{text}, {years}"


def brief(target: Target, names: Names, longest: int = 30) -> str:
    """The same on half a line; names of materials and markets are cut to `longest`."""
    parts = _parts(target, names)
    text = _BRIEFS[target.metric].format(**parts)
    if target.metric.endswith(POOLED):
        return clean(text)
    material, market = shorten(parts["material"], longest), shorten(parts["market"], 26)
    return clean(f"{material[:1].upper()}{material[1:]}, {market}: {text}")


def _parts(target: Target, names: Names) -> dict[str, str]:
    return {
        "value": f"{target.value:g} days" if target.metric == DAYS else percent(target.value),
        "material": _material(target.material, names),
        "market": names.market(target.market),
        "tier": "whole" if target.tier == "*" else target.tier,
        "subject": _subject(target, names),
    }


def _inside(name: str) -> str:
    """A name as it is written inside a sentence: with a small letter, unless it begins with a symbol.

    >>> _inside("Magnesium metal"), _inside("NdPr oxide"), _inside("Li chemicals"), _inside("Class-1 nickel")
    ('magnesium metal', 'NdPr oxide', 'Li chemicals', 'class-1 nickel')
    """
    first = name.split(" ")[0]
    return f"{name[:1].lower()}{name[1:]}" if len(first) > 2 and first[1:].islower() else name


def _material(scope: str, names: Names) -> str:
    if scope == "*":
        return "each material"
    kind, _, rest = scope.partition(":")
    if rest:
        return f"each material of the {'stage' if kind == 'stage' else 'family'} {readable(rest).lower()}"
    return names.short_material(scope)


def _subject(target: Target, names: Names) -> str:
    subject = target.subject.strip()
    if target.metric == "max_country_share":
        return "any one foreign country" if subject in ("", "*") else names.country(subject)
    if target.metric == "max_shortage":
        return "any scenario" if subject in ("", "*") else names.scenario(subject)
    if "," in subject:
        return listed([readable(part.strip()).lower() for part in subject.split(",")])
    known = names.funders.get(subject) or names.countries.get(subject) or names.markets.get(subject)
    return known or readable(subject).lower()
