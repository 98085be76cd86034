"""The passport of a result: how to read it, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from optimizer.excel.pages.page import Page
from optimizer.plan.table import Column

_COLUMNS = (Column("what", "What", "text"), Column("value", "Value", "text"))


def write_facts(page: Page, reading: Sequence[str], facts: Sequence[tuple[str, str]]) -> None:
    """Paragraphs, then a table of what is known, and its value."""
    for paragraph in reading:
        page.say(paragraph)
    page.row += 1
    page.table(_COLUMNS, pd.DataFrame(facts, columns=["what", "value"]), {"what": 38, "value": 70})
