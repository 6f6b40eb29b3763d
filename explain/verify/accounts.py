"""What a head must say of which facts are contested: what comes under each combination of accounts, and what hangs on it.

The combinations are made anew from what the case states, so none can be left out, told twice or invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from explain import said
from explain.verify.following import OPEN, Following
from explain.verify.graph import Grounds
from explain.verify.heads import Defect, SettledHead, under
from explain.verify.merged import agreed, answer_of, side_by_side
from explain.verify.procedures import Procedures
from explain.verify.readings import in_all
from explain.verify.steps import Step
from kb.model.case import Case, Head, Stated
from kb.model.determination import (
    Account,
    AccountDependence,
    AccountEffect,
    ConclusionRecord,
    ContestedFact,
    ContestedFacts,
    HeadRecord,
    MissingItem,
)

Accounts = tuple[int, ...]
"""Of each contested fact, in the order of the case, the number of an account, from 1."""
Answered = Mapping[Accounts, ConclusionRecord | None]


class ContestedHead:
    """The steps of one head under each combination of accounts, and the record that must be made of them."""

    def __init__(self, procedures: Procedures, case: Case, head: Head) -> None:
        """Work out what follows under each combination.

        Raises:
            OutsideCounting: a day would have to be counted past the calendar.
        """
        self.contested = head.contested
        self.combinations = list(
            product(*(range(1, len(one.accounts) + 1) for one in head.contested.values()))
        )
        self.each = {
            f"account {number}": SettledHead(procedures, case, self._as_told(head, accounts))
            for number, accounts in enumerate(self.combinations, 1)
        }
        self.vocabulary = self.followings()[0].procedure.vocabulary
        own = {name: one.steps for name, one in self.each.items()}
        self.steps = side_by_side(own, said.ACCOUNTS, because=said.WHICH_ACCOUNT)
        self.steps[said.ACCOUNTS] = self._choice()

    def _as_told(self, head: Head, accounts: Accounts) -> Head:
        told = zip(head.contested.values(), accounts, strict=True)
        facts = {one.name: one.accounts[number - 1] for one, number in told}
        return Head(head.name, {**head.facts, **facts})

    def followings(self) -> list[Following]:
        """Give what follows under each combination, by each procedure."""
        return [following for one in self.each.values() for following in one.followings()]

    @property
    def tried(self) -> int:
        """How many combinations of readings were tried."""
        return sum(one.tried for one in self.each.values())

    def defects(self) -> Iterator[Defect]:
        """Give what is wrong with the foundations under each combination."""
        for name, one in self.each.items():
            yield from (defect._replace(node=f"{name}/{defect.node}") for defect in one.defects())

    def _choice(self) -> Step:
        """Give the step of the choice between accounts: it rests on what each of them states."""
        facts = self._facts()
        below = [id_ for name in self.contested for id_ in self.steps if id_.endswith(f"/fact {name}")]
        particulars = {"facts": [fact.model_dump(mode="json") for fact in facts]}
        return Step(
            "condition", said.contested(facts, self.vocabulary.facts), tuple(below), OPEN, particulars
        )

    def _facts(self) -> list[ContestedFact]:
        return [
            ContestedFact(
                name=name,
                label=self.vocabulary.facts[name].label,
                accounts=[_account(stated) for stated in one.accounts],
            )
            for name, one in self.contested.items()
        ]

    # --- the record ---

    def record(self, resting: Grounds, varied: bool) -> HeadRecord:
        """Give what the record must be, from what each step rests on; `varied` is whether readings were."""
        records = [one.record(under(name, resting), varied) for name, one in self.each.items()]
        record = agreed(records, None)
        depending = list(self._depending([one.name for one in record.conclusions], records))
        waiting = {one.conclusion: one.facts for one in depending}
        facts = dict.fromkeys(name for one in depending for name in one.facts)
        contested = ContestedFacts(
            facts=self._facts(),
            combinations=len(self.combinations),
            agreed=len(record.conclusions) - len(depending),
            depending=depending,
        )
        return record.model_copy(
            update={
                "conclusions": [self._waiting(one, waiting.get(one.name, ())) for one in record.conclusions],
                "missing": [*map(self._item, facts), *record.missing],
                "contested": contested,
            }
        )

    def _waiting(self, record: ConclusionRecord, facts: Sequence[str]) -> ConclusionRecord:
        others = [item for item in record.needs if item.name not in self.contested]
        return record.model_copy(update={"needs": [*map(self._item, facts), *others]})

    def _item(self, name: str) -> MissingItem:
        return said.contested_item(name, self.vocabulary)

    def _depending(self, names: Sequence[str], records: Sequence[HeadRecord]) -> Iterator[AccountDependence]:
        found = [{one.name: one for one in record.conclusions} for record in records]
        for name in names:
            answers = {
                accounts: own.get(name) for accounts, own in zip(self.combinations, found, strict=True)
            }
            places = [place for place, _ in enumerate(self.contested) if _matters(place, answers)]
            if places:
                yield self._dependence(name, places, answers)

    def _dependence(self, name: str, places: Sequence[int], answers: Answered) -> AccountDependence:
        facts = [list(self.contested)[place] for place in places]
        each: dict[Accounts, list[ConclusionRecord | None]] = {}
        for accounts, record in answers.items():
            each.setdefault(tuple(accounts[place] for place in places), []).append(record)
        effects = [_effect(dict(zip(facts, chosen, strict=True)), some) for chosen, some in each.items()]
        return AccountDependence(conclusion=name, facts=facts, effects=effects)


def _account(stated: Stated) -> Account:
    when = stated.when.text if stated.when else None
    said = {"evidence": stated.evidence, "when": when, "because": stated.because}
    return Account(value=stated.text, by=stated.by or "", **said)


def _matters(place: int, answers: Answered) -> bool:
    """Whether there are two combinations that differ in the account of one fact only, and in the answer."""
    first: dict[Accounts, object] = {}
    for accounts, record in answers.items():
        rest, answer = (*accounts[:place], *accounts[place + 1 :]), answer_of(record) if record else None
        if first.setdefault(rest, answer) != answer:
            return True
    return False


def _effect(accounts: dict[str, int], records: Sequence[ConclusionRecord | None]) -> AccountEffect:
    """Give what all records answer alike, and how that depends on the readings that any of them depends on."""
    found = [one for one in records if one is not None]
    if not found:
        return AccountEffect(accounts=accounts, outcome="not_asked", value=None)
    came = found[0].model_dump(include={"outcome", "value", "possible", "bounds"})
    return AccountEffect(accounts=accounts, **came, depends_on_reading=in_all(found))
