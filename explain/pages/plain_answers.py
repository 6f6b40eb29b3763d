"""The standard questions, answered for the person who complained: one sentence first, then what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.pages.plain_limits import PlainLimits, Told
from explain.pages.plainly import sentences
from explain.pages.sheet import Nested
from kb.model.asked import Asked
from kb.model.files import Extension, TimeLimit, name_of
from kb.model.policy import LinkedRule
from kb.model.tree import All, AnyOf, Condition, Holds, Is, Not
from kb.model.truth import Truth

_LONGEST, _PART = 25, 20
"""How many words a sentence may have, and a condition that is part of one."""


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
                found.append(self.limit(norm))
            elif isinstance(norm, Extension):
                found.append(self.extension(norm))
        for field in asked.fields:
            decision = str(getattr(asked.of, field.replace("-", "_")))
            found.append(Told(self.decided(decision) or f"Yes. {self.ground(asked.name, decision)}"))
        found += [self.values(name) for name in asked.conclusions]
        return _as_one(one for one in found if one is not None)

    def decided(self, decision: str) -> str:
        """Say who can decide something; nothing if it is no decision."""
        if decision not in self.vocabulary.acts:
            return ""
        decides = self.vocabulary.facts[decision].decided_by or self.organisation
        # whom the vocabulary calls the organisation has a name in the policy
        return sentences(f"{decides.replace('the organisation', self.organisation)} can {self.do(decision)}")

    def ground(self, name: str, value: str) -> str:
        """Tell a ground for the next stage."""
        return self.general(f"{name.rpartition('.')[0]}.ground", value)

    def values(self, name: str) -> Told | None:
        """Tell the values that a conclusion may have here, each with what it comes of."""
        plan = self.procedure.conclusions[name]
        every = [one for one in self.procedure.rules if one.conclusion == name]
        applying = {
            (one.value, one.when and one.when.key): one
            for one in every
            if self._truth(one) is not Truth.FAILS
        }
        rules = list(applying.values())
        if self._either(rules):
            first, other = sorted(rules, key=lambda one: plan.kind.listed.index(one.value))
            said = self._valued_if(self.general(name, first.value), first.when, Truth.OPEN)
            return _told([said, _otherwise(self.general(name, other.value))])
        told: dict[str, Nested] = {}
        for rule in rules:  # in the order of the document
            one = self._valued_if(self.general(name, rule.value), rule.when, self._truth(rule))
            told[str(one)] = one
        if plan.otherwise is not None and told:
            told["otherwise"] = _otherwise(self.general(name, plan.otherwise.value))
        return _told(list(told.values()))

    def _truth(self, rule: LinkedRule) -> Truth:
        return Truth.HOLDS if rule.when is None else self.settled(rule.when)

    def _either(self, rules: list[LinkedRule]) -> bool:
        """Whether one of two rules applies just where the other does not: each asks for a value of what has two."""
        match [rule.when for rule in rules]:
            case [Holds(name=one, values=(first,)), Holds(name=other, values=(second,))] if one == other:
                plan = self.procedure.conclusions[one]
                return plan.otherwise is not None and {first, second} == {*plan.kind.listed}
            case _:
                return False

    def _valued_if(self, said: str, condition: Condition | None, settled: Truth) -> Nested:
        if condition is None or settled is Truth.HOLDS:
            return said
        when = self.condition(condition)
        one = said.count(".") == 1
        if one and "," not in said and len(f"{said} if {when}".split()) <= _LONGEST and " if " not in when:
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
    return Told(" ".join((first.answer, *first.more)), (*first.points, *points))


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
    answer, dot, lead = said.rpartition(". ")
    return Told(answer + dot.strip(), ((lead, parts), *others))
