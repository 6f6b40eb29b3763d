"""What several procedures agree on, outcome by outcome: the same as their records say together."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explain.agreed import agreed
from explain.determination import MEMBER, assessed_by_procedure, merged_records
from explain.provenance import Provenance
from kb.calendar import OutsideCalendar
from kb.engine.assess import Assessed
from kb.model.case import Head
from kb.model.determination import ConclusionRecord
from kb.model.outcome import Outcome
from kb.model.situation import FactConflict
from tests.comparing.made import case, ready
from tests.generators import tell
from tests.loading import assessor

POLICY = "four-procedure-council"


def by_each(service: str, **facts: str) -> list[Assessed]:
    """A complaint of an unknown service, or of one, by each procedure that it may go by."""
    one = case(POLICY, "2024-06-18", **({"service_area": service} if service else {}), **facts)
    return assessed_by_procedure(ready(one), one, one.heads[0], vary_readings=False)


def test_days_that_procedures_do_not_share_lie_between_the_first_and_the_last_of_them() -> None:
    """From 3 June 2024, ten working days (children, housing) end on the 17th, twenty (adults, at most) on 1 July."""
    several = by_each("", received="2024-06-03", logged="2024-06-04", timetable_agreed_until="none")
    found = agreed(several)["stage_1_response.due"]
    assert (found.kind, found.bounds) == ("open", ("2024-06-17", "2024-07-01"))


def test_what_clashes_by_one_procedure_is_open_and_each_side_of_it_possible() -> None:
    """A clash settles nothing: neither side is agreed, and neither is left out."""
    several = by_each("", received="2024-06-03")
    first, second = several[:2]
    one, other = Outcome("conflict", clash=("yes", "no")), Outcome("concluded", "yes")
    both = [_with(first, one), _with(second, other)]
    found = agreed(both)["new"]
    assert (found.kind, found.clash, found.possible) == ("open", (), ("yes", "no"))
    assert agreed([_with(first, one), _with(second, one)])["new"].kind == "conflict"


def _with(assessed: Assessed, outcome: Outcome) -> Assessed:
    evaluation = replace(assessed.evaluation, outcomes={**assessed.evaluation.outcomes, "new": outcome})
    return replace(assessed, evaluation=evaluation)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_the_outcomes_are_those_of_the_merged_records(rng: Random) -> None:
    """The same is said with graphs and without: values, members, bounds, what is possible, and what clashes."""
    told = tell(rng, assessor(POLICY).procedure)
    facts = {name: one for name, one in told.head.facts.items() if name != "service_area"}
    one = replace(told.case, heads=(Head(None, facts),))
    try:
        several = assessed_by_procedure(ready(one), one, one.heads[0], vary_readings=False)
    except (FactConflict, OutsideCalendar):
        return
    record = merged_records([Provenance(each) for each in several])
    outcomes = agreed(several)
    assert {each.name: _of_record(each) for each in record.conclusions} == {
        name: _of_outcome(outcome) for name, outcome in outcomes.items()
    }


def _of_record(record: ConclusionRecord) -> tuple[object, ...]:
    members = record.members or {}
    may = sorted(record.possible or ()) if record.outcome == "open" else []
    value = sorted(record.value) if isinstance(record.value, list) else record.value
    return record.outcome, value, may, record.bounds, dict(sorted(members.items())), record.conflict or []


def _of_outcome(outcome: Outcome) -> tuple[object, ...]:
    value = sorted(outcome.concluded) if outcome.members else outcome.value
    bounds = list(outcome.bounds) if outcome.bounds else None
    may = sorted(outcome.possible) if outcome.kind == "open" else []
    members = {name: MEMBER[truth] for name, truth in sorted(outcome.members)}
    return outcome.kind, value, may, bounds, members, list(outcome.clash)
