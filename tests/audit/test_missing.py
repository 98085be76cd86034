"""Figures that a plan leaves out, and parts of a document that do not fit: each is told as such."""

from __future__ import annotations

import copy

import pytest

from optimizer.audit.audit import audit_plan
from optimizer.errors import ResultError
from tests.audit.audited import Document, cell, failing, failures, planned
from tests.tiny import project, world, years


@pytest.fixture(scope="module")
def document() -> Document:
    """A plant at home that makes what is needed, and a target on where goods come from."""
    return planned(
        world(
            years(2030, 2031),
            projects=[project("plant")],
            targets=[{"target": "home", "metric": "min_domestic_share", "value": 0.5, "penalty": 5, "from_year": 2031}],
        )
    )


@pytest.mark.parametrize(
    ("table", "column", "group", "sentence"),
    [
        ("projects", "utilisation", "production", "the average use of plant is missing"),
        ("dependence", "domestic_share", "summaries", "dependence: domestic_share of goods in home 2030 is missing"),
        ("dependence", "largest_country", "summaries", "dependence: the largest country of goods in home 2030"),
        ("targets", "achieved", "targets", "what is achieved of home goods home 2031 is missing"),
    ],
)
def test_a_figure_that_is_left_out(table: str, column: str, group: str, sentence: str, document: Document) -> None:
    found = cell(document, table, column, None, 0)
    assert group in failing(found) <= {group, "head"}  # of targets the head says the same again
    assert sentence in failures(found)


def test_a_shadow_price_may_be_unknown(document: Document) -> None:
    other = copy.deepcopy(document)
    other["tables"]["targets"]["shadow_price"] = [None] * len(other["tables"]["targets"]["shadow_price"])
    assert failing(other) <= {"head"}


def test_an_inequality_that_no_target_has(document: Document) -> None:
    other = copy.deepcopy(document)
    for values in other["tables"]["targets"].values():
        values.append(values[0])
    other["tables"]["targets"]["year"][-1] = 2030
    assert "home goods home 2030 is no inequality of a target" in failures(other)


def test_columns_of_different_lengths_are_no_plan(document: Document) -> None:
    other = copy.deepcopy(document)
    other["tables"]["flows"]["tonnes"].pop()
    with pytest.raises(ResultError, match="columns of flows are not equally long"):
        audit_plan(other)


def test_inputs_that_cannot_be_worked_out(document: Document) -> None:
    other = copy.deepcopy(document)
    other["inputs"]["demand"]["rows"][0]["years"] = {"2030": None}
    assert not audit_plan(other).ok


def test_goods_without_a_price() -> None:
    """What nobody buys, stocks or finances needs none; its value is nothing."""
    planned(world(prices=[], projects=[project("plant")]))
