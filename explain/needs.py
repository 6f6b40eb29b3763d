"""What is missing in one head of a case, what each item would settle, and what does not matter.

Nothing is guessed about what an item would settle: the case is assessed with each of its values in turn, by both
engines. What does not matter is proved (`explain.irrelevance`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from explain.accounts import accounts_of, once, tried
from explain.agreed import agreed
from explain.irrelevance import Irrelevance
from explain.looked_at import LookedAt
from explain.skeleton import used_facts
from explain.trials import Trial, Trials
from explain.trials import Tried as AllTried
from explain.words import Words
from kb.engine.assess import Assessed, Assessor
from kb.model.case import Head
from kb.model.determination import Determination, HeadRecord
from kb.model.files import OUT_OF_SCOPE
from kb.model.needs import HeadNeeds, Needed, Needs, OfNoMatter, Presumed, Tried
from kb.model.outcome import Need, Outcome
from kb.model.policy import either
from kb.model.truth import Truth
from kb.model.vocabulary import DECISION


def needs(
    assessors: Mapping[str, Assessor],
    assessed: Iterable[Sequence[Assessed]],
    answer: Determination,
    stated: Sequence[Head],
) -> Needs:
    """Say what is missing in each head of a case, each given as assessed by the procedures that it may go by.

    `stated` are the heads as stated. Where facts are contested, each is assessed under each combination of accounts.

    Raises:
        EnginesDisagree: the engines differ on a value that was tried.
    """
    both = zip(assessed, answer.heads, strict=True)
    heads = [_Head(assessors, several, head) for several, head in both]
    answers = [(one.assessed.head, _answers(one)) for one in heads]
    return Needs(
        case=answer.case,
        assessed_on=answer.assessed_on,
        policy=answer.policy,
        heads=[record for _, record in once(one.record() for one in heads)],
        contested=list(tried(stated, answers, heads[0].procedure.vocabulary)),
        schema="complaints-kb/needs/1",
    )


def settled(outcome: Outcome) -> bool:
    """Whether nothing of a conclusion is open: it is concluded, member by member, or nothing gives it."""
    members_open = any(truth is Truth.OPEN for _, truth in outcome.members)
    return outcome.kind in ("concluded", "not_concluded") and not members_open


def is_open(outcome: Outcome) -> bool:
    """Whether something of a conclusion is open; one whose rules clash is neither open nor settled."""
    return outcome.kind != "conflict" and not settled(outcome)


class _Head:
    """What is missing in one head."""

    def __init__(
        self, assessors: Mapping[str, Assessor], several: Sequence[Assessed], head: HeadRecord
    ) -> None:
        self.head, self.assessed = head, several[0]
        self.procedure = either([one.procedure for one in several])
        self.facts, self.outcomes = self.procedure.vocabulary.facts, agreed(several)
        self.trials = Trials(assessors, several)
        self.looked_at = [LookedAt(one) for one in several]
        self.proofs = [Irrelevance(one) for one in _all_that_bear(assessors, several)]

    def record(self) -> HeadNeeds:
        missing = [self._needed(need) for need in self._missing]
        return HeadNeeds(
            head=self.head.head,
            accounts=accounts_of(self.assessed.head),
            procedures=self.head.procedures,
            conclusions=len(self.outcomes),
            open=self._ranked(self._open),
            missing=sorted(missing, key=self._rank),
            presumed=list(self._presumed()),
            of_no_matter=self._of_no_matter,
        )

    @cached_property
    def _open(self) -> list[str]:
        return [name for name, outcome in self.outcomes.items() if is_open(outcome)]

    # --- what is missing ---

    @cached_property
    def _missing(self) -> list[Need]:
        """Give all that open conclusions wait for, each fact once, and the decisions that bear on something.

        What a conclusion waits for is found rule by rule, so it may name a fact that turns out to be of no matter.
        """
        idle = {one.name for one in self._of_no_matter}
        found = {need for name in self._open for need in self.outcomes[name].needs if need.name not in idle}
        facts = {need.name for need in found if need.kind != "event to come"}
        waited = [need for need in found if need.kind != "event to come" or need.name not in facts]
        return [*sorted(waited), *self._decisions(facts)]

    def _decisions(self, waited: set[str]) -> list[Need]:
        """Give the acts of discretion that have not been used, so far as anything turns on them."""
        unmade = frozenset({DECISION[-1]})
        names = [name for name, fact in self.facts.items() if fact.kind == "decision" and name not in waited]
        return [
            Need("decision", name)
            for name in names
            if self.assessed.situation[name].possible == unmade and not self._of_no_use(name, False)
        ]

    def _needed(self, need: Need) -> Needed:
        fact, tried = self.facts[need.name], self.trials.of(need)
        trials = [self._tried(one) for one in tried.trials]
        every = set.intersection(*(set(one.settled) for one in trials)) if trials else set()
        some = {name for one in trials for name in one.settled}
        return Needed(
            kind=need.kind,
            name=need.name,
            label=Words(self.procedure).missing(need, self.assessed.situation[need.name]),
            question=fact.question,
            values=self._values(need, tried),
            decided_by=fact.decided_by,
            clauses=_once(one for by in self.looked_at for one in by.clauses(need.name)),
            rules=_once(one.id for by in self.looked_at for one in by.rules(need.name)),
            waiting=self._ranked(self._waiting(need, tried.trials)),
            settles=self._ranked(every),
            may_settle=self._ranked(some - every),
            changes=self._ranked({name for one in trials for name in one.changed}),
            tried=trials,
            exhaustive=tried.exhaustive,
        )

    def _values(self, need: Need, tried: AllTried) -> dict[str, str]:
        """Give the values that an item can have, with their words, where they can be listed."""
        if need.kind == "time of day":
            return {one.value: one.said for one in tried.trials} if tried.exhaustive else {}
        fact = self.facts[need.name]
        return {value: fact.worded(value) for value in fact.values}

    def _tried(self, trial: Trial) -> Tried:
        now = self.outcomes
        moved = [name for name, one in now.items() if _answer(trial.outcomes.get(name)) != one.answer]
        newly = [name for name in moved if is_open(now[name]) and _settled(trial.outcomes.get(name))]
        changed = [name for name in moved if settled(now[name])]
        return Tried(value=trial.said, settled=self._ranked(newly), changed=self._ranked(changed))

    def _waiting(self, need: Need, trials: Iterable[Trial]) -> set[str]:
        """Give the open conclusions that wait for an item, or, of a decision, that it would bear on."""
        if need.kind != "decision":
            return {
                name for name in self._open if any(one.name == need.name for one in self.outcomes[name].needs)
            }
        return {
            name
            for name in self._open
            if any(_answer(one.outcomes.get(name)) != self.outcomes[name].answer for one in trials)
        }

    # --- the order of things ---

    @cached_property
    def _important(self) -> set[str]:
        """The conclusions that somebody asks for, or that an officer must see first, as the vocabulary marks them."""
        plans = self.procedure.conclusions
        return {name for name, plan in plans.items() if plan.kind.asked_for or plan.kind.warns}

    def _ranked(self, names: Iterable[str]) -> list[str]:
        """Give conclusions, the important ones first, else in the order of the document."""
        names = set(names)
        return sorted(
            (name for name in self.outcomes if name in names), key=lambda one: one not in self._important
        )

    def _rank(self, item: Needed) -> tuple[object, ...]:
        """Put first what settles most: important conclusions, any, any without doubt; then what most wait for."""
        able = [*item.settles, *item.may_settle]
        important = sum(name in self._important for name in able)
        moved = len(item.waiting) + len(item.changes)
        return (
            -important,
            -len(able),
            -len(item.settles),
            -moved,
            list(self.facts).index(item.name),
            item.kind,
        )

    # --- what is presumed, and what does not matter ---

    def _presumed(self) -> Iterable[Presumed]:
        """Give the presumptions that conclusions rest on and that a stated fact would displace; decisions stand apart."""
        used = {one for record in self.head.conclusions for one in record.presumptions}
        nodes = [node for node in self.head.graph.nodes if node.kind == "presumption"]
        named = {one.id.partition("presumption ")[2]: one for one in nodes}
        for name, node in named.items():
            fact = self.facts.get(name.partition(": ")[0])
            if name in used and fact is not None and fact.kind != "decision":
                said = node.label.removesuffix(" (presumed)")
                yield Presumed(name=name, fact=name.partition(": ")[0], said=said)

    @cached_property
    def _of_no_matter(self) -> list[OfNoMatter]:
        return list(self._proved())

    def _proved(self) -> Iterable[OfNoMatter]:
        used = used_facts([proof.assessed.procedure for proof in self.proofs])
        for name, fact in self.facts.items():
            if name in used and name not in self.assessed.head.facts and self._of_no_use(name, False):
                whatever = self._of_no_use(name, True)
                yield OfNoMatter(name=name, label=fact.label, kind=fact.kind, whatever_the_reading=whatever)

    def _of_no_use(self, name: str, whatever_the_reading: bool) -> bool:
        """Whether no procedure that the head may go by, and not the choice between them either, depends on a fact."""
        return all(proof.holds(name, whatever_the_reading) for proof in self.proofs)


def _answers(head: _Head) -> dict[str, Outcome]:
    return {name: outcome.answer for name, outcome in head.outcomes.items()}


def _all_that_bear(assessors: Mapping[str, Assessor], several: Sequence[Assessed]) -> list[Assessed]:
    """Give what was worked out by each procedure, with what decides between them where something does."""
    if OUT_OF_SCOPE not in assessors or any(one.procedure.name == OUT_OF_SCOPE for one in several):
        return list(several)
    case, head = several[0].case, several[0].head
    return [*several, assessors[OUT_OF_SCOPE].assess(case, head, vary_readings=False)]


def _answer(outcome: Outcome | None) -> Outcome | None:
    return outcome.answer if outcome is not None else None


def _settled(outcome: Outcome | None) -> bool:
    return outcome is not None and settled(outcome)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
