"""All that the site tells: policies with their procedures and worked cases, what they share, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from explain.days import day_in_words
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from explain.words import listed
from kb.model.case import Case
from kb.model.determination import Determination, HeadRecord
from kb.model.example import Expectation
from kb.model.files import OUT_OF_SCOPE, Binding, Clause, ConventionClause, Norm, Policy, name_of
from kb.model.policy import LinkedProcedure
from kb.model.questions import Question
from kb.model.vocabulary import Vocabulary


def place(clause: Clause) -> str:
    """Say where a clause stands in its document."""
    source = clause.source
    lines = listed([str(line) for line in source.lines], "and")
    some = [str(one) for one in source.sentences]
    said = f"{many('line', source.lines)} {lines}"
    return f"{said}, {many('sentence', some)} {listed(some, 'and')}" if some else said


def many(word: str, of: Sequence[object]) -> str:
    """Give a word for one thing or several."""
    return word if len(of) == 1 else f"{word}s"


@dataclass(frozen=True)
class WorkedCase:
    """An example, the answer to it, and the answer one day later where a limit is near (else nothing)."""

    name: str
    case: Case
    tests: tuple[str, ...]
    expectations: tuple[Expectation, ...]
    answer: Determination
    day_later: Determination | None = None

    @property
    def path(self) -> str:
        """The page that tells of it."""
        return f"cases/{self.case.policy}/{self.name}.md"

    def anchor(self, part: str, number: int) -> str:
        """The anchor of a part of its page: of several matters, that of the one of this number, from 0."""
        return f"{part}-{number + 1}" if len(self.answer.heads) > 1 else part

    @cached_property
    def rules(self) -> dict[str, str]:
        """The rules that were looked at, and whether each holds, fails or is open; of several matters, of the first."""
        return _rules(self.answer.heads[0])


def _rules(head: HeadRecord) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in head.graph.nodes:
        rule = node.particulars.get("rule")
        if isinstance(rule, str) and node.truth:
            found[rule] = node.truth
    return found


@dataclass(frozen=True)
class PolicyBook:
    """One policy: its procedures, those of `out_of_scope` last, how many examples it has, and those that were assessed."""

    policy: Policy
    sha256: str
    linked: dict[str, LinkedProcedure]
    examples: int
    cases: tuple[WorkedCase, ...] = ()

    @property
    def id(self) -> str:
        """Its name."""
        return self.policy.policy

    @property
    def procedures(self) -> dict[str, LinkedProcedure]:
        """Its procedures; what lies outside all of them is none."""
        return {name: one for name, one in self.linked.items() if name != OUT_OF_SCOPE}

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Its clauses by id, in the order of the document."""
        found = {
            id_: clause
            for one in self.linked.values()
            for id_, clause in one.clauses.items()
            if isinstance(clause, Clause)
        }
        return dict(sorted(found.items(), key=lambda item: (item[1].source.lines, item[1].source.sentences)))

    def called(self, clause: str) -> str:
        """What a clause is called: its heading; where others stand under it, also what it is about and where it stands."""
        one = self.clauses[clause]
        if sum(other.heading == one.heading for other in self.clauses.values()) == 1:
            return one.heading
        vocabulary = next(iter(self.linked.values())).vocabulary
        bound = (name_of(norm) for norm in one.rules if isinstance(norm, Binding))
        about = next((f": {vocabulary.names[name]}" for name in bound if name in vocabulary.names), "")
        return f"{one.heading}{about} ({place(one)})"

    def clause_of(self, procedure: LinkedProcedure, norm: Norm) -> str:
        """The clause of a procedure that has a norm; another procedure may have the same one from a clause of its own."""
        return next(
            id_ for id_ in self.clauses if id_ in procedure.clauses and norm in self.clauses[id_].rules
        )

    @cached_property
    def case_titles(self) -> dict[str, str]:
        """What each worked case is called, by its name; where others are called the same, with what tells it from them."""
        alike: dict[str, list[WorkedCase]] = {}
        for one in self.cases:
            alike.setdefault(one.case.name.lower(), []).append(one)
        return {
            one.name: said
            for some in alike.values()
            for one, said in zip(some, self._told_apart(some), strict=True)
        }

    def _told_apart(self, alike: list[WorkedCase]) -> list[str]:
        """Add what is different in all of them: the procedure, the day, or else what the file is called."""
        titles = [capital(one.case.name) for one in alike]
        if len(alike) == 1:
            return titles
        heads = (one.answer.heads[0].procedure or "" for one in alike)
        ways = (
            [self.policy.title_of(one) if one else "where the procedure is not known" for one in heads],
            [f"assessed on {day_in_words(one.case.assessed_on)}" for one in alike],
            [one.name for one in alike],
        )
        apart = next(way for way in ways if len(set(way)) == len(alike))
        return [f"{title} ({more})" for title, more in zip(titles, apart, strict=True)]

    def path(self) -> str:
        """The page that tells of the policy."""
        return f"policies/{self.id}/index.md"

    def clause_path(self, clause: str) -> str:
        """The page that tells of one of its clauses."""
        return f"policies/{self.id}/{clause.partition('/')[2]}.md"

    def rules_path(self, procedure: str) -> str:
        """The page that tells of the rules of one of its procedures."""
        return f"rules/{self.id}/{procedure}.md"

    def guidance_path(self, procedure: str) -> str:
        """The page that tells the public of one of its procedures."""
        return f"guidance/{self.id}/{procedure}.md"

    def procedures_of(self, clause: str) -> list[LinkedProcedure]:
        """Give the procedures that a clause is part of."""
        return [one for one in self.procedures.values() if clause in one.clauses]


@dataclass(frozen=True)
class CodePage:
    """A diagnostic code, as its entry says it."""

    id: str
    meaning: str
    mend: str
    level: str


@dataclass(frozen=True)
class Book:
    """Everything that pages are made from; `changes` is the changelog, as Markdown."""

    policies: tuple[PolicyBook, ...]
    vocabulary: Vocabulary
    conventions: Mapping[str, tuple[ConventionClause, ...]]
    questions: tuple[Question, ...]
    codes: tuple[CodePage, ...]
    changes: str

    @cached_property
    def convention_files(self) -> dict[str, str]:
        """The file of conventions that each of their clauses stands in, by id."""
        return {f"conventions/{one.clause}": name for name, some in self.conventions.items() for one in some}

    def convention_link(self, sheet: Sheet, id_: str, said: str = "") -> str:
        """Give a link on a page to where a convention is told of, by its id; without words, it says its heading."""
        file = self.convention_files[id_]
        heading = next(one.heading for one in self.conventions[file] if f"conventions/{one.clause}" == id_)
        return sheet.link(said or plain(heading), f"conventions/{file}.md", anchor_of(id_.partition("/")[2]))

    @cached_property
    def by_id(self) -> dict[str, PolicyBook]:
        """The policies by name."""
        return {one.id: one for one in self.policies}
