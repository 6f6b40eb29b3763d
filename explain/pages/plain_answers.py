"""The standard questions, answered for the person who complained: one sentence first, then what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from explain.pages.arising import opposite
from explain.pages.granted import as_read, assumptions, with_grounds
from explain.pages.plain_limits import PlainLimits, Told
from explain.pages.plainly import sentences
from explain.pages.sheet import Nested
from explain.readings.sentence import LONGEST
from explain.words import listed
from kb.model.asked import Asked
from kb.model.files import Duty, Escalation, Extension, Norm, TimeLimit, name_of
from kb.model.policy import LinkedRule
from kb.model.record import nodes_in
from kb.model.tree import All, AnyOf, Condition, Holds, Is, Not, Yes
from kb.model.truth import Truth

_PART = 20
"""How many words a condition may have that is part of a sentence."""


Applying: TypeAlias = "tuple[LinkedRule, Condition | None]"
"""A rule, and when it applies; with no condition, always."""


class PlainAnswers(PlainLimits):
    """Answers questions about one procedure."""

    def applies(self, norm: TimeLimit) -> bool:
        """Whether a limit can apply in this procedure."""
        return norm.when is None or self.settled(norm.when) is not Truth.FAILS

    def arises(self, asked: Asked) -> bool:
        """Whether a question is one for this procedure: a limit that cannot apply raises none."""
        return not isinstance(asked.of, TimeLimit) or self.applies(asked.of)

    def heading(self, asked: Asked) -> str:
        """Give a question as the person who complained would put it."""
        of = name_of(asked.of) if asked.of is not None else asked.name.rpartition(".")[0]
        return asked.question.told.format(
            organisation=self.organisation, name=self.norms.called(of), do=self.do(of)
        )

    def answer(self, asked: Asked) -> Told | None:
        """Answer a question; nothing where it does not arise in this procedure."""
        found: list[Told | None] = []
        for norm in asked.norms:
            if isinstance(norm, TimeLimit) and self.applies(norm):
                found.append(as_read(self.limit(norm), self.assumptions(norm)))
            elif isinstance(norm, Extension):
                found.append(as_read(self.extension(norm), self.assumptions(norm)))
        for field in asked.fields:
            decision = str(getattr(asked.of, field.replace("-", "_")))
            of: tuple[Norm, ...] = tuple(self._limits_of(asked.of)) or tuple(
                one for one in [asked.of] if one is not None
            )
            assumed = tuple(text for one in of for text in self.assumptions(one))
            if decided := self.decided(decision):
                weighed = tuple(self.weighed(asked.of))
                found.append(as_read(Told(decided, (), weighed, () if weighed else of), assumed))
            else:
                found.append(as_read(Told(f"Yes. {self.ground(asked.name, decision)}"), assumed))
        found += [self.values(name) for name in asked.conclusions]
        return _as_one(one for one in found if one is not None)

    def decided(self, decision: str) -> str:
        """Say who can decide something; nothing if it is no decision."""
        if decision not in self.vocabulary.acts:
            return ""
        return sentences(f"{self._who_decides(decision)} can {self.do(decision)}")

    def _who_decides(self, decision: str) -> str:
        # whom the vocabulary calls the organisation has a name in the policy
        decides = self.vocabulary.facts[decision].decided_by or self.organisation
        return decides.replace("the organisation", self.organisation)

    def _limits_of(self, of: Norm | None) -> Iterator[TimeLimit]:
        """Give the limits that what a question is put to names as its time."""
        window = of.window if isinstance(of, Escalation) else ""
        norms = self.procedure.norms.get(window or "", ())
        yield from (one for one in norms if isinstance(one, TimeLimit) and self.applies(one))

    def weighed(self, of: Norm | None) -> Iterator[str]:
        """Say on what grounds what comes too late can be accepted: what has to be judged once the time is over."""
        limit = of.window if isinstance(of, Escalation) else name_of(of) if of is not None else ""
        every = (one for some in self.procedure.norms.values() for one in some if isinstance(one, Duty))
        for duty in every:
            if any(isinstance(one, Holds) and one.name == f"{limit}.exceeded" for one in nodes_in(duty.once)):
                facts = {one.yes: None for one in nodes_in(duty.kept) if isinstance(one, Yes)}
                grounds = [self.condition(Yes(yes=one)) for one in facts]
                yield sentences(f"{self.has(duty.binds)} to {self.do(name_of(duty))}")
                if grounds:
                    yield sentences(f"what counts is if {listed(grounds, 'or')}")

    def ground(self, name: str, value: str) -> str:
        """Tell a ground for the next stage."""
        return self.general(f"{name.rpartition('.')[0]}.ground", value)

    def values(self, name: str) -> Told | None:
        """Tell the values that a conclusion may have here, each with what it comes of."""
        every = [one for one in self.procedure.rules if one.conclusion == name]
        applying = {
            (one.value, when and when.key): (one, when)
            for one in every
            for when in (self._when(one),)
            if self.stands(one) is not Truth.FAILS
        }
        told = self._values(name, list(applying.values()))
        assumed = assumptions(self.procedure, (one for one, _ in applying.values()))
        if told is not None and all(when is None for _, when in applying.values()):
            told = with_grounds(told, assumed)
        return as_read(told, assumed) if told is not None else None

    def _values(self, name: str, rules: list[Applying]) -> Told | None:
        plan = self.procedure.conclusions[name]
        if self._either(rules):
            (first, when), (other, _) = self._first(rules)
            said = self._valued_if(self.general(name, first.value), when, Truth.OPEN)
            return _told([said, _otherwise(self.general(name, other.value))])
        told: dict[str, Nested] = {}
        for rule, when in rules:  # in the order of the document
            one = self._valued_if(self.general(name, rule.value), when, self.settled(when))
            told[str(one)] = one
        if plan.otherwise is not None and told:
            told["otherwise"] = _otherwise(self.general(name, plan.otherwise.value))
        return _told(list(told.values()))

    def _when(self, rule: LinkedRule) -> Condition | None:
        """Say when a rule applies: where its condition holds, and that of no exception to it."""
        found = [rule.when] if rule.when is not None and self.settled(rule.when) is not Truth.HOLDS else []
        others = (self._when(self.procedure.rule[one]) for one in rule.exceptions)
        found += [opposite(one) for one in others if one is not None and self.settled(one) is Truth.OPEN]
        return All(all=tuple(found)) if len(found) > 1 else found[0] if found else None

    def _either(self, rules: list[Applying]) -> bool:
        """Whether one of two rules applies just where the other does not.

        Each asks for a value of what has two; or one gives way to the other, and to nothing else.
        """
        match rules:
            case [(first, _), (second, _)] if first.id in second.exceptions or second.id in first.exceptions:
                return any(
                    self.settled(one.when) is Truth.HOLDS and len(one.exceptions) == 1 for one, _ in rules
                )
            case [(_, Holds(name=one, values=(value,))), (_, Holds(name=other, values=(another,)))] if (
                one == other
            ):
                plan = self.procedure.conclusions[one]
                return plan.otherwise is not None and {value, another} == {*plan.kind.listed}
            case _:
                return False

    def _first(self, rules: list[Applying]) -> list[Applying]:
        """Put what gives way to the other first, else what the vocabulary has first."""
        listed = self.procedure.conclusions[rules[0][0].conclusion].kind.listed
        return sorted(rules, key=lambda one: (not one[0].exceptions, listed.index(one[0].value)))

    def if_so(self, said: str, condition: Condition | None) -> Nested:
        """Say something with the condition on which it is so, what that is made of below it where it is long."""
        if condition is None:
            return f"{said}."
        when = self.condition(condition)
        if len(when.split()) <= _PART:
            one = f"{said} if {when}."
            return one if len(one.split()) <= LONGEST else f"{said}. This is so if {when}."
        lead, *parts = self._unfolded(condition)
        return f"{said} if {lead}:", parts

    def _valued_if(self, said: str, condition: Condition | None, settled: Truth) -> Nested:
        if condition is None or settled is Truth.HOLDS:
            return said
        when = self.condition(condition)
        one = said.count(".") == 1
        if one and "," not in said and len(f"{said} if {when}".split()) <= LONGEST and " if " not in when:
            return f"{said.removesuffix('.')} if {when}."
        if len(when.split()) <= _PART:
            return f"{said} This is so if {when}."
        lead, *parts = self._unfolded(condition)
        return f"{said} This is so if {lead}:", parts

    def _unfolded(self, condition: Condition) -> Iterator[Nested]:
        """Say a condition that is too long for a sentence as what it is made of."""
        match condition:
            case All(all=parts) | AnyOf(any=parts):
                both = isinstance(condition, All)
                needless = Truth.HOLDS if both else Truth.FAILS
                some = [one for one in parts if self.settled(one) is not needless]
                if len(some) == 1:
                    yield from self._unfolded(some[0])
                else:
                    yield "all of these are true" if both else "one of these is true"
                    yield from map(self._part, some)
            case Is():
                yield from self._values_of(condition.fact, condition.values)
            case Not(not_=Is() as part):
                yield from self._values_of(part.fact, self.others(part))
            case _:
                yield self.condition(condition)

    def _values_of(self, name: str, values: tuple[str, ...]) -> Iterator[str]:
        fact = self.vocabulary.facts[name]
        yield self.valued(fact, "one of these")
        yield from (fact.worded(one) for one in values)

    def _part(self, condition: Condition) -> Nested:
        said = self.condition(condition)
        if len(said.split()) <= _PART:
            return said
        lead, *parts = self._unfolded(condition)
        return (f"{lead}:", parts) if parts else said


def _otherwise(said: str) -> str:
    return f"Otherwise {said[0].lower()}{said[1:]}"


def _as_one(found: Iterable[Told]) -> Told | None:
    some = list(found)
    if not some:
        return None
    first, *others = some
    if not others:
        return first
    points = [point for one in others for point in (" ".join((one.answer, *one.more)), *one.points)]
    norms = tuple(norm for one in some for norm in one.norms)
    return Told(" ".join((first.answer, *first.more)), (*first.points, *points), (), norms)


def _told(values: list[Nested]) -> Told | None:
    if not values:
        return None
    first, *others = values
    if isinstance(first, str):
        rest = [one for one in others if isinstance(one, str)]
        return Told(first, (), tuple(rest)) if len(others) == len(rest) == 1 else Told(first, tuple(others))
    said, parts = first
    if not others:
        return Told(said, tuple(parts))
    return Told("It depends on your complaint.", (_of_many(first), *map(_of_many, others)))


def _of_many(value: Nested) -> Nested:
    """Make one sentence of what is said and of what it comes of, where it is one of several."""
    if isinstance(value, str):
        return value
    said, parts = value
    return said.replace(". This is so if ", " if "), parts
