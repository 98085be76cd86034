"""Columns and rows by name, handed to HiGHS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import highspy
import numpy as np

INF = highspy.kHighsInf
ONE: tuple[Any, ...] = ()


class Lin(dict):
    """A linear expression: coefficients by column name, the constant under `ONE`."""

    def __add__(self, other: Lin | float) -> Lin:
        result = Lin(self)
        for name, value in as_lin(other).items():
            result[name] = result.get(name, 0.0) + value
        return result

    __radd__ = __add__

    def __mul__(self, factor: float) -> Lin:
        return Lin({name: value * factor for name, value in self.items()})

    __rmul__ = __mul__

    def __neg__(self) -> Lin:
        return self * -1.0

    def __sub__(self, other: Lin | float) -> Lin:
        return self + as_lin(other) * -1.0

    def __rsub__(self, other: Lin | float) -> Lin:
        return as_lin(other) - self

    def at(self, values: dict[Any, float]) -> float:
        """The value of the expression."""
        return sum(value * (1.0 if name == ONE else values[name]) for name, value in self.items())


def as_lin(value: Lin | float) -> Lin:
    """A number as an expression."""
    return value if isinstance(value, Lin) else Lin({ONE: float(value)})


def var(*name: Any) -> Lin:
    """A column as an expression."""
    return Lin({name: 1.0})


def total(parts: Iterable[Lin | float]) -> Lin:
    """The sum of expressions."""
    result = Lin()
    for part in parts:
        for name, value in as_lin(part).items():
            result[name] = result.get(name, 0.0) + value
    return result


class Milp:
    """A mixed-integer linear program as two dicts."""

    def __init__(self) -> None:
        self.columns: dict[Any, tuple[float, float, bool]] = {}
        self.rows: dict[Any, tuple[Lin, float, float]] = {}

    def column(self, *name: Any, upper: float = INF, lower: float = 0.0, integer: bool = False) -> Lin:
        """Declares a column."""
        assert name not in self.columns, name
        self.columns[name] = (lower, upper, integer)
        return var(*name)

    def binary(self, *name: Any) -> Lin:
        """Declares a column that is 0 or 1."""
        return self.column(*name, upper=1.0, integer=True)

    def row(self, name: Any, left: Lin | float, sense: str, right: Lin | float) -> None:
        """States `left sense right`."""
        assert name not in self.rows, name
        difference = as_lin(left) - right
        rest = -difference.pop(ONE, 0.0)
        self.rows[name] = (difference, -INF if sense == "<=" else rest, INF if sense == ">=" else rest)

    def minimise(self, objective: Lin, scale: float = 1.0, fixed: dict[Any, float] | None = None) -> Solution:
        """Solves; columns in `fixed` become constants and, where any are given, no column is an integer."""
        names = list(self.columns)
        place = {name: j for j, name in enumerate(names)}
        fixed = fixed or {}
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(names), len(self.rows)
        model.col_cost_ = np.zeros(len(names))
        cost = np.zeros(len(names))
        for name, value in objective.items():
            if name != ONE:
                cost[place[name]] = value * scale
        model.col_cost_ = cost
        model.col_lower_ = np.array([fixed.get(name, self.columns[name][0]) for name in names], dtype=float)
        model.col_upper_ = np.array([fixed.get(name, self.columns[name][1]) for name in names], dtype=float)
        model.row_lower_ = np.array([row[1] for row in self.rows.values()], dtype=float)
        model.row_upper_ = np.array([row[2] for row in self.rows.values()], dtype=float)
        starts, index, values = [0], [], []
        for left, _, _ in self.rows.values():
            for name, value in left.items():
                if value != 0.0:
                    index.append(place[name])
                    values.append(value)
            starts.append(len(index))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts)
        model.a_matrix_.index_ = np.array(index, dtype=np.int32)
        model.a_matrix_.value_ = np.array(values, dtype=float)
        whole = [self.columns[name][2] and not fixed for name in names]
        if any(whole):
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[flag] for flag in whole]
        return run(model, names, objective)


class Solution:
    """Status, value of the objective and value of every column."""

    def __init__(self, status: str, objective: float, values: dict[Any, float]) -> None:
        self.status, self.objective, self.values = status, objective, values


OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-9,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
    "random_seed": 1,
    "time_limit": 30.0,
}


def run(model: highspy.HighsLp, names: list[Any], objective: Lin, presolve: str = "choose") -> Solution:
    """Hands a model to HiGHS and reads the answer."""
    solver = highspy.Highs()
    for key, value in {**OPTIONS, "presolve": presolve}.items():
        assert solver.setOptionValue(key, value) == highspy.HighsStatus.kOk, key
    assert solver.passModel(model) != highspy.HighsStatus.kError
    solver.run()
    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        if presolve == "choose":  # it calls feasible models infeasible now and then
            return run(model, names, objective, presolve="off")
        if status == highspy.HighsModelStatus.kInfeasible:
            return Solution("infeasible", float("nan"), {})
        raise RuntimeError(f"HiGHS stopped with {status}")
    values = dict(zip(names, solver.getSolution().col_value, strict=True))
    return Solution("optimal", objective.at(values), values)
