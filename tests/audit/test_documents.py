"""Documents that can be read and those that cannot: what tells rows apart, what is a figure, and what is tolerated."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from optimizer.audit.audit import audit_plan
from optimizer.audit.document import document_of, read_document
from optimizer.audit.groups import shape
from optimizer.errors import ResultError
from tests.audit.audited import Document, cell, changed, failing, failures, planned
from tests.audit.test_faults import long
from tests.audit.test_groups import busy
from tests.tiny import supply, world

TOLERANCES = {
    "tables": (1e-9, 1e-9, ""),
    "investment": (1e-9, 1e-9, ""),
    "spending": (1e-9, 2e-7, "MUSD"),
    "co-funding": (2e-6, 2e-7, "MUSD"),
    "business plans": (1e-9, 1e-8, "MUSD"),
    "viability": (1e-9, 1e-8, "MUSD"),
    "price support": (2e-6, 2e-7, "MUSD"),
    "production": (2e-6, 2e-7, "t"),
    "deliveries": (2e-6, 1e-9, "t"),
    "balance": (5e-6, 1e-9, "t"),
    "stock": (2e-6, 1e-9, "t"),
    "budgets": (2e-6, 1e-9, "MUSD"),
    "targets": (5e-6, 1e-9, "t"),
    "costs": (5e-6, 2e-7, "MUSD"),
    "objective": (2e-6, 2e-7, "MUSD"),
    "summaries": (1e-6, 1e-9, "t"),
    "scenarios": (1e-6, 1e-9, "t"),
    "head": (1e-9, 1e-9, ""),
}
"""What is added to a figure, the share of it, and its unit. A solver's own tolerances are 1e-6 and 1e-7."""


def test_tolerances(document: Document) -> None:
    groups = audit_plan(document).groups
    assert {group.name: (group.absolute, group.relative, group.unit) for group in groups} == TOLERANCES


def test_the_number_of_checks(document: Document) -> None:
    """None is left out."""
    assert [audit_plan(found).checks for found in (document, planned(long()))] == [1079, 1175]


TELLING = {
    "projects": "project",
    "business_plans": "project",
    "grants": "funder, project, year",
    "funding": "scenario, funder, year",
    "supply": "material, market, country, origin, year",
    "dependence": "material, market, year",
    "stockpiles": "scenario, stockpile, year",
    "price_support": "scenario, project, year, funder",
    "targets": "target, material, market, country, scenario, year",
    "costs": "scenario, term",
    "scenarios": "scenario",
    "shortage": "scenario, material, market, tier, year",
    "production": "scenario, year, project",
    "flows": "scenario, year, material, from, row, market",
}
"""What tells the rows of each table apart."""


@pytest.mark.parametrize("table", TELLING)
def test_what_tells_rows_apart(table: str, full: Document) -> None:
    """Rows that differ in any one of these; those that do not stand twice."""
    keys = TELLING[table].split(", ")
    full = full if full["tables"][table][keys[0]] else planned(busy())
    for key in (None, *keys):
        other = copy.deepcopy(full)
        for column, cells in other["tables"][table].items():
            cells[:] = [cells[0], "another" if column == key else cells[0]]
        twice = [failure for failure in shape.check(document_of(other)).failures if "stands twice" in failure]
        assert len(twice) == (key is None), key


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), "1", [1]])
def test_what_is_no_figure(value: Any, full: Document) -> None:
    found = audit_plan(cell(full, "flows", "tonnes", value))
    assert [group.name for group in found.groups] == ["tables"]
    assert not found.readable
    assert not audit_plan(cell(full, "flows", "year", value)).readable
    assert not audit_plan(cell(full, "flows", "market", value)).readable
    assert audit_plan(full).readable


def test_whole_numbers_that_are_written_as_real_ones(full: Document) -> None:
    """As columns with empty cells are."""
    other = copy.deepcopy(full)
    for table in other["tables"].values():
        for cells in table.values():
            cells[:] = [float(v) if isinstance(v, int) and not isinstance(v, bool) else v for v in cells]
    assert failing(other) == set()


@pytest.mark.parametrize("text", ["[" * 100_000, "{", "[]", '"text"', b"\xff\xfe"])
def test_files_that_are_no_plan(text: str | bytes, tmp_path: Any) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ResultError, match=r"plan\.json: th"):
        read_document(file)
    with pytest.raises(ResultError, match="there is no plan to read"):
        read_document(tmp_path / "other.json")


def test_a_circle_of_materials_is_told() -> None:
    goods = {"target": "own", "metric": "min_domestic_output", "value": 0, "penalty": 5}
    document = planned(world(supply=[supply()], targets=[goods]))
    found = changed(document, "materials", {"becomes": "goods", "t_per_t": 1.0})
    assert "targets: it cannot be worked out: RecursionError" in failures(found)


@pytest.mark.parametrize(
    ("sheet", "change", "wrong"),
    [
        ("scenarios", {"probability": None}, "inputs: it cannot be worked out: TypeError"),
        ("recipes", {"project": "nobody"}, "inputs: it cannot be worked out: KeyError"),
        ("demand", {"years": {}}, "balance: it cannot be worked out: ValueError"),
        ("projects", {"life_years": 0}, "spending: it cannot be worked out: ZeroDivisionError"),
        ("projects", {"capex_musd": None}, "spending: it cannot be worked out: TypeError"),
    ],
)
def test_inputs_that_cannot_be_worked_out(sheet: str, change: dict[str, Any], wrong: str, full: Document) -> None:
    assert any(failure.startswith(wrong) for failure in audit_plan(changed(full, sheet, change)).failures)


def test_a_head_that_cannot_be_worked_out(full: Document) -> None:
    other = copy.deepcopy(full)
    other["projects"][0]["grants_musd"] = []
    (group,) = [group for group in audit_plan(other).groups if group.failures]
    assert (group.name, group.checks) == ("head", 1)
    assert group.failures[0].startswith("it cannot be worked out: AttributeError: ")
