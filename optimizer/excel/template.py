"""Workbooks for planners: empty, or filled from tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from optimizer.case.columns import Column, Kind
from optimizer.case.sheets import SETTINGS, SHEETS
from optimizer.errors import CaseError, Finding
from optimizer.excel.pages.measure import room
from optimizer.excel.pages.paper import Paper, set_up_paper
from optimizer.excel.pages.saving import save
from optimizer.excel.pages.styles import TAB_ROWS, Styles
from optimizer.excel.pages.titles import sheet_title
from optimizer.excel.planner_book.columns import TEMPLATE_YEARS, Rows
from optimizer.excel.planner_book.dropdowns import LISTS, Lists
from optimizer.excel.planner_book.guide import GUIDE, write_guide
from optimizer.excel.planner_book.sheet import write_sheet
from optimizer.excel.planner_book.values import write_value
from optimizer.words.text import clean

_STARTING = {"title": "Untitled plan", "first_year": TEMPLATE_YEARS[0], "last_year": TEMPLATE_YEARS[-1]}


def write_workbook(
    path: str | Path,
    tables: Mapping[str, Rows],
    extra_sheets: Mapping[str, Sequence[Sequence[object]]] | None = None,
) -> Path:
    """Write a planner's workbook: every declared sheet, its rows, dropdowns, comments and a guide; where it was saved.

    Rows are by header; whole numbers head year columns. `extra_sheets` are the planner's own, and a
    `_guide` among them replaces the guide.
    """
    extra = dict(extra_sheets or {})
    unknown = tables.keys() - SHEETS.keys()
    if unknown:
        raise ValueError(f"no sheets of the schema: {', '.join(sorted(unknown))}")

    def fill(book: Any) -> None:
        styles = Styles(book)
        book.set_properties({"title": _title_in(tables)})
        guide = book.add_worksheet(GUIDE)
        if GUIDE in extra:
            _write_own(guide, extra.pop(GUIDE), styles)
        else:
            write_guide(guide, styles)
        lists = Lists(book.add_worksheet(LISTS))
        for name, declared in SHEETS.items():
            rows = tables.get(name, ())
            write_sheet(book, declared, with_help(rows) if name == "settings" else rows, styles, lists)
        for name, cells in extra.items():
            _write_own(book.add_worksheet(sheet_title(name, set(book.sheetnames))), cells, styles)

    return save(Path(path), fill)


def _title_in(tables: Mapping[str, Rows]) -> str:
    """What the settings call the plan."""
    return next((clean(row["value"]) for row in tables.get("settings", ()) if row.get("key") == "title"), "")


def write_template(path: str | Path) -> Path:
    """Write an empty workbook with every setting at its default.

    Raises:
        CaseError: the file is there already; a planner's work is never overwritten.
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise CaseError([Finding("error", path.name, "", "a template is an .xlsx: give it that ending")])
    if path.exists():
        raise CaseError(
            [Finding("error", path.name, "", "is there already and is not overwritten: choose another name")]
        )
    if not path.parent.is_dir():
        raise CaseError([Finding("error", path.name, "", f"the folder {path.parent} does not exist")])
    settings = [{"key": key, "value": _STARTING.get(key, column.default)} for key, column in SETTINGS.items()]
    return write_workbook(path, {"settings": settings})


def with_help(rows: Rows) -> Rows:
    """Rows of settings with what each setting means, unless they come with notes."""
    if any("note" in row for row in rows):
        return rows
    return [{**row, "note": _meaning(SETTINGS.get(str(row.get("key"))))} for row in rows]


def _meaning(column: Column | None) -> str:
    if column is None:
        return ""
    unit = f" ({column.unit})" if column.unit and column.kind is not Kind.SHARE else ""
    default = "required" if column.required else f"default {column.default_label() or 'none'}"
    return f"{column.doc}{unit}; {default}"


def _write_own(sheet: Any, cells: Sequence[Sequence[object]], styles: Styles) -> None:
    """A sheet of free cells; the first row is its title."""
    sheet.hide_gridlines(2)
    sheet.set_tab_color(TAB_ROWS)
    widths: dict[int, float] = {}
    for row, values in enumerate(cells):
        for number, value in enumerate(values):
            look: dict[str, Any] = {"bold": True, "font_size": 14} if row == 0 else {"text_wrap": True, "valign": "top"}
            write_value(sheet, (row, number), value, None, lambda look=look, **p: styles.get(**look, **p))
            if row and value is not None:
                widths[number] = max(widths.get(number, 0.0), room(clean(value)))
    for number, width in widths.items():
        sheet.set_column(number, number, min(90.0, max(12.0, width + 2)))
    sheet.freeze_panes(1, 0)
    set_up_paper(sheet, "", Paper(tall=0))
