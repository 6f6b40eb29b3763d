"""Makes the site: everything that the pages tell is gathered, the pages are written, and a site builder is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from complaints_kb.desk import Desk
from explain.pages.book import Book, CodePage, PolicyBook, WorkedCase
from explain.pages.site import pages
from kb.calendar import FIRST, LAST
from kb.check.subject import shown_as
from kb.model.determination import Determination
from kb.source import codes
from kb.source.codes import Code
from kb.source.examples import read_example
from kb.source.policies import LoadedPolicy
from kb.source.questions import FILE, read_questions

Watched = Callable[[list[Callable[[], None]]], Iterable[Callable[[], None]]]


def rules_of(desk: Desk, changes: str) -> Book:
    """Gather what the pages tell, but for the worked cases.

    Raises:
        Refused: a policy or what all share cannot be used.
    """
    library = desk.library
    questions = library.rules / FILE
    loaded = [desk.policy(name) for name in library.ids]
    return Book(
        policies=tuple(PolicyBook(one.policy, one.sha256, one.procedures, ()) for one in loaded),
        vocabulary=library.vocabulary,
        conventions={one.conventions: one.clauses for one in library.conventions},
        questions=read_questions(questions, shown_as(questions)),
        codes=tuple(_codes()),
        changes=changes,
    )


def book_of(desk: Desk, changes: str, watched: Watched) -> Book:
    """Gather what the pages tell; every example is assessed, `watched` gives these tasks one by one.

    Raises:
        Refused, Disagreement: as `Desk.determine`.
    """
    book = rules_of(desk, changes)
    found: dict[str, list[WorkedCase]] = {one.id: [] for one in book.policies}
    tasks = [
        partial(_work, desk, desk.policy(name), path, found[name])
        for name in found
        for path in desk.policy(name).examples
    ]
    for task in watched([*tasks]):
        task()
    return replace(book, policies=tuple(replace(one, cases=tuple(found[one.id])) for one in book.policies))


def _work(desk: Desk, loaded: LoadedPolicy, path: Path, found: list[WorkedCase]) -> None:
    norms = {name for one in loaded.procedures.values() for name in one.named}
    name = shown_as(path)
    example = read_example(path, loaded.policy.policy, desk.library.vocabulary, FIRST, LAST, norms, name)
    answer = desk.determine(example.case, name, vary_readings=False)
    later = None
    if _is_last_day(answer):
        tomorrow = replace(example.case, assessed_on=example.case.assessed_on + timedelta(days=1))
        later = desk.determine(tomorrow, name, vary_readings=False)
    found.append(WorkedCase(path.stem, example.case, example.tests, example.expectations, answer, later))


def _is_last_day(answer: Determination) -> bool:
    """Whether a limit ends on the very day of assessment, so that a day later something may be late."""
    return any(
        record.name.endswith(".last_day") and record.value == answer.assessed_on
        for head in answer.heads
        for record in head.conclusions
    )


def _codes() -> Iterator[CodePage]:
    every = (one for one in vars(codes).values() if isinstance(one, Code))
    for one in sorted(every, key=lambda code: code.id):
        yield CodePage(one.id, one.meaning, one.mend, one.level)


def write_pages(book: Book, content: Path, docs: Path) -> int:
    """Write all pages to a folder of their own and put it in the place of `docs`; give how many there are."""
    beside = docs.with_name(docs.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    shutil.copytree(content / "assets", beside / "assets")
    shutil.copytree(content / "pages", beside, dirs_exist_ok=True)
    count = 0
    for sheet in pages(book):
        path = beside / sheet.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sheet.text(), encoding="utf-8")
        count += 1
    shutil.rmtree(docs, ignore_errors=True)
    beside.rename(docs)
    return count


def build_site(config: Path, site: Path) -> int:
    """Run the site builder strictly and put what it built in the place of `site`; give its exit code.

    Not quietly: with `--quiet`, it would not fail for what it then does not say.
    """
    beside = site.with_name(site.name + ".new").absolute()
    settings = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": "0"}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(beside),
    ]
    done = subprocess.run(
        command, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    told = [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
    if told:
        print("\n".join(told), file=sys.stderr)
    if done.returncode == 0:
        shutil.rmtree(site, ignore_errors=True)
        beside.rename(site)
    return done.returncode
