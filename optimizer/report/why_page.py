"""Why each project is in or out: chapters of what `optimizer explain` has found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from optimizer.plan.table import Column
from optimizer.report.beside import Beside, Kind, Row, chapters_beside
from optimizer.report.cards import Card, Cards
from optimizer.report.page import Chapter, Figure, Part, Rows, Words
from optimizer.study.why_tables import EXPLANATION
from optimizer.words.amounts import musd
from optimizer.words.text import plural
from optimizer.words.wording import brief

_WHY = Kind("explanation", EXPLANATION, "why", "Why this project, and not that one", "Why this project")
_STATES = {"in": "In", "committed": "Committed", "out": "Out"}
_TOLD = ("projects", "budgets", "steps")
"""What of the overview is told, in this order."""
_MOST = 12


def why_chapters(file: Path) -> Sequence[Chapter]:
    """What binds, and a card for each project.

    Raises:
        ResultError: the file is no explanation, or no plan lies beside it.
    """
    return chapters_beside(file, _WHY, _told)


def _told(found: Beside) -> Sequence[Chapter]:
    cards = found.rows("cards")
    left = sum(card["decision"] == "out" for card in cards)
    words = (
        "Each card says why a project is built or left out, and what the opposite decision would cost. "
        f"{plural(len(cards), 'project')} {'is' if len(cards) == 1 else 'are'} explained; the plan leaves {left} out."
    )
    told = [row["words"] for about in _TOLD for row in found.rows("overview") if row["about"] == about]
    parts: list[Part] = [*_targets(found), Words(told, listed=True), _cards(found, cards)]
    return [found.opening((words,), parts)]


def _cards(found: Beside, rows: list[Row]) -> Cards:
    ordered = sorted(rows, key=lambda row: (list(_STATES).index(row["decision"]), -(row["most_musd"] or 0.0)))
    states = [(s, label) for s, label in _STATES.items() if any(row["decision"] == s for row in rows)]
    return Cards("why-cards", "projects", [_card(found, row) for row in ordered], states, found.source("cards"))


def _card(found: Beside, row: Row) -> Card:
    facts = [
        found.names.country(row["country"]),
        f"{row['kind']} for {found.names.short_material(row['product'])}",
        f"capex {musd(row['capex_musd'] or 0.0)}",
        f"decided in {row['start_year']}" if row["start_year"] else "",
        f"grants, MUSD: {row['funders']}" if row["funders"] else "",
    ]
    words = [row["words"]]
    if row["opposite"] and row["range"]:
        words.append(f"If it were {row['opposite']}: {row['range']}.")
    if row["first_budget"]:
        words.append(f"Enters first at {row['first_budget']} of the sweep.")
    state = row["decision"]
    return Card(row["name"], state, _STATES[state].lower(), " · ".join(filter(None, facts)), words)


def _called(found: Beside, row: Row) -> str:
    target = found.case.targets.get(row["target"])
    return f"{brief(target, found.names, 26) if target else row['sentence']} ({row['step']})"


def _targets(found: Beside) -> list[Figure]:
    """What a looser target saves."""
    rows = [row for row in found.rows("binding_targets") if (row["per_step_musd"] or 0.0) >= 0.05]
    shown = sorted(rows, key=lambda row: -row["per_step_musd"])[:_MOST]
    if not shown:
        return []
    columns = (
        Column("sentence", "Asks for", "text"),
        Column("state", "State", "text"),
        Column("step", "Step", "text"),
        Column("per_step_musd", "The step saves", "money", "MUSD"),
        Column("words", "In words", "text"),
    )
    table = [tuple(row[c.name] for c in columns) for row in found.rows("binding_targets")]
    return [
        Figure(
            id="binding",
            kind="bars",
            heading=f"A looser target saves {musd(shown[0]['per_step_musd'])}: {_called(found, shown[0])}",
            shows=f"Bars of what one point less of each of {len(shown)} targets saves.",
            data={
                "categories": [_called(found, row) for row in shown],
                "series": [{"name": "The step saves", "values": [row["per_step_musd"] for row in shown]}],
                "unit": "MUSD",
                "tall": True,
            },
            rows=Rows("Targets, and what a step saves", columns, table, found.source("binding_targets")),
            note="What one step saves, MUSD discounted, by shadow price: for a small change with the projects "
            "as decided.",
        )
    ]
