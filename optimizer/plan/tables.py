"""THE output schema: every table of a plan with its columns, units and help.

The extraction fills these, the spreadsheet lays them out, and a test holds both to it.
"""

from __future__ import annotations

from optimizer.plan.table import Column, Table

PROJECT = Column("project", "Project", "text")
NAME = Column("name", "Name", "text")
COUNTRY = Column("country", "Country", "text")
YEAR = Column("year", "Year", "year")
SCENARIO = Column("scenario", "Scenario", "text")
MATERIAL = Column("material", "Material", "text")
MARKET = Column("market", "Market", "text")
FUNDER = Column("funder", "Funder", "text")

PROJECTS = Table(
    "projects",
    "Projects that are built",
    "What is decided: start, price floor, and who pays the capital cost.",
    (
        PROJECT,
        NAME,
        COUNTRY,
        Column("kind", "Kind", "text"),
        Column("product", "Product", "text"),
        Column("status", "Status", "text", doc="committed, or candidate picked by the plan"),
        Column("start_year", "Decision", "year", doc="year in which the decision to build is taken"),
        Column("online_year", "Online", "year", doc="first year of operation"),
        Column("capacity_t", "Capacity", "tonnes", "t/y"),
        Column("capex_musd", "Capex", "money", "MUSD"),
        Column("grants_musd", "Grants", "money", "MUSD", "from all funders, not discounted"),
        Column("private_musd", "Private and sunk", "money", "MUSD", "what grants leave of capex"),
        Column("funders", "Who pays", "text", doc="grants by funder, MUSD"),
        Column("price_floor", "Price floor", "text", doc="level granted, empty for none"),
        Column("price_support_musd", "Price support", "money", "MUSD", "in base, not discounted"),
        Column("npv_musd", "NPV before grants", "money", "MUSD", "business plan at the private rate"),
        Column("gap_musd", "Funding gap", "money", "MUSD", "what the business plan lacks"),
        Column("output_t", "Output in its best year", "tonnes", "t/y", "in base"),
        Column("utilisation", "Average use", "share", "%", "of capacity over its operating years in base"),
    ),
)

BUSINESS_PLANS = Table(
    "business_plans",
    "Business plan of every project",
    "What a private owner would earn, also for projects that are left out: the best offered start without a floor and "
    "under the best floor.",
    (
        PROJECT,
        NAME,
        COUNTRY,
        Column("kind", "Kind", "text"),
        Column("product", "Product", "text"),
        Column("decision", "Decision", "text", doc="built, left out, or why no start is offered"),
        Column("start_year", "Start shown", "year", doc="as built, otherwise the one with the least gap"),
        Column("capex_musd", "Capex", "money", "MUSD"),
        Column("margin_usd_per_t", "Margin", "price", "USD/t", "at the reference price of its first full year"),
        Column("npv_musd", "NPV without floor", "money", "MUSD"),
        Column("gap_musd", "Gap without floor", "money", "MUSD"),
        Column("gap_share", "Gap / capex", "share", "%"),
        Column("best_floor", "Best floor", "text"),
        Column("gap_with_floor_musd", "Gap with it", "money", "MUSD"),
        Column("most_public_musd", "Most that funders may give", "money", "MUSD", "sum of their largest shares"),
    ),
)

GRANTS = Table(
    "grants",
    "Grants by year",
    "Public money for capital cost, not discounted.",
    (FUNDER, PROJECT, NAME, COUNTRY, YEAR, Column("grant_musd", "Grant", "money", "MUSD")),
)

FUNDING = Table(
    "funding",
    "Funding by year",
    "What each funder pays in each scenario's window, against its budget.",
    (
        SCENARIO,
        FUNDER,
        NAME,
        YEAR,
        Column("grants_musd", "Grants", "money", "MUSD"),
        Column("price_support_musd", "Price support", "money", "MUSD"),
        Column("stock_musd", "Stock purchases", "money", "MUSD"),
        Column("outlay_musd", "Outlay", "money", "MUSD"),
        Column("budget_musd", "Budget", "money", "MUSD", "empty = unlimited"),
        Column("unspent_musd", "Left", "money", "MUSD", "of the year, or carried over"),
    ),
)

SUPPLY = Table(
    "supply",
    "Supply mix",
    "Deliveries by material, market, country and year in base.",
    (
        MATERIAL,
        MARKET,
        COUNTRY,
        Column("bloc", "Bloc", "text"),
        Column("origin", "Origin", "text", doc="existing, recycled, project, or substitution"),
        YEAR,
        Column("delivered_t", "Delivered", "tonnes", "t"),
        Column("share", "Share", "share", "%", "of all deliveries to the market"),
    ),
)

DEPENDENCE = Table(
    "dependence",
    "Dependence",
    "Largest supplying country of each material, market and year in base, against demand and inputs drawn.",
    (
        MATERIAL,
        MARKET,
        YEAR,
        Column("drawn_t", "Demand and inputs", "tonnes", "t"),
        Column("delivered_t", "Delivered", "tonnes", "t"),
        Column("largest_country", "Largest country", "text"),
        Column("largest_share", "Its share", "share", "%"),
        Column("concern_share", "Share of concern bloc", "share", "%"),
        Column("domestic_share", "Own countries", "share", "%"),
        Column("recycled_share", "Recycled", "share", "%"),
        Column("short_t", "Shortage", "tonnes", "t"),
    ),
)

FLOWS = Table(
    "flows",
    "Flows",
    "Every delivery in every scenario's window: what the plan can be recomputed from.",
    (
        SCENARIO,
        YEAR,
        MATERIAL,
        Column("from", "From", "text", doc="project, or existing supplier"),
        Column("row", "Row of supply", "whole", doc="row of the workbook's supply sheet; empty for projects"),
        COUNTRY,
        MARKET,
        Column("tonnes", "Tonnes", "tonnes", "t"),
    ),
)

PRODUCTION = Table(
    "production",
    "Production",
    "What the projects make in every scenario's window.",
    (
        SCENARIO,
        YEAR,
        PROJECT,
        Column("capacity_t", "Capacity", "tonnes", "t"),
        Column("run_t", "Output", "tonnes", "t"),
        Column("use", "Use", "share", "%"),
    ),
)

STOCKPILES = Table(
    "stockpiles",
    "Stockpiles",
    "Purchases, releases and levels by year. Scenarios are listed for the years of their window.",
    (
        SCENARIO,
        Column("stockpile", "Stockpile", "text"),
        MATERIAL,
        YEAR,
        Column("plan_t", "Planned purchase", "tonnes", "t"),
        Column("purchase_t", "Purchase", "tonnes", "t"),
        Column("release_t", "Release", "tonnes", "t"),
        Column("level_t", "Level", "tonnes", "t"),
        Column("cover_days", "Cover", "number", "days", "level against the demand of the markets served"),
        Column("purchase_musd", "Cost of purchase", "money", "MUSD"),
    ),
)

PRICE_SUPPORT = Table(
    "price_support",
    "Price support",
    "What floors cost the treasuries by year and scenario (its window), not discounted.",
    (
        SCENARIO,
        PROJECT,
        NAME,
        Column("price_floor", "Level", "text"),
        YEAR,
        Column("price_usd_per_t", "Reference price", "price", "USD/t"),
        Column("floor_usd_per_t", "Floor", "price", "USD/t"),
        FUNDER,
        Column("topup_musd", "Paid", "money", "MUSD"),
    ),
)

TARGETS = Table(
    "targets",
    "Targets",
    "Every inequality of every target with what the plan achieves. A slack of 0 means that it holds.",
    (
        Column("target", "Target", "text"),
        Column("metric", "Metric", "text"),
        MATERIAL,
        MARKET,
        COUNTRY,
        SCENARIO,
        YEAR,
        Column("value", "Limit", "number", "share or days"),
        Column("achieved", "Achieved", "number", "share or days", "empty where nothing is supplied or demanded"),
        Column("slack", "Missed by", "tonnes", "t or MUSD"),
        Column("hard", "Hard", "yes_no"),
        Column("holds", "Holds", "yes_no"),
        Column("shadow_price", "Shadow price", "price", "MUSD per unit", "of the right-hand side, integers fixed"),
    ),
)

COSTS = Table(
    "costs",
    "Costs",
    "Discounted cost by scenario and term. Salvage and residual stock are credits.",
    (SCENARIO, Column("term", "Term", "text"), Column("cost_musd", "Cost", "money", "MUSD")),
)

SCENARIOS = Table(
    "scenarios",
    "Scenarios",
    "What each future costs and leaves short.",
    (
        SCENARIO,
        Column("probability", "Probability", "share", "%", "0 % is a stress test"),
        Column("from_year", "From", "year"),
        Column("to_year", "To", "year", doc="recovery included"),
        Column("cost_musd", "Cost", "money", "MUSD"),
        Column("above_base_musd", "Above base", "money", "MUSD", "what prices do and what is disrupted, together"),
        Column(
            "disruption_musd",
            "Cost of disruption",
            "money",
            "MUSD",
            "against undisturbed operation of the same projects and stock at the scenario's prices",
        ),
        Column("short_t", "Shortage", "tonnes", "t", "over its window, all materials"),
        Column("shortage_cost_musd", "Cost of shortage", "money", "MUSD", "discounted, over the whole horizon"),
        Column("released_t", "Released from stock", "tonnes", "t"),
        Column("refill_musd", "Refill", "money", "MUSD"),
    ),
)

SHORTAGE = Table(
    "shortage",
    "Shortage",
    "Demand that is not met, by scenario (its window), material, market, tier and year.",
    (
        SCENARIO,
        MATERIAL,
        MARKET,
        Column("tier", "Tier", "text"),
        YEAR,
        Column("demand_t", "Demand", "tonnes", "t"),
        Column("short_t", "Missing", "tonnes", "t"),
        Column("share", "Share", "share", "%"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        PROJECTS,
        BUSINESS_PLANS,
        GRANTS,
        FUNDING,
        SUPPLY,
        DEPENDENCE,
        STOCKPILES,
        PRICE_SUPPORT,
        TARGETS,
        COSTS,
        SCENARIOS,
        SHORTAGE,
        PRODUCTION,
        FLOWS,
    )
}
