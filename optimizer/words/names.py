"""Names for people, from the case; an identifier without one stands for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from optimizer.case.case import BASE, Case
from optimizer.words.text import clean, readable, shorten


class Names:
    """Look-ups from identifier to name. No two identifiers of a kind have the same name."""

    def __init__(self, case: Case) -> None:
        self.materials = _names(case.materials)
        self._short = _distinct({m: shorten(name, 56) for m, name in self.materials.items()})
        self.markets = _names(case.markets)
        self.countries = _names(case.countries)
        self.funders = _names(case.funders)
        self.projects = _names(case.projects)
        self._capitals = {word.casefold(): word for name in self.countries.values() for word in _own_words(name)}

    def material(self, identifier: str) -> str:
        """Name of a material."""
        return self.materials.get(identifier, identifier)

    def short_material(self, identifier: str) -> str:
        """Name of a material without what stands in brackets."""
        return self._short.get(identifier, identifier)

    def market(self, identifier: str) -> str:
        """Name of a market, or of the scope of a target."""
        scopes = {"all": "all partners", "*": "each market"}
        return self.markets.get(identifier) or scopes.get(identifier, identifier)

    def country(self, identifier: str) -> str:
        """Name of a country."""
        return self.countries.get(identifier, identifier)

    def funder(self, identifier: str) -> str:
        """Name of a funder."""
        return self.funders.get(identifier, identifier)

    def project(self, identifier: str) -> str:
        """Name of a project."""
        return self.projects.get(identifier, identifier)

    def scenario(self, identifier: str) -> str:
        """A scenario in words, countries with a capital: 2032_china_rare_earths is 2032 China rare earths."""
        if identifier == BASE:
            return "Base"
        return " ".join(self._capitals.get(word, word) for word in readable(identifier).split(" "))

    def naming(self, column: str) -> Callable[[str], str] | None:
        """The look-up for a column of a result table; None where a column holds no identifiers."""
        lookups = {
            "material": self.material,
            "product": self.material,
            "market": self.market,
            "country": self.country,
            "largest_country": self.country,
            "funder": self.funder,
            "partner": self.market,
        }
        return lookups.get(column)

    def short_materials(self, identifiers: list[str], longest: int = 30) -> dict[str, str]:
        """Short names that still tell the materials apart."""
        return _distinct({m: shorten(self.material(m), longest) for m in identifiers})

    def short_funders(self, identifiers: list[str], longest: int = 34) -> dict[str, str]:
        """Short names that still tell the funders apart."""
        return _distinct({f: shorten(self.funder(f), longest) for f in identifiers})


def _own_words(name: str) -> list[str]:
    """What a country is called for short: its name where that is one word, or one beside letters.

    >>> _own_words("Chile"), _own_words("DR Congo"), _own_words("United States"), _own_words("Korea Rep.")
    (['Chile'], ['Congo'], [], ['Korea'])
    """
    words = [word for word in clean(name).split() if not word.isupper() and not word.endswith(".")]
    return words if len(words) == 1 else []


def _names(rows: Mapping[str, Any]) -> dict[str, str]:
    names = {key: clean(row.name).strip() or clean(key) for key, row in rows.items()}
    count = Counter(names.values())
    return {key: name if count[name] == 1 else f"{name} ({clean(key)})" for key, name in names.items()}


def _distinct(names: dict[str, str]) -> dict[str, str]:
    count = Counter(names.values())
    return {key: name if count[name] == 1 else clean(key) for key, name in names.items()}
