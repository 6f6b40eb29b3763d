"""A whole case, for the person who complained: no limit on them that shut, or may have shut, goes unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explain.days import day_in_words
from explain.readings.reading import Reading
from kb.model.determination import ConclusionRecord, HeadRecord
from tests.readings.told import EXAMPLES, case_readings


def _concluded(head: HeadRecord, name: str) -> ConclusionRecord | None:
    return next((one for one in head.conclusions if one.name == name), None)


def _said(reading: Reading) -> str:
    return " ".join([reading.title.text, *(line.text for line in reading.lines)])


def _shut() -> Iterator[tuple[Reading, str, str]]:
    """Give each limit on a complainant that was missed in an example: what the case is told, the limit, its last day."""
    for path in EXAMPLES:
        for head, reading in case_readings(path, "public"):
            for limit in head.limits:
                how, day = (_concluded(head, f"{limit.name}.{of}") for of in ("timeliness", "last_day"))
                missed = how is not None and how.value in ("late", "overdue", "lapsed")
                if limit.binds == "complainant" and missed and day is not None and isinstance(day.value, str):
                    yield reading, limit.name, day.value


@pytest.mark.slow
def test_the_last_day_of_each_limit_that_somebody_missed_is_told() -> None:
    """Whether they acted late or not at all; in all examples."""
    found = [*_shut()]
    assert {name for _, name, _ in found} >= {"complaint", "stage_2_request"}
    for reading, name, day in found:
        assert day_in_words(day, in_full=True) in _said(reading), (name, _said(reading))


EIGHT_WEEKS = """case: eight weeks after an answer that was sent on 2 July and came on the 3rd
policy: housing-association
assessed_on: 2024-09-20
facts:
  issue_occurred: 2024-05-18
  logged: 2024-06-18
  stage_1_response_sent: 2024-07-02
  stage_1_response_received: 2024-07-03
  dissatisfied_with: [outcome]
"""


def _told(tmp_path: Path, text: str) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    (reading,) = (reading for _, reading in case_readings(path, "public"))
    return _said(reading)


def test_a_limit_that_passed_unused_is_told_with_its_day_under_each_reading(tmp_path: Path) -> None:
    """56 days after Wed 3 July 2024 end on Wed 28 August; counted from the sending, a day before."""
    said = _told(tmp_path, EIGHT_WEEKS)
    assert "The time for you to ask for stage 2 is over. The last day was Wednesday 28 August 2024." in said
    assert (
        "If the policy is read another way, the last day for you to ask for stage 2 is Tuesday 27 August 2024."
        in said
    )


def test_a_limit_of_which_nobody_can_say_if_it_was_kept_is_told_as_in_doubt(tmp_path: Path) -> None:
    """A request on some day in August may be in time or late."""
    said = _told(tmp_path, EIGHT_WEEKS + "  stage_2_requested: 2024-08\n")
    assert "We cannot say yet if you are in time to ask for stage 2." in said
    assert "The last day for you to ask for stage 2 is Wednesday 28 August 2024." in said
