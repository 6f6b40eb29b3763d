"""Finds and reads policies: the vocabulary and conventions they share, and the one policy that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from kb.model.case import Case
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.files import OUT_OF_SCOPE, Conventions, Part, Policy, Rule, name_of
from kb.model.policy import LinkedProcedure
from kb.model.questions import Question
from kb.model.vocabulary import Vocabulary
from kb.source import codes
from kb.source.faults import Faults
from kb.source.headers import check_header, unlisted
from kb.source.link import linked
from kb.source.names import check_names, check_vocabulary
from kb.source.origins import Origins
from kb.source.places import policy_ids, rules_dir
from kb.source.questions import FILE, read_questions
from kb.source.standard_questions import needless_silences
from kb.source.validation import validated
from kb.source.wording import all_quoted, proposed, quoted
from kb.source.yaml_nodes import Document, read

__all__ = ["Library", "LoadedPolicy", "check_readings", "rules_at"]

T = TypeVar("T")


@dataclass(frozen=True)
class LoadedPolicy:
    """A policy with its procedures, checked and linked, and the files of its examples.

    A policy whose rules decide between procedures has `out_of_scope` beside them: what holds outside all of them.
    """

    policy: Policy
    sha256: str
    procedures: dict[str, LinkedProcedure]
    examples: tuple[Path, ...]


def rules_at(given: Path | None = None) -> Path:
    """Give the folder of the rules: the one given, else the wheel's, else the repository's."""
    return rules_dir(given)


class Library:
    """The rules of one folder; each part is read when it is asked for, and no other policy than the one named."""

    def __init__(self, rules: Path) -> None:
        """Keep the folder."""
        self.rules = rules

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The names of all policies."""
        return policy_ids(self.rules)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The shared vocabulary.

        Raises:
            Refused: it cannot be read, or contradicts itself.
        """
        document = self._read(self.rules / "vocabulary.yaml")
        vocabulary = validated(document, Vocabulary)
        _refuse(check_vocabulary(document, vocabulary))
        return vocabulary

    @cached_property
    def conventions(self) -> tuple[Conventions, ...]:
        """The shared conventions, file by file.

        Raises:
            Refused: one of the files cannot be used, with the faults of all.
        """
        return tuple(one for _, one in self._conventions)

    @cached_property
    def _questions(self) -> tuple[Question, ...]:
        path = self.rules / FILE
        return read_questions(path, self._shown(path)) if path.exists() else ()

    @cached_property
    def _conventions(self) -> tuple[tuple[Document, Conventions], ...]:
        paths = sorted((self.rules / "conventions").glob("*.yaml"))
        read_ = _gathered(partial(self._convention, path) for path in paths)
        _refuse(_files_twice(document for document, _ in read_))
        return tuple(read_)

    def load(self, policy_id: str) -> LoadedPolicy:
        """Read one policy.

        Raises:
            Refused: there is no such policy, or a file of it, the vocabulary or a convention cannot be used, with
                every fault that was found.
        """
        if policy_id not in self.ids:
            raise self.unknown(policy_id)
        folder = self.rules / policy_id
        header, policy = self._policy(folder / "policy.yaml")
        names = [*policy.procedures, *((OUT_OF_SCOPE,) if policy.scope else ())]
        files = dict.fromkeys(part for name in names for part in policy.parts_of(name))
        _refuse(unlisted(folder, files, self._shown(folder)))
        _gathered([lambda: (self.vocabulary, self._conventions)])
        parts = dict(zip(files, self._parts(folder, tuple(files)), strict=True))
        _refuse(_twice(parts.values()))
        print_of = _fingerprint([header, *(document for document, _ in parts.values())])
        _refuse(needless_silences(policy, header, parts.values(), self._questions))
        origins = Origins(policy, header, parts.values(), self._conventions)
        found = _gathered(partial(self._linked, origins, print_of, name, parts) for name in names)
        examples = tuple(sorted((folder / "examples").glob("*.yaml")))
        return LoadedPolicy(policy, print_of, {one.name: one for one in found}, examples)

    def unknown(self, policy_id: str) -> Refused:
        """Give the refusal of a policy that there is not, with what there is as help."""
        message = f"unknown policy {quoted(policy_id)}"
        place = Place(self._shown(self.rules))
        return Refused(
            [Diagnostic(codes.UNKNOWN_POLICY.id, message, place, help=proposed(policy_id, self.ids))]
        )

    def _policy(self, path: Path) -> tuple[Document, Policy]:
        document = self._read(path)
        policy = validated(document, Policy)
        _refuse(check_header(document, policy))
        return document, policy

    def _convention(self, path: Path) -> tuple[Document, Conventions]:
        document = self._read(path)
        conventions = validated(document, Conventions)
        _refuse(check_names(document, conventions, self.vocabulary))
        return document, conventions

    def _parts(self, folder: Path, names: tuple[str, ...]) -> list[tuple[Document, Part]]:
        read_ = _gathered(partial(self._part, folder / f"{name}.yaml") for name in names)
        norms = {name_of(one) for _, part in read_ for clause in part.clauses
                 for one in clause.rules if not isinstance(one, Rule)}  # fmt: skip
        told = [
            one for document, part in read_ for one in check_names(document, part, self.vocabulary, norms)
        ]
        _refuse(told)
        return read_

    def _part(self, path: Path) -> tuple[Document, Part]:
        document = self._read(path)
        part = validated(document, Part)
        if part.part != path.stem:
            faults = Faults(document)
            message = f"the part is called {quoted(part.part)}, and its file {quoted(path.stem)}"
            faults.add(codes.WRONG_HEADER, message, ("part",))
            faults.refuse()
        return document, part

    def _linked(
        self, origins: Origins, print_of: str, name: str, parts: dict[str, tuple[Document, Part]]
    ) -> LinkedProcedure:
        own = [parts[one][1] for one in origins.policy.parts_of(name)]
        return linked(origins.policy, print_of, name, own, self.conventions, self.vocabulary, origins)

    def _read(self, path: Path) -> Document:
        return read(path, self._shown(path))

    @staticmethod
    def _shown(path: Path) -> str:
        here = Path.cwd()
        return str(path.relative_to(here) if path.is_relative_to(here) else path)


def check_readings(case: Case, loaded: LoadedPolicy, path: str) -> None:
    """Refuse a case that chooses a reading, or a way to read it, that its policy does not offer.

    Raises:
        Refused: one diagnostic for each such choice.
    """
    offered = {
        name: one.choices for linked in loaded.procedures.values() for name, one in linked.readings.items()
    }
    told: list[Diagnostic] = []
    for name, choice in case.readings.items():
        if name not in offered:
            message, known = f"unknown reading {quoted(name)}", tuple(offered)
        elif choice not in offered[name]:
            message, known = f"{quoted(name)} cannot be read as {quoted(choice)}", tuple(offered[name])
        else:
            continue
        told.append(
            Diagnostic(codes.NO_SUCH_CHOICE.id, message, Place(path), help=f"there is {all_quoted(known)}")
        )
    _refuse(told)


def _files_twice(documents: Iterable[Document]) -> list[Diagnostic]:
    """Give a diagnostic for each file of conventions that is called as one before it: each has a page of its name."""
    seen: set[str] = set()
    told: list[Diagnostic] = []
    for document in documents:
        faults, name = Faults(document), document.data["conventions"]
        if name in seen:
            faults.add(
                codes.DUPLICATE_NAME,
                f"there is another file of conventions named {quoted(name)}",
                ("conventions",),
            )
        seen.add(name)
        told += faults.found
    return told


def _twice(parts: Iterable[tuple[Document, Part]]) -> list[Diagnostic]:
    """Give a diagnostic for each clause that has the name of one in another part: a clause is cited by its name."""
    seen: dict[str, str] = {}
    told: list[Diagnostic] = []
    for document, part in parts:
        faults = Faults(document)
        for number, clause in enumerate(part.clauses):
            if seen.setdefault(clause.clause, part.part) != part.part:
                message = (
                    f"there is another clause named {quoted(clause.clause)} in {quoted(seen[clause.clause])}"
                )
                faults.add(codes.DUPLICATE_NAME, message, ("clauses", number, "clause"))
        told += faults.found
    return told


def _gathered(acts: Iterable[Callable[[], T]]) -> list[T]:
    """Do everything, and only then refuse with all that was wrong."""
    done: list[T] = []
    told: list[Diagnostic] = []
    for act in acts:
        try:
            done.append(act())
        except Refused as refused:
            told += refused.diagnostics
    _refuse(told)
    return done


def _fingerprint(documents: list[Document]) -> str:
    whole = sha256()
    for document in documents:
        whole.update(bytes.fromhex(document.sha256))
    return whole.hexdigest()


def _refuse(diagnostics: list[Diagnostic]) -> None:
    if diagnostics:
        raise Refused(dict.fromkeys(diagnostics))  # procedures share files, and so their faults
