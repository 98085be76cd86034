"""Tables of studies over plans by name: of cases, of the points of a sweep, of the two sides of a difference."""

from optimizer.study.measures import headline
from optimizer.study.rows.futures import shortage, stockpiles
from optimizer.study.rows.money import costs, funding
from optimizer.study.rows.projects import projects, starts
from optimizer.study.rows.targets import targets

__all__ = ["costs", "funding", "headline", "projects", "shortage", "starts", "stockpiles", "targets"]
