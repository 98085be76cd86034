"""What people call things."""

from __future__ import annotations

import pytest

from optimizer.case.sheets import Country
from optimizer.words.names import Names
from tests.plans import row, small_case


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("base", "Base"),
        ("2028_congo_cobalt_2040_china_rare_earths", "2028 Congo cobalt 2040 China rare earths"),
        ("china_lost", "China lost"),
        ("united_demand", "United demand"),
        ("GaGe_ban", "GaGe_ban"),
    ],
)
def test_countries_in_the_name_of_a_scenario_have_a_capital(identifier: str, name: str) -> None:
    known = {"CHN": "China", "COD": "DR Congo", "USA": "United States"}
    case = small_case(countries={c: row(Country, country=c, name=n, bloc="neutral") for c, n in known.items()})
    assert Names(case).scenario(identifier) == name
