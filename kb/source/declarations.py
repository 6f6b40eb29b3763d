"""The vocabulary file, beyond its shape: names spelled as names, and events in an order that ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.model.diagnostics import Diagnostic
from kb.model.files import NORM_KINDS
from kb.model.vocabulary import ConclusionKind, Fact, SameDay, Vocabulary
from kb.source import codes
from kb.source.faults import Faults
from kb.source.known_names import KINDS, SNAKE, SPELLING
from kb.source.tellings import check_tellings
from kb.source.wording import did_you_mean, proposed, quoted
from kb.source.yaml_nodes import At, Document

_DOTTED = re.compile(rf"{SNAKE.pattern}(?:\.{SNAKE.pattern})?")
_FAMILIES = (*NORM_KINDS, "norm")


def check_vocabulary(document: Document, vocabulary: Vocabulary) -> list[Diagnostic]:
    """Check a vocabulary that has passed `validated`: spelling, events named, and their order."""
    faults = Faults(document)
    for at, name, pattern in _declared(document.data):
        if not pattern.fullmatch(name):
            message = f"{quoted(name)} is not spelled as a name"
            faults.add(codes.NAME_SPELLING, message, at, key=True, help=SPELLING)
    for number, name in enumerate(vocabulary.complainants_acts):
        if name not in vocabulary.names:
            help = did_you_mean(name, vocabulary.names)
            faults.add(
                codes.UNKNOWN_NORM, f"unknown norm {quoted(name)}", ("complainants-acts", number), help=help
            )
    for name in vocabulary.families:
        if name not in _FAMILIES:
            help = proposed(name, _FAMILIES)
            faults.add(
                codes.UNKNOWN_NORM,
                f"unknown kind of norm {quoted(name)}",
                ("families", name),
                key=True,
                help=help,
            )
    for name, kind in vocabulary.conclusions.items():
        _check_marked(name, kind, ("conclusions", name), faults)
        _check_helps(vocabulary, name, ("conclusions", name, "helps"), faults)
    for family, kinds in vocabulary.families.items():
        for name, kind in kinds.items():
            _check_marked(name, kind, ("families", family, name), faults)
            if kind.helps:
                message = "`helps` is for what is concluded of a whole complaint, not of each norm"
                faults.add(codes.UNFIT_PARTS, message, ("families", family, name, "helps"), key=True)
            _check_idle(kinds, kind, ("families", family, name, "idle-while"), faults)
    for name, fact in vocabulary.facts.items():
        for at, other in _events_named(name, fact):
            _check_event(vocabulary, at, other, faults)
    check_tellings(vocabulary, faults)
    if not faults.found:
        _check_order(vocabulary, faults)
    return faults.found


def _check_marked(name: str, kind: ConclusionKind, at: At, faults: Faults) -> None:
    """Check that values that are marked are some that the conclusion can have; `any` is every value."""
    for value in kind.denied:
        if value not in kind.listed:
            message, help = f"{quoted(name)} cannot be {quoted(value)}", proposed(value, kind.listed)
            faults.add(codes.UNKNOWN_CONCLUSION_VALUE, message, (*at, "denied", value), key=True, help=help)
    if kind.type != "day" and "never" in kind.model_fields_set:
        message = "`never` is for a conclusion that is a day"
        faults.add(codes.UNFIT_PARTS, message, (*at, "never"), key=True)
    for key, values in (("warns", kind.warns), ("shuts", kind.shuts)):
        for number, value in enumerate(values):
            if value not in kind.listed and not (key == "warns" and value == "any"):
                message, help = f"{quoted(name)} cannot be {quoted(value)}", proposed(value, kind.listed)
                faults.add(codes.UNKNOWN_CONCLUSION_VALUE, message, (*at, key, number), help=help)


def _check_helps(vocabulary: Vocabulary, stuck: str, at: At, faults: Faults) -> None:
    """Check that only yes or no says that somebody cannot go on, and that what may help then are other conclusions."""
    kind = vocabulary.conclusions[stuck]
    if kind.helps and kind.type != "yes-no":
        faults.add(codes.UNFIT_PARTS, "`helps` is for a conclusion that is yes or no", at, key=True)
    for number, name in enumerate(kind.helps):
        if name in (stuck, *kind.helps[:number]):
            message = "nothing helps with itself" if name == stuck else f"{quoted(name)} is named twice"
            faults.add(codes.DUPLICATE_NAME, message, (*at, number), help="take it out")
        if name not in vocabulary.conclusions:
            message, help = f"unknown conclusion {quoted(name)}", did_you_mean(name, vocabulary.conclusions)
            faults.add(codes.UNKNOWN_CONCLUSION, message, (*at, number), help=help)


def _check_idle(beside: Mapping[str, ConclusionKind], kind: ConclusionKind, at: At, faults: Faults) -> None:
    """Check that a conclusion is idle while others of its family have values that they can have."""
    for name, values in kind.idle_while.items():
        other = beside.get(name)
        if other is None:
            message, help = f"unknown conclusion {quoted(name)}", did_you_mean(name, beside)
            faults.add(codes.UNKNOWN_CONCLUSION, message, (*at, name), key=True, help=help)
            continue
        for number, value in enumerate(values):
            if value not in other.listed:
                message, help = f"{quoted(name)} cannot be {quoted(value)}", proposed(value, other.listed)
                faults.add(codes.UNKNOWN_CONCLUSION_VALUE, message, (*at, name, number), help=help)


def _declared(data: dict[str, Any]) -> Iterator[tuple[At, str, re.Pattern[str]]]:
    for part, pattern in (("names", SNAKE), ("facts", SNAKE), ("conclusions", _DOTTED)):
        for name in data[part]:
            yield (part, name), name, pattern
    for name, fact in data["facts"].items():
        for key in ("one-of", "any-of"):
            for value in fact.get(key, ()):
                yield ("facts", name, key, value), value, SNAKE
    for family, kinds in data["families"].items():
        for name in kinds:
            yield ("families", family, name), name, SNAKE


def _events_named(name: str, fact: Fact) -> Iterator[tuple[At, str]]:
    for number, other in enumerate(fact.follows):
        yield ("facts", name, "follows", number), other
    if isinstance(fact.presumed, SameDay):
        yield ("facts", name, "presumed", "same-day-as"), fact.presumed.same_day_as


def _check_event(vocabulary: Vocabulary, at: At, name: str, faults: Faults) -> None:
    fact = vocabulary.facts.get(name)
    if fact is None:
        events = [one for one, fact in vocabulary.facts.items() if fact.kind == "event"]
        faults.add(codes.UNKNOWN_FACT, f"unknown fact {quoted(name)}", at, help=did_you_mean(name, events))
    elif fact.kind != "event":
        message = f"`{name}` is {KINDS[fact.kind]}, and an event is expected here"
        faults.add(codes.WRONG_KIND, message, at)


def _check_order(vocabulary: Vocabulary, faults: Faults) -> None:
    try:
        _ = vocabulary.in_order
    except ValueError as error:
        name = str(error).rpartition(" ")[2]
        faults.add(codes.EVENTS_IN_CIRCLE, str(error), ("facts", name, "follows"), key=True)
