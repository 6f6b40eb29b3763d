"""A policy as it is checked: read and linked, and its files beside it, so that what is found has a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kb.model.files import OUT_OF_SCOPE, Clause, Norm, Part, Policy, Rule
from kb.model.policy import LinkedProcedure
from kb.model.unshown import Unshown
from kb.source.origins import Origins
from kb.source.policies import Library, LoadedPolicy
from kb.source.spots import Spot
from kb.source.validation import validated
from kb.source.yaml_nodes import Document, read


@dataclass(frozen=True)
class Subject:
    """One policy, its files, and what its examples cannot show."""

    loaded: LoadedPolicy
    header: Document
    files: tuple[tuple[Document, Part], ...]
    unshown: Unshown
    reasons: Document | None

    @property
    def policy(self) -> Policy:
        """The header of the policy."""
        return self.loaded.policy

    @property
    def procedures(self) -> tuple[LinkedProcedure, ...]:
        """The procedures; what lies outside all of them is none."""
        return tuple(one for name, one in self.loaded.procedures.items() if name != OUT_OF_SCOPE)

    @cached_property
    def origins(self) -> Origins:
        """Where in the files linked rules come from."""
        return Origins(self.policy, self.header, self.files)

    @cached_property
    def clauses(self) -> tuple[tuple[Spot, Clause], ...]:
        """Every clause of every part, in the order of the files."""
        return tuple(
            (Spot(document, ("clauses", number)), clause)
            for document, part in self.files
            for number, clause in enumerate(part.clauses)
        )

    def provisions(self) -> Iterator[tuple[Spot, Clause, Rule | Norm]]:
        """Give every rule and norm, with its clause."""
        for spot, clause in self.clauses:
            for number, one in enumerate(clause.rules):
                yield Spot(spot.document, (*spot.at, "rules", number)), clause, one

    def procedure_spot(self, name: str) -> Spot:
        """Give where a procedure is declared."""
        return Spot(self.header, ("procedures", name), key=True)


def subject_of(library: Library, policy_id: str, loaded: LoadedPolicy | None = None) -> Subject:
    """Read a policy, unless it was loaded before, with its files.

    Raises:
        Refused: as `Library.load`, or what its examples cannot show is written in another form.
    """
    loaded = loaded or library.load(policy_id)
    folder = library.rules / policy_id
    names = dict.fromkeys(part for name in loaded.procedures for part in loaded.policy.parts_of(name))
    documents = [_read(folder / f"{name}.yaml") for name in names]
    reasons = _read(folder / "unshown.yaml") if (folder / "unshown.yaml").exists() else None
    return Subject(
        loaded=loaded,
        header=_read(folder / "policy.yaml"),
        files=tuple((document, validated(document, Part)) for document in documents),
        unshown=validated(reasons, Unshown) if reasons else Unshown(),
        reasons=reasons,
    )


def shown_as(path: Path) -> str:
    """Give a path as messages name it: from here, where it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _read(path: Path) -> Document:
    return read(path, shown_as(path))
