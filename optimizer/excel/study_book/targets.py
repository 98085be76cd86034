"""The sheet of targets: which plan misses which target, and by how much."""

from __future__ import annotations

from typing import Any

import pandas as pd

from optimizer.excel.pages.cells import present, records
from optimizer.excel.pages.styles import HELD_FILL, MISSED_FILL
from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.by_case import NO_PLAN, case_columns, column_name, upright, write_by_case
from optimizer.plan.table import Column
from optimizer.words.text import clean, plural
from optimizer.words.wording import POOLED

_HELD = "held"
_DUST = 1e-6


def write_targets(book: StudyBook) -> None:
    """Target by case: held, or missed by how much."""
    page = book.page(
        "Targets",
        f"Targets by {book.noun}",
        "Targets that some plan misses, with how far and in which year it is worst; every other target holds in every "
        "plan. Amounts add up all years, markets and materials that a target names.",
    )
    frame = book.table("targets")
    if frame.empty or not (frame["missed"].fillna(0).astype(float) > 0).any():
        page.say(
            "Every plan holds every target." if any(map(book.has_plan, book.cases)) else "There is no plan.",
            italic=True,
        )
        return
    page.legend((MISSED_FILL, "Missed, by so much in all, and the year in which it is worst"), (HELD_FILL, "Held"))
    columns, whole = _in_words(book, frame)
    marks = {column_name(n): _marks(book, case, whole[column_name(n)].tolist()) for n, case in enumerate(book.cases)}
    widths = {"target": 24, "sentence": 60} | {
        column_name(n): 11.0 if book.crowded else 17.0 for n in range(len(book.cases))
    }
    layout = page.table(columns, whole, widths, filter=True, marks=marks, upright=upright(book))
    page.freeze_head(layout, 1)
    if frame["against_base"].notna().any():
        page.subtitle(f"Missed by, against {book.reference}: more (+) or less (−), t or MUSD")
        keys = {"target": "Target", "sentence": "Asks for"}
        frame = frame.assign(sentence=frame["target"].astype(str).map(_said(frame)).fillna(""))
        write_by_case(book, page, frame, keys, "against_base", "tonnes", "", signed=True)


def _in_words(book: StudyBook, frame: pd.DataFrame) -> tuple[list[Column], pd.DataFrame]:
    found = {(str(r["case"]), str(r["target"])): r for r in records(frame)}
    often = frame[frame["missed"].fillna(0).astype(float) > 0].groupby("target")["case"].nunique()
    order = [str(t) for t in often.sort_values(ascending=False, kind="stable").index]
    said = _said(frame)
    rows = [
        {
            "target": t,
            "sentence": said.get(t, ""),
            **{column_name(n): _cell(book, c, found.get((c, t))) for n, c in enumerate(book.cases)},
        }
        for t in order
    ]
    columns = [Column("target", "Target", "text"), Column("sentence", "Asks for", "text"), *case_columns(book, "text")]
    return columns, pd.DataFrame(rows)


def _said(frame: pd.DataFrame) -> dict[str, str]:
    """What each target asks for in the first case that has it: others may have changed the value."""
    rows = reversed(list(zip(frame["target"], frame["sentence"], strict=True)))
    return {str(target): str(sentence) for target, sentence in rows if present(sentence)}


def _cell(book: StudyBook, case: str, row: dict[str, Any] | None) -> str:
    if not book.has_plan(case):
        return ""
    if row is None or not present(row["missed"]) or float(row["missed"]) <= _DUST:
        return _HELD
    amount = f"{float(row['slack']):,.0f}" if float(row["slack"]) >= 10 else f"{float(row['slack']):,.2g}"
    amount = f"{amount} {unit(book, clean(row['target']))}"
    worst = str(int(row["worst"])) if present(row["worst"]) else ""
    if book.crowded:
        return f"{amount}, {worst}" if worst else amount
    checks = plural(int(row["missed"]), "check")
    return f"{amount} in {checks}, worst in {worst}" if worst else f"{amount} in {checks}"


def unit(book: StudyBook, target: str) -> str:
    """What a target is missed by: money where it is about shares of money, otherwise tonnes."""
    known = (plan.case.targets[target] for plan in book.study.plans.values() if target in plan.case.targets)
    found = next(known, None)
    return "MUSD" if found is not None and found.metric.endswith(POOLED) else "t"


def _marks(book: StudyBook, case: str, cells: list[str]) -> list[str]:
    if not book.has_plan(case):
        return [NO_PLAN] * len(cells)
    return ["held" if cell == _HELD else "missed" for cell in cells]
