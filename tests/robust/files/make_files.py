"""Makes the workbooks of this folder, once, with LibreOffice: `python -m tests.robust.files.make_files`.

They are kept, so that the tests need no LibreOffice. What is in them: the minimal workbook of the tests, the capital
cost of its project a formula, one row filtered away; `faults.xlsx` has formulas that end in errors.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import openpyxl

from tests.books import minimal, write_book

HERE = Path(__file__).parent
ERRORS = {"F2": "=1/0", "G2": "=NA()", "H2": "=NOSUCHFUNCTION(1)"}


def main() -> None:
    """Write every file."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "calc.xlsx"
        write_book(draft, minimal())
        book = openpyxl.load_workbook(draft)
        book["projects"]["F2"] = "=25*2"
        book["supply"].auto_filter.ref = "A1:C3"
        book["supply"].auto_filter.add_filter_column(0, ["oxide"])
        book["supply"].row_dimensions[3].hidden = True
        book.save(draft)
        for kind in ("xlsx:Calc MS Excel 2007 XML", "ods", "xls", "csv"):
            convert(draft, kind)
        for address, formula in ERRORS.items():
            book["projects"][address] = formula
        book.save(draft.with_name("faults.xlsx"))
        convert(draft.with_name("faults.xlsx"), "xlsx:Calc MS Excel 2007 XML")


def convert(draft: Path, kind: str) -> None:
    """Have LibreOffice open a file and save it here."""
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(HERE), str(draft)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    main()
