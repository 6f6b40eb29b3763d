"""What the pages of the site tell, and the folder that they are written to."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from complaints_kb.desk import Desk
from explain.pages.book import Book, CodePage, PolicyBook
from kb.check.subject import shown_as
from kb.source.codes import CODES
from kb.source.questions import FILE, read_questions


def rules_of(desk: Desk, changes: str, policies: Iterable[str] = ()) -> Book:
    """Gather what the pages tell of some policies, or of all, but for their worked cases.

    Raises:
        Refused: a policy or what all share cannot be used.
    """
    library = desk.library
    questions = library.rules / FILE
    loaded = [desk.policy(name) for name in policies or library.ids]
    return Book(
        policies=tuple(
            PolicyBook(one.policy, one.sha256, one.procedures, len(one.examples)) for one in loaded
        ),
        vocabulary=library.vocabulary,
        conventions={one.conventions: one.clauses for one in library.conventions},
        questions=read_questions(questions, shown_as(questions)),
        codes=tuple(CodePage(one.id, one.meaning, one.mend, one.level) for one in CODES.values()),
        changes=changes,
    )


def write_files(files: Iterable[tuple[str, str]], content: Path, docs: Path) -> int:
    """Write files by their paths, with the content that is ours, in the place of `docs`; give how many pages there are.

    They are written beside it first: while anything goes wrong, `docs` stays what it was.
    """
    beside = docs.with_name(docs.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        shutil.copytree(content / "pages", beside)
        shutil.copytree(content / "assets", beside / "assets")
        for name, text in files:
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        count = sum(1 for _ in beside.rglob("*.md"))
        put_in_place(beside, docs)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return count


def put_in_place(new: Path, old: Path) -> None:
    """Put a whole folder in the place of another."""
    gone = old.with_name(old.name + ".old")
    shutil.rmtree(gone, ignore_errors=True)
    if old.exists():
        old.rename(gone)
    try:
        new.rename(old)
    except BaseException:
        if gone.exists():
            gone.rename(old)
        raise
    shutil.rmtree(gone, ignore_errors=True)
