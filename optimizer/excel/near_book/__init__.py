"""Alternatives as a workbook for people."""

from optimizer.excel.near_book.write import write_near_book

__all__ = ["write_near_book"]
