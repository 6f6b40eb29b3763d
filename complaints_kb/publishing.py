"""What the pages of the site tell, and the folder that they are written to."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from complaints_kb.desk import Desk
from complaints_kb.writing import in_place_of
from explain.pages.book import Book, CodePage, PolicyBook
from kb.check.subject import shown_as
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source.codes import CODES, PAGE_TWICE
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

    Raises:
        Refused: two files have one path.
    """
    with in_place_of(docs) as beside:
        shutil.copytree(content / "pages", beside)
        shutil.copytree(content / "assets", beside / "assets")
        for name, text in files:
            path = beside / name
            if path.exists():
                message = f"two pages would be written to `{name}`"
                help = f"give your own page in `{content / 'pages'}` another name"
                raise Refused([Diagnostic(PAGE_TWICE.id, message, Place(str(docs / name)), help=help)])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return sum(1 for _ in beside.rglob("*.md"))


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until nobody else builds into a folder, and keep others from it meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
