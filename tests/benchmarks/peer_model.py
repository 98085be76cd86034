"""The slice in linopy, as its manual would have it: labelled arrays, masks, grouped sums; sparse, semantics v1.

Two things make the sparse path exact and quick: what is missing after a reindexing is filled with 0 (a row with a
missing term would vanish without a word), and sums over rows of different parents are grouped by names, not padded.
"""

from __future__ import annotations

from typing import Any

import linopy
import numpy as np
import pandas as pd
import xarray as xr

from tests.benchmarks.slice import Figures


class Slice:
    """The figures of a slice with their labels, and the model made from them."""

    def __init__(self, figures: Figures) -> None:
        self.case = figures.facts.case
        self.outputs, self.inputs = figures.names["o"], figures.names["n"]
        self.index = {
            d: pd.Index(["/".join(n) if isinstance(n, tuple) else n for n in names], name=d)
            for d, names in figures.names.items()
        }
        self.sure = self._labelled([float(figures.facts.is_sure(p)) for p in figures.names["p"]], "p")
        self.start_musd = self._labelled(figures.start_musd, "py")
        self.capacity_t = self._labelled(figures.capacity_t, "pyt")
        self.run_musd_per_t = self._labelled(figures.run_musd_per_t, "pt")
        self.ship_musd_per_t = self._labelled(figures.ship_musd_per_t, "ort")
        self.buy_musd_per_t = self._labelled(figures.buy_musd_per_t, "ert")
        self.available_t = self._labelled(figures.available_t, "et")
        self.demand_t = self._labelled(figures.demand_t, "mrit")
        self.short_musd_per_t = self._labelled(figures.short_musd_per_t, "mrit")
        self.drawn = self._labelled(figures.drawn, "mrt")

    def _labelled(self, values: Any, dims: str) -> xr.DataArray:
        return xr.DataArray(values, coords=[self.index[d] for d in dims])

    def build(self) -> Any:
        """The model."""
        linopy.options["semantics"] = "v1"
        m = linopy.Model(sparse=True)
        mask = self.start_musd.notnull()
        m.add_variables(coords=self.start_musd.coords, mask=mask, binary=True, name="start")
        m.add_variables(lower=self.sure, upper=1.0, name="built")
        for name, costs in (
            ("run", self.run_musd_per_t),
            ("ship", self.ship_musd_per_t),
            ("buy", self.buy_musd_per_t),
        ):
            m.add_variables(lower=0.0, coords=costs.coords, mask=costs.notnull(), name=name)
        m.add_variables(lower=0.0, upper=self.demand_t.fillna(0), mask=self.demand_t.notnull(), name="short")
        self._investment(m)
        self._production(m)
        self._deliveries(m)
        self._balance(m)
        self._cost(m)
        return m

    def _investment(self, m: Any) -> None:
        """Each project at most once, exclusive groups, prerequisites."""
        projects, start, built = self.case.projects, m.variables["start"].fillna(0), m.variables["built"]
        m.add_constraints(start.sum("y") - built == 0, name="once")
        grouped = {p: projects[p].exclusive_group for p in self.index["p"] if projects[p].exclusive_group}
        if grouped:
            group = pd.Series(grouped, name="group").rename_axis("p")
            m.add_constraints((1 * built.sel(p=list(grouped))).groupby(group).sum() <= 1, name="group")
        needs = {p: projects[p].requires for p in self.index["p"] if projects[p].requires}
        if needs:
            by = np.less_equal.outer(np.array(self.index["y"]), np.array(self.index["t"])).astype(float)
            needed = start.sel(p=list(needs.values())).assign_coords(p=list(needs))
            late = (start.sel(p=list(needs)) - needed) * self._labelled(by, "yt")
            m.add_constraints(late.sum("y") <= 0, name="prerequisite")

    def _production(self, m: Any) -> None:
        """What runs is within capacity, and uses the least share of it."""
        run, start = m.variables["run"], m.variables["start"].fillna(0)
        operates = self.run_musd_per_t.notnull()
        capacity = (start * self.capacity_t.fillna(0)).sum("y")
        m.add_constraints(run.fillna(0) - capacity <= 0, mask=operates, name="capacity")
        least = self._labelled([self.case.projects[p].min_utilisation for p in self.index["p"]], "p")
        m.add_constraints(least * capacity - run.fillna(0) <= 0, mask=operates & (least > 0), name="utilisation")

    def _deliveries(self, m: Any) -> None:
        """No more than is made or available."""
        run, ship, buy = (m.variables[name].fillna(0) for name in ("run", "ship", "buy"))
        recipe = self._labelled([self.case.recipe[p][made] for p, made in self.outputs], "o")
        makers = xr.DataArray([p for p, _ in self.outputs], dims="o", coords=[self.index["o"]])
        made = run.sel(p=makers).drop_vars("p") * recipe
        offered = self.ship_musd_per_t.notnull().any("r")
        m.add_constraints(ship.sum("r") - made <= 0, mask=offered, name="shipped")
        sold = self.buy_musd_per_t.notnull().any("r")
        m.add_constraints(buy.sum("r") <= self.available_t.fillna(0), mask=sold, name="bought")

    def _balance(self, m: Any) -> None:
        """What arrives is what is taken."""
        run, ship, buy, short = (m.variables[name].fillna(0) for name in ("run", "ship", "buy", "short"))
        supplied = pd.Series([row.material for row in self.case.supply], self.index["e"], name="m")
        shipped = pd.Series([made for _, made in self.outputs], self.index["o"], name="m")
        drawing = xr.DataArray([p for p, _ in self.inputs], dims="n", coords=[self.index["n"]])
        per_t = self._labelled([-self.case.recipe[p][drawn] for p, drawn in self.inputs], "n")
        markets = [self.case.project_market(p) for p, _ in self.inputs]
        place = {"m": ("n", [material for _, material in self.inputs]), "r": ("n", markets)}
        drawn = (run.sel(p=drawing).drop_vars("p") * per_t).assign_coords(place).groupby(["m", "r"]).sum()
        brought = self._spread(buy.groupby(supplied).sum()) + self._spread(ship.groupby(shipped).sum())
        balance = brought + short.sum("i") - self._spread(drawn)
        m.add_constraints(balance == self.demand_t.fillna(0).sum("i"), mask=self.drawn, name="balance")

    def _spread(self, expression: Any) -> Any:
        """The same over all materials and markets; nothing where there was nothing."""
        return expression.reindex(m=self.index["m"], r=self.index["r"]).fillna(0)

    def _cost(self, m: Any) -> None:
        """Everything discounted, MUSD."""
        terms = {"start": self.start_musd, "run": self.run_musd_per_t, "ship": self.ship_musd_per_t}
        terms |= {"buy": self.buy_musd_per_t, "short": self.short_musd_per_t}
        costs = [(m.variables[name].fillna(0) * cost.fillna(0)).sum() for name, cost in terms.items()]
        m.add_objective(sum(costs[1:], costs[0]))
