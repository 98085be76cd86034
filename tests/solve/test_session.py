"""HiGHS behind its door."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csc_array

from optimizer.solve.arrays import Arrays, Measure
from optimizer.solve.highs import SolverFault
from optimizer.solve.session import Problem, Stop, run, stop_on_interrupt


def arrays(whole: bool = False, most: float = 7.0) -> Arrays:
    """min −2x − 3y, x + y ≤ most, x ≤ 4, y ≤ 2.5; with whole numbers −14, otherwise −15.5."""
    measure = Measure(np.array([1.0, 0.0]), 10.0)
    return Arrays(
        columns=[],
        rows=[],
        matrix=csc_array(np.array([[1.0, 1.0]])),
        row_lower=np.array([-np.inf]),
        row_upper=np.array([most]),
        lower=np.zeros(2),
        upper=np.array([4.0, 2.5]),
        integral=np.array([whole, whole]),
        objective=Measure(np.array([-2.0, -3.0]), 0.0),
        programme=measure,
        expected_outlay=measure,
        operation=measure,
    )


@pytest.mark.parametrize(("whole", "best"), [(False, -15.5), (True, -14)])
def test_optimum(whole: bool, best: float) -> None:
    outcome = run(Problem.of(arrays(whole)), Stop())
    assert outcome.status == "optimal"
    assert outcome.objective == pytest.approx(best)
    assert outcome.bound == pytest.approx(best)


def test_offset() -> None:
    outcome = run(replace(Problem.of(arrays()), offset=100.0), Stop())
    assert outcome.objective == pytest.approx(84.5)


def test_shadow_prices_of_a_linear_programme() -> None:
    """With 5 t in all, one more is worth 2."""
    outcome = run(Problem.of(arrays(most=5)), Stop())
    assert outcome.row_duals == pytest.approx([-2])
    assert outcome.column_duals == pytest.approx([0, -1])


@pytest.mark.parametrize("whole", [False, True])
def test_infeasible(whole: bool) -> None:
    outcome = run(Problem.of(arrays(whole, most=-1)), Stop())
    assert outcome.status == "infeasible"
    assert outcome.values is None


def test_fixed_columns() -> None:
    problem = Problem.of(arrays()).fixed(np.array([True, False]), np.array([1.0, 0.0]))
    outcome = run(problem, Stop())
    assert outcome.values == pytest.approx([1, 2.5])


def test_one_more_row() -> None:
    """y ≤ x − 3."""
    problem = replace(Problem.of(arrays()), extra_row=(np.array([-1.0, 1.0]), -3.0))
    assert run(problem, Stop()).values == pytest.approx([4, 1])


@pytest.mark.parametrize("stop", [Stop(pressed=True), Stop(deadline=0.0)])
def test_stopped_at_once(stop: Stop) -> None:
    """Whatever HiGHS has by then, it ends, and does not claim an optimum without a point."""
    assert stop.now
    outcome = run(Problem.of(arrays(whole=True)), stop)
    assert outcome.status != "infeasible"
    assert outcome.status == "optimal" or outcome.values is None or outcome.bound <= outcome.objective


def test_an_unknown_option_is_a_fault_of_the_program() -> None:
    with pytest.raises(SolverFault, match="no_such_option"):
        run(replace(Problem.of(arrays()), options={"no_such_option": 1}), Stop())


def test_the_same_run_twice_is_the_same() -> None:
    first, second = (run(Problem.of(arrays(whole=True)), Stop()) for _ in range(2))
    assert first.values is not None
    assert first.values.tolist() == (second.values if second.values is not None else np.empty(0)).tolist()


def test_clock() -> None:
    assert not Stop().now
    assert not Stop.after(60).now
    assert 0 < Stop.after(60).remaining_s <= 60
    assert Stop.after(-1).now
    assert Stop.after(-1).remaining_s == 0


def test_interrupt_once_asks_and_twice_ends() -> None:
    stop, before = Stop(), signal.getsignal(signal.SIGINT)
    with stop_on_interrupt(stop):
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.now
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_outside_the_main_thread_interrupts_are_left_alone() -> None:
    found: list[bool] = []

    def work() -> None:
        before = signal.getsignal(signal.SIGINT)
        with stop_on_interrupt(Stop()):
            found.append(signal.getsignal(signal.SIGINT) is before)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [True]
