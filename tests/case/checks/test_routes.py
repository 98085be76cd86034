from __future__ import annotations

from tests.books import has, judge, minimal


def test_two_rows_that_name_equally_many_clash():
    sheets = minimal()
    sheets["routes"] = [{"country": "CHN", "freight": 1}, {"market": "ANZ", "freight": 2}]
    assert has(judge(sheets), "error: routes!C3", "names as many as routes!", "oxide from CHN to ANZ")


def test_a_row_that_names_more_settles_it():
    sheets = minimal()
    sheets["routes"] = [
        {"country": "CHN", "freight": 1},
        {"market": "ANZ", "freight": 2},
        {"country": "CHN", "market": "ANZ", "freight": 2},
    ]
    assert not has(judge(sheets), "error")


def test_rows_of_the_own_market_name_both():
    sheets = minimal()
    del sheets["supply"]
    sheets["routes"] = [{"country": "AUS", "material": "oxide"}, {"market": "ANZ", "material": "oxide"}]
    assert judge(sheets) == []


def test_same_rows_for_deliveries_that_do_not_exist_are_odd():
    sheets = minimal()
    sheets["routes"] = [{"country": "CHN", "material": "ore"}, {"country": "CHN", "material": "ore", "freight": 5}]
    assert has(judge(sheets), "warning: routes!A3", "names as many as routes!A2")
    sheets["routes"][0]["material"] = sheets["routes"][1]["material"] = "oxide"
    assert has(judge(sheets), "error: routes!A3", "names as many as routes!A2")
