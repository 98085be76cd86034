"""The terms of the cost add up to the objective, and models of single scenarios hold the rows of the whole one."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pytest

from optimizer.case.facts import Facts
from optimizer.model import STAGE_ONE, STAGE_TWO, build, targets
from optimizer.model.linear import terms_of
from optimizer.model.objective import TERMS
from optimizer.plan.plan import Plan
from optimizer.solve.arrays import compile_model
from optimizer.solve.search import Solution, solve
from tests.model.everything import components, everything
from tests.tiny import facts_of, plan_of


@pytest.fixture(scope="module")
def solution() -> Solution:
    return solve(facts_of(everything()))


@pytest.fixture(scope="module")
def plan(solution: Solution) -> Plan:
    return plan_of(solution)


def costs(plan: Plan) -> pd.DataFrame:
    """Cost by scenario and term."""
    return plan.tables["costs"].pivot(index="scenario", columns="term", values="cost_musd")


def test_every_term_once_in_every_scenario(plan: Plan) -> None:
    found = Counter(zip(plan.tables["costs"]["scenario"], plan.tables["costs"]["term"], strict=True))
    assert found == Counter((s, term) for s in ("base", "crisis") for term in TERMS)


def test_terms_add_up_to_the_objective(plan: Plan) -> None:
    """75 % of the expectation, and 25 % of the tail: the worst half is the crisis with 30 % and a part of base."""
    total = costs(plan).sum(axis=1)
    mean = 0.7 * total["base"] + 0.3 * total["crisis"]
    tail = (0.3 * total["crisis"] + 0.2 * total["base"]) / 0.5
    assert total["crisis"] > total["base"]
    assert 0.75 * mean + 0.25 * tail == pytest.approx(plan.objective_musd, rel=1e-9)


def test_totals_by_scenario(plan: Plan) -> None:
    stated = plan.tables["scenarios"].set_index("scenario")["cost_musd"]
    assert costs(plan).sum(axis=1).to_dict() == pytest.approx(stated.to_dict())


def test_no_concept_names_a_term_of_another_or_an_unknown_one(solution: Solution) -> None:
    """A term that two concepts name would be counted by Pyomo once or twice without a word."""
    m, facts = solution.model, solution.facts
    named = Counter(term for concept in (*STAGE_ONE.values(), targets) for term in concept.costs(m, facts))
    for concept in STAGE_TWO.values():
        future = facts.futures["crisis"]
        named.update({term for term, *_ in concept.costs(m.future["crisis"], facts, future)})
    assert named == Counter(TERMS)


def test_a_concept_names_no_variable_twice_in_a_term(solution: Solution) -> None:
    """The same term, year and variable twice would be counted twice."""
    facts = solution.facts
    for name, future in facts.futures.items():
        b = solution.model.future[name]
        for concept in STAGE_TWO.values():
            costs = [(term, t, e) for term, t, c, e in concept.costs(b, facts, future) if c]
            named = Counter((term, t, id(v)) for term, t, e in costs for _, v in terms_of(e))
            assert not [key for key, count in named.items() if count > 1]


def test_what_a_tonne_costs(solution: Solution) -> None:
    """In MUSD, to more digits than the golden texts have, where a wrong million would not be seen."""
    expected = {
        "purchases": [0.12, 1.2, 1.8],  # ore, goods, and goods at a premium of half, when all cost a fifth more
        "freight": [0.0001],
        "duty": [0.012, 0.12, 0.18],
        "opex": [0.5],
        "holding": [0.001],
        "shortage": [10],
        "refill": [-1, 1],
    }
    costs = solution.model.future["crisis"].cost
    for term, musd in expected.items():
        assert sorted({c for c, _ in terms_of(costs[term, 2031])}) == pytest.approx(musd, rel=1e-9)


def test_programme(plan: Plan) -> None:
    """Discounted capex, price support and stock purchases of base, from the tables."""
    support = plan.tables["price_support"].query("scenario == 'base'")
    stock = plan.tables["stockpiles"].query("scenario == 'base'")
    discounted = sum(1.05 ** (2030 - row.year) * row.topup_musd for row in support.itertuples())
    discounted += sum(1.05 ** (2030 - row.year) * row.purchase_musd for row in stock.itertuples())
    assert plan.programme_musd == pytest.approx(costs(plan).loc["base", "capex"] + discounted)


def test_expected_outlay(plan: Plan) -> None:
    """Discounted outlay of base and crisis with 70 and 30 %; in 2030 the crisis is base."""
    paid = plan.tables["funding"].groupby(["scenario", "year"])["outlay_musd"].sum()
    expected = paid["base", 2030] + (0.7 * paid["base", 2031] + 0.3 * paid["crisis", 2031]) / 1.05
    assert plan.expected_outlay_musd == pytest.approx(expected)


def test_premium_is_on_all_outlay(plan: Plan) -> None:
    """20 % of what the funders pay."""
    paid = plan.tables["funding"].groupby(["scenario", "year"])["outlay_musd"].sum()
    assert costs(plan).loc["base", "public_funds_premium"] == pytest.approx(
        0.2 * (paid["base", 2030] + paid["base", 2031] / 1.05)
    )


def facts(risk_weight: float = 0) -> Facts:
    """The case with every feature, with or without a weight on the tail."""
    book = everything()
    for row in book["settings"]:
        if row["key"] == "risk_weight":
            row["value"] = risk_weight
    return facts_of(book)


def count(m: Any, *, shared: bool) -> Counter[str]:
    """Rows by component; shared ones belong to no scenario."""
    rows: Counter[str] = Counter()
    for name, found in components(m).items():
        if name.startswith("future.") is not shared and not name.startswith(("risk.", "targets.")):
            rows[name] += len(found)
    return rows


@pytest.mark.parametrize("risk_weight", [0, 0.25])
@pytest.mark.parametrize("scenarios", [["base"], ["crisis"]])
def test_a_model_of_one_scenario_compiles(scenarios: list[str], risk_weight: float) -> None:
    arrays = compile_model(build(facts(risk_weight), scenarios))
    assert arrays.matrix.shape[0] > 20


def test_without_a_weight_on_the_tail_nothing_measures_it() -> None:
    assert not list(build(facts(0)).risk.component_objects())
    assert list(build(facts(0.25)).risk.component_objects())


def test_the_whole_model_has_the_rows_of_its_scenarios() -> None:
    """A crisis alone lacks only the row that ties the money it finds to base."""
    whole, base, crisis = build(facts()), build(facts(), ["base"]), build(facts(), ["crisis"])
    parts = count(base, shared=False) + count(crisis, shared=False)
    parts["future.outlays.carried_from_base"] += 1
    assert count(whole, shared=False) == parts
    assert count(whole, shared=True) == count(base, shared=True) == count(crisis, shared=True)


def test_targets_of_the_scenarios_that_are_built() -> None:
    """The largest shortage is held in either scenario, everything else in base."""
    held = {
        name: {(key[0], key[4]) for key in build(facts(), scenarios).targets.hold}
        for name, scenarios in (("whole", None), ("base", ["base"]), ("crisis", ["crisis"]))
    }
    assert held["crisis"] == {("max_shortage", "crisis")}
    assert held["whole"] - held["base"] == held["crisis"]
