"""The sheet `_guide`: how to use the workbook, made from the schema."""

from __future__ import annotations

from typing import Any

from optimizer.case.sheets import OWN_COLUMNS, SETTINGS, SHEETS
from optimizer.excel.pages.measure import LINE_POINTS, lines
from optimizer.excel.pages.paper import Paper, set_up_paper
from optimizer.excel.pages.styles import BAND_FILL, HEAD_FILL, LINE, NOTE, Styles
from optimizer.excel.planner_book.columns import Placed, explain, placed_columns, unit_label
from optimizer.excel.planner_book.sheet import OPTIONAL_FILL, OWN_FILL, REQUIRED_FILL, YEAR_FILL

GUIDE = "_guide"
_HEADING = "Planning workbook for critical minerals"

_WIDTHS = (20, 22, 24, 22, 90)

STEPS = (
    ("1", "Fill the required sheets first: settings, countries, markets, materials, demand, projects."),
    ("2", "Add what matters for your question: supply, prices, funders and budgets, targets, scenarios and events."),
    ("3", "Save, then run: optimizer check BOOK --mark. The marked copy shows every finding at its cell."),
    ("4", "Run: optimizer solve BOOK. For a case of the sheet cases: optimizer solve BOOK --case NAME."),
    ("5", "For many scenarios: fill the sheet hazards, run optimizer sample BOOK, then solve the copy that it writes."),
)
CONVENTIONS = (
    "Percentages are Excel percentages: type 65%, not 65.",
    "Money is real (no inflation). MUSD is a million USD, t is a tonne.",
    "An empty cell takes the default that the comment on its header names. An empty row is skipped.",
    "A header that is a year is a value for that year. Between given years series are linear; budgets are 0.",
    "While sheet routes has no rows, every route is open and free. With rows, a delivery that matches none is closed.",
    "* means all. Several names in a cell are separated by commas.",
    "Columns may stand in any order. Rows may be hidden, filtered or added below; all of them are read.",
    f"Columns headed {', '.join(OWN_COLUMNS)}, and sheets whose name begins with _, are your own and are not read.",
)
LEGEND = (
    (REQUIRED_FILL, "required column"),
    (OPTIONAL_FILL, "optional column"),
    (YEAR_FILL, "year column"),
    (OWN_FILL, "your own column"),
)


def write_guide(sheet: Any, styles: Styles) -> None:
    """Write the whole guide."""
    sheet.hide_gridlines(2)
    sheet.set_tab_color(BAND_FILL)
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, _HEADING, _title(styles, 18))
    row = _write_steps(sheet, 2, styles)
    row = _write_legend(sheet, row + 1, styles)
    row = _write_overview(sheet, row + 1, styles)
    _write_columns(sheet, row + 1, styles)
    sheet.freeze_panes(1, 0)
    set_up_paper(sheet, _HEADING, Paper(tall=0))


def _title(styles: Styles, size: int = 13) -> Any:
    return styles.get(bold=True, font_size=size, font_color=BAND_FILL)


def _write_steps(sheet: Any, row: int, styles: Styles) -> int:
    sheet.write_string(row, 0, "How to use it", _title(styles))
    for step, text in STEPS:
        row += 1
        sheet.write_string(row, 0, f"Step {step}", styles.get(bold=True, align="left"))
        sheet.write_string(row, 1, text, styles.get())
    row += 2
    sheet.write_string(row, 0, "How cells are read", _title(styles))
    for text in CONVENTIONS:
        row += 1
        sheet.write_string(row, 0, "•", styles.get(align="right", font_color=NOTE))
        sheet.write_string(row, 1, text, styles.get())
    return row + 1


def _write_legend(sheet: Any, row: int, styles: Styles) -> int:
    sheet.write_string(row, 0, "Colours of headers", _title(styles))
    for fill, text in LEGEND:
        row += 1
        sheet.write_blank(row, 0, None, styles.get(bg_color=fill, border=1, border_color=LINE))
        sheet.write_string(row, 1, text, styles.get())
    return row + 1


def _write_overview(sheet: Any, row: int, styles: Styles) -> int:
    sheet.write_string(row, 0, "Sheets", _title(styles))
    for name, declared in SHEETS.items():
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.get(font_color="#0B4F7D", underline=1), name)
        sheet.write_string(row, 1, "required" if declared.required else "optional", styles.get(font_color=NOTE))
        sheet.write_string(row, 2, declared.doc, styles.get())
    return row + 1


def _write_columns(sheet: Any, row: int, styles: Styles) -> None:
    sheet.write_string(row, 0, "Columns", _title(styles))
    head = styles.get(bold=True, bg_color=HEAD_FILL, bottom=1, bottom_color=BAND_FILL)
    for number, label in enumerate(("Sheet", "Column", "Unit or kind", "Required or default", "Meaning")):
        sheet.write_string(row + 1, number, label, head)
    row += 2
    for cells in _reference():
        for number, text in enumerate(cells):
            look = {"bold": True} if number == 1 else {"font_color": NOTE} if number in (0, 2) else {}
            properties = styles.get(valign="top", bottom=4, bottom_color=LINE, text_wrap=number == 4, **look)
            sheet.write_string(row, number, text, properties)
        sheet.set_row(row, LINE_POINTS * lines(cells[-1], _WIDTHS[-1]))
        row += 1


def _reference() -> list[tuple[str, str, str, str, str]]:
    lines: list[tuple[str, str, str, str, str]] = []
    for name, declared in SHEETS.items():
        for placed in placed_columns(declared, ()):
            if placed.column is None or (placed.is_year and lines[-1][:2] == (name, "years")):
                continue
            lines.append(_line(name, placed))
        if name == "settings":
            lines += [_line("  setting", Placed(key, column)) for key, column in SETTINGS.items()]
    return lines


def _line(sheet: str, placed: Placed) -> tuple[str, str, str, str, str]:
    column = placed.column
    assert column is not None  # own columns are left out
    default = "required" if column.required else column.default_label() or "–"
    parts = explain(placed, sheet).split("\n")
    kept = [p for p in parts if not p.startswith(("Unit:", "Required.", "Empty means", "At least 0", "yes or no"))]
    return sheet, "years" if placed.is_year else str(placed.header), unit_label(column), default, " ".join(kept)
