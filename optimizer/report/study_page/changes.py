"""The difference of two plans: in words, by term, everything that differs, and the inputs behind it."""

from __future__ import annotations

from optimizer.plan.table import Column
from optimizer.report.folds import Fold, Folds
from optimizer.report.page import Chapter, Figure, Part, Rows, Words
from optimizer.report.study_page.two_plans import sentences
from optimizer.report.study_page.view import View, begun
from optimizer.study.tables import CHANGES
from optimizer.words.text import clean, plural
from optimizer.words.wording import term

_DUST = 0.05


def story(view: View) -> Chapter | None:
    """What the second plan does otherwise, and where the difference in cost comes from."""
    told = sentences(view)[2:]
    if not told:
        return None
    figure = _terms(view)
    parts: list[Part] = [Words(told, listed=True), *([figure] if figure else [])]
    return Chapter("story", "What changes", (), parts)


def _terms(view: View) -> Figure | None:
    """Difference in expected cost by term; None where none differs."""
    second = view.planned[-1]
    found = {
        term(str(row["term"])): float(row["against_base_musd"])
        for row in view.rows("costs")
        if str(row["case"]) == second and row["term"] != "total" and abs(row["against_base_musd"] or 0.0) > _DUST
    }
    if not found:
        return None
    order = sorted(found, key=lambda name: -abs(found[name]))
    more = "more" if found[order[0]] > 0 else "less"
    return Figure(
        id="terms",
        kind="bars",
        heading=f"The largest part is {order[0][:1].lower()}{order[0][1:]}: {abs(found[order[0]]):,.0f} MUSD {more}",
        shows=f"Bars of the difference in cost by {plural(len(order), 'term')}: left less, right more.",
        data={
            "categories": order,
            "series": [{"name": "Difference", "values": [found[name] for name in order]}],
            "unit": "MUSD",
        },
        rows=Rows(
            "Difference in cost by term",
            (Column("term", "Term", "text"), Column("more", "Difference", "money", "MUSD")),
            [(name, found[name]) for name in order],
            view.source("costs"),
            printed=True,
        ),
        note=f"{view.head(second)} less {view.label(view.base)}, expected over the scenarios, MUSD discounted. Above 0 "
        "costs more; so does a credit that becomes smaller.",
    )


def everything(view: View) -> Chapter | None:
    """Every difference as a sentence, by subject."""
    by: dict[str, list[str]] = {}
    for row in view.rows("differences"):
        by.setdefault(str(row["about"]), []).append(clean(row["words"]))
    if not by:
        return None
    folds = [Fold(f"{begun(about)}: {plural(len(words), 'difference')}", words) for about, words in by.items()]
    words = "All that differs, the largest difference of a subject first. What is too small to matter is left out."
    parts = (Folds(folds, f"Sentences: {view.source('differences')}."),)
    return Chapter("differences", "Everything that differs", (words,), parts, "Differences")


def inputs(view: View) -> Chapter | None:
    """The cells in which the two workbooks differ."""
    rows = view.rows("changes")
    if not rows:
        return None
    heads = {"before": view.head(view.base), "after": view.head(view.planned[-1])}
    columns = [
        Column(c.name, heads.get(c.name, c.label), c.format, c.unit)
        for c in CHANGES.columns
        if c.name not in ("case", "words")
    ]
    table = Rows(
        "Inputs that differ", columns, [[row[c.name] for c in columns] for row in rows], view.source("changes"), False
    )
    words = "The cells of the workbook behind the two plans that are not the same."
    return Chapter("inputs", "Which inputs differ", (words,), (table,), "Inputs")
