"""The sheet of targets: one line for each in words, with what is missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from optimizer.excel.pages.cells import figure, present, records
from optimizer.excel.pages.styles import HELD_FILL, HELD_INK, MISSED_FILL, MISSED_INK
from optimizer.excel.plan_book.book import Book
from optimizer.excel.plan_book.rows import empty
from optimizer.plan.table import Column
from optimizer.study.measures import MISSED
from optimizer.study.penalty import penalty_musd
from optimizer.words.names import Names
from optimizer.words.text import plural
from optimizer.words.wording import DAYS, brief, sentence

SUMMARY = (
    Column("target", "Target", "text"),
    Column("words", "What it asks for", "text"),
    Column("state", "State", "text"),
    Column("hard", "Hard", "yes_no", doc="yes: no plan may miss it. no: missing it costs a penalty"),
    Column("rows", "Checks", "whole", doc="one for each material, market, year and country that it names"),
    Column("held", "Held", "whole"),
    Column("limit", "Limit", "number", "share or days"),
    Column("worst", "Achieved at worst", "number", "share or days"),
    Column("where", "Worst case", "text", doc="where and when the plan is furthest from the limit, or closest to it"),
    Column("missed", "Missed by", "tonnes", "t or MUSD", "sum over all checks"),
    Column("penalty", "Penalty", "money", "MUSD", "discounted, as it enters the cost"),
)


@dataclass(frozen=True)
class TargetLine:
    """One target and how far the plan reaches it."""

    target: str
    words: str
    brief: str
    hard: bool
    rows: int
    held: int
    limit: float
    worst: float | None
    where: str
    missed: float
    penalty: float
    is_days: bool

    @property
    def holds(self) -> bool:
        """Whether every check holds."""
        return self.held == self.rows

    @property
    def state(self) -> str:
        """In words."""
        return "held" if self.holds else f"missed in {self.rows - self.held} of {self.rows}"


def target_lines(book: Book) -> list[TargetLine]:
    """Every target, the most expensive miss first."""
    found = [_line(book, str(t), group) for t, group in book.table("targets").groupby("target", sort=False)]
    return sorted(found, key=lambda r: (r.holds, -r.penalty, -r.missed))


def _line(book: Book, name: str, group: pd.DataFrame) -> TargetLine:
    target = book.case.targets.get(name)
    metric = str(group["metric"].iloc[0])
    slack = group["slack"].fillna(0.0).astype(float)
    worst = _worst(group, slack, metric)
    penalty = 0.0
    if target is not None:
        years = (int(year) if present(year) else None for year in group["year"])
        penalty = sum(penalty_musd(book.case, target, s, year) for s, year in zip(slack, years, strict=True))
    return TargetLine(
        target=name,
        words=sentence(target, book.names) if target else name,
        brief=brief(target, book.names, 26) if target else name,
        hard=bool(group["hard"].iloc[0]),
        rows=len(group),
        held=int((slack <= MISSED).sum()),
        limit=float(group["value"].iloc[0]),
        worst=None if worst is None else figure(worst["achieved"]),
        where="" if worst is None else _place(book, worst, len(group)),
        missed=float(slack.sum()),
        penalty=penalty,
        is_days=metric == DAYS,
    )


def _worst(group: pd.DataFrame, slack: pd.Series, metric: str) -> dict[str, Any] | None:
    """The row that misses by most, in achieved value; without a miss the one nearest to the limit."""
    known = group[group["achieved"].notna()]
    missed = known[(slack > MISSED).loc[known.index]]
    rows = records(missed if not missed.empty else known)
    furthest = max if metric.startswith("max_") else min
    return furthest(rows, key=lambda row: float(row["achieved"]), default=None)


_NAMING = {
    "material": Names.short_material,
    "market": Names.market,
    "country": Names.country,
    "scenario": Names.scenario,
}


def _place(book: Book, row: dict[str, Any], rows: int) -> str:
    parts = []
    for column in ("material", "market", "country", "scenario", "year"):
        value = row[column]
        if rows > 1 and present(value) and value != "":
            naming = _NAMING.get(column)
            parts.append(
                str(int(value)) if column == "year" else naming(book.names, str(value)) if naming else str(value)
            )
    return ", ".join(parts)


def write_targets(book: Book) -> None:
    """Every target in words: held, or missed by how much, where it is worst."""
    page = book.page(
        "Targets",
        "Targets",
        "What the plan has to reach in base, and what it achieves. A target with a penalty may be missed at that cost; "
        "a hard one may not. Every check stands in the sheet 'Target rows'.",
    )
    if empty(book, page, "targets"):
        return
    found = target_lines(book)
    held = sum(r.holds for r in found)
    page.say(f"{held} of {plural(len(found), 'target')} hold everywhere.", bold=True)
    page.legend((MISSED_FILL, "Missed somewhere"), (HELD_FILL, "Held everywhere"))
    frame = pd.DataFrame([{c.name: getattr(r, c.name) for c in SUMMARY} for r in found])
    units = ['#,##0" days"' if r.is_days else "0.0%" for r in found]
    widths = {"target": 32, "words": 64, "where": 44}
    layout = page.table(SUMMARY, frame, widths, filter=True, number_formats={"limit": units, "worst": units})
    state = layout.at("state")
    for text, fill, ink in (("missed", MISSED_FILL, MISSED_INK), ("held", HELD_FILL, HELD_INK)):
        style = book.workbook.add_format({"bg_color": fill, "font_color": ink, "bold": text == "missed"})
        rule = {"type": "text", "criteria": "begins with", "value": text, "format": style}
        page.sheet.conditional_format(layout.first, state, layout.last, state, rule)
    page.freeze_head(layout, 1)
