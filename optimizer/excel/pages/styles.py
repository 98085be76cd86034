"""Colours, number formats and cell formats of result workbooks."""

from __future__ import annotations

from typing import Any

from optimizer.plan.table import Format

INK = "#1B2A3A"
NOTE = "#5B6670"
HEAD_FILL = "#DCE5EE"
BAND_FILL = "#1F3A57"
TOTAL_FILL = "#F1F4F7"
LINE = "#B8C2CC"
MISSED_FILL, MISSED_INK = "#FBE0D1", "#8A3200"
HELD_FILL, HELD_INK = "#DCEEF8", "#0B4F7D"
LEFT_OUT = "#ECEEF0"
TAB, TAB_OVERVIEW, TAB_ROWS = "#1F3A57", "#D55E00", "#B8C2CC"

# Okabe and Ito: told apart with every common kind of colour blindness
SERIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#1B2A3A")
OTHERS = "#BFC5CA"
BLOC_SERIES = {
    "concern": ("#D55E00", "#E69F00", "#7A2E00"),
    "partner": ("#0072B2", "#56B4E9", "#0B2E4F", "#B3DBF5"),
    "ally": ("#009E73", "#93D8C3", "#5E7F1F", "#C5E0A0"),
    "neutral": ("#CC79A7", "#F0E442", "#8C4A70", "#E5B8D2"),
}

# each mark also differs in sign or weight, for grey print
MARKS: dict[str, dict[str, object]] = {
    "held": {"bg_color": HELD_FILL, "font_color": HELD_INK},
    "missed": {"bg_color": MISSED_FILL, "font_color": MISSED_INK, "bold": True},
    "as before": {"bg_color": HELD_FILL, "font_color": HELD_INK},
    "earlier": {"bg_color": "#C9EADF", "font_color": "#00513B"},
    "later": {"bg_color": "#FBE6B3", "font_color": "#5C4000"},
    "new": {"bg_color": "#0072B2", "font_color": "#FFFFFF", "bold": True},
    "gone": {"bg_color": MISSED_FILL, "font_color": MISSED_INK, "bold": True},
    "committed": {"bg_color": "#D9DDE1", "font_color": INK},
    "no plan": {"bg_color": LEFT_OUT, "font_color": NOTE, "pattern": 1},
    "unsure": {"font_color": "#7A858E", "italic": True},
}
"""What a cell of a table can be marked as, by name."""

NUMBER_FORMATS: dict[Format, str] = {
    "text": "General",
    "year": "0",
    "whole": "#,##0",
    "money": "#,##0.0",
    "tonnes": "[=0]0;[<10]0.0;#,##0",
    "share": "0.0%",
    "price": "#,##0",
    "number": "#,##0.00",
    "yes_no": "General",
}
SIGNED_MONEY = "+#,##0.0;-#,##0.0;0.0"
WHOLE_SHARE = "0%"
DASH = {"money": '#,##0.0;-#,##0.0;"–"', "tonnes": '[=0]"–";[<10]0.0;#,##0'}
"""Formats of wide tables, in which most values are 0."""


class Styles:
    """Cell formats by their properties; each is made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def get(self, **properties: object) -> Any:
        """A cell format; font and colour are the house's unless given."""
        properties = {"font_name": "Calibri", "font_size": 10, "font_color": INK, **properties}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def text(self, **properties: object) -> Any:
        """The format of a cell with text: one such as "=1" stays text also when somebody edits the cell."""
        return self.get(**{"quote_prefix": True, **properties})

    def cell(self, kind: Format, **properties: object) -> Any:
        """The format of a cell that holds a value of this kind."""
        align = {"text": "left", "year": "center", "yes_no": "center"}.get(kind, "right")
        own = {"num_format": NUMBER_FORMATS[kind], "align": align, "valign": "vcenter"}
        make = self.text if kind in ("text", "yes_no") else self.get
        return make(**{**own, **properties})

    def head(self, kind: Format, **properties: object) -> Any:
        """The format of a label above a column of this kind."""
        align = {"text": "left", "year": "center", "yes_no": "center"}.get(kind, "right")
        own = {"bold": True, "bg_color": HEAD_FILL, "text_wrap": True, "valign": "bottom", "align": align}
        return self.text(**{**own, **properties})

    def unit(self, kind: Format, **properties: object) -> Any:
        """The format of the unit under a label."""
        own = {
            "bold": False,
            "italic": True,
            "font_color": NOTE,
            "font_size": 9,
            "bottom": 1,
            "bottom_color": BAND_FILL,
        }
        return self.head(kind, **{**own, **properties})
