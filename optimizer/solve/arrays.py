"""The model as arrays: what HiGHS takes in one pass, and the way back to the variables of the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyomo.environ as pyo
from scipy.sparse import csc_array, csr_array

from optimizer.model.undisturbed import undisturbed
from optimizer.solve.sums import Columns, Sums

Vector = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Measure:
    """A linear function of the columns."""

    weights: Vector
    constant: float

    def of(self, values: Vector) -> float:
        """Its value at a point."""
        return float(self.weights @ values + self.constant)


@dataclass(frozen=True, eq=False)
class Arrays:
    """min cost·x + offset, row_lower ≤ A·x ≤ row_upper, lower ≤ x ≤ upper, some x whole."""

    columns: list[Any]
    """The Pyomo variable of each column."""
    rows: list[Any]
    """The Pyomo constraint of each row."""
    matrix: csc_array
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector
    integral: npt.NDArray[np.bool_]
    objective: Measure
    programme: Measure
    """Discounted capex, price support and stock purchases in base, MUSD."""
    expected_outlay: Measure
    """Expected discounted public outlay, MUSD."""
    operation: Measure
    """Sum of every scenario's cost, MUSD: what the rule on reported operation minimises."""

    @property
    def size(self) -> str:
        """Rows, columns and nonzeros, for people."""
        return f"{self.matrix.shape[0]:,} rows, {self.matrix.shape[1]:,} columns, {self.matrix.nnz:,} nonzeros"

    @cached_property
    def built(self) -> dict[str, int]:
        """Column of built[p] by project."""
        return {self.columns[i].index(): i for i in self._columns_of("built")}

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """Columns of each project's starts, in order of year and floor."""
        starts: dict[str, list[tuple[Any, int]]] = {}
        for i in self._columns_of("start"):
            project, *when = self.columns[i].index()
            starts.setdefault(project, []).append((when, i))
        return {p: [i for _, i in sorted(columns)] for p, columns in starts.items()}

    def _columns_of(self, name: str) -> list[int]:
        """Columns of a component of the block of investment, whose names are its own."""
        return [i for i, v in enumerate(self.columns) if v.parent_component().local_name == name]

    @cached_property
    def row_scenario(self) -> Labels:
        """Of each row, the place of its scenario among the blocks `m.future`; −1 for stage one, targets and risk."""
        return _scenarios(self.rows)

    @cached_property
    def column_scenario(self) -> Labels:
        """The same of each column."""
        return _scenarios(self.columns)

    def mask(self, variables: Any) -> npt.NDArray[np.bool_]:
        """Which columns belong to the given Pyomo variables."""
        wanted = {id(v) for v in variables}
        return np.fromiter((id(v) in wanted for v in self.columns), bool, len(self.columns))

    def write_back(self, values: Vector) -> None:
        """Put values into the variables of the model; variables that no row uses get 0."""
        for variable, value in zip(self.columns, values.tolist(), strict=True):
            variable.set_value(value, skip_validation=True)


def compile_model(m: Any) -> Arrays:
    """One pass over the model: its rows, bounds, objective and measures."""
    with undisturbed():
        columns = Columns(m)
        objectives = list(m.component_data_objects(pyo.Objective, active=True))
        rows = list(m.component_data_objects(pyo.Constraint, active=True))
        least, sums, most = zip(*(row.to_bounded_expression() for row in rows), strict=True) if rows else ((), (), ())
        measured, bodies = Sums(o.expr for o in objectives), Sums(sums)
        weights, first = measured.matrix(columns)
        matrix, then = bodies.matrix(columns)
        used = np.diff(weights.indptr) + np.diff(matrix.indptr) > 0
        order = columns.by_use(np.concatenate([first, then]))
        order = order[used[order]]
        variables = [columns.variables[i] for i in order.tolist()]
        lower, upper, integral = _bounds(variables)
        weighted = csr_array(weights[:, order]).toarray()
        return Arrays(
            columns=variables,
            rows=rows,
            matrix=matrix[:, order],
            row_lower=limits_of(least, -np.inf) - bodies.constants,
            row_upper=limits_of(most, np.inf) - bodies.constants,
            lower=lower,
            upper=upper,
            integral=integral,
            **{o.local_name: Measure(weighted[i], float(measured.constants[i])) for i, o in enumerate(objectives)},
        )


def limits_of(limits: Sequence[float | None], none: float) -> Vector:
    """Limits as an array."""
    found = np.array(limits, dtype=float)
    found[np.isnan(found)] = none  # what None becomes
    return found


def _bounds(variables: list[Any]) -> tuple[Vector, Vector, npt.NDArray[np.bool_]]:
    """The limits of variables, and which of them are whole."""
    lower, upper = limits_of([v._lb for v in variables], -np.inf), limits_of([v._ub for v in variables], np.inf)
    integral = np.zeros(len(variables), dtype=bool)
    # to ask each variable takes a tenth of all compiling, for nothing where every number is allowed
    for i in [i for i, v in enumerate(variables) if v._domain is not pyo.Reals]:
        low, high = variables[i].bounds
        lower[i], upper[i] = -np.inf if low is None else low, np.inf if high is None else high
        integral[i] = not variables[i].is_continuous()
    return lower, upper, integral


def _scenarios(members: list[Any]) -> Labels:
    """The place of the scenario of each member of the model."""
    known: dict[int, int] = {}
    found = np.empty(len(members), dtype=np.int64)
    for i, member in enumerate(members):
        component = member.parent_component()
        if id(component) not in known:
            known[id(component)] = _scenario(component)
        found[i] = known[id(component)]
    return found


def _scenario(component: Any) -> int:
    block = component.parent_block()
    while block is not None and block.parent_component() is not block.model().component("future"):
        block = block.parent_block()
    return -1 if block is None else list(block.parent_component()).index(block.index())
