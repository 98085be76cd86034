"""The small tables of the overview, each cut to what fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from optimizer.case.case import BASE
from optimizer.excel.pages import chart_data
from optimizer.excel.pages.cells import records
from optimizer.excel.pages.charts import Look
from optimizer.excel.pages.styles import OTHERS, SERIES, WHOLE_SHARE
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.futures import cost_matrix
from optimizer.excel.plan_book.money import in_base
from optimizer.excel.plan_book.supply_chart import important_materials, partner_supply
from optimizer.excel.plan_book.targets import TargetLine
from optimizer.plan.table import Column
from optimizer.words.text import plural, shorten
from optimizer.words.wording import term

_MOST = 11
_WHOLE_MONEY = "#,##0;-#,##0;0"


@dataclass(frozen=True)
class Block:
    """A small table."""

    heading: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    empty: str
    has_total: bool = False
    note: str = ""
    formats: Mapping[str, str] = field(default_factory=dict)


def costs(book: Book) -> Block:
    """Cost by term, in base and expected."""
    columns = [Column("term", "Term", "text"), Column("base", "Base", "money"), Column("expected", "Expected", "money")]
    formats = {"base": _WHOLE_MONEY, "expected": _WHOLE_MONEY}
    if book.table("costs").empty:
        return Block("Cost", columns, (), "This plan has no costs.")
    wide = cost_matrix(book)
    base = wide[BASE] if BASE in wide else wide["expected"]
    rows = [(term(str(t)), base[t], wide.loc[t, "expected"]) for t in wide.index]
    rows.append(("Total", base.sum(), wide["expected"].sum()))
    return Block("Cost, MUSD discounted", columns, rows, "", has_total=True, formats=formats)


def funders(book: Book) -> Block:
    """Public money in base by funder and purpose."""
    money = {"grants_musd": "Grants", "price_support_musd": "Support", "stock_musd": "Stock", "outlay_musd": "Total"}
    columns = [Column("who", "Funder", "text"), *(Column(n, label, "money") for n, label in money.items())]
    columns.append(Column("used", "Of budget", "share"))
    base = in_base(book, "funding")
    by = base.groupby("funder")[list(money)].sum()
    by["budget"] = base.groupby("funder")["budget_musd"].agg(lambda b: b.sum() if b.notna().all() else float("nan"))
    paying = by[by["outlay_musd"] > 1e-6].sort_values("outlay_musd", ascending=False)
    rows = [_funder(book.names.short_funders([str(f)], 42)[str(f)], r) for f, r in paying.head(_MOST).iterrows()]
    if len(paying) > _MOST:
        rest = paying.iloc[_MOST:]
        rows.append(_funder(f"+ {plural(len(rest), 'other funder')}", rest.sum(min_count=len(rest))))
    idle = len(by) - len(paying)
    total = by.sum(min_count=len(by)) if len(by) else None
    rows += [_funder("Total", total)] if total is not None and rows else []
    note = (
        f"{plural(idle, 'funder')} {'spends' if idle == 1 else 'spend'} nothing. An empty share: no budget is set."
        if idle
        else ""
    )
    formats = {**dict.fromkeys(money, _WHOLE_MONEY), "used": WHOLE_SHARE}
    heading = "Public money in base, MUSD not discounted"
    return Block(heading, columns, rows, "No public money is spent in this plan.", True, note, formats)


def _funder(name: str, row: pd.Series) -> list[object]:
    budget = row["budget"]
    used = row["outlay_musd"] / budget if pd.notna(budget) and budget > 0 else None
    return [name, row["grants_musd"], row["price_support_musd"], row["stock_musd"], row["outlay_musd"], used]


def built(book: Book) -> Block:
    """The largest projects that the plan picks."""
    columns = [
        Column("name", "Project", "text"),
        Column("start", "Decision", "year"),
        Column("online", "Online", "year"),
        Column("capex", "Capex", "money"),
        Column("who", "Who pays", "text"),
    ]
    projects = book.table("projects")
    picked = projects[projects["status"] != "committed"].sort_values("capex_musd", ascending=False)
    rows = [_project(book, row) for row in records(picked.head(_MOST))]
    rest = picked.iloc[_MOST:]
    parts = [f"+ {len(rest)} more picked ({rest['capex_musd'].sum():,.0f} MUSD)"] if len(rest) else []
    committed = projects[projects["status"] == "committed"]
    if len(committed):
        parts.append(f"{plural(len(committed), 'committed project')} ({committed['capex_musd'].sum():,.0f} MUSD)")
    note = " and ".join(parts) + (": see the sheet 'Projects'." if parts else "")
    return Block(
        "What is built, capex in MUSD",
        columns,
        rows,
        "No project is picked in this plan.",
        note=note,
        formats={"capex": _WHOLE_MONEY},
    )


def _project(book: Book, row: Mapping[str, object]) -> list[object]:
    name = shorten(book.names.project(str(row["project"])), 42)
    capex = float(str(row["capex_musd"]))
    share = float(str(row["grants_musd"])) / capex if capex > 0 else 0.0
    who = f"{share:.0%} public: {', '.join(_payers(book, str(row['project'])))}" if share >= 0.005 else "private"
    if isinstance(row["price_floor"], str) and row["price_floor"]:
        who += f"; price floor {row['price_floor']}"
    return [name, row["start_year"], row["online_year"], capex, shorten(who, 33)]


def _payers(book: Book, project: str) -> list[str]:
    """Identifiers of the funders of a project, the largest first."""
    grants = book.table("grants")
    by = grants[grants["project"] == project].groupby("funder")["grant_musd"].sum().sort_values(ascending=False)
    return [str(f) for f in by.index if by[f] >= 0.5]


def scenarios(book: Book) -> Block:
    """Probability, cost of disruption and shortage of each scenario."""
    columns = [
        Column("name", "Scenario", "text"),
        Column("probability", "Prob.", "share"),
        Column("disruption", "Disruption", "money"),
        Column("short", "Short, t", "tonnes"),
        Column("cost", "Its cost", "money"),
    ]
    frame = book.table("scenarios")
    rows = [
        (
            book.names.scenario(str(r["scenario"])),
            r["probability"],
            r["disruption_musd"],
            r["short_t"],
            r["shortage_cost_musd"],
        )
        for r in records(frame.head(_MOST))
    ]
    note = f"+ {len(frame) - _MOST} more: see the sheet 'Scenarios'." if len(frame) > _MOST else ""
    formats = {"probability": WHOLE_SHARE, "disruption": _WHOLE_MONEY, "cost": _WHOLE_MONEY}
    return Block(
        "What disruptions cost, MUSD discounted",
        columns,
        rows,
        "The workbook describes no scenarios.",
        note=note,
        formats=formats,
    )


def targets(reached: Sequence[TargetLine]) -> Block:
    """The targets that are missed, the most expensive first."""
    missed = [r for r in reached if not r.holds]
    heading = f"Targets: {len(reached) - len(missed)} of {len(reached)} held everywhere" if reached else "Targets"
    # the sentence takes the width of four columns
    labels = ("Missed, the most expensive first", "", "", "", "At worst, and penalty")
    columns = [Column(str(number), label, "text") for number, label in enumerate(labels)]
    rows = [(r.brief, "", "", "", _miss(r)) for r in missed[: _MOST - 1]]
    note = f"+ {len(missed) - len(rows)} more: see the sheet 'Targets'." if len(missed) > len(rows) else ""
    empty = "Every target is held." if reached else "The workbook sets no targets."
    return Block(heading, columns, rows, empty, note=note)


def _miss(line: TargetLine) -> str:
    worst = "" if line.worst is None else f"{line.worst:,.0f} days" if line.is_days else f"{line.worst:.1%}"
    year = line.where.rsplit(", ", 1)[-1]
    when = f" in {year}" if year.isdigit() and worst else ""
    return f"{worst}{when}; {line.penalty:,.0f} MUSD"


def dependence(book: Book, size: tuple[int, int]) -> tuple[chart_data.Block, Look]:
    """Share of the concern bloc, or of the largest country where there is none, before and after."""
    years = (book.case.years[0], book.case.years[-1])
    supply = partner_supply(book)
    supply = supply[supply["year"].isin(years)]
    concern = (supply["bloc"] == "concern").any()
    materials = important_materials(book, supply, 10)
    short = book.names.short_materials(materials, 24)
    series: dict[str, list[float | None]] = {
        str(y): [_share(supply, m, y, bool(concern)) for m in materials] for y in years
    }
    what = "countries of concern" if concern else "the largest country"
    block = book.charts.add(f"Share of {what} in deliveries to the partners", [short[m] for m in materials], series)
    look = Look(
        "bar",
        f"Share of {what}, before and after",
        "Material",
        "Share of deliveries to the partners, %",
        colours=(OTHERS, SERIES[0]),
        number_format="0%",
        size=size,
        extra={"min": 0, "max": 1},
    )
    return block, look


def _share(supply: pd.DataFrame, material: str, year: int, concern: bool) -> float | None:
    own = supply[(supply["material"] == material) & (supply["year"] == year)]
    total = float(own["delivered_t"].sum())
    if total <= 0:
        return None
    part = (
        own.loc[own["bloc"] == "concern", "delivered_t"].sum()
        if concern
        else own.groupby("country")["delivered_t"].sum().max()
    )
    return float(part) / total
