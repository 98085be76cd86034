"""One sheet of a planner's workbook: title, help, units, header, values."""

from __future__ import annotations

from typing import Any

from optimizer.case.columns import Kind
from optimizer.case.sheets import Sheet
from optimizer.excel.pages.measure import column_points, lines, room
from optimizer.excel.pages.paper import Paper, across, set_up_paper
from optimizer.excel.pages.styles import BAND_FILL, HEAD_FILL, LINE, NOTE, Styles
from optimizer.excel.planner_book.columns import Placed, Rows, explain, placed_columns, title_of, unit_label
from optimizer.excel.planner_book.dropdowns import FIRST_ROW, SPARE_ROWS, Lists, validation
from optimizer.excel.planner_book.values import column_in_row, number_format, write_value

REQUIRED_FILL, OPTIONAL_FILL, YEAR_FILL, OWN_FILL = "#D55E00", BAND_FILL, "#2F7A5B", "#8A949E"
_TITLE, _HELP, _UNITS, _HEADER = range(4)
_WIDEST, _NARROWEST = 60.0, 9.0
_BUTTON = 3.5
"""Units of column width that the button of a filter takes, with the edges."""
_HELP_WIDTH = 90.0
"""Of the notes of settings, which say what each of them means."""
_SAMPLE = 500


def write_sheet(book: Any, declared: Sheet, rows: Rows, styles: Styles, lists: Lists) -> None:
    """Write a declared sheet with its rows, ready for typing below them."""
    sheet = book.add_worksheet(declared.name)
    sheet.set_tab_color(REQUIRED_FILL if declared.required else OPTIONAL_FILL)
    placed = placed_columns(declared, rows)
    _write_top(sheet, declared, placed, styles)
    for number, column in enumerate(placed):
        _prepare_column(sheet, declared.name, number, column, rows, styles, lists)
    _write_rows(sheet, declared.name, placed, rows, styles)
    sheet.freeze_panes(FIRST_ROW, _frozen(declared))
    sheet.autofilter(_HEADER, 0, max(FIRST_ROW, _HEADER + len(rows)), len(placed) - 1)
    widths = [column_points(_width(declared.name, column, rows)) for column in placed]
    _set_up_print(sheet, declared, len(rows), widths)


def _set_up_print(sheet: Any, declared: Sheet, rows: int, widths: list[float]) -> None:
    names = _frozen(declared)
    size, wide, _ = across(sum(widths), sum(widths[:names]))
    set_up_paper(sheet, "", Paper(size, wide=wide, tall=0))
    sheet.print_area(0, 0, max(FIRST_ROW, _HEADER + rows), len(widths) - 1)
    sheet.repeat_rows(_UNITS, _HEADER)
    if wide > 1:
        sheet.repeat_columns(0, names - 1)


def _frozen(declared: Sheet) -> int:
    return max(1, len(declared.key)) if declared.name != "settings" else 1


def _write_top(sheet: Any, declared: Sheet, placed: list[Placed], styles: Styles) -> None:
    sheet.set_row(_TITLE, 26)
    sheet.set_row(_HEADER, 20)
    sheet.set_row(_UNITS, _units_height(placed))
    title = title_of(declared.name)
    sheet.write_string(_TITLE, 0, title, styles.get(bold=True, font_size=16, font_color=BAND_FILL, valign="vcenter"))
    sheet.write_string(_HELP, 0, declared.doc, styles.get(font_color=NOTE, italic=True))
    for number, column in enumerate(placed):
        side = _side(column)
        unit = styles.get(
            font_color=NOTE, font_size=8, italic=True, bg_color=HEAD_FILL, text_wrap=column.is_year, **side
        )
        sheet.write_string(_UNITS, number, unit_label(column.column), unit)
        head = styles.get(
            bold=True,
            font_color="#FFFFFF",
            bg_color=_fill(column),
            valign="vcenter",
            border=1,
            border_color=LINE,
            **side,
        )
        if isinstance(column.header, int):
            sheet.write_number(_HEADER, number, column.header, head)
        else:
            sheet.write_string(_HEADER, number, column.header, head)
        comment = explain(column, declared.name)
        height = 22 + 17 * (comment.count("\n") + 1 + len(comment) // 45)
        size = {"width": 280, "height": height, "font_size": 9, "color": "#FFFBEA"}
        sheet.write_comment(_HEADER, number, comment, size)


def _units_height(placed: list[Placed]) -> float:
    """Units of years wrap: their columns are as narrow as their figures."""
    wrapped = [lines(unit_label(column.column), _NARROWEST, 8.0) for column in placed if column.is_year]
    return 4 + 11.0 * max(wrapped, default=1)


def _fill(column: Placed) -> str:
    if column.column is None:
        return OWN_FILL
    if column.is_year:
        return YEAR_FILL
    return REQUIRED_FILL if column.is_required else OPTIONAL_FILL


def _side(column: Placed) -> dict[str, object]:
    """Numbers stand right; text left, a little off the numbers beside it."""
    numeric = column.column is not None and column.column.kind in (Kind.NUMBER, Kind.SHARE, Kind.WHOLE, Kind.ANY)
    return {"align": "right"} if numeric else {"align": "left", "indent": 1}


def _prepare_column(
    sheet: Any, name: str, number: int, column: Placed, rows: Rows, styles: Styles, lists: Lists
) -> None:
    form = styles.get(num_format=number_format(column.column), **_side(column))
    sheet.set_column(number, number, _width(name, column, rows), form)
    rule = validation(column.column, lists) if column.column is not None else None
    if rule is not None:
        sheet.data_validation(FIRST_ROW, number, FIRST_ROW + len(rows) + SPARE_ROWS, number, rule)


def _width(name: str, column: Placed, rows: Rows) -> float:
    values = [row.get(column.header) for row in rows[:_SAMPLE]]
    longest = max((_room(value) for value in values if value is not None), default=0.0)
    header = room(str(column.header), bold=True) + _BUTTON
    unit = 0.0 if column.is_year else room(unit_label(column.column), 8.0) + 2
    least = 24.0 if name == "settings" and column.header == "key" else _NARROWEST
    most = _HELP_WIDTH if name == "settings" and column.column is None else _WIDEST
    return min(most, max(least, header, unit, longest + 2.5))


def _room(value: object) -> float:
    """Of a number as much as in any font; it would not be shown at all where it does not fit."""
    return 1.05 * len(f"{value:,.6g}") if isinstance(value, int | float) else room(str(value))


def _write_rows(sheet: Any, name: str, placed: list[Placed], rows: Rows, styles: Styles) -> None:
    made: dict[tuple[tuple[str, object], ...], Any] = {}
    for offset, row in enumerate(rows):
        for number, column in enumerate(placed):
            side = _side(column)

            def style(_side: dict[str, object] = side, **properties: object) -> Any:
                key = tuple(sorted({**properties, **_side}.items()))
                if key not in made:
                    made[key] = styles.get(bottom=4, bottom_color=LINE, **dict(key))
                return made[key]

            meant = column_in_row(name, column.column, row)
            write_value(sheet, (FIRST_ROW + offset, number), row.get(column.header), meant, style)
