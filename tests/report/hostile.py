"""A workbook whose every text tries to be more than text."""

from __future__ import annotations

from pathlib import Path

import openpyxl

NAMES = (
    "<script>window.hit=1</script>",
    "\"><img src=x onerror='window.hit=2'>",
    "</script><script>window.hit=3</script>",
    "javascript:window.hit=4",
    "{{ 7*7 }}{% raw %}",
    "<svg onload=window.hit=5> & <b>bold</b> \u2028",
    "' onmouseover='window.hit=6",
    "{b}{@[1]} ${7*7} __proto__",
)
KEYS = {
    "half_budget": "<img src=x onerror=window.hit=7>",
    "export_stop": "</title><script>window.hit=8</script>",
    "third_country": "<a href='javascript:window.hit=9'>x</a>",
    "Joint": "--><script>window.hit=10</script>",
    "floor_80": "<iframe src='http://example.org'>",
}
"""Identifiers that stand for others, wherever they are named."""
NAMED = ("countries", "markets", "materials", "projects", "funders")
_HEAD = 4


def hostile_book(source: Path, target: Path) -> Path:
    """A copy of the example in which names and identifiers attack the page."""
    book = openpyxl.load_workbook(source)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=_HEAD + 1):
            for cell in row:
                cell.value = KEYS.get(cell.value, cell.value) if isinstance(cell.value, str) else cell.value
    for name in NAMED:
        sheet = book[name]
        head = [cell.value for cell in sheet[_HEAD]]
        for number, row in enumerate(sheet.iter_rows(min_row=_HEAD + 1)):
            if row[0].value is not None:
                row[head.index("name")].value = f"{row[0].value} {NAMES[number % len(NAMES)]}"
    for row in book["settings"].iter_rows(min_row=_HEAD + 1):
        if row[0].value == "title":
            row[1].value = "".join(NAMES)
    book.save(target)
    return target
