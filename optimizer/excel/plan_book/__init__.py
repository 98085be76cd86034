"""A plan as a workbook for people: one page to start with, then a sheet for each question, then every row."""

from optimizer.excel.plan_book.write import write_plan_book

__all__ = ["write_plan_book"]
