"""Build inputs/transatlantic.xlsx and inputs/example.xlsx from inputs/sources.

Run `python inputs/build_workbooks.py`.
"""

from __future__ import annotations

from pathlib import Path

from example import example_guide, example_tables
from guide import guide, sources
from transatlantic import transatlantic_tables

from optimizer.excel.template import write_workbook

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write both workbooks beside this file."""
    tables = transatlantic_tables()
    extra = {"_guide": guide(), "_sources": sources()}
    write_workbook(HERE / "transatlantic.xlsx", tables, extra)
    write_workbook(HERE / "example.xlsx", example_tables(), {"_guide": example_guide()})


if __name__ == "__main__":
    main()
