"""Larger worlds from a workbook: more projects, more years, more scenarios, drawn with a seed."""
