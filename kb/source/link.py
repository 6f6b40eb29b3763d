"""From the files of a policy and the shared conventions to one checked procedure: every norm gets its rules.

A convention clause says `for: time-limit` and `where: {...}`; it is applied to each norm that fits, with `its.x`
standing for a field of the norm (`its.met-by`) or for a conclusion about it (`its.last_day`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from kb.model.diagnostics import Refused
from kb.model.files import (
    Clause,
    ConventionClause,
    Conventions,
    Extension,
    Norm,
    Part,
    Policy,
    Reading,
    Rule,
    TimeLimit,
    kind_of,
    name_of,
)
from kb.model.policy import (
    ConclusionPlan,
    DayRule,
    LinkedProcedure,
    LinkedReading,
    LinkedRule,
    Otherwise,
)
from kb.model.tree import Condition, Day
from kb.model.vocabulary import ConclusionKind, Vocabulary
from kb.source import codes
from kb.source.circles import circles
from kb.source.clocks import timeless
from kb.source.codes import Code
from kb.source.lengths import shortened
from kb.source.names import is_condition
from kb.source.origins import Origins
from kb.source.spots import Spot
from kb.source.templates import fields_of, filled, members
from kb.source.unresolved import unresolved
from kb.source.validation import adapter
from kb.source.wording import proposed, quoted


@dataclass
class _Applied:
    """A rule with the clauses it stands on, before it is known what kind of conclusion it draws."""

    rule: Rule
    scope: str
    clauses: tuple[str, ...]
    silences: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        where = f"@{self.scope}" if self.scope else ""
        self.id = f"{self.clauses[-1]}:{self.rule.rule}{where}"


def linked(
    policy: Policy,
    sha256: str,
    name: str,
    parts: Iterable[Part],
    shared: Iterable[Conventions],
    vocabulary: Vocabulary,
    origins: Origins | None = None,
) -> LinkedProcedure:
    """Apply the conventions to the parts of a procedure and give every rule its clauses.

    `origins` are the files that all of it comes from, if it was read from files: messages point there.

    Raises:
        Refused: a day is defined twice, a name cannot be resolved, conclusions depend on themselves, or a day that has
            none is asked for its time.
    """
    origins = origins or Origins(policy)
    found = _Linker(policy, name, tuple(parts), tuple(shared), vocabulary, origins).link(sha256)
    if told := unresolved(found, origins) or circles(found, origins) or timeless(found, origins):
        raise Refused(told)
    return found


class _Linker:
    def __init__(
        self,
        policy: Policy,
        name: str,
        parts: tuple[Part, ...],
        shared: tuple[Conventions, ...],
        vocabulary: Vocabulary,
        origins: Origins,
    ) -> None:
        self.policy, self.name, self.vocabulary, self.origins = policy, name, vocabulary, origins
        self.clauses = [clause for part in parts for clause in part.clauses]
        self.readings: list[Reading] = [reading for part in parts for reading in part.readings]
        self.silent_on = {question: why for part in parts for question, why in part.silent_on.items()}
        self.conventions = [clause for one in shared for clause in one.clauses]

    def link(self, sha256: str) -> LinkedProcedure:
        applied = [*self._own(), *self._shared()]
        rules, days = self._sorted(applied)
        clauses: dict[str, Clause | ConventionClause] = {self._id(one): one for one in self.clauses}
        clauses |= {f"conventions/{one.clause}": one for one in self.conventions}
        return LinkedProcedure(
            policy=self.policy,
            sha256=sha256,
            name=self.name,
            title=self.policy.title_of(self.name),
            vocabulary=self.vocabulary,
            clauses=clauses,
            norms=self._norms(),
            rules=rules,
            days=days,
            conclusions=self._plans(applied, rules, days),
            readings={one.reading: _reading(one) for one in self.readings},
            silent_on=self.silent_on,
            governing={what: f"conventions/{one.clause}" for one in self.conventions for what in one.governs},
        )

    def _refused(self, code: Code, message: str, spot: Spot | None, help: str = "") -> Refused:
        return Refused([self.origins.told(code, message, spot, help)])

    def _written(self, one: _Applied, name: str) -> Spot | None:
        return self.origins.writing(one, self.name, name)

    def _norm_spot(self, kind: str, name: str, clauses: tuple[str, ...]) -> Spot | None:
        """Give where a norm stands, or what else a convention is applied to."""
        if not clauses:
            return self.origins.procedure(self.name)
        return self.origins.provision(clauses[0].partition("/")[2], f"{kind}:{name}")

    def _id(self, clause: Clause) -> str:
        return f"{self.policy.policy}/{clause.clause}"

    def _norms(self) -> dict[str, tuple[Norm, ...]]:
        found: dict[str, tuple[Norm, ...]] = {}
        for clause in self.clauses:
            for one in clause.rules:
                if not isinstance(one, Rule):
                    found[name_of(one)] = (*found.get(name_of(one), ()), one)
        return found

    def _own(self) -> Iterator[_Applied]:
        for clause in self.clauses:
            for one in clause.rules:
                if isinstance(one, Rule):
                    yield _Applied(one, "", (self._id(clause),))

    def _shared(self) -> Iterator[_Applied]:
        alone = {"alone": "yes"} if len(self.policy.procedures) == 1 and not self.policy.scope else {}
        yield from self._instances("procedure", self.name, alone, ())
        for question in self.silent_on:
            name, _, what = question.rpartition(".")
            yield from self._instances("silence", name, {"question": what}, (), (question,))
        for clause in self.clauses:
            for one in clause.rules:
                if not isinstance(one, Rule):
                    yield from self._instances(
                        kind_of(one), name_of(one), self._fields(one, clause), (self._id(clause),)
                    )

    def _fields(self, norm: Norm, clause: Clause) -> dict[str, Any]:
        """Give what a convention can ask of a norm; of an extension its limit as well, and of a limit whether it has one."""
        fields = fields_of(norm)
        beside = self._norms().get(name_of(norm), ())
        if isinstance(norm, Extension):
            limit = next((one for one in beside if isinstance(one, TimeLimit)), None)
            if limit is None:
                spot = self._norm_spot("extension", norm.extension, (self._id(clause),))
                message = f"the extension `{norm.extension}` has no time limit in the procedure `{self.name}`"
                raise self._refused(codes.UNKNOWN_NORM, message, spot and spot.below(norm.extension))
            self._refuse_shortened(norm, limit, clause)
            capped = {"capped": "yes"} if {"to", "by", "at-most"} & fields.keys() else {}
            return {**fields, **capped, "limit": {"counted": str(limit.counted), **fields_of(limit)}}
        extended = isinstance(norm, TimeLimit) and any(isinstance(one, Extension) for one in beside)
        return {**fields, "extension": "yes"} if extended else fields

    def _refuse_shortened(self, norm: Extension, limit: TimeLimit, clause: Clause) -> None:
        if (found := shortened(norm, limit)) is not None:
            message = f"an extension to {quoted(str(found[0]))} is shorter than the limit of {quoted(str(found[1]))}"
            spot = self._norm_spot("extension", norm.extension, (self._id(clause),))
            help = "`to` is a total from the same start; write days that are added under `by`"
            raise self._refused(codes.UNFIT_PARTS, message, spot and spot.below(str(found[0])), help)

    def _instances(
        self,
        kind: str,
        name: str,
        fields: Mapping[str, Any],
        clauses: tuple[str, ...],
        silences: tuple[str, ...] = (),
    ) -> Iterator[_Applied]:
        fitting = [one for one in self.conventions if one.for_ == kind and self._fits(one, name, fields)]
        if not fitting and clauses:
            message = f"no convention says what the {kind} `{name}` means"
            raise self._refused(codes.NO_CONVENTION, message, self._norm_spot(kind, name, clauses))
        for convention in fitting:
            try:
                yield from self._apply(convention, kind, name, fields, clauses, silences)
            except (KeyError, TypeError, ValueError) as error:  # a slip in the template, seen only now
                message = f"convention `{convention.clause}` cannot be applied to the {kind} `{name}`"
                spot = self._norm_spot(kind, name, clauses)
                raise self._refused(codes.UNFIT_CONVENTION, f"{message}: {_said(error)}", spot) from None

    def _fits(self, convention: ConventionClause, name: str, fields: Mapping[str, Any]) -> bool:
        return all(self._meets(name, fields, key, values) for key, values in convention.where.items())

    def _meets(self, name: str, fields: Mapping[str, Any], key: str, values: tuple[str, ...]) -> bool:
        if key == "silent-on":
            return all(f"{name}.{question}" in self.silent_on for question in values)
        if key == "name":
            return name in values
        if values in (("present",), ("absent",)):
            return (key in fields) == (values == ("present",))
        return str(fields.get(key)) in values

    def _apply(
        self,
        convention: ConventionClause,
        kind: str,
        name: str,
        fields: Mapping[str, Any],
        clauses: tuple[str, ...],
        silences: tuple[str, ...],
    ) -> Iterator[_Applied]:
        both = (*clauses, f"conventions/{convention.clause}")
        silences += tuple(f"{name}.{question}" for question in convention.where.get("silent-on", ()))
        for raw in convention.rules:
            for member in members(raw, fields):
                plain = {key: part for key, part in raw.items() if key != "each"}
                rule = Rule.model_validate(
                    filled(plain, name, {**fields, **({"each": member} if member else {})})
                )
                _refuse_shapeless(rule)
                scope = f"{kind}:{name}" + (f"/{member}" if member else "")
                yield _Applied(rule, scope, both, silences)

    def _kind(self, one: _Applied, conclusion: str) -> ConclusionKind:
        kind = kind_of_conclusion(self.vocabulary, conclusion)
        if kind is None:
            message = f"unknown conclusion {quoted(conclusion)}"
            raise self._refused(codes.UNKNOWN_CONCLUSION, message, self._written(one, conclusion))
        return kind

    def _sorted(self, applied: list[_Applied]) -> tuple[tuple[LinkedRule, ...], dict[str, DayRule]]:
        rules: list[LinkedRule] = []
        days: dict[str, DayRule] = {}
        for one in applied:
            ((name, value),) = one.rule.conclude.items()
            kind = self._kind(one, name)
            if kind.of == "procedures" and value not in (*self.policy.procedures, *kind.values):
                known = (*self.policy.procedures, *kind.values)
                message = f"the policy has no procedure {quoted(str(value))}"
                spot, help = self._written(one, str(value)), proposed(str(value), known)
                raise self._refused(codes.UNKNOWN_CONCLUSION_VALUE, message, spot, help)
            if kind.type != "day":
                rules.append(self._linked_rule(one, name, str(value), applied))
                continue
            if name in days:
                message = f"`{name}` is defined twice, by {days[name].id} and {one.id}"
                raise self._refused(codes.DAY_TWICE, message, self._written(one, name))
            days[name] = DayRule(one.id, one.clauses, name, self._as_day(one, value), one.silences)
        return tuple(rules), days

    def _as_day(self, one: _Applied, value: object) -> Day:
        try:
            found: Day = adapter(Day).validate_python(value)
        except ValueError as error:
            message = f"`{one.id}` concludes no day: {_said(error)}"
            raise self._refused(codes.UNFIT_CONVENTION, message, self.origins.template(one)) from None
        return found

    def _linked_rule(self, one: _Applied, name: str, value: str, applied: list[_Applied]) -> LinkedRule:
        exceptions = tuple(
            other.id
            for other in applied
            if other.scope == one.scope and one.rule.rule in other.rule.exception_to
        )
        return LinkedRule(one.id, one.clauses, one.rule.when, name, value, exceptions, one.silences)

    def _plans(
        self, applied: list[_Applied], rules: tuple[LinkedRule, ...], days: dict[str, DayRule]
    ) -> dict[str, ConclusionPlan]:
        found: dict[str, dict[str, None]] = {}
        for rule in rules:
            found.setdefault(rule.conclusion, {})[rule.value] = None
        others = self._others(applied)
        for name, other in others.items():
            found.setdefault(name, {})[other.value] = None
        plans = {name: self._plan(name, tuple(values), others.get(name)) for name, values in found.items()}
        return plans | {name: self._plan(name, (), None) for name in days}

    def _others(self, applied: list[_Applied]) -> dict[str, Otherwise]:
        found: dict[str, Otherwise] = {}
        for one in applied:
            for name, value in (one.rule.otherwise or {}).items():
                self._kind(one, name)
                old = found.get(name)
                if old and old.value != value:
                    message = f"`{name}` is otherwise both `{old.value}` and `{value}`"
                    raise self._refused(codes.OTHERWISE_TWICE, message, self._written(one, value))
                clauses = dict.fromkeys((*(old.clauses if old else ()), *one.clauses))
                found[name] = Otherwise(value, tuple(clauses))
        return found

    def _plan(self, name: str, values: tuple[str, ...], other: Otherwise | None) -> ConclusionPlan:
        kind = kind_of_conclusion(self.vocabulary, name)
        assert kind is not None  # every rule was looked at before
        order = {value: number for number, value in enumerate(kind.listed)}
        ordered = tuple(sorted(values, key=lambda value: order.get(value, len(order))))
        return ConclusionPlan(name, label_of(self.vocabulary, name, kind), kind, ordered, other)


def kind_of_conclusion(vocabulary: Vocabulary, name: str) -> ConclusionKind | None:
    """Give the kind of a conclusion by its name: declared whole, or by what follows the norm's name."""
    if name in vocabulary.conclusions:
        return vocabulary.conclusions[name]
    norm, _, suffix = name.rpartition(".")
    if norm:
        return next((family[suffix] for family in vocabulary.families.values() if suffix in family), None)
    return None


def label_of(vocabulary: Vocabulary, name: str, kind: ConclusionKind) -> str:
    """Give the words for a conclusion: its label, after those for the norm that it is about."""
    if name in vocabulary.conclusions:
        return kind.label
    norm = name.rpartition(".")[0]
    return f"{vocabulary.names.get(norm, norm.replace('_', ' '))}: {kind.label}"


def _refuse_shapeless(rule: Rule) -> None:
    """Refuse a value that is neither a word nor a day, and a `otherwise` that is no word."""
    for value in (rule.otherwise or {}).values():
        if not isinstance(value, str):
            raise TypeError("a value of `otherwise` is a word")


def _said(error: Exception) -> str:
    """Say in one line what is wrong with a template, in no words of pydantic's."""
    if isinstance(error, ValidationError):
        where = " > ".join(str(part) for part in error.errors()[0]["loc"])
        return f"something else is expected at {where}"
    return f"`{error.args[0]}` is not among its fields" if isinstance(error, KeyError) else str(error)


def _reading(one: Any) -> LinkedReading:
    read = adapter(Condition if is_condition(one.default) else Day).validate_python
    choices = {one.default_name: one.default, **one.alternatives}
    return LinkedReading(
        one.reading, one.about, one.because, {name: read(raw) for name, raw in choices.items()}
    )
