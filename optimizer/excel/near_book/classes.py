"""The sheet of projects: in all plans near the optimum, in some, or in none, and how sure that is."""

from __future__ import annotations

from optimizer.excel.study_book.book import StudyBook
from optimizer.near.study import NearStudy
from optimizer.near.tables import CLASSES
from optimizer.words.amounts import musd
from optimizer.words.text import clean

_MARKS = {"must-have": "new", "choice": "earlier", "never": "no plan", "committed": "committed"}
_UNSURE = {"must-have": "as before", "never": "unsure"}
_MEANINGS = (
    ("new", "must-have: every near plan builds it, proven"),
    ("as before", "must-have: none without it was found, not proven"),
    ("earlier", "choice: near plans build it, others do not"),
    ("no plan", "never: no near plan builds it, proven"),
    ("unsure", "never: none that builds it was found, not proven"),
    ("committed", "committed: built in any case"),
)
_WIDTHS = {"name": 36, "class": 12, "words": 70, "country": 20, "product": 24, "kind": 13}
_SPANS = ((0, 1), (2, 6), (7, 9))


def write_classes(book: StudyBook, study: NearStudy) -> None:
    """Class of each project, and what deciding otherwise costs."""
    page = book.page(
        "Must-have or choice",
        CLASSES.title,
        f"What deciding otherwise on each project costs, against a distance of {musd(study.near.distance_musd)}: "
        "at least, by proof, whatever else is decided; and at most, by a plan that was found.",
    )
    frame = study.tables["classes"].copy()
    if frame.empty:
        page.say("The workbook has no project that could be built.", italic=True)
        return
    page.key(_MEANINGS, _SPANS)
    proven = frame["proven"].astype(bool)
    marks = [
        _MARKS[c] if sure or c not in _UNSURE else _UNSURE[c] for c, sure in zip(frame["class"], proven, strict=True)
    ]
    frame["name"] = [book.names.project(p) for p in frame["project"]]
    frame["country"] = [book.names.country(c) for c in frame["country"]]
    frame["product"] = [book.names.material(m) for m in frame["product"]]
    frame["kind"] = [clean(k).replace("_", " ") for k in frame["kind"]]
    first = ("name", "class", "proven", "built", "times", "least_musd", "most_musd")
    known = {c.name: c for c in CLASSES.columns}
    rest = [c for c in CLASSES.columns if c.name not in (*first, "project")]
    columns = [*(known[name] for name in first), *rest]
    layout = page.table(columns, frame, _WIDTHS, filter=True, marks={"class": marks, "name": marks})
    page.freeze_head(layout, 1)
