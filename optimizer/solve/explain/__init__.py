"""Why a workbook has no plan: which of its rows contradict each other, and what the least changes are that help."""
