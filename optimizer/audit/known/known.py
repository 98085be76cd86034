"""Everything that is known, in one place."""

from __future__ import annotations

from optimizer.audit.known.business import Business
from optimizer.audit.known.funding import Funding
from optimizer.audit.known.futures import Futures
from optimizer.audit.known.horizon import Horizon
from optimizer.audit.known.remembered import remembered
from optimizer.audit.known.timing import Timing
from optimizer.audit.known.world import World
from optimizer.case.case import Case


class Known:
    """What follows from the workbook's rows."""

    def __init__(self, case: Case) -> None:
        self.case, self.settings = case, case.settings
        self.horizon = Horizon(case.settings)
        self.timing = Timing(case, self.horizon)
        self.futures = Futures(case, self.horizon, self.timing)
        self.world = World(case, self.futures)
        self.business = Business(case, self.horizon, self.timing, self.futures, self.world)
        self.funding = Funding(case)

    def outputs(self, p: str) -> dict[str, float]:
        """Tonnes of each output per tonne of product."""
        return {m: t_per_t for m, t_per_t in self.business.recipes[p].items() if t_per_t > 0}

    def capacity(self, p: str, start: int, s: str, year: int) -> float:
        """What a start can make in a year of a scenario after ramp, delay and outage, tonnes of product."""
        n = self.timing.operating(p, start, year, self.futures.delay(s, p))
        if n is None:
            return 0.0
        return self.case.projects[p].capacity_t * self.futures.kept(s, p, year) * self.timing.ramp(p, n)

    def inputs(self, p: str) -> dict[str, float]:
        """Tonnes of each input per tonne of product."""
        return {m: -t_per_t for m, t_per_t in self.business.recipes[p].items() if t_per_t < 0}

    @remembered
    def makers(self, country: str, material: str) -> list[str]:
        """The projects of a country that make a material and count as supply."""
        projects = self.case.projects.items()
        return [p for p, row in projects if row.country == country and row.kind != "substitution"
                and material in self.outputs(p)]  # fmt: skip

    @remembered
    def sellers(self, country: str, material: str) -> list[int]:
        """The rows of existing supply of a material in a country."""
        rows = self.world.supply.items()
        return [number for number, row in rows if (row.country, row.material) == (country, material)]

    def home(self, country: str) -> str | None:
        """The home market of a country."""
        return self.case.countries[country].market

    def serves(self, h: str) -> list[str]:
        """The markets that a stockpile may be released to."""
        named = self.case.stockpiles[h].serves
        return list(self.case.markets) if "*" in named else list(named)
