"""Which time limits a policy has, and at which points in time examples are wanted."""

from kb.check.limits import limits_of
from kb.check.subject import subject_of
from tests.loading import library


def test_an_extension_counts_for_the_procedure_that_has_it() -> None:
    """Children's social care can extend its stage 1, adult social care cannot, in one policy."""
    limits = [
        one
        for one in limits_of(subject_of(library(), "four-procedure-council"))
        if one.name == "stage_1_response"
    ]
    extended = {name: one.extension is not None for one in limits for name in one.procedures}
    assert extended["children_statutory"]
    assert not extended["adult_statutory"]


def test_examples_are_wanted_in_the_time_added_where_it_has_an_end() -> None:
    """Four points for a limit, four more for one that can be extended to a day."""
    limits = {one.name: set(one.points) for one in limits_of(subject_of(library(), "housing-association"))}
    assert limits["stage_1_response"] == {"met", "late", "due_today", "overdue"}
    assert limits["stage_2_request"] == {"met", "late", "due_today", "lapsed"}
