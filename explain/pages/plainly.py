"""Days, conditions and conclusions, told to the person who complained: second person, no names of rules.

What is told is the vocabulary's; here it is only put together. A condition that the procedure itself settles is not told.
"""

from __future__ import annotations

from explain.pages.arising import applies, arises, weighed
from explain.pages.norm_words import NormWords
from explain.words import HOW, listed
from kb.model import told
from kb.model.files import Clause, Norm, Side
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    Happened,
    Holds,
    Includes,
    Is,
    LaterOf,
    Name,
    No,
    Not,
    Plus,
    Qualified,
    ReadingDay,
    Stated,
    Yes,
)  # fmt: skip
from kb.model.truth import Truth, all_of
from kb.model.vocabulary import Fact

YOU = {"who": "you", "have": "have", "are": "are", "were": "were"}
THEY = {"have": "has", "are": "is", "were": "was"}


class Plainly:
    """Tells of one procedure."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Keep the procedure, whose vocabulary has the words."""
        self.procedure, self.vocabulary = procedure, procedure.vocabulary
        self.organisation = procedure.policy.organisation
        self.norms = NormWords(procedure)
        self._arising: dict[str, tuple[str, ...]] = {}

    def fill(self, text: str, norm: str = "", side: str = "", value: str = "") -> str:
        """Fill the slots of a text of the vocabulary, and make each of its sentences one."""
        act = self.vocabulary.acts.get(norm)
        who = YOU if side == "complainant" else {"who": self.organisation, **THEY}
        filled = text.format_map(
            {"organisation": self.organisation, "name": self.norms.called(norm) if norm else "", "value": value, **who,
             "do": self._act(act.do) if act else "", "done": self._act(act.done) if act else "", "day": "the day named"}
        )  # fmt: skip
        return sentences(filled)

    def _act(self, text: str) -> str:
        return text.format(organisation=self.organisation)

    def has(self, side: Side) -> str:
        """Begin a sentence on what one side has, or has to do."""
        return "you have" if side == "complainant" else f"{self.organisation} has"

    def do(self, norm: str) -> str:
        """Give an act as a verb: what has to be done."""
        act = self.vocabulary.acts.get(norm)
        return self._act(act.do) if act else self.norms.called(norm)

    def day(self, day: Day) -> str:
        """Name a day by what happens on it; of a passage that can be read in more than one way, the day that is taken."""
        match day:
            case ReadingDay(reading=reading):
                return self.day(self.norms.taken(reading))
            case Qualified(event=event):
                return self.day(Name(name=event))
            case Name(name=name) if "done" in self._told(name):
                return f"the day {self._act(self._told(name)['done'])}"
            case Name(name=name) if name in self.procedure.days and not self._told_as_day(name):
                return self.day(self.procedure.days[name].day)
            case LaterOf(later_of=parts):
                return f"the later of {listed([self.day(one) for one in parts], 'and')}"
            case EarlierOf(earlier_of=parts):
                return f"the earlier of {listed([self.day(one) for one in parts], 'and')}"
            case DayCases(cases=cases, otherwise=otherwise):
                some = [f"{self.day(one.then)} if {self.condition(one.when)}" for one in cases]
                return f"{', '.join(some)}, otherwise {self.day(otherwise)}"
            case Plus(period=period, from_=start):
                return f"{self.norms.span(period)} after {self._event(start)}"
            case _:
                return f"the {self.norms.day(day)}"

    def _event(self, day: Day) -> str:
        """Name an event by what happens, without the day on which it does."""
        return self.day(day).removeprefix("the day ")

    def _told(self, name: str) -> dict[str, str]:
        fact = self.vocabulary.facts.get(name)
        return fact.told if fact is not None else {}

    def _told_as_day(self, name: str) -> bool:
        """Whether a day that is concluded has a name of its own, and is not only the day of an event."""
        return not isinstance(self.procedure.days[name].day, Name | Qualified)

    def settled(self, condition: Condition | None) -> Truth:
        """Say whether the procedure itself settles a condition: by which procedure it is, and what can come up in it."""
        return weighed(condition, self._leaf)

    def stands(self, rule: LinkedRule) -> Truth:
        """Say whether a rule always applies in the procedure, or never."""
        return applies(rule, self.procedure, self._leaf)

    def _leaf(self, condition: Condition) -> Truth:
        match condition:
            case Holds(name=name, values=values):
                return ~all_of(~self._value_settled(name, value) for value in values)
            case Is(fact=fact, values=values):
                arising = self.arising(fact)
                some = [one for one in arising if one in values]
                return Truth.FAILS if not some else Truth.HOLDS if len(some) == len(arising) else Truth.OPEN
            case _:
                return Truth.OPEN

    def arising(self, fact: str) -> tuple[str, ...]:
        """Give the values of a fact with which a complaint can go by this procedure."""
        if fact not in self._arising:
            values = self.vocabulary.facts[fact].values
            self._arising[fact] = tuple(one for one in values if arises(self.procedure, fact, one))
        return self._arising[fact]

    def _value_settled(self, name: str, value: str) -> Truth:
        plan = self.procedure.conclusions.get(name)
        if plan is None or value == "any":
            return Truth.OPEN
        if plan.kind.of == "procedures":
            return Truth.HOLDS if self.procedure.name == value else Truth.FAILS
        rules = self.procedure.rules_for.get((name, value), ())
        truths = [self.stands(rule) for rule in rules]
        if Truth.HOLDS in truths:
            return Truth.HOLDS
        failing = all(one is Truth.FAILS for one in truths) and not (
            plan.otherwise and plan.otherwise.value == value
        )
        return Truth.FAILS if failing else Truth.OPEN

    def assumptions(self, norm: Norm) -> tuple[str, ...]:
        """Give what was taken for granted where a norm was made from its clause."""
        every = (one for one in self.procedure.clauses.values() if isinstance(one, Clause))
        return tuple(one.assumes for one in every if one.assumes and norm in one.rules)

    def condition(self, condition: Condition) -> str:
        """Say a condition as part of a sentence, without what the procedure settles."""
        match condition:
            case All(all=parts):
                return self._joined(parts, "and", Truth.HOLDS)
            case AnyOf(any=parts):
                return self._joined(parts, "or", Truth.FAILS)
            case Happened(happened=Name(name=name)) if "done" in self._told(name):
                return self._act(self._told(name)["done"])
            case Yes(yes=name):
                return self._act(self._told(name).get("yes", ""))
            case No(no=name):
                return self._act(self._told(name).get("no", ""))
            case Is():
                return self._valued(condition.fact, condition.values)
            case Includes():
                return self._valued(condition.fact, (condition.member,))
            case Holds(values=(value,)) if value != "any":
                return self._so(condition)
            case Not():
                return self._not(condition)
            case Compare(day=Name(name="assessed_on"), after=other) if other is not None:
                return f"{self.day(other)} has passed"
            case Compare(
                day=EarlierOf(earlier_of=(Name(name=name), Name(name="assessed_on"))), after=other
            ) if other is not None and "done" in self._told(name):
                return f"{self.day(other)} had passed before {self._act(self._told(name)['done'])}"
            case Compare(day=Name(name=name)) if "done" in self._told(name):
                how = "no later than" if condition.how == "on-or-before" else HOW[condition.how]
                return f"{self._act(self._told(name)['done'])} {how} {self.day(condition.other)}"
            case Stated(stated=name):
                return (
                    self._told(name)
                    .get("named", "")
                    .format(organisation=self.organisation, day="a day that was named")
                )
            case _:
                return self.norms.words.condition(condition)

    def _not(self, condition: Not) -> str:
        match condition.not_:
            case Happened(happened=Name(name=name)) if name in self.vocabulary.facts:
                return self._act(self._told(name).get("not-yet", ""))
            case Is() as part:
                return self._valued(part.fact, self.others(part))
            case Holds(values=(value,)) as part if value != "any":
                return f"it is not so that {self._so(part)}"
            case _:
                return self.norms.words.condition(condition)

    def _so(self, condition: Holds) -> str:
        """Say that a conclusion has a value, as what whoever has to act did or can do."""
        side = self.procedure.actor(condition.name.rpartition(".")[0])
        said = self.concluded(condition.name, condition.values[0], side).removesuffix(".")
        return f"{said[:1].lower()}{said[1:]}" if said else self.norms.words.condition(condition)

    def _valued(self, name: str, values: tuple[str, ...]) -> str:
        fact = self.vocabulary.facts[name]
        some = [fact.worded(one) for one in values if one in self.arising(name)]
        return self.valued(fact, listed(some or [fact.worded(one) for one in values], "or"))

    def valued(self, fact: Fact, said: str) -> str:
        """Say that a fact has the values that are said."""
        return fact.told.get(told.VALUED, "{value}").format(organisation=self.organisation, value=said)

    def others(self, condition: Is) -> tuple[str, ...]:
        """Give the values of a fact that a condition does not name."""
        return tuple(one for one in self.arising(condition.fact) if one not in condition.values)

    def _joined(self, parts: tuple[Condition, ...], word: str, needless: Truth) -> str:
        some = [self.condition(one) for one in parts if self.settled(one) is not needless]
        return listed(some, word) if some else ""

    def concluded(self, name: str, value: str, side: str = "") -> str:
        """Tell a value of a conclusion; nothing where the vocabulary has no words for it."""
        plan = self.procedure.conclusions.get(name)
        return self._of(plan.kind.told, name, value, side) if plan is not None else ""

    def general(self, name: str, value: str, side: str = "") -> str:
        """Tell a value of a conclusion where nobody's case is spoken of."""
        plan = self.procedure.conclusions.get(name)
        return (
            self._of({**plan.kind.told, **plan.kind.in_general}, name, value, side)
            if plan is not None
            else ""
        )

    def _of(self, texts: told.Told, name: str, value: str, side: str) -> str:
        text, worded = texts.get(value, ""), self.norms.words.value(name, value)
        return self.fill(text, name.rpartition(".")[0], side, worded) if text else ""


def sentences(text: str) -> str:
    """Make each sentence of a text of the vocabulary one that stands by itself."""
    return " ".join(f"{one[0].upper()}{one[1:]}." for one in told.sentences(text))
