"""One check of some policies: everything is read and assessed once, and everything that is found is gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from complaints_kb.desk import Desk, Disagreement
from complaints_kb.expectations import Unmet, unmet
from explain.pace import settle_in
from kb.calendar import FIRST, LAST
from kb.check.findings import of_examples, of_files, of_made_up_cases
from kb.check.shown import Shown, Watched
from kb.check.subject import Subject, shown_as, subject_of
from kb.check.tellings import nameless, untold
from kb.check.vocabulary import unused_words
from kb.engine.assess import Assessor
from kb.model.determination import Determination
from kb.model.diagnostics import Diagnostic, Refused
from kb.model.example import Example
from kb.source import codes
from kb.source.examples import read_example
from kb.source.questions import FILE, read_questions
from kb.source.yaml_nodes import read


class WatchingDesk(Desk):
    """A desk whose engines keep what they work out."""

    def assessors(self, name: str) -> Mapping[str, Assessor]:
        """Make the engines ready for a policy.

        Raises:
            Refused: as `Desk.policy`.
        """
        if name not in self._ready:
            self._ready[name] = {key: Watched(one) for key, one in self.policy(name).procedures.items()}
            settle_in()
        return self._ready[name]


@dataclass
class Check:
    """A check of some policies; `faults` is what kept files from being used, `findings` all the rest.

    `words` says whether to look for words of the vocabulary that nothing uses, which only all policies together show.
    """

    desk: WatchingDesk
    policies: tuple[str, ...]
    cases: int
    words: bool = True
    examples: int = 0
    made_up: int = 0
    disagreed: bool = False
    faults: list[Diagnostic] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    subjects: dict[str, Subject] = field(default_factory=dict)
    shown: dict[str, list[Shown]] = field(default_factory=dict)

    def go(self, watched: Callable[[list[Callable[[], None]]], Iterable[Callable[[], None]]]) -> None:
        """Read, assess and check; `watched` gives the tasks one by one, for somebody who looks on."""
        for policy in self.policies:
            self.tried(partial(self._read, policy))
        tasks: list[Callable[[], None]] = [
            partial(self._example, one, path)
            for one in self.subjects.values()
            for path in one.loaded.examples
        ]
        tasks.append(self._rest)
        for subject in self.subjects.values():
            made_up = [*of_made_up_cases(subject, self.cases)]
            self.made_up += len(made_up)
            tasks += [partial(self._found, task) for task in made_up]
        for task in watched(tasks):
            self.tried(task)
        self.findings = in_order(self.findings)

    def tried(self, task: Callable[[], None]) -> None:
        """Do a task, and keep what it finds fault with."""
        try:
            task()
        except Refused as refused:
            self.faults.extend(refused.diagnostics)
        except Disagreement as disagreement:
            self.faults.append(disagreement.diagnostic)
            self.disagreed = True

    def _read(self, policy: str) -> None:
        self.subjects[policy] = subject_of(self.desk.library, policy, self.desk.policy(policy))
        self.shown[policy] = []

    def _found(self, task: Callable[[], Iterable[Diagnostic]]) -> None:
        self.findings.extend(task())

    def _example(self, subject: Subject, path: Path) -> None:
        policy, words = subject.policy.policy, self.desk.library.vocabulary
        norms = {name for one in subject.loaded.procedures.values() for name in one.named}
        example = read_example(path, policy, words, FIRST, LAST, norms, shown_as(path))
        determination = self.desk.determine(example.case, shown_as(path), vary_readings=False)
        engines = [one for one in self.desk.assessors(policy).values() if isinstance(one, Watched)]
        worked_out = tuple(found for one in engines for found in one.taken())
        self.shown[policy].append(Shown(example, shown_as(path), worked_out))
        self.findings.extend(_as_diagnostic(one, policy) for one in unmet(example, determination))
        self.examples += 1
        self._answered(path, example, determination)

    def _answered(self, path: Path, example: Example, determination: Determination) -> None:
        """Let go of the answer to an example; whoever needs it keeps it."""

    def _rest(self) -> None:
        rules = self.desk.library.rules
        questions = read_questions(rules / FILE, shown_as(rules / FILE))
        for policy, subject in self.subjects.items():
            self.findings.extend(of_files(subject, questions))
            self.findings.extend(of_examples(subject, self.shown[policy]))
        self._vocabulary(rules / "vocabulary.yaml")

    def _vocabulary(self, path: Path) -> None:
        document, vocabulary = read(path, shown_as(path)), self.desk.library.vocabulary
        procedures = [one for subject in self.subjects.values() for one in subject.loaded.procedures.values()]
        self.findings.extend(nameless(document, vocabulary, procedures))
        self.findings.extend(untold(document, vocabulary, procedures))
        if self.words and set(self.subjects) == set(self.desk.library.ids):
            policies = [one.loaded for one in self.subjects.values()]
            self.findings.extend(unused_words(document, vocabulary, policies))


def _as_diagnostic(one: Unmet, policy: str) -> Diagnostic:
    head = f" ({one.head})" if one.head else ""
    message = f"`{one.expectation.conclusion}`{head}: expected {one.expected}; came {one.came}"
    return Diagnostic(codes.NOT_MET.id, message, one.expectation.place, policy, one.expectation.because)


def in_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Put findings in the order of the files; the same one, if from several procedures, is told once."""
    told = {(one.code, one.message, one.place): one for one in reversed([*findings])}
    return sorted(
        told.values(),
        key=lambda one: (one.place.path, one.place.line, one.place.column, one.code, one.message),
    )
