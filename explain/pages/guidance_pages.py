"""Guidance for the public, a page a procedure: what to expect, by when, and what to do if it does not come."""

from __future__ import annotations

from collections.abc import Iterator

from explain.days import day_in_words
from explain.pages.book import Book, PolicyBook
from explain.pages.sheet import Sheet, plain
from kb.model.policy import LinkedProcedure


def guidance_pages(book: Book) -> Iterator[Sheet]:
    """Give the list of the procedures, and a page for each."""
    sheet = Sheet("guidance/index.md", "What you can expect")
    for policy in book.policies:
        sheet.heading(2, plain(policy.policy.title), policy.id)
        sheet.points(
            sheet.link(plain(one.title[0].upper() + one.title[1:]), policy.guidance_path(name))
            for name, one in policy.procedures.items()
        )
    yield sheet
    for policy in book.policies:
        for one in policy.procedures.values():
            yield _guidance(policy, one)


def _guidance(policy: PolicyBook, procedure: LinkedProcedure) -> Sheet:
    sheet = Sheet(policy.guidance_path(procedure.name), procedure.title[0].upper() + procedure.title[1:])
    sheet.say(plain(policy.policy.title))
    sheet.say(f"Last confirmed {day_in_words(policy.policy.in_force.confirmed)}.")
    return sheet
