"""Which steps are solved again, and what the answers say."""

from __future__ import annotations

from dataclasses import replace

from optimizer.case.facts import Facts
from optimizer.case.sheets import Target
from optimizer.case.varied import Varied
from optimizer.solve.search import solve
from optimizer.study.study import Answered
from optimizer.why.explanation import with_steps
from optimizer.why.prices import Prices
from optimizer.why.solved import saved
from optimizer.why.steps import Step, looser, steps
from tests.plans import row
from tests.tiny import book_of, near, plan_of
from tests.why.test_prices import shared, stocked
from tests.why.test_reach import sheets as missing
from tests.why.worlds import explained, solution_of, table


def target(metric: str, value: float) -> Target:
    return row(Target, target="t", metric=metric, value=value, from_year=2030, to_year=2030)


def test_a_step_is_to_the_looser_side() -> None:
    assert looser(target("min_bloc_share", 0.65)) == 0.6
    assert looser(target("max_country_share", 0.65)) == 0.7
    assert looser(target("max_country_share", 0.98)) == 1.0
    assert looser(target("max_shortage", 0.05)) == 0.06
    assert looser(target("min_recycled_share", 0.005)) == 0.0
    assert looser(target("min_cover_days", 60)) == 55
    assert looser(target("min_cover_days", 10)) == 9
    assert looser(target("max_risk", 0.45)) == 0.5


def test_steps_that_promise_most_come_first() -> None:
    found = steps(Prices(solution_of(stocked())))
    assert [step.label for step in found] == [
        "budget of fund 100 % → 110 %",
        "value of the target cover 365 → 360",
    ]
    assert found[0].shadow_musd > found[1].shadow_musd > 0
    assert steps(Prices(solution_of(stocked())), most=1) == found[:1]
    assert steps(Prices(solution_of(shared(0)))) == []


def test_a_solved_step_says_what_it_saves() -> None:
    solution = solution_of(shared(0.5))
    step = steps(Prices(solution))[0]
    assert step == Step(Varied("targets", "own", "min_domestic_share"), 0.5, 0.45, step.shadow_musd)
    loaded = book_of(shared(0.5)).varied("base", step.varied, step.after, step.label)
    after = plan_of(solve(Facts(loaded.case)))
    explanation = with_steps(explained(solution), [step], {step.label: Answered(step.label, "plan", after)})
    found = table(explanation, "steps")[0]
    assert (found["shadow_musd"], found["solved_musd"]) == (near(1), near(1))
    assert (found["solved_low_musd"], found["solved_high_musd"]) == (near(1), near(1))
    assert found["words"] in [r["words"] for r in table(explanation, "overview")]
    assert found["words"].endswith("50 % → 45 %: worth 1 MUSD (proven); its shadow price promises 1 MUSD.")
    failed = with_steps(explained(solution), [step], {step.label: Answered(step.label, "stopped")})
    assert table(failed, "steps")[0]["words"].endswith("not solved; its shadow price promises 1 MUSD.")


def test_a_looser_case_never_costs_more_whatever_its_search_found() -> None:
    plan = plan_of(solution_of(shared(0.5)))  # costs 20
    wide = replace(plan, bound_musd=10.0)
    worse = replace(plan, objective_musd=23.0, bound_musd=18.0)
    known = saved(wide, worse)
    assert (known.value, known.low, known.high) == (near(0), near(0), near(2))
    known = saved(wide, worse, spared_musd=1.5)
    assert (known.value, known.low, known.high) == (near(1.5), near(0), near(2))


def test_the_plan_itself_is_spared_penalties_by_a_step() -> None:
    step = next(s for s in steps(Prices(solution_of(missing(capacity=4)))) if not s.varied.of_budgets)
    assert (step.before, step.after) == (1.0, 0.95)
    assert step.spared_musd == near(0.5) == step.shadow_musd  # 0.5 t of 10 at 1 MUSD a tonne
