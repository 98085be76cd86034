"""Which soft targets no plan can reach, and by how much they are missed at least."""

from __future__ import annotations

from typing import Any

from optimizer.solve.session import Stop
from optimizer.why.reach import least_slacks, missed_targets
from tests.tiny import Sheets, near, project, supply, world
from tests.why.worlds import explained, silent, solution_of, table


def sheets(capacity: float, penalty: float = 1e6, **more: Any) -> Sheets:
    """All of 10 t should be made at home, where a plant costs 60 MUSD; missing that costs 1 MUSD a tonne."""
    target = {"target": "own", "metric": "min_domestic_share", "material": "goods", "market": "home", "value": 1}
    rows = [project("plant", capacity_t=capacity, capex_musd=60, **more)]
    return world(projects=rows, supply=[supply()], targets=[target | {"penalty": penalty}])


def test_out_of_reach_by_what_is_lacking_whatever_it_costs() -> None:
    row = table(explained(sheets(capacity=4)), "binding_targets")[0]
    assert (row["state"], row["slack"], row["least_slack"]) == ("out of reach", near(10), near(6))
    assert row["words"] == (
        "Out of reach: no plan misses it by less than 6 t. The plan: missed by 10 t in all, at most 4 t of that "
        "because missing it costs less."
    )


def test_as_little_as_any_plan_can() -> None:
    row = table(explained(sheets(capacity=4, penalty=50e6)), "binding_targets")[0]
    assert (row["state"], row["slack"], row["least_slack"]) == ("out of reach", near(6), near(6))
    assert row["words"].endswith("missed by 6 t in all, as little as any plan can.")


def test_missed_but_within_reach() -> None:
    row = table(explained(sheets(capacity=10)), "binding_targets")[0]
    assert (row["state"], row["slack"], row["least_slack"]) == ("missed", near(10), 0.0)
    assert "may be within reach, but missing it costs less" in row["words"]


def test_a_target_that_is_held_is_not_looked_at() -> None:
    assert missed_targets(solution_of(sheets(capacity=10, penalty=50e6))) == []


def test_what_there_is_no_time_for_is_left_open() -> None:
    solution = solution_of(sheets(capacity=4))
    assert least_slacks(solution, ["own"], Stop(), 0, silent) == {}
    assert least_slacks(solution, ["own"], Stop(pressed=True), 60, silent) == {}
    row = table(explained(solution, time_limit_s=0), "binding_targets")[0]
    assert row["state"] == "missed"
    assert row["words"] == "Missed by 10 t in all. One point looser saves about 0.1 MUSD."
