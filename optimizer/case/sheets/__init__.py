"""THE schema: one declaration per sheet of the workbook.

A sheet is a frozen dataclass; its fields are the columns, with type, unit, bounds, default and help in one place. The
reader, the checks, the template with its dropdowns and comments, the guide and the typed rows of a `Case` all come
from here. The order of the imports is the order of the sheets. The field `years` stands for the columns headed by a
whole number.
"""

# ruff: noqa: I001 (the imports register the sheets in their order)
from optimizer.case.sheet import (
    BLOCS,
    EVENT_KINDS,
    HAZARD_KINDS,
    METRICS,
    NO_INPUTS,
    OWN_COLUMNS,
    PROJECT_KINDS,
    SHEETS,
    STAGES,
    At,
    Row,
    Sheet,
    columns_of,
)
from optimizer.case.sheets.settings import SETTINGS, Setting, Settings
from optimizer.case.sheets.world import Country, Market, Material, Price, Demand, Supply, Route
from optimizer.case.sheets.projects import Project, Recipe, Profile
from optimizer.case.sheets.money import Funder, FundingRule, Budget, Currency, PriceFloor
from optimizer.case.sheets.aims import Stockpile, Target, Scenario, Event
from optimizer.case.sheets.hazards import HazardEffect
from optimizer.case.sheets.cases import CaseChange

__all__ = [
    "BLOCS",
    "EVENT_KINDS",
    "HAZARD_KINDS",
    "METRICS",
    "NO_INPUTS",
    "OWN_COLUMNS",
    "PROJECT_KINDS",
    "SETTINGS",
    "SHEETS",
    "STAGES",
    "At",
    "Budget",
    "CaseChange",
    "Country",
    "Currency",
    "Demand",
    "Event",
    "Funder",
    "FundingRule",
    "HazardEffect",
    "Market",
    "Material",
    "Price",
    "PriceFloor",
    "Profile",
    "Project",
    "Recipe",
    "Route",
    "Row",
    "Scenario",
    "Setting",
    "Settings",
    "Sheet",
    "Stockpile",
    "Supply",
    "Target",
    "columns_of",
]
