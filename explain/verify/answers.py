"""What the record of each conclusion of a head must say, and the lists beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from explain.verify.conclusions import Conclusions
from explain.verify.graph import reached
from explain.verify.limits import limits_of
from explain.verify.steps import Step
from kb.model.determination import (
    ConclusionRecord,
    Graph,
    HeadRecord,
    MissingItem,
    NextAction,
    ReadingDependence,
)
from kb.model.files import Side
from kb.model.outcome import Need, Outcome
from kb.model.truth import Truth

KINDS = ("text", "convention", "reading", "presumption", "judgement", "decision", "silence")
_OWN = ("reading", "presumption", "silence", "judgement", "decision")
_MEMBER: Mapping[Truth, Any] = {
    Truth.HOLDS: "concluded", Truth.FAILS: "not_concluded", Truth.OPEN: "open",
}  # fmt: skip


class Answers:
    """The answers of one head by one procedure."""

    def __init__(
        self,
        ground: Conclusions,
        steps: Mapping[str, Step],
        grounds: Mapping[str, Iterable[str]],
        dependences: Mapping[str, ReadingDependence],
    ) -> None:
        """Keep what follows, and what each step rests on."""
        self.ground, self.steps, self.grounds, self.dependences = ground, steps, grounds, dependences
        self.procedure, self.outcomes, self.words = ground.procedure, ground.outcomes, ground.words

    def record(self) -> HeadRecord:
        """Give what the record of the head must be, but for its graph."""
        return HeadRecord.model_construct(
            head=self.ground.head.name,
            procedure=self.procedure.name,
            procedures=[self.procedure.name],
            conclusions=[self._conclusion(name, outcome) for name, outcome in self.outcomes.items()],
            limits=list(limits_of(self.ground)),
            next_actions=list(self._next_actions()),
            missing=list(self._missing()),
            silent_on=dict(self.procedure.silent_on),
            unused_facts=self._unused(),
            graph=Graph(nodes=[], edges=[]),
        )

    def _conclusion(self, name: str, outcome: Outcome) -> ConclusionRecord:
        node = f"conclusion {name}"
        support = reached(self.grounds, [node])
        value = list(outcome.concluded) if outcome.members else outcome.value
        return ConclusionRecord.model_construct(
            name=name,
            label=self.words.conclusion(name),
            outcome=outcome.kind,
            value=value,
            worded=None if name in self.procedure.days else self._worded(name, value),
            rests_on=self._rests_on(support),
            presumptions=sorted(_named("presumption ", support)),
            clauses=[one for one in self.procedure.clauses if f"clause {one}" in support],
            needs=[self._item(need) for need in outcome.needs],
            possible=list(outcome.possible) if outcome.kind == "open" and not outcome.bounds else None,
            bounds=list(outcome.bounds) if outcome.bounds else None,
            members={one: _MEMBER[truth] for one, truth in outcome.members} or None,
            conflict=list(outcome.clash) or None,
            depends_on_reading=self.dependences.get(name),
            node=node,
        )

    def _worded(self, name: str, value: str | list[str] | None) -> str | list[str] | None:
        if isinstance(value, list):
            return [self.words.value(name, one) for one in value]
        return self.words.value(name, value) if value is not None else None

    def _rests_on(self, support: Iterable[str]) -> Any:
        kinds = {self.steps[one].kind for one in support}
        own = {one.startswith("conventions/") for one in _named("clause ", support)}
        found = {"convention": True in own, "text": False in own, **{kind: kind in kinds for kind in _OWN}}
        return [kind for kind in KINDS if found[kind]]

    def _item(self, need: Need) -> MissingItem:
        label = self.words.missing(need, self.ground.situation[need.name])
        return MissingItem(kind=need.kind, name=need.name, label=label)

    def _missing(self) -> Iterator[MissingItem]:
        """Give all that is missing, what most conclusions wait for first."""
        times = Counter(need for outcome in self.outcomes.values() for need in outcome.needs)
        for need in sorted(times, key=lambda one: (-times[one], one)):
            yield self._item(need)

    def _next_actions(self) -> Iterator[NextAction]:
        outcome = self.outcomes.get("next_action")
        for act in outcome.concluded if outcome else ():
            binds: list[Side] = [one for norm in self.procedure.norms.get(act, ())
                                 if (one := getattr(norm, "binds", None))]  # fmt: skip
            complainants = act in self.procedure.vocabulary.complainants_acts
            yield NextAction(
                actor=binds[0] if binds else "complainant" if complainants else "organisation",
                act=act,
                label=self.words.value("next_action", act),
                by=self._value(f"{act}.last_day"),
                overdue=self._value(f"{act}.timeliness") == "overdue",
            )

    def _value(self, name: str) -> str | None:
        outcome = self.outcomes.get(name)
        return outcome.value if outcome else None

    def _unused(self) -> list[str]:
        """Give the stated facts that nothing looks at, and whose order bears on nothing that is looked at."""
        program, facts = self.ground.program, self.procedure.vocabulary.facts
        used = {leaf.of for leaf, _, _ in program.leaves}.union(
            *(day.facts for day in program.days)
        ) & facts.keys()
        linked = {name for name, fact in facts.items() if used & set(fact.follows)}
        linked.update(*(facts[name].follows for name in used))
        return [name for name in self.ground.head.facts if name not in used | linked]


def _named(prefix: str, steps: Iterable[str]) -> list[str]:
    return [one.removeprefix(prefix) for one in steps if one.startswith(prefix)]
