"""A procedure as checked and linked: every rule with the clauses that it stands on, conventions applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kb.model.files import Clause, ConventionClause, Norm, Policy, Side
from kb.model.tree import Condition, Day
from kb.model.vocabulary import ConclusionKind, Vocabulary


@dataclass(frozen=True, slots=True)
class LinkedRule:
    """A rule of a policy, or of a convention applied to a norm of it.

    `clauses` are the ids of the clauses it stands on: the policy's first, then the convention's.
    `exceptions` are ids of the rules before which it gives way. `silences` are the standard questions whose declared
    silence it rests on. `value` is the value concluded.
    """

    id: str
    clauses: tuple[str, ...]
    when: Condition | None
    conclusion: str
    value: str
    exceptions: tuple[str, ...] = ()
    silences: tuple[str, ...] = ()

    @property
    def body(self) -> Condition | None:
        """What the rule looks at: its condition, if it has one."""
        return self.when


@dataclass(frozen=True, slots=True)
class DayRule:
    """The definition of a conclusion that is a day."""

    id: str
    clauses: tuple[str, ...]
    conclusion: str
    day: Day
    silences: tuple[str, ...] = ()

    @property
    def body(self) -> Day:
        """What the rule looks at: its day, and all that it is counted from."""
        return self.day


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The value a conclusion has when every rule for another value fails."""

    value: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConclusionPlan:
    """A conclusion that some rule of the procedure can draw: its kind, its values, and the rules for each."""

    name: str
    label: str
    kind: ConclusionKind
    values: tuple[str, ...]
    otherwise: Otherwise | None = None


@dataclass(frozen=True, slots=True)
class LinkedReading:
    """A reading: its choices, each a day or a condition; the first is the default."""

    name: str
    about: str
    because: str
    choices: dict[str, Day | Condition]

    @property
    def default(self) -> str:
        """The name of the choice that is used unless another is asked for."""
        return next(iter(self.choices))


@dataclass(frozen=True, eq=False)
class LinkedProcedure:
    """All that is needed to assess a case by one procedure of one policy."""

    policy: Policy
    sha256: str
    name: str
    title: str
    vocabulary: Vocabulary
    clauses: dict[str, Clause | ConventionClause]
    norms: dict[str, tuple[Norm, ...]]
    rules: tuple[LinkedRule, ...]
    days: dict[str, DayRule]
    conclusions: dict[str, ConclusionPlan]
    readings: dict[str, LinkedReading]
    silent_on: dict[str, str]
    governing: dict[str, str] = field(default_factory=dict)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The names of what conclusions can be about: the norms, and what the document is silent on."""
        return tuple(dict.fromkeys((*self.norms, *(one.rpartition(".")[0] for one in self.silent_on))))

    @cached_property
    def every_rule(self) -> tuple[LinkedRule | DayRule, ...]:
        """The rules for values, and then those for days."""
        return (*self.rules, *self.days.values())

    @cached_property
    def bodies(self) -> tuple[Condition | Day, ...]:
        """Every condition and day that the procedure is made of: of its rules, then of its readings' choices."""
        choices = (choice for reading in self.readings.values() for choice in reading.choices.values())
        return (*(rule.body for rule in self.every_rule if rule.body is not None), *choices)

    @cached_property
    def rules_for(self) -> dict[tuple[str, str], tuple[LinkedRule, ...]]:
        """The rules by what they conclude: (conclusion, value)."""
        found: dict[tuple[str, str], tuple[LinkedRule, ...]] = {}
        for rule in self.rules:
            place = (rule.conclusion, rule.value)
            found[place] = (*found.get(place, ()), rule)
        return found

    def actor(self, act: str) -> Side:
        """Give the side whose act it is: whom the norm binds; where none says it, the vocabulary."""
        binds = (getattr(norm, "binds", None) for norm in self.norms.get(act, ()))
        silent: Side = "complainant" if act in self.vocabulary.complainants_acts else "organisation"
        return next((side for side in binds if side), silent)

    @cached_property
    def rule(self) -> dict[str, LinkedRule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}


def either(procedures: Sequence[LinkedProcedure]) -> LinkedProcedure:
    """Give what several procedures name between them, where it is not known which of them a complaint goes by."""
    first, *others = procedures
    if not others:
        return first
    return replace(
        first,
        clauses={id_: clause for one in procedures for id_, clause in one.clauses.items()},
        norms={name: norms for one in procedures for name, norms in one.norms.items()},
        days={name: day for one in procedures for name, day in one.days.items()},
        conclusions={name: plan for one in procedures for name, plan in one.conclusions.items()},
        readings={name: reading for one in procedures for name, reading in one.readings.items()},
        silent_on={question: why for one in procedures for question, why in one.silent_on.items()},
    )
