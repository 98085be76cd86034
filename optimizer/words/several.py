"""Names for people where several plans are spoken of, and labels that tell many texts apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from optimizer.case.case import Case
from optimizer.words.names import Names
from optimizer.words.text import clean, shorten


class SeveralNames:
    """Look-ups from identifier to name: the first plan that knows an identifier names it; otherwise it names itself."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._known = [Names(case) for case in cases]

    @property
    def proper(self) -> list[str]:
        """Identifiers and names of markets and countries, which are written with capitals."""
        return [text for n in self._known for one in (n.markets, n.countries) for pair in one.items() for text in pair]

    def project(self, identifier: str) -> str:
        """Name of a project."""
        return next((n.projects[identifier] for n in self._known if identifier in n.projects), clean(identifier))

    def funder(self, identifier: str) -> str:
        """Name of a funder."""
        return next((n.funders[identifier] for n in self._known if identifier in n.funders), clean(identifier))

    def country(self, identifier: str) -> str:
        """Name of a country."""
        return next((n.countries[identifier] for n in self._known if identifier in n.countries), clean(identifier))

    def material(self, identifier: str) -> str:
        """Name of a material without what stands in brackets."""
        return next((n.short_material(identifier) for n in self._known if identifier in n.materials), clean(identifier))

    def market(self, identifier: str) -> str:
        """Name of a market, or of a partner, which is one."""
        return next((n.markets[identifier] for n in self._known if identifier in n.markets), clean(identifier))


def labels(texts: Sequence[str], longest: int = 36) -> list[str]:
    """Texts short enough for a label that still differ from each other.

    >>> labels(["A very long case (1)", "A very long case (2)"], 6)
    ['A ver… 1', 'A ver… 2']
    """
    short = [shorten(clean(text).replace("\n", " "), longest) for text in texts]
    count = Counter(text.casefold() for text in short)
    seen: Counter[str] = Counter()
    found = []
    for text in short:
        seen[text.casefold()] += 1
        found.append(text if count[text.casefold()] == 1 else f"{text} {seen[text.casefold()]}")
    return found
