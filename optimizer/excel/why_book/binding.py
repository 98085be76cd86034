"""The sheets of what binds: targets, budgets, and the steps that were solved."""

from __future__ import annotations

from optimizer.excel.pages.cells import figure
from optimizer.excel.pages.charts import Look, place
from optimizer.excel.pages.pivot import year_matrix
from optimizer.excel.pages.styles import SERIES
from optimizer.excel.why_book.book import WhyBook
from optimizer.study.why_tables import BINDING_BUDGETS, BINDING_TARGETS, STEPS
from optimizer.why.binding import BINDS, HELD, MISSED, OUT_OF_REACH

_STATES = (OUT_OF_REACH, MISSED, BINDS, HELD)
_MARKS = {OUT_OF_REACH: "missed", MISSED: "later", BINDS: "held", HELD: ""}


def write_targets(book: WhyBook) -> None:
    """Every target with its state and its shadow price."""
    page = book.page(
        "Targets",
        "Which targets bind",
        "A shadow price is what one unit (t or MUSD) more room in one year would save, with the projects as decided; a "
        "step loosens the value in all years. Out of reach: even the linear relaxation, in which projects may be built "
        "in part and cost does not matter, misses the target.",
    )
    frame = book.table("binding_targets")
    if frame.empty:
        page.say("The workbook has no targets.", italic=True)
        return
    frame["rank"] = [_STATES.index(state) for state in frame["state"]]
    frame = frame.sort_values(["rank", "per_step_musd"], ascending=[True, False], kind="stable").reset_index(drop=True)
    marks = {"state": [_MARKS[str(state)] for state in frame["state"]]}
    widths = {"target": 26, "sentence": 52, "state": 15, "step": 16, "words": 60}
    layout = page.table(BINDING_TARGETS.columns, frame, widths, filter=True, marks=marks)
    page.freeze_head(layout, 1)


def write_budgets(book: WhyBook) -> None:
    """What 1 MUSD more would save by funder and year, then every budget."""
    page = book.page(
        "Budgets",
        "Which budgets bind",
        "What one more MUSD of a budget in a year would save in base and all scenarios together, with the projects as "
        "decided. It says nothing about projects that a larger step would bring in: those are on the sheet of steps.",
    )
    frame = book.table("binding_budgets")
    if frame.empty:
        page.say("The workbook limits no budget.", italic=True)
        return
    binding = frame[frame["binds"].astype(bool)]
    if binding.empty:
        page.say("No budget binds.", italic=True)
    else:
        page.subtitle("1 MUSD more saves, MUSD")
        year_matrix(page, binding, ("name", "Funder"), "per_musd", kind="number")
    page.subtitle("Every budget")
    columns = [c for c in BINDING_BUDGETS.columns if c.name != "funder"]
    marks = {"binds": ["held" if binds else "" for binds in frame["binds"]]}
    page.table(columns, frame, {"name": 40, "where": 12}, marks=marks)
    page.freeze(1, 1)


def write_steps(book: WhyBook) -> None:
    """What a looser target or a larger budget is really worth."""
    page = book.page(
        "Solved steps",
        "What a step is really worth",
        "The targets and budgets that matter most by their shadow prices, each a step looser: solved again with every "
        "project free. A shadow price holds for a small change with the projects as decided; the solved difference "
        "holds for the whole step, within the gaps of the two searches. Grey: no more than the gaps explain.",
    )
    frame = book.table("steps")
    if frame.empty:
        page.say("No step was solved.", italic=True)
        return
    sure = ["" if told else "unsure" for told in frame["told_apart"]]
    solved = ("solved_musd", "solved_low_musd", "solved_high_musd", "told_apart")
    names = STEPS.names
    bands = (("Solved", names.index("solved_musd"), names.index("told_apart")),)
    widths = {"what": 44, "before": 9, "after": 9, "answer": 12, "enter": 30, "leave": 30, "words": 60}
    layout = page.table(STEPS.columns, frame, widths, bands=bands, marks=dict.fromkeys(solved, sure))
    page.freeze_head(layout, 1)
    values = {"By shadow price": "shadow_musd", "Solved": "solved_musd"}
    low, high = ([figure(v) for v in frame[f"solved_{end}_musd"]] for end in ("low", "high"))
    series = {name: [figure(v) for v in frame[column]] for name, column in values.items()}
    labels = [f"{w}: {b} → {a}" for w, b, a in zip(frame["what"], frame["before"], frame["after"], strict=True)]
    block = book.charts.add("What each step saves, MUSD", labels, series, {"Solved": (tuple(low), tuple(high))})
    title = "What each step saves; lines: at least and at most"
    look = Look("bar", title, "Step", "MUSD, discounted", colours=(SERIES[4], SERIES[0]), size=(900, 320))
    place(book, page, block, look)
