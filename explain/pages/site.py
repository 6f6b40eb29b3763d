"""All pages of the site."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.book import Book, PolicyBook
from explain.pages.case_pages import case_list, case_pages
from explain.pages.case_pictures import Picture
from explain.pages.clause_pages import policy_list, policy_pages
from explain.pages.compare_page import compare_page
from explain.pages.convention_pages import convention_pages
from explain.pages.gaps_page import gaps_page
from explain.pages.guidance_pages import guidance_pages
from explain.pages.reference_pages import reference_pages
from explain.pages.rule_pages import rule_list, rule_pages
from explain.pages.sheet import Sheet
from explain.pages.vocabulary_pages import vocabulary_pages


def pages(book: Book) -> Iterator[Sheet | Picture]:
    """Give every page that is made from the rules, and the pictures beside them."""
    yield from shared_pages(book)
    for policy in book.policies:
        yield from pages_of(book, policy)


def shared_pages(book: Book) -> Iterator[Sheet]:
    """Give the pages for which no worked case has to be assessed; the order is always the same."""
    yield from guidance_pages(book)
    yield policy_list(book)
    yield from convention_pages(book)
    yield rule_list(book)
    yield from vocabulary_pages(book)
    yield case_list(book)
    yield compare_page(book)
    yield gaps_page(book)
    yield from reference_pages(book)


def pages_of(book: Book, policy: PolicyBook) -> Iterator[Sheet | Picture]:
    """Give the pages of one policy, its clauses, its rules and its worked cases; of other policies it needs nothing."""
    yield from policy_pages(book, policy)
    yield from rule_pages(book, policy)
    yield from case_pages(book, policy)
