"""Finds and reads policies: the vocabulary and conventions they share, and the one policy that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.files import Conventions, Policy, Procedure
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import Vocabulary
from kb.source.link import linked
from kb.source.names import check_names, check_vocabulary
from kb.source.places import policy_ids, rules_dir
from kb.source.validation import validated
from kb.source.yaml_nodes import Document, read

__all__ = ["Library", "LoadedPolicy", "rules_at"]


@dataclass(frozen=True)
class LoadedPolicy:
    """A policy with its procedures, checked and linked, and the files of its examples."""

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
        """The shared conventions, file by file."""
        paths = sorted((self.rules / "conventions").glob("*.yaml"))
        return tuple(validated(self._read(path), Conventions) for path in paths)

    def load(self, policy_id: str) -> LoadedPolicy:
        """Read one policy.

        Raises:
            Refused: a file of it, the vocabulary or a convention cannot be used; every fault that was found is told.
        """
        folder = self.rules / policy_id
        header = self._read(folder / "policy.yaml")
        policy = validated(header, Policy)
        documents = {name: self._read(folder / f"{name}.yaml") for name in policy.procedures}
        procedures = [self._procedure(document) for document in documents.values()]
        print_of = _fingerprint([header, *documents.values()])
        found = {
            one.procedure: linked(policy, print_of, one, self.conventions, self.vocabulary)
            for one in procedures
        }
        return LoadedPolicy(policy, print_of, found, tuple(sorted((folder / "examples").glob("*.yaml"))))

    def _procedure(self, document: Document) -> Procedure:
        procedure = validated(document, Procedure)
        _refuse(check_names(document, procedure, self.vocabulary))
        return procedure

    def _read(self, path: Path) -> Document:
        return read(path, self._shown(path))

    def _shown(self, path: Path) -> str:
        return str(Path("rules") / path.relative_to(self.rules))


def _fingerprint(documents: list[Document]) -> str:
    whole = sha256()
    for document in documents:
        whole.update(sha256(document.text.encode()).digest())
    return whole.hexdigest()


def _refuse(diagnostics: list[Diagnostic]) -> None:
    if diagnostics:
        raise Refused(diagnostics)


def unknown_policy(name: str, library: Library) -> Refused:
    """Give the refusal of a policy that there is not, with the nearest name as help."""
    help_ = f"the policies are {', '.join(f'`{one}`' for one in library.ids)}"
    return Refused([Diagnostic("K207", f"unknown policy `{name}`", Place(str(library.rules)), help=help_)])
