"""A planner's workbook with other scenarios: a copy, in which all else stays as it was."""

from optimizer.excel.sampled_book.write import SAMPLED, target_of, write_sampled

__all__ = ["SAMPLED", "target_of", "write_sampled"]
