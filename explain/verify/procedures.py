"""What follows for one head: by the procedure that it goes by, or by each that it may go by."""

from __future__ import annotations

from collections.abc import Mapping

from explain.verify.conclusions import Conclusions
from explain.verify.following import Following
from explain.verify.outcomes import outcomes
from explain.verify.truths import Truths
from kb.calendar import calendar
from kb.model.case import Case, Head
from kb.model.files import OUT_OF_SCOPE
from kb.model.policy import LinkedProcedure
from kb.model.situation import situation_of
from kb.program import Program, compiled


class Procedures:
    """The procedures of a policy, each compiled when it is first asked for."""

    def __init__(self, linked: Mapping[str, LinkedProcedure]) -> None:
        """Keep them."""
        self.linked = linked
        self._programs: dict[str, Program] = {}

    def following(self, name: str, case: Case, head: Head) -> Following:
        """Work out what follows for a head by one procedure.

        Raises:
            OutsideCounting: a day would have to be counted past the calendar.
        """
        procedure = self.linked[name]
        if name not in self._programs:
            self._programs[name] = compiled(procedure)
        usual = {one: reading.default for one, reading in procedure.readings.items()}
        readings = usual | {one: choice for one, choice in case.readings.items() if one in usual}
        situation = situation_of(case, head, procedure.vocabulary)
        return Following(procedure, self._programs[name], case, head, situation, readings)

    def each(self, case: Case, head: Head) -> list[Following]:
        """Work out what follows by each procedure that a head may go by; those that decide it decide that.

        Raises:
            OutsideCounting: as `following`.
        """
        if OUT_OF_SCOPE not in self.linked:
            return [self.following(name, case, head) for name in self.linked]
        outside = self.following(OUT_OF_SCOPE, case, head)
        found = outcomes(outside, needs=False)["procedure"]
        possible = found.concluded or found.possible or found.clash
        others = [self.following(name, case, head) for name in possible if name != OUT_OF_SCOPE]
        return [*others, outside] if OUT_OF_SCOPE in possible or not others else others


def conclusions_of(following: Following) -> Conclusions:
    """Give what the steps of a head must be."""
    used = following.procedure.policy.calendar
    return Conclusions(Truths(following), calendar(used.nation, used.closures))
