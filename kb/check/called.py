"""What examples are called: each has a page of the name of its file."""

from __future__ import annotations

from collections.abc import Iterator

from kb.check.subject import Subject, shown_as
from kb.model.diagnostics import Diagnostic, Place
from kb.source.known_names import misnamed


def misnamed_examples(subject: Subject) -> Iterator[Diagnostic]:
    """Find the examples whose files have a name that no page can have."""
    for path in subject.loaded.examples:
        if wrong := misnamed(path.stem, "an example", file=True):
            code, message, help = wrong
            yield Diagnostic(code.id, message, Place(shown_as(path)), subject.policy.policy, help)
