"""An explanation as text: what decides the plan, then a line for each project."""

from __future__ import annotations

from collections.abc import Iterator

from optimizer.study.measures import records
from optimizer.why.explanation import Explanation


def told(explanation: Explanation) -> str:
    """What decides the plan, and why each project is in or out with what the opposite would cost."""
    return "\n".join([*_overview(explanation), "", *_cards(explanation)])


def _overview(explanation: Explanation) -> Iterator[str]:
    return (row["words"] for row in records(explanation.tables["overview"]) if row["about"] != "plan")


def _cards(explanation: Explanation) -> Iterator[str]:
    for row in records(explanation.tables["cards"]):
        cost = f" [{row['opposite']}: {row['range']}]" if row["range"] else ""
        yield f"{row['decision']:<9} {row['name']}: {row['words']}{cost}"
