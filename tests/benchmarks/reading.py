"""What a planner waits for beside the search: `--help`, reading, checking and writing a large workbook.

Baselines of the same run: an empty Python for `--help`; openpyxl reading nothing but the values of the same file, and
xlsxwriter writing nothing but the same values. The large workbook is the real one with eight times as many projects,
the curves of its suppliers cut into steps until it has 20,000 rows.

Run `python -m tests.benchmarks.reading`.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import xlsxwriter

from optimizer.case.parse import parse
from optimizer.excel.load import check_book, open_book
from optimizer.excel.reader import read_book
from optimizer.excel.template import write_workbook
from tests.benchmarks.books import Sheets, rows_in, sheets_of
from tests.benchmarks.cpu import setting, show, timed, times
from tests.benchmarks.scaled import Scale, scaled
from tests.benchmarks.scaling.draw import rounded

ROWS = 20_000
_SPARE_PREMIUM = 0.001
"""Each step of a supplier is dearer than the one before by so much of the price."""


def large(rows: int = ROWS) -> Sheets:
    """A workbook with so many rows, its cases left out."""
    sheets = scaled({**sheets_of(), "cases": []}, Scale(projects=8))
    supply = sheets["supply"]
    wanted = rows - rows_in(sheets) + len(supply)
    steps = [wanted // len(supply) + (place < wanted % len(supply)) for place in range(len(supply))]
    cut = []
    for row, count in zip(supply, steps, strict=True):
        part = {c: rounded(value / count) if isinstance(c, int) else value for c, value in row.items()}
        cut += [{**part, "premium": row.get("premium", 0.0) + n * _SPARE_PREMIUM} for n in range(count)]
    return {**sheets, "supply": cut}


def bare_read(path: Path) -> int:
    """Every value of a workbook with openpyxl and nothing else."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for _ in row)


def bare_write(path: Path, sheets: Sheets) -> Path:
    """The same values with xlsxwriter and nothing else."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        columns = {column: place for place, column in enumerate(dict.fromkeys(c for row in rows for c in row))}
        sheet.write_row(0, 0, list(columns))
        for place, row in enumerate(rows, 1):
            for column, value in row.items():
                sheet.write(place, columns[column], value)
    book.close()
    return path


def of_command(arguments: list[str], repetitions: int) -> float:
    """Median CPU seconds of a Python process of its own."""
    seconds = []
    for _ in range(repetitions):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(seconds)


def main() -> None:
    """Print CPU seconds of each, and its multiple of the baseline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=1, metavar="N", help="of the large workbook (1)")
    count = parser.parse_args().repetitions
    print(setting())

    empty, helped = of_command(["-c", "pass"], 9), of_command(["-m", "optimizer", "--help"], 9)
    rows = [["an empty Python", f"{empty:.3f}", times(empty, empty)], ["--help", f"{helped:.3f}", times(helped, empty)]]
    show("Start. Median CPU seconds of 9 processes", ["", "CPU s", "of the first"], rows)

    sheets = large()
    with tempfile.TemporaryDirectory() as folder:
        path, bare = Path(folder) / "large.xlsx", Path(folder) / "bare.xlsx"
        writing = timed(lambda rows: write_workbook(path, rows), count, lambda: sheets)
        bare_writing = timed(lambda rows: bare_write(bare, rows), count, lambda: sheets)
        bare_reading = timed(bare_read, count, lambda: path)
        reading = timed(read_book, count, lambda: path)
        raw = reading.result[0]
        parsing = timed(parse, count, lambda: raw)
        opening = timed(open_book, count, lambda: path)
        checking = timed(check_book, count, lambda: path)
        size_mb = path.stat().st_size / 1e6
    errors = [str(f) for f in checking.result if f.severity == "error"]
    assert not errors, errors[:5]
    read_s, write_s = bare_reading.median_s, bare_writing.median_s
    rows = [
        ["openpyxl, values only (read-only)", f"{read_s:.2f}", times(read_s, read_s)],
        ["reader.read_book: cells", f"{reading.median_s:.2f}", times(reading.median_s, read_s)],
        ["parse: typed tables", f"{parsing.median_s:.2f}", times(parsing.median_s, read_s)],
        ["open_book: read, parse, validate", f"{opening.median_s:.2f}", times(opening.median_s, read_s)],
        ["check: open_book, build, all rules", f"{checking.median_s:.2f}", times(checking.median_s, read_s)],
        ["xlsxwriter, values only", f"{write_s:.2f}", times(write_s, write_s)],
        ["write_workbook: formats, comments, lists", f"{writing.median_s:.2f}", times(writing.median_s, write_s)],
    ]
    title = f"A workbook of {rows_in(sheets):,} rows ({size_mb:.1f} MB, {len(checking.result):,} warnings)"
    show(f"{title}. Median CPU seconds of {count}", ["", "CPU s", "of the bare one"], rows)


if __name__ == "__main__":
    main()
