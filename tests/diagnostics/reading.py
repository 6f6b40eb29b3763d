"""Reads any file of the fixtures, as what its name says it is."""

from datetime import date
from functools import cache
from pathlib import Path

from kb.model.diagnostics import Diagnostic, Refused
from kb.model.files import Conventions, Part, Policy
from kb.model.vocabulary import Vocabulary
from kb.source.calendars import check_calendar
from kb.source.cases import read_case
from kb.source.examples import read_example
from kb.source.faults import Faults
from kb.source.names import check_names, check_vocabulary
from kb.source.validation import validated
from kb.source.yaml_nodes import read

FIRST, LAST = date(1970, 1, 1), date(2045, 12, 31)
POLICIES = ("housing-association", "county-council")
NORMS = ("stage_1_response", "stage_2")


@cache
def vocabulary() -> Vocabulary:
    """Give the small vocabulary of the fixtures."""
    return validated(read(Path(__file__).parents[1] / "fixtures" / "vocabulary.yaml"), Vocabulary)


def read_any(path: Path, kind: str) -> object:
    """Read a file of a kind; what is given back is what the file means, for those who want to look at it."""
    shown = path.name
    match kind:
        case "case" | "file":
            return read_case(path, vocabulary(), POLICIES, FIRST, LAST, shown)
        case "example":
            return read_example(path, "housing-association", vocabulary(), FIRST, LAST, NORMS, shown)
        case "vocabulary":
            document = read(path, shown)
            words = validated(document, Vocabulary)
            return _sound(words, check_vocabulary(document, words))
        case "policy":
            document = read(path, shown)
            policy, faults = validated(document, Policy), Faults(document)
            check_calendar(faults, policy.calendar)
            return _sound(policy, faults.found)
        case "rules" | "conventions":
            document = read(path, shown)
            rules = validated(document, Part) if kind == "rules" else validated(document, Conventions)
            return _sound(rules, check_names(document, rules, vocabulary()))
        case _:
            raise AssertionError(f"no such kind of fixture: {kind}")


def _sound(checked: object, found: list[Diagnostic]) -> object:
    if found:
        raise Refused(found)
    return checked
