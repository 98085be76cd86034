"""The schema of what late and dearer projects do to a plan. Costs are discounted."""

from __future__ import annotations

from optimizer.plan.table import Column, Table
from optimizer.plan.tables import COUNTRY, MATERIAL, NAME, PROJECT, SCENARIO

LATE = Column("years_late", "Years late", "whole")
WORDS = Column("words", "In words", "text")
BELOW = "net of the credit for unused life; below 0 where most of it is spent before the plan begins"

RANKING = Table(
    "ranking",
    "What hurts most",
    "One row per built project: what the longest delay and the higher cost do, the most harmful first.",
    (
        Column("rank", "Rank", "whole", doc="by the expected cost of the longest delay"),
        PROJECT,
        NAME,
        COUNTRY,
        Column("product", "Product", "text"),
        Column("online_year", "Online", "year", doc="as planned"),
        LATE,
        Column("expected_musd", "Costs", "money", "MUSD", "expected over the scenarios, more than on time"),
        Column("short_t", "Shortage", "tonnes", "t", "expected, more than on time, all materials"),
        Column("breaks", "Targets that break", "whole", doc="targets missed, or missed by more"),
        Column("first_target", "First to break", "text"),
        Column("first_year", "In", "year"),
        Column("covered", "Stock covers", "share", "%", "of the shortage that the delay adds in base"),
        Column("dearer_musd", "Dearer costs", "money", "MUSD", f"what the higher capital cost adds, {BELOW}"),
        Column("lacks_musd", "Owner lacks", "money", "MUSD", "at the higher cost, beyond the grants of the plan"),
        WORDS,
    ),
)

DELAYS = Table(
    "delays",
    "Every delay",
    "One row per built project and delay. Costs are what the delay adds.",
    (
        PROJECT,
        NAME,
        LATE,
        Column("base_musd", "In base", "money", "MUSD", "cost of base, more than on time"),
        Column("expected_musd", "Expected", "money", "MUSD", "over the scenarios by their probability"),
        Column("worst_scenario", "Worst scenario", "text", doc="in which the delay costs most"),
        Column("worst_musd", "Costs there", "money", "MUSD"),
        Column("base_short_t", "Shortage in base", "tonnes", "t"),
        Column("short_t", "Expected shortage", "tonnes", "t"),
        Column("breaks", "Targets that break", "whole"),
        Column("first_target", "First to break", "text"),
        Column("first_year", "In", "year"),
        Column("stock_saves_musd", "Stock saves", "money", "MUSD", "releases less their refill, in the surprise"),
        Column("released_t", "Released", "tonnes", "t", "of its products, in the years of the delay"),
        Column("covered_t", "Shortage covered", "tonnes", "t", "by what is released"),
        Column("covered", "Covered", "share", "%", "of the shortage that the delay adds without stock"),
    ),
)

SCENARIO_COSTS = Table(
    "scenarios",
    "By scenario",
    "What each delay adds to the cost and the shortage of each scenario.",
    (
        PROJECT,
        LATE,
        SCENARIO,
        Column("cost_musd", "Cost", "money", "MUSD"),
        Column("short_t", "Shortage", "tonnes", "t"),
    ),
)

SHORTAGE = Table(
    "shortage",
    "Shortage by material",
    "What each delay leaves short, more than on time.",
    (
        PROJECT,
        LATE,
        MATERIAL,
        Column("base_t", "In base", "tonnes", "t"),
        Column("expected_t", "Expected", "tonnes", "t", "over the scenarios by their probability"),
    ),
)

BREAKS = Table(
    "breaks",
    "Targets that break",
    "Targets that a delay makes the plan miss, or miss by more; the earliest first.",
    (
        PROJECT,
        LATE,
        Column("target", "Target", "text"),
        Column("hard", "Hard", "yes_no", doc="a hard target breaks only where nothing else is possible"),
        Column("first_year", "First in", "year", doc="empty for targets about the whole plan"),
        Column("before", "Missed on time", "tonnes", "t or MUSD", "over all inequalities and years"),
        Column("after", "Missed when late", "tonnes", "t or MUSD"),
        Column("more", "More", "tonnes", "t or MUSD"),
    ),
)

DEARER = Table(
    "dearer",
    "Dearer projects",
    "What a higher capital cost adds, and what the owner lacks with the grants of the plan.",
    (
        PROJECT,
        NAME,
        Column("capex_musd", "Capex as planned", "money", "MUSD"),
        Column("costs_musd", "Costs", "money", "MUSD", f"discounted, {BELOW}"),
        Column("grants_musd", "Grants", "money", "MUSD", "of the plan, not discounted"),
        Column("gap_musd", "Funding gap", "money", "MUSD", "of the dearer business plan at the private rate"),
        Column("lacks_musd", "Owner lacks", "money", "MUSD", "what the grants of the plan do not close"),
        Column("room_musd", "Funders may still give", "money", "MUSD", "by their shares, budgets aside"),
        WORDS,
    ),
)

LATENESS = (RANKING, DELAYS, SCENARIO_COSTS, SHORTAGE, BREAKS, DEARER)
