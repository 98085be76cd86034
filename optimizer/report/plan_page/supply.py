"""Where materials come from, before the plan's projects and after."""

from __future__ import annotations

from optimizer.report.page import Chapter
from optimizer.report.plan_page.chain import chain
from optimizer.report.plan_page.shares import concern_share
from optimizer.report.plan_page.view import View
from optimizer.words.text import percent


def supply(view: View) -> Chapter | None:
    """Every family's chain as a Sankey diagram, in chosen years and under each scenario."""
    if not any(row["delivered_t"] for row in view.rows("supply")):
        return None
    first, last = view.ends
    before, after = concern_share(view, first), concern_share(view, last)
    heading = "Where materials come from"
    words = [_before(view)]
    if before is not None and after is not None and before > 0.001:
        heading = f"Countries of concern supply {percent(after)} in {last}, after {percent(before)} in {first}"
        words = [
            f"By value at reference prices, countries of concern deliver {percent(before)} of what "
            f"{view.partnership} are supplied with in {first} and {percent(after)} in {last}.",
            *words,
        ]
    return Chapter("supply", heading, words, (chain(view),), short="Where materials come from")


def _before(view: View) -> str:
    """What 'before' means here."""
    first = view.ends[0]
    online = [row["online_year"] for row in view.rows("projects") if row["status"] != "committed"]
    start = min(online, default=None)
    if start is None or start > first:
        return (
            f"“Before” is the year {first}: no project that the plan picks is in operation yet, committed "
            "ones may be. It is what the plan buys in that year, not a forecast of a world without the "
            "plan."
        )
    return f"“Before” is the year {first}, the first of the plan, when its earliest projects have only begun to run."
