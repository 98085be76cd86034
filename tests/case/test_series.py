from __future__ import annotations

import pytest

from optimizer.case.series import interpolate

POINTS = {2030: 10.0, 2032: 20.0, 2036: 0.0}


@pytest.mark.parametrize(
    ("year", "value"), [(2000, 10), (2030, 10), (2031, 15), (2032, 20), (2033, 15), (2035, 5), (2036, 0), (2050, 0)]
)
def test_linear_between_and_constant_outside(year: int, value: float) -> None:
    assert interpolate(POINTS, year) == pytest.approx(value)


def test_one_point_is_constant() -> None:
    assert {interpolate({2030: 7.0}, year) for year in (2020, 2030, 2040)} == {7.0}


def test_order_does_not_matter() -> None:
    assert interpolate(dict(reversed(POINTS.items())), 2031) == pytest.approx(15)


def test_nothing_to_go_by() -> None:
    with pytest.raises(ValueError, match="at least one year"):
        interpolate({}, 2030)
