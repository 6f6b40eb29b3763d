"""The conventions that all policies share, a page a file: what "late", "too early" or "complete" mean."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.book import Book
from explain.pages.sheet import Sheet, anchor_of, plain
from kb.model.files import ConventionClause


def convention_pages(book: Book) -> Iterator[Sheet]:
    """Give the list of the conventions, and a page for each file of them."""
    sheet = Sheet("conventions/index.md", "Conventions")
    sheet.say(
        "What every policy takes for granted: how days are counted, when an act is late, what follows from silence. "
        "A policy's clause decides how long; a convention says what that means."
    )
    sheet.points(
        (sheet.link(_title(name), f"conventions/{name}.md"), [plain(one.heading) for one in some])
        for name, some in book.conventions.items()
    )
    yield sheet
    for name, some in book.conventions.items():
        yield _conventions(name, some)


def _title(name: str) -> str:
    return plain(name.replace("_", " ").replace("-", " ").capitalize())


def _conventions(name: str, clauses: tuple[ConventionClause, ...]) -> Sheet:
    sheet = Sheet(f"conventions/{name}.md", f"Conventions: {name.replace('_', ' ').replace('-', ' ')}")
    for clause in clauses:
        sheet.heading(2, plain(clause.heading), anchor_of(clause.clause))
        sheet.say(plain(clause.gist))
        if clause.authority:
            sheet.say(f"Authority: {plain(clause.authority)}")
        if clause.for_:
            sheet.say(f"Applied to each {plain(clause.for_.replace('-', ' '))}{_where(clause)}.")
    return sheet


def _where(clause: ConventionClause) -> str:
    some = [_if(key, values) for key, values in clause.where.items()]
    return f" {' and '.join(some)}" if some else ""


def _if(key: str, values: tuple[str, ...]) -> str:
    match values:
        case ("present",):
            return f"that has `{key}`"
        case ("absent",):
            return f"that has no `{key}`"
        case _:
            return f"whose `{key}` is {' or '.join(f'`{one}`' for one in values)}"
