from __future__ import annotations

from itertools import product

import pytest

from optimizer.case.build import to_case
from optimizer.case.case import Case
from optimizer.case.changes import changed_inputs
from optimizer.case.hazards import Hazard, hazards_of
from optimizer.case.records import fingerprint, from_records, to_records
from tests.books import Sheets, tables_of
from tests.case.rich import rich


def case_of(sheets: Sheets) -> Case:
    tables, findings = tables_of(sheets)
    assert [f for f in findings if f.severity == "error"] == []
    return to_case(tables)


def test_rows_of_one_name_are_one_hazard():
    (stop,) = hazards_of(case_of(rich()))
    assert (stop.name, stop.yearly_probability, list(stop.lengths)) == ("stop", 0.2, [1, 2])
    assert stop.years == (2027, 2028, 2029, 2030)
    assert [(e.kind, e.value_low, e.value_high) for e in stop.effects] == [
        ("export_cut", 0.4, 0.8),
        ("price", 1.5, 1.5),
    ]


def test_it_strikes_from_its_first_year_to_its_last():
    sheets = rich()
    sheets["hazards"][0] |= {"first_year": 2028, "last_year": 2029, "years_high": None}
    (stop,) = hazards_of(case_of(sheets))
    assert stop.years == (2028, 2029)
    assert list(stop.lengths) == [1]


@pytest.mark.parametrize(("low", "high"), [(1, 1), (1, 2), (2, 3), (5, 9)])
def test_expected_strikes_are_those_of_all_futures_together(low: int, high: int):
    hazard = Hazard("h", (), 0.3, low, high, (2027, 2028, 2029, 2030))
    expected = 0.0
    for strikes, lengths in product(product((True, False), repeat=4), product(hazard.lengths, repeat=4)):
        chance, over, count = (1 / len(hazard.lengths)) ** 4, 0, 0
        for year, (strike, length) in enumerate(zip(strikes, lengths, strict=True)):
            chance *= 0.3 if strike else 0.7
            if strike and year >= over:
                over, count = year + length, count + 1
        expected += chance * count
    assert hazard.expected_strikes() == pytest.approx(expected)


def test_no_plan_depends_on_hazards():
    with_hazards, without = rich(), rich()
    del without["hazards"]
    one, other = case_of(with_hazards), case_of(without)
    assert one.hazards
    assert fingerprint(one) == fingerprint(other)
    assert changed_inputs(one, other) == []
    assert from_records(to_records(one)).hazards == ()
