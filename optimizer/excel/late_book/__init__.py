"""Late and dearer projects as a workbook for people."""

from optimizer.excel.late_book.write import write_late_book

__all__ = ["write_late_book"]
