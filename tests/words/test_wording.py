"""What targets ask for in words."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from typing import Any

import pytest

import optimizer.words
from optimizer.case.metrics import METRIC
from optimizer.case.sheets import Target
from optimizer.words.names import Names
from optimizer.words.wording import brief, sentence
from tests.plans import row, small_case

NAMES = Names(small_case())
ASKED = {"target": "t", "material": "ORE", "market": "ANZ", "value": 0.4, "from_year": 2027, "to_year": 2029}
"""A target about ore, whose name in the workbook is "Ore (t contained)"."""


def target(metric: str, **more: Any) -> Any:
    return row(Target, **ASKED | {"metric": metric} | more)


@pytest.mark.parametrize("metric", METRIC)
def test_every_metric_is_a_sentence_and_a_half_line(metric: str) -> None:
    for words in (sentence, brief):
        text = words(target(metric, subject="concern"), NAMES)
        assert "{" not in text
        assert text[0].isupper()
        assert ("0.4 days" if "days" in metric else "40 %") in text


@pytest.mark.parametrize(
    ("metric", "more", "text"),
    [
        (
            "max_country_share",
            {"subject": "*"},
            "Australia and New Zealand: at most 40 % of the ore delivered comes from any one foreign country",
        ),
        ("min_recycled_share", {"market": "all"}, "All partners: at least 40 % of the ore used is recycled"),
        ("min_domestic_output", {"market": "*"}, "Each market: own countries make at least 40 % of the ore needed"),
        (
            "min_bloc_cover",
            {"subject": "partner, ally, neutral", "tier": "defence"},
            "Australia and New Zealand: partner, ally and neutral countries supply at least 40 % of the defence demand "
            "for ore",
        ),
    ],
)
def test_sentences_read_well_whatever_the_market_is_called(metric: str, more: dict[str, Any], text: str) -> None:
    assert sentence(target(metric, **more), NAMES) == f"{text}, 2027–2029"


@pytest.mark.parametrize("name", [m.name for m in pkgutil.iter_modules(optimizer.words.__path__)])
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"optimizer.words.{name}")).failed == 0
