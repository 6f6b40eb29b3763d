"""What follows for one head of which all facts are settled: by the procedure it goes by, or by each that it may go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from explain.verify.answers import Answers
from explain.verify.following import Following
from explain.verify.graph import Grounds
from explain.verify.known import differing
from explain.verify.merged import agreed, side_by_side
from explain.verify.outcomes import outcomes
from explain.verify.procedures import Procedures, conclusions_of
from explain.verify.readings import dependences
from kb.model.case import Case, Head
from kb.model.determination import HeadRecord, ReadingDependence


class Defect(NamedTuple):
    """What can be worked out in two ways and does not come out alike: the step it is about, and either way."""

    node: str
    message: str
    claims: str = ""
    follows: str = ""


class SettledHead:
    """The steps of one head without contested facts, and the record that must be made of them."""

    def __init__(self, procedures: Procedures, case: Case, head: Head) -> None:
        """Work out what follows by each procedure.

        Raises:
            OutsideCounting: a day would have to be counted past the calendar.
        """
        self.tried = 0
        self.each = {one.procedure.name: one for one in procedures.each(case, head)}
        self._usual = {name: outcomes(one) for name, one in self.each.items()}
        self._grounds = {name: conclusions_of(one) for name, one in self.each.items()}
        self._own = {name: one.all_steps(self._usual[name]) for name, one in self._grounds.items()}
        first, *others = self.each
        titles = {name: one.procedure.title for name, one in self.each.items()}
        choosing = f"{first}/conclusion procedure"
        self.steps = side_by_side(self._own, choosing, titles) if others else self._own[first]

    def followings(self) -> list[Following]:
        """Give what follows by each procedure."""
        return list(self.each.values())

    def record(self, resting: Grounds, varied: bool) -> HeadRecord:
        """Give what the record must be, from what each step rests on; `varied` is whether readings were."""
        records, self.tried = [], 0
        for name, following in self.each.items():
            own = under(name, resting) if len(self.each) > 1 else resting
            depending = self._dependences(following, self._usual[name]) if varied else {}
            records.append(Answers(self._grounds[name], self._own[name], own, depending).record())
        if len(records) == 1:
            return records[0]
        choosing = next(one for one in records[0].conclusions if one.name == "procedure")
        return agreed(records, choosing)

    def _dependences(self, following: Following, usual: Mapping[str, Any]) -> Mapping[str, ReadingDependence]:
        found, tried = dependences(following, usual)
        self.tried += tried
        return found

    def defects(self) -> Iterator[Defect]:
        """Check what all of this stands on where there are two ways to it: program and rules, facts, days counted."""
        for ground in self._grounds.values():
            for node, by_program, by_parts in ground.truths.parted():
                said = "the program compiled from the rules does not come to what the rules come to"
                yield Defect(node, said, by_program.value, by_parts.value)
            for node, counted in ground.miscounted.items():
                yield Defect(node, "the two ways of counting days differ", str(counted))
            for node in ground.groundless:
                yield Defect(node, "something rests on this step, and nothing gives it")
        first = next(iter(self.each.values()))
        known = differing(first.situation, first.case, first.head, first.procedure.vocabulary)
        for name, taken, follows in known:
            said = "it is taken as known otherwise than it follows from what is stated"
            yield Defect(f"fact {name}", said, taken, follows)


def under(name: str, resting: Grounds) -> Grounds:
    """Give what the steps that stand under a name rest on, by their own names."""
    prefix = f"{name}/"
    return {
        id_.removeprefix(prefix): {one.removeprefix(prefix) for one in below}
        for id_, below in resting.items()
        if id_.startswith(prefix)
    }
