"""Every name that a rule file uses: declared, and of the kind that is expected where it stands.

One walk over the file as written, beside its checked shape, so that every message has its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from kb.model.diagnostics import Diagnostic
from kb.model.files import NORM_KINDS, UNNAMED, Conventions, Part, Rule, provision_tag
from kb.model.tree import Condition, Day, condition_tag
from kb.model.vocabulary import Vocabulary
from kb.source import codes
from kb.source.application import check_application
from kb.source.condition_names import ConditionNames, entries, listed
from kb.source.declarations import check_vocabulary
from kb.source.known_names import misnamed
from kb.source.validation import fits
from kb.source.wording import quoted, with_article
from kb.source.yaml_nodes import At, Document

__all__ = ["check_names", "check_vocabulary"]


def check_names(
    document: Document,
    checked: Part | Conventions,
    vocabulary: Vocabulary,
    known: Collection[str] = (),
) -> list[Diagnostic]:
    """Check the names in a part of a policy or a file of conventions that has passed `validated`.

    In conventions, whose rules `validated` leaves alone, their shape is checked as well, and names that begin
    with `its.` are passed over: they stand for something of a norm. `known` are norms that stand elsewhere.
    """
    names = _Names(document, vocabulary, known, template=isinstance(checked, Conventions))
    names.file()
    return names.faults.found


class _Names(ConditionNames):
    """The names in one file."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, known: Collection[str], *, template: bool
    ) -> None:
        self.written: dict[str, Any] = document.data
        self.rules = [part["rule"] for _, part, kind in self.provisions() if kind == "rule"]
        self.stages = [part["stage"] for _, part, kind in self.provisions() if kind == "stage"]
        own = [str(part[kind]) for _, part, kind in self.provisions() if kind in NORM_KINDS]
        own += [question.rpartition(".")[0] for question in self.written.get("silent-on", ())]
        elsewhere = vocabulary.names if template else ()
        super().__init__(document, vocabulary, dict.fromkeys((*own, *known, *elsewhere)), template=template)

    def provisions(self) -> Iterator[tuple[At, dict[str, Any], str]]:
        for number, clause in enumerate(self.written["clauses"]):
            for place, part in enumerate(clause.get("rules", ())):
                kind = provision_tag(part)
                if kind is not None:
                    yield ("clauses", number, "rules", place), part, kind

    def file(self) -> None:
        self.declared_readings()
        self.declarations()
        if self.template:
            self.templates()
        for at, part, kind in () if self.template else self.provisions():
            if kind == "rule":
                self.rule(part, at)
            else:
                self.norm(part, kind, at)

    def templates(self) -> None:
        for number, clause in enumerate(self.written["clauses"]):
            check_application(self.faults, clause, ("clauses", number))
            for place, part in enumerate(clause.get("rules", ())):
                at: At = ("clauses", number, "rules", place)
                if fits(self.faults, Rule, at, template=True):
                    self.rule(part, at)

    def declared_readings(self) -> None:
        """Note whether each reading is of a day or of a condition, then check what it chooses between."""
        readings = self.written.get("readings", ())
        for one in readings:
            self.readings[one["reading"]] = "condition" if is_condition(one["default"]) else "day"
        for number, one in enumerate(readings):
            kind = self.readings[one["reading"]]
            self.choice(one["default"], ("readings", number, "default"), kind)
            for name, choice in one["alternatives"].items():
                if name == one.get("default-name", UNNAMED):
                    message = f"the default is named {quoted(name)} as well"
                    at: At = ("readings", number, "alternatives", name)
                    self.faults.add(codes.DUPLICATE_NAME, message, at, key=True)
                self.choice(choice, ("readings", number, "alternatives", name), kind)

    def choice(self, value: Any, at: At, kind: str) -> None:
        if kind == "condition" and fits(self.faults, Condition, at):
            self.condition(value, at)
        elif kind == "day" and fits(self.faults, Day, at):
            self.day(value, at)

    def declarations(self) -> None:
        """Check that what the file declares is spelled as names are, and is declared once."""
        seen: set[tuple[str, str]] = set()
        for at, kind, name in self.declared():
            if wrong := misnamed(name, with_article(kind), file=kind == "file of conventions"):
                code, message, help = wrong
                self.faults.add(code, message, at, help=help)
            if (kind, name) in seen:
                self.faults.add(codes.DUPLICATE_NAME, f"there is another {kind} named {quoted(name)}", at)
            seen.add((kind, name))

    def declared(self) -> Iterator[tuple[At, str, str]]:
        if self.template:
            yield ("conventions",), "file of conventions", self.written["conventions"]
        else:
            yield ("part",), "part", self.written["part"]
            for at, part, kind in self.provisions():
                yield (*at, kind), kind, str(part[kind])
        for key, kind in (("clauses", "clause"), ("readings", "reading")):
            for number, one in enumerate(self.written.get(key, ())):
                yield (key, number, kind), kind, one[kind]

    def rule(self, rule: dict[str, Any], at: At) -> None:
        if "when" in rule:
            self.condition(rule["when"], (*at, "when"))
        for key in ("conclude", "otherwise"):
            for name, value in entries(rule.get(key)):
                self.concluded(name, value, (*at, key, name))
        for one, place in listed(rule.get("exception-to", ()), (*at, "exception-to")):
            if one.startswith("conventions/"):
                help = "an exception is one to rules of the same policy; a convention has none but its own"
                self.faults.add(codes.UNKNOWN_RULE, f"{quoted(one)} is a convention's rule", place, help=help)
            elif one not in self.rules:
                self.unknown(codes.UNKNOWN_RULE, "rule", one, self.rules, place)

    def concluded(self, name: str, value: Any, at: At) -> None:
        kind = self.conclusion(name, at)
        if kind is None:
            return
        if kind.type == "day":
            if not isinstance(value, (str, dict)) or self.skips(value):
                return
            if isinstance(value, str) or fits(self.faults, Day, at):
                self.day(value, at)
        elif isinstance(value, str):
            self.conclusion_value(name, kind, value, at)
        else:
            self.faults.add(codes.WRONG_SHAPE, f"expected a value of `{name}`, not a list or a mapping", at)

    def norm(self, norm: dict[str, Any], kind: str, at: At) -> None:
        for key, value in norm.items():
            check = _FIELDS_OF.get((kind, key)) or _FIELDS.get(key)
            if check is not None:
                check(self, value, (*at, key))
        if kind == "content-duty":
            self.parts(norm, at)

    def parts(self, norm: dict[str, Any], at: At) -> None:
        fact = self.fact(norm["content"], (*at, "content"), "any of a list", lambda one: bool(one.any_of))
        for member, place in listed(norm["includes"], (*at, "includes")):
            if fact is not None:
                self.fact_value(norm["content"], fact, member, place)

    def limit(self, name: str, at: At) -> None:
        if name not in self.norms:
            self.unknown(codes.UNKNOWN_NORM, "norm", name, self.norms, at)

    def named_day(self, name: str, at: At) -> None:
        self.fact(name, at, "a named day", lambda one: one.kind == "day")

    def ground(self, name: str, at: At) -> None:
        kind = next(
            (family["ground"] for family in self.vocabulary.families.values() if "ground" in family), None
        )
        if kind is not None:
            self.conclusion_value("ground", kind, name, at)

    def stage(self, name: str, at: At) -> None:
        kind = self.vocabulary.conclusions.get("stage")
        stages = [*self.stages, *(kind.values if kind else ())]
        if name not in stages:
            self.unknown(codes.UNKNOWN_NORM, "stage", name, stages, at)


def is_condition(value: Any) -> bool:
    """Whether what a reading chooses is a condition, as it is written; what another reading says is taken for a day."""
    return isinstance(value, dict) and condition_tag(value) not in (None, "reading")


# what the fields of norms name; fields of the same name mean the same in every norm, but for those in _FIELDS_OF
_FIELDS: dict[str, Callable[[_Names, Any, At], None]] = {
    "of": _Names.day,
    "until": _Names.day,
    "met-by": _Names.day,
    "overtaken-by": _Names.day,
    "entered-by": _Names.day,
    "within": _Names.span,
    "target-from": _Names.span,
    "once": _Names.condition,
    "kept": _Names.condition,
    "document": _Names.event,
    "after": _Names.event,
    "request": _Names.event,
    "completed-by": _Names.day,
    "made-by": _Names.day,
    "to": _Names.span,
    "by": _Names.span,
    "at-most": _Names.day,
    "when": _Names.condition,
    "entered-when": _Names.condition,
    "beyond-when": _Names.condition,
    "extension": _Names.limit,
    "discretion": _Names.discretion,
    "late-request": _Names.discretion,
    "unanswered": _Names.discretion,
    "answer": _Names.limit,
    "window": _Names.limit,
    "last-stage": _Names.stage,
}
_FIELDS_OF: dict[tuple[str, str], Callable[[_Names, Any, At], None]] = {
    ("extension", "until"): _Names.named_day,
    ("escalation", "non-response"): _Names.ground,
}
