"""Glossary, error codes and changes."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.book import Book
from explain.pages.rule_words import CONCLUSIONS
from explain.pages.sheet import Sheet, capital, coded, plain


def reference_pages(book: Book) -> Iterator[Sheet]:
    """Give the pages on which things are looked up."""
    yield _codes(book)
    yield _changes(book)
    yield _names(book)


def _codes(book: Book) -> Sheet:
    sheet = Sheet("codes/index.md", "Error codes")
    sheet.say("What `kb` may find fault with. A code stays what it is.")
    for code in book.codes:
        sheet.heading(2, code.id, code.id.lower())
        sheet.say(coded(code.meaning))
        sheet.say(f"**What to do:** {coded(code.mend)}")
    return sheet


def _changes(book: Book) -> Sheet:
    sheet = Sheet("changes.md", "Changes")
    told = book.changes.partition("\n")[2].strip()
    sheet.markdown(told or "Nothing is written down of what has changed.")
    return sheet


def _names(book: Book) -> Sheet:
    sheet = Sheet("names.md", "Limits, duties and stages")
    sheet.say("What the limits, duties and stages of the procedures are called.")
    sheet.table(
        ["Name", "Written as"],
        [[plain(capital(said)), f"`{name}`"] for name, said in book.vocabulary.names.items()],
    )
    sheet.say(sheet.link("What may be concluded of them", CONCLUSIONS))
    return sheet
