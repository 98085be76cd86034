"""A study as a workbook for people: cases beside each other, a frontier, or what tells two plans apart."""

from optimizer.excel.study_book.write import write_study_book

__all__ = ["write_study_book"]
