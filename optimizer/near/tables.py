"""The schema of alternatives: plans near an optimum, and the projects in them. Money of whole plans is discounted."""

from __future__ import annotations

from optimizer.plan.table import Column, Table
from optimizer.plan.tables import COUNTRY, NAME, PROJECT
from optimizer.study.tables import COSTS, DIFFERENCES, SHORTAGE, STARTS, TARGETS

PLAN = Column("case", "Plan", "text")
WORDS = Column("words", "In words", "text")

ALTERNATIVES = Table(
    "alternatives",
    "Alternatives",
    "One row per plan: the optimum, then plans near it, the most different first.",
    (
        PLAN,
        Column("differ", "Projects that differ", "whole", doc="built here or in the optimum, not in both"),
        Column("differ_from_all", "From any other", "whole", doc="the least number in which it differs from any other"),
        Column("dearer_musd", "Dearer", "money", "MUSD", "objective less that of the optimum"),
        Column("dearer_share", "Dearer", "share", "%", "of the programme of the optimum"),
        Column("objective_musd", "Objective", "money", "MUSD"),
        Column("picked", "Projects picked", "whole"),
        Column("capex_musd", "Capex", "money", "MUSD", "of all built projects"),
        Column("public_musd", "Public money", "money", "MUSD", "in base, not discounted"),
        Column("short_t", "Expected shortage", "tonnes", "t"),
        Column("targets_missed", "Targets missed", "whole"),
        WORDS,
    ),
)

CLASSES = Table(
    "classes",
    "Must-have, choice, never",
    "What deciding otherwise on each project costs at least (proven) and at most (a plan that does).",
    (
        PROJECT,
        NAME,
        COUNTRY,
        Column("kind", "Kind", "text"),
        Column("product", "Product", "text"),
        Column("capex_musd", "Capex", "money", "MUSD"),
        Column("class", "Class", "text", doc="committed, must-have, choice, never"),
        Column("proven", "Proven", "yes_no", doc="no: nothing else was found in the time, which proves nothing"),
        Column("built", "In the optimum", "yes_no"),
        Column("times", "Plans", "whole", doc="plans of this study that build it"),
        Column(
            "least_musd",
            "Otherwise at least",
            "money",
            "MUSD",
            "proven: deciding otherwise costs so much more; empty: nothing is proven, or there is no such plan",
        ),
        Column("most_musd", "Otherwise at most", "money", "MUSD", "a plan was found that decides otherwise"),
        WORDS,
    ),
)

NEAR = (ALTERNATIVES, CLASSES, STARTS, COSTS, SHORTAGE, TARGETS, DIFFERENCES)
