"""The sheet of sentences: what each case changes, one after the other."""

from __future__ import annotations

from optimizer.excel.study_book.book import StudyBook
from optimizer.words.text import clean


def story(book: StudyBook, case: str | None) -> list[str]:
    """The sentences about a case."""
    frame = book.table("stories")
    own = frame.loc[frame["case"].astype(str) == case, "words"]
    return [clean(words) for words in own if isinstance(words, str) and words.strip()]


def write_stories(book: StudyBook) -> None:
    """What each case changes, in words."""
    page = book.page(
        "In words",
        "What each case changes, in words",
        "Every figure in these sentences stands on one of the next sheets.",
    )
    if book.table("stories").empty:
        page.say("There is nothing to tell.", italic=True)
        return
    for case in dict.fromkeys([*book.cases, *book.table("stories")["case"].astype(str)]):
        told = story(book, case)
        if told:
            page.subtitle(book.label(case))
        for sentence in told:
            page.say(sentence)
        page.row += bool(told)
