"""The model as arrays: what HiGHS takes in one pass, and the way back to the variables of the model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from pyomo.common.gc_manager import PauseGC
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csc_array, csr_array

Vector = npt.NDArray[np.float64]


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
    with PauseGC():
        form = LinearStandardFormCompiler().write(m, mixed_form=True, set_sense=None)
    keep = np.fromiter((v is not m.nothing for v in form.columns), bool, len(form.columns))
    columns = [v for v in form.columns if v is not m.nothing]
    bounds = [v.bounds for v in columns]
    kind = np.fromiter((entry.bound_type for entry in form.rows), int, len(form.rows))
    rhs = np.asarray(form.rhs, dtype=float)
    measures = _measures(form, keep)
    return Arrays(
        columns=columns,
        rows=[entry.constraint for entry in form.rows],
        matrix=csc_array(form.A)[:, keep],
        row_lower=np.where(kind <= 0, rhs, -np.inf),
        row_upper=np.where(kind >= 0, rhs, np.inf),
        lower=np.array([-np.inf if low is None else low for low, _ in bounds], dtype=float),
        upper=np.array([np.inf if high is None else high for _, high in bounds], dtype=float),
        integral=np.fromiter((not v.is_continuous() for v in columns), bool, len(columns)),
        **measures,
    )


def _measures(form: Any, keep: npt.NDArray[np.bool_]) -> dict[str, Measure]:
    """The objectives of the compiled form by name: the one to minimise, and the measures beside it."""
    weights = csr_array(form.c).toarray()[:, keep]
    return {
        objective.local_name: Measure(weights[i], float(form.c_offset[i]))
        for i, objective in enumerate(form.objectives)
    }
