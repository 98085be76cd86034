"""An explanation as a workbook for people: what binds, what a step is worth, a card for each project."""

from optimizer.excel.why_book.write import write_why_book

__all__ = ["write_why_book"]
