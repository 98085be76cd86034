"""The sheet of stockpiles: how much is held and bought, by case."""

from __future__ import annotations

from optimizer.excel.study_book.book import StudyBook
from optimizer.excel.study_book.by_case import write_by_case
from optimizer.words.text import clean

_KEYS = {"pile": "Stockpile", "what": "Material"}


def write_stockpiles(book: StudyBook) -> None:
    """Largest level, its difference from base, and what is bought."""
    page = book.page(
        "Stockpiles",
        f"Stockpiles by {book.noun}",
        "The largest amount held in base and all that is bought over the years, tonnes. Stockpiles that stay empty "
        "are left out.",
    )
    frame = book.table("stockpiles").copy()
    if frame.empty:
        page.say("The workbook holds no stockpiles, or there is no plan.", italic=True)
        return
    frame["pile"] = [clean(p).replace("_", " ") for p in frame["stockpile"]]
    frame["what"] = [book.names.material(m) for m in frame["material"]]
    page.freeze(0, 2)
    page.subtitle("Largest level")
    write_by_case(book, page, frame, _KEYS, "peak_t", "tonnes", "t")
    page.subtitle(f"Largest level against {book.reference}: more (+) or less (−)")
    write_by_case(book, page, frame, _KEYS, "against_base_t", "tonnes", "t", signed=True)
    page.subtitle("Bought over all years")
    write_by_case(book, page, frame, _KEYS, "bought_t", "tonnes", "t")
