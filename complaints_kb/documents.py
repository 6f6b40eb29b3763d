"""One check of documents: each policy's is looked for, read, and held against what was encoded from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.check.passages import Passage, astray, passages_of
from kb.check.subject import Subject, shown_as, subject_of
from kb.check.unclaimed import left_out_sentences, unaccounted, unclaimed_lines
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source import codes
from kb.source.documents import SourceText, document_in, lines_and_print, read_document
from kb.source.policies import Library
from kb.source.spots import Spot


@dataclass(frozen=True)
class Checked:
    """A document, and what became of the passages that a policy was encoded from."""

    subject: Subject
    text: SourceText
    passages: tuple[Passage, ...]

    @property
    def unclaimed(self) -> list[int]:
        """The lines that belong to nothing."""
        return unclaimed_lines(self.subject, self.passages, self.text)

    @property
    def left_over(self) -> int:
        """How many lines, and sentences of divided lines, belong to nothing."""
        return len(self.unclaimed) + sum(1 for _ in left_out_sentences(self.passages, self.text))

    def findings(self) -> Iterable[Diagnostic]:
        """Give what is not as it was."""
        yield from astray(self.passages, self.text)
        yield from unaccounted(self.subject, self.passages, self.text)


@dataclass
class DocumentCheck:
    """A check of the documents in one place; `faults` is what kept files from being used."""

    library: Library
    place: Path
    policies: tuple[str, ...]
    documents: list[Checked] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    missing: list[Subject] = field(default_factory=list)

    def go(self) -> None:
        """Look for the documents of the policies named, or of all, and check each that is there."""
        for policy in self.policies or self.library.ids:
            try:
                self._one(subject_of(self.library, policy))
            except Refused as refused:
                self.faults.extend(refused.diagnostics)
        if not self.faults and not self.documents and not self.place.is_dir():
            self._refuse_what_is_no_text()
        if not self.faults:
            self.findings.extend(self._missing())

    def _refuse_what_is_no_text(self) -> None:
        """Tell of the one file that is named what keeps it from being any policy's document."""
        try:
            lines_and_print(self.place, shown_as(self.place))
        except Refused as refused:
            self.faults.extend(refused.diagnostics)

    def _one(self, subject: Subject) -> None:
        path = document_in(self.place, subject.policy, given=bool(self.policies))
        if path is None:
            self.missing.append(subject)
            return
        text = read_document(path, shown_as(path), subject.policy)
        self.documents.append(Checked(subject, text, passages_of(subject, text)))
        self.findings.extend(self.documents[-1].findings())

    def _missing(self) -> Iterable[Diagnostic]:
        if not self.place.is_dir() and not self.documents:
            yield _unknown(self.place)
            return
        for subject in self.missing if self.place.is_dir() else ():
            name = subject.policy.document.name
            spot = Spot(subject.header, ("document", "name"))
            found = spot.found(codes.NO_DOCUMENT, f"no file in `{self.place}` is the document `{name}`")
            wanted = self.policies or not self.documents  # a folder may well hold some of the documents only
            yield found if wanted else replace(found, level="warning")


def _unknown(path: Path) -> Diagnostic:
    code, message = codes.UNKNOWN_DOCUMENT, "no policy was encoded from this document"
    return Diagnostic(code.id, message, Place(shown_as(path)), help="name the policy with `--policy`")
