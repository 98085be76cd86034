"""The schema of an explanation: what binds, what a step would change, and a card for each project.

Costs are discounted MUSD and compare with the plan; grants, capex and budgets are not discounted, as in a plan.
"""

from __future__ import annotations

from optimizer.plan.table import Column, Table
from optimizer.plan.tables import COUNTRY, FUNDER, NAME, PROJECT, YEAR

WORDS = Column("words", "In words", "text")
SHADOW = "shadow price: for a small change, with the projects as decided"

OVERVIEW = Table(
    "overview",
    "In words",
    "What decides the plan, sentence by sentence.",
    (Column("about", "About", "text"), WORDS),
)

CARDS = Table(
    "cards",
    "Projects",
    "Why each project is in or out, and what the opposite decision would cost.",
    (
        PROJECT,
        NAME,
        COUNTRY,
        Column("kind", "Kind", "text"),
        Column("product", "Product", "text"),
        Column("decision", "Decision", "text", doc="in, committed, or out"),
        Column("start_year", "Start", "year", doc="year of the decision to build, as planned"),
        Column("price_floor", "Price floor", "text"),
        Column("funders", "Who pays", "text", doc="grants by funder, MUSD"),
        Column("capex_musd", "Capex", "money", "MUSD"),
        Column("reason", "Reason", "text"),
        WORDS,
        Column("opposite", "If it were", "text", doc="what the next columns price: forced out, or forced in"),
        Column("alone_musd", "All else as decided", "money", "MUSD", "solved: only this decision is turned round"),
        Column(
            "answering_musd",
            "Chain may answer",
            "money",
            "MUSD",
            "solved: projects of the same chain may be decided anew",
        ),
        Column(
            "least_musd",
            "At least",
            "money",
            "MUSD",
            "proven: no plan with the opposite decision costs less; below 0 the search's gap leaves the sign open",
        ),
        Column("most_musd", "At most", "money", "MUSD", "solved: the best plan found with the opposite decision"),
        Column("proven", "Proven", "yes_no", doc="yes: every plan with the opposite decision costs more"),
        Column("range", "Range in words", "text"),
        Column("enter", "Then enter", "text", doc="projects that the best plan with the opposite decision also builds"),
        Column("leave", "Then leave", "text", doc="projects that it no longer builds"),
        Column("unit_cost_usd_per_t", "Cost of a tonne", "price", "USD/t", "capital included, inputs at their price"),
        Column("price_usd_per_t", "Price of a tonne", "price", "USD/t", "reference price over its years"),
        Column("gap_musd", "Funding gap", "money", "MUSD", "least over its starts and floors"),
        Column("first_budget", "Enters at", "text", doc="first point of the sweep that builds it"),
        Column("first_budget_musd", "Budget there", "money", "MUSD", "all years"),
    ),
)

CHANGES = Table(
    "changes",
    "What the opposite decision changes",
    "Expected cost by term, shortage, purchases and targets of the best plan with the opposite decision, less those of "
    "the plan.",
    (
        PROJECT,
        NAME,
        Column("opposite", "If it were", "text"),
        Column("about", "About", "text", doc="cost, shortage, purchases, production, target"),
        Column("item", "What", "text"),
        Column("change_t", "Tonnes", "tonnes", "t", "expected, over all years"),
        Column("change_musd", "Cost", "money", "MUSD", "expected, discounted"),
    ),
)

BINDING_TARGETS = Table(
    "binding_targets",
    "Targets",
    "Which targets bind, what one more unit would save, and which are out of reach.",
    (
        Column("target", "Target", "text"),
        Column("sentence", "Asks for", "text"),
        Column("hard", "Hard", "yes_no"),
        Column("state", "State", "text", doc="held with room, binds, missed, out of reach"),
        Column("rows", "Inequalities", "whole"),
        Column("binding", "Binding", "whole", doc="inequalities with a shadow price"),
        Column("missed", "Missed", "whole", doc="inequalities with a slack"),
        Column("slack", "Missed by", "tonnes", "t or MUSD", "over all inequalities"),
        Column("least_slack", "At least", "tonnes", "t or MUSD", "no plan misses it by less, whatever it costs"),
        Column("worst_year", "Worst year", "year"),
        Column("per_unit_usd", "One unit looser saves", "price", "USD", f"per t (or MUSD) and year; {SHADOW}"),
        Column("price_year", "In", "year", doc="year of the largest shadow price"),
        Column("step", "Step", "text", doc="one point of the value, in all years"),
        Column("per_step_musd", "The step saves", "money", "MUSD", SHADOW),
        WORDS,
    ),
)

BINDING_BUDGETS = Table(
    "binding_budgets",
    "Budgets",
    "Which budgets bind in which year, and what one more MUSD would save.",
    (
        FUNDER,
        NAME,
        YEAR,
        Column("budget_musd", "Budget", "money", "MUSD"),
        Column("outlay_musd", "Outlay", "money", "MUSD", "in base"),
        Column("unspent_musd", "Left", "money", "MUSD", "in base: of the year, or carried over"),
        Column("binds", "Binds", "yes_no"),
        Column("per_musd", "1 MUSD more saves", "number", "MUSD", SHADOW),
        Column("where", "Binds in", "text", doc="scenarios in which it binds"),
    ),
)

STEPS = Table(
    "steps",
    "Solved steps",
    "What a looser target or a larger budget is really worth: the case solved again, with every project free.",
    (
        Column("what", "What", "text"),
        Column("before", "Now", "text"),
        Column("after", "Step", "text"),
        Column("answer", "Answer", "text"),
        Column("shadow_musd", "By shadow price", "money", "MUSD", SHADOW),
        Column("solved_musd", "Solved", "money", "MUSD", "cost of this plan less that of the plan after the step"),
        Column("solved_low_musd", "at least", "money", "MUSD", "if both plans were proven optimal"),
        Column("solved_high_musd", "at most", "money", "MUSD", "if both plans were proven optimal"),
        Column("told_apart", "More than the gap", "yes_no"),
        Column("enter", "Enter", "text"),
        Column("leave", "Leave", "text"),
        WORDS,
    ),
)

EXPLANATION = (OVERVIEW, CARDS, CHANGES, BINDING_TARGETS, BINDING_BUDGETS, STEPS)
"""Every table of an explanation."""
