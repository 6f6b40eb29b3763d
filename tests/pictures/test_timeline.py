"""The rows of timelines; every day here was counted on a calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from explain.pictures.axis import axis
from explain.pictures.patterns import FILLS
from explain.pictures.spans import Row, rows
from explain.pictures.svg import PAPER
from tests.loading import RULES
from tests.pictures.cases import assessed, timeline_of
from tests.pictures.checks import check
from tests.pictures.seeing import SVG, contrast

CHILDREN = "four-procedure-council/childrens-"
SPANS = [
    # 10 working days after Mon 3 June are Mon 17 June; nothing was sent by the 18th
    ("housing-association/a-reply-that-never-came", "the stage 1 response",
     ["run 2024-06-03 2024-06-17", "late 2024-06-18 2024-06-18"], ""),
    # 2 working days are Wed 5 June; it was sent on the 4th
    ("housing-association/a-reply-that-never-came", "acknowledging the stage 1 complaint",
     ["run 2024-06-03 2024-06-04", "left 2024-06-05 2024-06-05"], "2024-06-04 2024-06-04"),
    # 10 working days are Mon 17 June, 20 are Mon 1 July; it is the 20th
    (f"{CHILDREN}answer-running-on-as-extended", "the stage 1 response",
     ["run 2024-06-03 2024-06-17", "added 2024-06-18 2024-07-01"], ""),
    # from 10 to 20 working days after Mon 3 June: Mon 17 June to Mon 1 July; it is the 2nd
    ("customer-feedback-council/two-matters-one-answered", "the stage 1 response",
     ["run 2024-06-03 2024-06-16", "range 2024-06-17 2024-07-01", "late 2024-07-02 2024-07-02"], ""),
    # 15 working days after Mon 12 August, over the bank holiday on the 26th, are Tue 3 September; then time without an end
    ("charter-council/complicated-and-told-on-the-last-day", "the stage 1 response",
     ["run 2024-08-12 2024-09-03", "added 2024-09-04 2024-10-01 endless"], ""),
    # 15 working days after Sat 1 June are Fri 21 June, after Sun 30 June Fri 19 July
    ("charter-council/received-some-time-in-june-and-that-is-not-enough", "the stage 1 response",
     ["begins 2024-06-01 2024-06-30", "ends 2024-06-21 2024-07-19"], "2024-07-10 2024-07-10"),
    # 56 days after Wed 12 June are Wed 7 August, after Fri 14 June Fri 9 August; it is Fri 28 June
    ("housing-association/answered-between-two-days", "asking for stage 2",
     ["begins 2024-06-12 2024-06-14", "ends 2024-08-07 2024-08-09", "run 2024-06-15 2024-06-28",
      "left 2024-06-29 2024-08-06"], ""),
    ("housing-association/answered-between-two-days", "the stage 1 response",
     ["run 2024-06-03 2024-06-12", "left 2024-06-13 2024-06-17"], "2024-06-12 2024-06-14"),
    # 56 days after Tue 2 July are Tue 27 August: a complainant who lets them pass owes nothing
    ("housing-association/eight-weeks-have-passed", "asking for stage 2", ["run 2024-07-02 2024-08-27"], ""),
]  # fmt: skip


def found_in(example: str) -> tuple[list[Row], list[str]]:
    """The rows of the last matter of an example, and what is said of other limits."""
    found = assessed(path(example))
    head = found.heads[-1]
    return rows(head, found.words(head), found.answer.assessed_on)


def path(example: str) -> Path:
    """Where an example is."""
    policy, _, name = example.partition("/")
    return RULES / policy / "examples" / f"{name}.yaml"


def days(*ordinals: int) -> str:
    """Days as text."""
    return " ".join(date.fromordinal(one).isoformat() for one in ordinals)


@pytest.mark.parametrize(("example", "title", "spans", "done"), SPANS)
def test_a_bar_runs_from_the_first_day_to_the_last(
    example: str, title: str, spans: list[str], done: str
) -> None:
    """With the time that has run, that is left, that was added, and that is beyond the last day."""
    row = next(one for one in found_in(example)[0] if one.title == title)
    told = [f"{one.kind} {days(one.first, one.last)}{' endless' if one.endless else ''}" for one in row.spans]
    assert sorted(told) == sorted(spans)
    assert days(*row.done or ()) == done


def test_rows_are_in_the_order_of_time() -> None:
    """What begins first is first."""
    found, _ = found_in(f"{CHILDREN}final-response-overdue")
    assert [row.title for row in found][-3:] == [
        "convening the stage 3 panel", "reporting the panel's findings", "the final response after stage 3",
    ]  # fmt: skip
    starts = [min(row.days) for row in found]
    assert starts == sorted(starts)


def test_a_limit_whose_time_has_not_started_has_no_row() -> None:
    """It is named below, with how it stands; a limit that does not apply is not."""
    found, others = found_in("housing-association/a-reply-that-never-came")
    assert "the stage 2 response" not in [row.title for row in found]
    assert "the stage 2 response: the time has not started" in others
    found, others = found_in(f"{CHILDREN}stage-2-overdue-as-extended")
    assert not any("Housing Ombudsman" in one for one in others)


def test_a_day_within_bounds_is_said_as_a_range() -> None:
    """And never as one of its ends."""
    row = next(
        one for one in found_in("housing-association/answered-between-two-days")[0] if "stage 2" in one.title
    )
    assert "Time begins between Wed 12 June 2024 and Fri 14 June 2024" in row.said
    assert "last day between Wed 7 August 2024 and Fri 9 August 2024" in row.said


def test_while_the_procedure_is_open_only_common_limits_are_drawn() -> None:
    """Three working days from receipt whatever the service, by a clause of each procedure."""
    found, _ = found_in("four-procedure-council/nobody-knows-which-service")
    assert [row.title for row in found] == ["acknowledging the stage 1 complaint"]


@pytest.mark.parametrize("example", [one for one, *_ in SPANS])
def test_the_description_says_all_that_is_shown(example: str) -> None:
    """Every row with its days and how it stands, and each limit without a row."""
    found = assessed(path(example))
    seen = check(timeline_of(found, found.heads[-1]).svg())
    (description,) = (one.text or "" for one in seen.root if one.tag == f"{SVG}desc")
    drawn, others = found_in(example)
    assert all(row.words in description for row in drawn)
    assert all(one in description for one in others)


def test_bank_holidays_on_the_axis_are_named() -> None:
    """The August bank holiday of 2024, in the picture and in its description."""
    found = assessed(path("charter-council/complicated-and-told-on-the-last-day"))
    svg = timeline_of(found, found.heads[0]).svg()
    assert "<title>Mon 26 August 2024: Summer Bank Holiday" in svg or "Mon 26 August 2024: Late Summer" in svg
    assert "Bank holidays and closure days: Mon 26 August 2024" in svg


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    """A sample each."""
    found = assessed(path("housing-association/a-reply-that-never-came"))
    words = {one.text for one in check(timeline_of(found, found.heads[0]).svg()).words}
    assert {"time that has run", "after the last day", "done", "weekend"} <= words
    assert not words & {"time added", "published range", "days left out", "done on one of the days between"}


def test_kinds_of_spans_are_told_apart_without_colour() -> None:
    """By their pattern, or by being filled or empty."""
    marks = {
        (fill.figure, fill.figure == "" and contrast(fill.ground, PAPER) >= 3) for fill in FILLS.values()
    }
    assert len(marks) == len(FILLS)


def test_a_long_span_in_which_nothing_happens_is_left_out() -> None:
    """A year between two weeks: the days that matter are as wide as in a short timeline."""
    start = date(2024, 3, 4).toordinal()
    found = axis([start, start + 5, start + 370, start + 380], 0, 540)
    assert [one.left_out for one in found.pieces] == [False, True, False]
    assert found.right_of(start) - found.left_of(start) > 10
    assert found.ends == pytest.approx((0, 540))


def test_days_of_an_axis_stand_in_their_order() -> None:
    """Also over a span that is left out."""
    start = date(2024, 3, 4).toordinal()
    found = axis([start, start + 400], 100, 640)
    places = [found.left_of(day) for day in range(start, start + 401)]
    assert places == sorted(places)
    assert 100 < places[0] < places[-1] < 640


def test_a_short_time_is_left_out_nowhere() -> None:
    """Ten working days are drawn as they are."""
    start = date(2024, 6, 3).toordinal()
    assert len(axis([start, start + 14], 0, 540).pieces) == 1
