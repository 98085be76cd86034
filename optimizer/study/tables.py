"""The schema of study tables: comparisons of cases, sweeps, and the difference of two plans.

Money of whole plans (objective, bound, cost by term, value) is discounted; public money, capex and grants are not,
as in a plan.
"""

from __future__ import annotations

from optimizer.plan.table import Column, Table
from optimizer.plan.tables import COUNTRY, FUNDER, MATERIAL, NAME, PROJECT, SCENARIO

CASE = Column("case", "Case", "text")
WORDS = Column("words", "In words", "text")
LOW = "if both plans were proven optimal, at least this"
HIGH = "if both plans were proven optimal, at most this"
TOLD = Column("told_apart", "More than the gap", "yes_no", doc="no: the search's gap could explain the difference")


def _range(name: str, label: str, doc: str) -> tuple[Column, Column, Column]:
    """A difference of two plans with its bounds: `name`_musd, `name`_low_musd, `name`_high_musd."""
    return (
        Column(f"{name}_musd", label, "money", "MUSD", doc),
        Column(f"{name}_low_musd", "at least", "money", "MUSD", LOW),
        Column(f"{name}_high_musd", "at most", "money", "MUSD", HIGH),
    )


CASES = Table(
    "cases",
    "Cases",
    "One row per case: what it costs, what it builds, what is proven.",
    (
        CASE,
        Column("answer", "Answer", "text", doc="plan, stopped before its gap, no plan, wrong inputs, stopped, fault"),
        Column("objective_musd", "Objective", "money", "MUSD", "expected cost, and the tail as weighed"),
        Column("bound_musd", "Bound", "money", "MUSD", "no plan of the case costs less"),
        Column("gap_musd", "Gap", "money", "MUSD", "objective − bound"),
        Column("programme_musd", "Programme", "money", "MUSD", "discounted capex, price support, stock purchases"),
        *_range("against_base", "Against base", "objective less that of base"),
        TOLD,
        Column("picked", "Projects picked", "whole", doc="candidates that are built"),
        Column("capex_musd", "Capex", "money", "MUSD", "of all built projects"),
        Column("public_musd", "Public money", "money", "MUSD", "grants, price support, stock purchases in base"),
        Column("short_t", "Expected shortage", "tonnes", "t", "weighed by the probabilities of the scenarios"),
        Column("worst_scenario", "Worst scenario", "text", doc="largest cost of disruption"),
        Column("worst_scenario_musd", "Costs", "money", "MUSD", "its cost of disruption"),
        Column("targets_missed", "Targets missed", "whole", doc="targets with a slack in some year"),
        Column("solve_s", "Time", "number", "s", "building and searching"),
        Column("message", "Remark", "text", doc="why there is no plan, or what was left"),
    ),
)

STORIES = Table("stories", "In words", "What each case changes, sentence by sentence.", (CASE, WORDS))

CHANGES = Table(
    "changes",
    "Inputs that differ",
    "Cells of the workbook in which the case differs from base.",
    (
        CASE,
        Column("sheet", "Sheet", "text"),
        Column("row", "Row", "text", doc="key of the row, or what tells it from the others"),
        Column("column", "Column", "text", doc="empty for a whole row that is new or gone"),
        Column("before", "Base", "text"),
        Column("after", "Case", "text"),
        WORDS,
    ),
)

COSTS = Table(
    "costs",
    "Cost by term",
    "Expected discounted cost over the scenarios.",
    (
        CASE,
        Column("term", "Term", "text"),
        Column("cost_musd", "Cost", "money", "MUSD"),
        Column("against_base_musd", "Against base", "money", "MUSD"),
    ),
)

FUNDING = Table(
    "funding",
    "Public money by funder",
    "What each funder pays over all years in base, not discounted.",
    (
        CASE,
        FUNDER,
        NAME,
        Column("partner", "Partner", "text"),
        Column("grants_musd", "Grants", "money", "MUSD"),
        Column("price_support_musd", "Price support", "money", "MUSD"),
        Column("stock_musd", "Stock purchases", "money", "MUSD"),
        Column("outlay_musd", "Outlay", "money", "MUSD"),
        Column("against_base_musd", "Against base", "money", "MUSD"),
    ),
)

PROJECTS = Table(
    "projects",
    "Projects",
    "Which projects are built in which plans.",
    (
        PROJECT,
        NAME,
        COUNTRY,
        Column("kind", "Kind", "text"),
        Column("product", "Product", "text"),
        Column("capex_musd", "Capex", "money", "MUSD"),
        Column("class", "Built", "text", doc="committed, always, sometimes, never"),
        Column("times", "Plans", "whole", doc="plans that build it"),
    ),
)

STARTS = Table(
    "starts",
    "Starts",
    "The start of each project in each plan that builds it.",
    (
        CASE,
        PROJECT,
        Column("start_year", "Decision", "year"),
        Column("price_floor", "Price floor", "text"),
        Column("grants_musd", "Grants", "money", "MUSD"),
    ),
)

STOCKPILES = Table(
    "stockpiles",
    "Stockpiles",
    "Largest level in base and what is bought in all.",
    (
        CASE,
        Column("stockpile", "Stockpile", "text"),
        MATERIAL,
        Column("peak_t", "Largest level", "tonnes", "t"),
        Column("bought_t", "Bought", "tonnes", "t"),
        Column("against_base_t", "Largest level against base", "tonnes", "t"),
    ),
)

SHORTAGE = Table(
    "shortage",
    "Scenarios",
    "What each future costs and leaves short under each plan.",
    (
        CASE,
        SCENARIO,
        Column("probability", "Probability", "share", "%", "0 % is a stress test"),
        Column("disruption_musd", "Cost of disruption", "money", "MUSD", "against undisturbed operation at its prices"),
        Column("short_t", "Shortage", "tonnes", "t", "over its window, all materials"),
        Column("against_base_t", "Shortage against base", "tonnes", "t"),
    ),
)

TARGETS = Table(
    "targets",
    "Targets",
    "Targets that some plan misses.",
    (
        CASE,
        Column("target", "Target", "text"),
        Column("sentence", "Asks for", "text"),
        Column("missed", "Missed", "whole", doc="inequalities with a slack"),
        Column("slack", "Missed by", "tonnes", "t or MUSD", "over all inequalities"),
        Column("worst", "Worst year", "year"),
        Column("against_base", "Against base", "tonnes", "t or MUSD"),
    ),
)

DIFFERENCES = Table(
    "differences",
    "Differences",
    "Everything in which two plans differ, largest first within each subject.",
    (
        CASE,
        Column("about", "About", "text", doc="cost, projects, money, stockpiles, scenarios, targets"),
        Column("item", "What", "text"),
        Column("before", "Before", "text"),
        Column("after", "After", "text"),
        Column("difference", "Difference", "number"),
        Column("unit", "Unit", "text"),
        WORDS,
    ),
)

COOPERATION = Table(
    "cooperation",
    "The value of cooperation",
    "What joint planning, mutual exemption and price support are worth: the cost of the plan without, less that with.",
    (
        Column("what", "What", "text"),
        CASE,
        *_range("value", "Worth", "objective of the plan without it, less that of the joint plan"),
        TOLD,
        WORDS,
    ),
)

PARTNERS = Table(
    "partners",
    "What each partner pays and gets",
    "By partner market, in the joint plan and in the plan it is compared with.",
    (
        CASE,
        Column("partner", "Partner", "text"),
        Column("pays_musd", "Pays", "money", "MUSD", "outlay of its funders in base, not discounted"),
        Column("gets_t", "Gets", "tonnes", "t", "delivered to its market by built projects in base, all years"),
        Column("short_t", "Expected shortage", "tonnes", "t", "of its market, weighed by probability"),
        Column("stress_short_t", "Worst shortage", "tonnes", "t", "of its market in the worst scenario"),
        Column("home_capex_musd", "Capex at home", "money", "MUSD", "of built projects in its own countries"),
        Column("pays_more_musd", "Pays more", "money", "MUSD", "in the joint plan than in this one"),
        Column("gets_more_t", "Gets more", "tonnes", "t", "in the joint plan than in this one"),
        Column("avoided_t", "Shortage avoided", "tonnes", "t", "expected, by the joint plan against this one"),
        Column("home_capex_more_musd", "More capex at home", "money", "MUSD", "in the joint plan than in this one"),
    ),
)

POINT = Column("point", "Point", "text")

POINTS = Table(
    "points",
    "Frontier",
    "One row per point of the sweep. A plan for a tighter point is also one for a looser point, and a bound for a "
    "looser point holds for a tighter one: both are used.",
    (
        POINT,
        Column("value", "Varied to", "number", doc="factor on the budget, or value of the target"),
        Column("budget_musd", "Budget", "money", "MUSD", "of all funders that the sweep varies, all years"),
        Column("answer", "Answer", "text"),
        Column("best_musd", "Cost", "money", "MUSD", "of the best plan known for this point"),
        Column("proven_musd", "Bound", "money", "MUSD", "no plan of the point costs less"),
        Column("plan_of", "Plan of", "text", doc="the point whose plan that is"),
        Column("objective_musd", "Own search", "money", "MUSD", "cost of the plan that the point's own search found"),
        Column("picked", "Projects picked", "whole"),
        Column("public_musd", "Public money", "money", "MUSD", "of that plan in base, not discounted"),
        Column("short_t", "Expected shortage", "tonnes", "t"),
        Column("targets_missed", "Targets missed", "whole"),
        Column("nested_musd", "Cost when nested", "money", "MUSD", "keeping what tighter points picked"),
        *_range("nesting", "Price of nesting", "cost when nested less cost"),
        Column("message", "Remark", "text"),
    ),
)

STEPS = Table(
    "steps",
    "From point to point",
    "What each step buys.",
    (
        Column("from", "From", "text"),
        Column("to", "To", "text"),
        Column("more_budget_musd", "More budget", "money", "MUSD"),
        Column("more_public_musd", "More public money", "money", "MUSD", "in base"),
        *_range("saves", "Saves", "cost before less cost after"),
        TOLD,
        Column("per_100_musd", "Per 100 MUSD", "money", "MUSD", "saved by 100 MUSD more budget"),
        Column("enter", "Enter", "text", doc="projects picked after the step only"),
        Column("leave", "Leave", "text", doc="projects picked before the step only"),
        WORDS,
    ),
)

DROPPED = Table(
    "dropped",
    "Dropped by a looser point",
    "Projects that a tighter point picks and a looser one does not, and what displaced them.",
    (
        PROJECT,
        NAME,
        Column("from", "Picked at", "text"),
        Column("to", "Dropped at", "text"),
        Column("displaced_by", "Displaced by", "text"),
        TOLD,
        WORDS,
    ),
)

COMPARISON = (
    CASES, STORIES, CHANGES, COSTS, FUNDING, PROJECTS, STARTS, STOCKPILES, SHORTAGE, TARGETS, DIFFERENCES, COOPERATION,
    PARTNERS,
)  # fmt: skip
SWEEP = (POINTS, STEPS, DROPPED, PROJECTS, STARTS, FUNDING, SHORTAGE, TARGETS)
DIFFERENCE = (STORIES, CHANGES, COSTS, FUNDING, PROJECTS, STARTS, STOCKPILES, SHORTAGE, TARGETS, DIFFERENCES)
