"""Where cases are read and assessed: each policy is read, and made ready for both engines, once."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_kb.past_calendar import past_calendar
from explain.determination import assessed_by_procedure, assessors_for, determine
from explain.pace import settle_in
from kb.calendar import FIRST, LAST
from kb.engine.assess import Assessed, Assessor, EnginesDisagree
from kb.engine.settle import CountedPast
from kb.model.case import Case
from kb.model.determination import Determination
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source import codes
from kb.source.cases import CaseReader
from kb.source.days import Span
from kb.source.faults import Faults
from kb.source.policies import Library, LoadedPolicy, check_readings, rules_at
from kb.source.text import LARGEST, text_of
from kb.source.wording import quoted
from kb.source.yaml_nodes import Document, document_of

if TYPE_CHECKING:
    from kb.model.needs import Needs

STDIN = Path("-")


class Disagreement(Exception):
    """The two engines differ on a case, so it has no answer."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep what to say of it."""
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message)


@dataclass(frozen=True, slots=True)
class Assessments:
    """The answer to a case, and the steps that it was made in: for each head, by each procedure that it may go by."""

    answer: Determination
    assessed: tuple[tuple[Assessed, ...], ...]


class Desk:
    """One folder of rules, and the cases that are assessed by them."""

    def __init__(self, rules: Path | None) -> None:
        """Find the rules; nothing is read yet."""
        self.given = rules
        self._loaded: dict[str, LoadedPolicy] = {}
        self._ready: dict[str, Mapping[str, Assessor]] = {}
        self._documents: dict[str, Document] = {}  # of cases, by their paths as messages name them

    @cached_property
    def library(self) -> Library:
        """The rules.

        Raises:
            Refused: the folder has no vocabulary, so it is no folder of rules.
        """
        rules = rules_at(self.given)
        if not (rules / "vocabulary.yaml").is_file():
            help = "name the folder that has `vocabulary.yaml`, `conventions` and a folder for each policy"
            raise _refused(codes.NO_FILE.id, f"no rules in {quoted(str(rules))}", str(rules), help)
        return Library(rules)

    def policy(self, name: str) -> LoadedPolicy:
        """Read a policy.

        Raises:
            Refused: there is none of this name, or its files cannot be used.
        """
        if name not in self._loaded:
            self._loaded[name] = self.library.load(name)
        return self._loaded[name]

    def assessors(self, name: str) -> Mapping[str, Assessor]:
        """Make both engines ready for a policy.

        Raises:
            Refused: as `policy`.
        """
        if name not in self._ready:
            self._ready[name] = assessors_for(self.policy(name).procedures)
            settle_in()
        return self._ready[name]

    def case(self, path: Path) -> Case:
        """Read a case, or the case of an example in its policy's folder; `-` is standard input.

        Raises:
            Refused: with everything that is wrong with it.
        """
        document = self._documents[shown(path)] = _document(path)
        faults = Faults(document)
        reader = CaseReader(faults, self.library.vocabulary, Span(FIRST, LAST))
        written = document.data if isinstance(document.data, dict) else {}
        if "example" in written and "case" not in written:
            case = reader.example(path.resolve().parent.parent.name, ("expect", "tests"))
        else:
            case = reader.case(self.library.ids)
        faults.refuse()
        return case

    def determine(self, case: Case, shown_as: str, vary_readings: bool = True) -> Determination:
        """Assess a case.

        Raises:
            Refused: its policy cannot be used, or a day would have to be counted past the calendar.
            Disagreement: the engines differ.
        """
        with self.guarded(case, shown_as):
            return determine(self.assessors(case.policy), case, vary_readings)

    def assess(self, case: Case, shown_as: str) -> Assessments:
        """Assess a case, and keep the steps of each head with the answer; readings are not varied.

        A head with contested facts has its steps by themselves under each combination of accounts, as a head of its own.

        Raises:
            Refused, Disagreement: as `determine`.
        """
        from explain.accounts import by_account

        case = by_account(case)
        with self.guarded(case, shown_as):
            assessors = self.assessors(case.policy)
            answer = determine(assessors, case, vary_readings=False)
            each = (assessed_by_procedure(assessors, case, head, False) for head in case.heads)
            return Assessments(answer, tuple(map(tuple, each)))

    def needs(self, case: Case, shown_as: str) -> Needs:
        """Say what is missing in a case, and what each item would settle.

        Raises:
            Refused, Disagreement: as `determine`; the engines may also differ on a value that is tried.
        """
        from explain.needs import needs

        found = self.assess(case, shown_as)
        with self.guarded(case, shown_as):
            return needs(self.assessors(case.policy), found.assessed, found.answer, case.heads)

    @contextmanager
    def guarded(self, case: Case, shown_as: str) -> Iterator[None]:
        """Tell by diagnostics what keeps a case from being assessed."""
        check_readings(case, self.policy(case.policy), shown_as)
        try:
            yield
        except CountedPast as error:
            procedure = self.policy(case.policy).procedures[error.procedure]
            document = self._documents.get(shown_as)
            raise Refused([past_calendar(error, procedure, case, document, shown_as)]) from None
        except EnginesDisagree as error:
            raise Disagreement(_disagreement(error, shown_as)) from None


def shown(path: Path) -> str:
    """Give a path as messages name it."""
    return "standard input" if path == STDIN else str(path)


def _document(path: Path) -> Document:
    if path != STDIN:
        return document_of(text_of(path, str(path)), path, str(path))
    import tempfile

    with tempfile.NamedTemporaryFile() as kept:  # checked as any file is: size, encoding, characters
        kept.write(sys.stdin.buffer.read(LARGEST + 1))
        kept.flush()
        return document_of(text_of(Path(kept.name), shown(path)), path, shown(path))


def _refused(code: str, message: str, shown_as: str, help: str = "") -> Refused:
    return Refused([Diagnostic(code, message, Place(shown_as), help=help)])


def _disagreement(error: EnginesDisagree, shown_as: str) -> Diagnostic:
    count = len(error.differences)
    message = (
        f"the two engines disagree in {count} {'place' if count == 1 else 'places'}, so there is no answer"
    )
    first = f"first difference: {error.differences[0]}; this is a defect of `kb`" if count else ""
    return Diagnostic(codes.ENGINES_DISAGREE.id, message, Place(shown_as), help=first)
