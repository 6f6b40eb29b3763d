"""The part of each policy in the site: it is checked, its examples are assessed, and its pages are put in words.

Policies are independent of each other, so as many of them are made at a time as there are processors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from complaints_kb.checking import Check, WatchingDesk, in_order
from complaints_kb.desk import Desk
from complaints_kb.processes import Watched, shared_out
from complaints_kb.publishing import rules_of
from explain.pages.book import WorkedCase
from explain.pages.site import pages_of
from explain.words import listed
from kb.check.subject import shown_as
from kb.check.vocabulary import unused_words
from kb.model.determination import Determination
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.example import Example
from kb.source.codes import ENDED, NO_POLICY, Code
from kb.source.policies import Library
from kb.source.wording import quoted
from kb.source.yaml_nodes import read

CASES = 200
"""How many cases are made up for each procedure in the check: as many as `kb check` does."""


@dataclass(frozen=True)
class Part:
    """What came of one policy: what was found, and if that is nothing that matters, its files by their paths."""

    faults: list[Diagnostic]
    findings: list[Diagnostic]
    disagreed: bool
    files: list[tuple[str, str]]

    @property
    def code(self) -> int:
        """The exit code of `kb check` for it."""
        if self.faults:
            return 3 if self.disagreed else 2
        return 1 if any(one.level == "error" for one in self.findings) else 0


def parts(rules: Path | None, watched: Watched) -> list[Part]:
    """Make the part of every policy; `watched` gives the names of those that this process makes, for somebody who looks on.

    Raises:
        Refused: what all policies share cannot be used, there is no policy, or a process that made a part was ended.
    """
    library = Desk(rules).library
    if not library.ids:
        help = "`kb new-policy` begins one; `--rules` names another folder"
        raise _refused(
            NO_POLICY, "there is no policy in this folder, so there is nothing to publish", library, help
        )
    examples = {name: len([*(library.rules / name).glob("examples/*.yaml")]) for name in library.ids}
    made = shared_out(partial(part_of, rules), examples, watched)
    if missing := [name for name in library.ids if name not in made]:
        message = f"the process that checked {listed([quoted(name) for name in missing], 'and')} was ended"
        raise _refused(ENDED, message, library, "see to it that there is memory enough, and begin again")
    return [made[name] for name in library.ids]


def _refused(code: Code, message: str, library: Library, help: str) -> Refused:
    return Refused([Diagnostic(code.id, message, Place(shown_as(library.rules)), help=help)])


def found(desk: Desk, made: Iterable[Part]) -> list[Diagnostic]:
    """Give all that was found, in the order of the files; if all can be read, with words that no policy uses."""
    made, rules = list(made), desk.library.rules
    faults = [one for part in made for one in part.faults]
    findings = [one for part in made for one in part.findings]
    if not faults:
        policies = [desk.policy(name) for name in desk.library.ids]
        words = read(rules / "vocabulary.yaml", shown_as(rules / "vocabulary.yaml"))
        findings += unused_words(words, desk.library.vocabulary, policies)
    return [*faults, *in_order(findings)]


def part_of(rules: Path | None, name: str, cases: int = CASES) -> Part:
    """Check a policy and make its pages, if it may be published."""
    check = checked(rules, name, cases)
    part = Part(check.faults, check.findings, check.disagreed, [])
    if part.code:
        return part
    book = rules_of(check.desk, "", [name])
    policy = replace(book.policies[0], cases=tuple(check.worked))
    return replace(part, files=[(one.path, one.text()) for one in pages_of(book, policy)])


@dataclass
class Working(Check):
    """A check of one policy that keeps the answers to its examples."""

    worked: list[WorkedCase] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def _answered(self, path: Path, example: Example, determination: Determination) -> None:
        one = example
        self.worked.append(WorkedCase(path.stem, one.case, one.tests, one.expectations, determination))
        self.places.append(shown_as(path))

    def a_day_later(self, number: int) -> None:
        """Assess a case a day later, where a limit ends on the day of assessment, so that something may then be late."""
        one = self.worked[number]
        if _is_last_day(one.answer):
            tomorrow = replace(one.case, assessed_on=one.case.assessed_on + timedelta(days=1))
            later = self.desk.determine(tomorrow, self.places[number], vary_readings=False)
            self.worked[number] = replace(one, day_later=later)


def checked(rules: Path | None, name: str, cases: int = CASES) -> Working:
    """Check a policy, and assess its examples, some of them also a day later."""
    check = Working(WatchingDesk(rules), (name,), cases, words=False)
    check.go(list)
    for number in range(len(check.worked)):
        check.tried(partial(check.a_day_later, number))
    return check


def _is_last_day(answer: Determination) -> bool:
    return any(
        record.name.endswith(".last_day") and record.value == answer.assessed_on
        for head in answer.heads
        for record in head.conclusions
    )
