"""What the chapters of alternatives look at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from optimizer.errors import ResultError
from optimizer.near.tables import NEAR
from optimizer.plan.stored import read_plan_file
from optimizer.study.json import FORMAT
from optimizer.words.several import SeveralNames
from optimizer.words.text import clean

Row = Mapping[str, Any]
OPTIMUM = "optimum"
"""The plan that the others are compared with."""


class NearView:
    """Plans near an optimum as their file has them, and what everything is called."""

    def __init__(self, file: Path) -> None:
        self.folder, self.file = file.parent, file.name
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            if (document["format"], document["kind"]) != (FORMAT, "alternatives"):
                raise ValueError(f"format {document['format']}, {document['kind']}")
            self.within_musd = float(document["within_musd"])
            tables = document["tables"]
            self._rows = {t.name: [{c: row[c] for c in t.names} for row in tables[t.name]] for t in NEAR}
        except (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            told = f"{type(error).__name__}: {error}"
            raise ResultError(f"{file}: these are no alternatives that this version can read ({told})") from error
        self.plans = tuple(str(row["case"]) for row in self._rows["alternatives"])

    def rows(self, table: str) -> list[Row]:
        """The rows of a table."""
        return list(self._rows[table])

    def label(self, plan: object) -> str:
        """A plan as the page calls it."""
        text = clean(str(plan))
        return "This plan" if text == OPTIMUM else text[:1].upper() + text[1:]

    def source(self, *tables: str) -> str:
        """Where figures come from."""
        return f"table{'s' if len(tables) > 1 else ''} {' and '.join(tables)} of {self.file}"

    @cached_property
    def names(self) -> SeveralNames:
        """Names as the plan beside the file has them; identifiers where there is none."""
        try:
            return SeveralNames([read_plan_file(self.folder).case])
        except ResultError:
            return SeveralNames([])
