"""Long tables turned into what fits a page: one row per thing, one column per year or other thing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from optimizer.excel.pages.layout import Layout
from optimizer.excel.pages.page import Page
from optimizer.excel.pages.styles import DASH
from optimizer.plan.table import Column, Format


def year_matrix(
    page: Page,
    frame: pd.DataFrame,
    key: tuple[str, str],
    values: str,
    total: bool = False,
    more_keys: Sequence[tuple[str, str]] = (),
    kind: Format = "money",
    unit: str = "MUSD",
) -> Layout:
    """Values by year, with totals where they add up."""
    keys = [key, *more_keys]
    return matrix(page, frame, [k for k, _ in keys], [label for _, label in keys], "year", values, kind, unit, total)


def matrix(
    page: Page,
    frame: pd.DataFrame,
    keys: Sequence[str],
    labels: Sequence[str],
    across: str,
    values: str,
    kind: Format = "money",
    unit: str = "",
    total: bool = True,
) -> Layout:
    """Values by the keys down and another column across, with totals where they add up."""
    wide = frame.pivot_table(index=list(keys), columns=across, values=values, aggfunc="sum", sort=False)
    wide = wide[sorted(wide.columns)] if across == "year" else wide
    if total:
        wide["total"] = wide.sum(axis=1)
    names = [f"{across} {number}" for number in range(len(wide.columns))]
    heads = ["Total" if c == "total" else str(c) for c in wide.columns]
    wide.columns = pd.Index(names)
    flat = wide.reset_index()
    columns = [Column(k, label, _kind(flat[k])) for k, label in zip(keys, labels, strict=True)]
    columns += [Column(n, head, kind, unit) for n, head in zip(names, heads, strict=True)]
    if total and len(flat) > 1:
        sums: dict[str, object] = {n: flat[n].sum() for n in names}
        sums[keys[0]] = "Total"
        flat = pd.concat([flat.astype(object), pd.DataFrame([sums], columns=flat.columns, dtype=object)])
    formats = dict.fromkeys(names, DASH[kind]) if kind in DASH else {}
    return page.table(columns, flat, totals=int(total and len(wide) > 1), number_formats=formats)


def _kind(values: pd.Series) -> Format:
    return "price" if pd.api.types.is_numeric_dtype(values) else "text"
