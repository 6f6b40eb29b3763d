"""The comparison: questions in the order of a complaint, each time with how firm it is and whether it is only read so."""

from __future__ import annotations

import re

import pytest

from explain.pages.book import Book
from explain.pages.compare_page import compare_page

COUNCIL, HOUSING = "A charter council's complaints process", "A housing association's complaints procedure"


@pytest.fixture(scope="module")
def compared(rules: Book) -> dict[str, dict[str, str]]:
    """What each procedure says to each question, without links; both in the order of the page."""
    lines = [one for one in compare_page(rules).text().splitlines() if one.startswith("| ")]
    cells = [
        [
            re.sub(r'\]\([^)]*\)|\[| \{ data-label="[^"]*" \}', "", one)
            for one in line.strip("| ").split(" | ")
        ]
        for line in lines
    ]
    head, _, *rows = cells
    return {first: dict(zip(head[1:], rest, strict=True)) for first, *rest in rows}


def test_an_aim_and_a_promise_do_not_look_alike(compared: dict[str, dict[str, str]]) -> None:
    """The charter council aims at two working days for its acknowledgement; the housing association says that it will."""
    heard = compared["When will I hear that my complaint has arrived?"]
    assert heard[COUNCIL].endswith("(the policy sets this as an aim, not a promise)")
    assert heard[HOUSING].endswith("(the policy promises this)")


def test_what_is_only_read_so_is_marked(compared: dict[str, dict[str, str]]) -> None:
    """The charter council counts from a day that its page does not name; the housing association names the logging."""
    answered = compared["When should I get an answer?"]
    assert "15 working days from the day the council got your complaint, as we read it (" in answered[COUNCIL]
    assert "as we read it" not in answered[HOUSING]


def test_which_ombudsman_is_asked_of_every_procedure(compared: dict[str, dict[str, str]]) -> None:
    """A housing complaint to a council may go to either; all others have one."""
    said = compared["Which ombudsman can I go to?"]
    assert said[HOUSING] == "The ombudsman for this is the Housing Ombudsman."
    assert (
        said[COUNCIL]
        == "As we read it, the ombudsman for this is the Local Government and Social Care Ombudsman."
    )
    assert [one for one in said.values() if "Ombudsman" not in one] == []
    (either,) = (one for name, one in said.items() if "procedure for housing complaints" in name)
    assert "Housing Ombudsman if" in either
    assert "Otherwise the ombudsman for this is the Local Government" in either


def test_the_questions_go_as_a_complaint_goes(compared: dict[str, dict[str, str]]) -> None:
    """Acknowledgement, answer, more time for it, the next stage, the ombudsman; all asked as somebody who complains does."""
    asked = list(compared)
    order = (
        "How long do I have to complain?",
        "When will I hear that my complaint has arrived?",
        "When should I get an answer?",
        "Can the organisation take more time to answer your complaint at stage 1?",
        "How long do I have to ask for stage 2?",
        "What if I ask for stage 2 too late?",
        "When should I get an answer at stage 2?",
        "How long do I have to ask for stage 3?",
        "How long do I have to go to the ombudsman?",
        "Which ombudsman can I go to?",
    )
    assert [one for one in asked if one in order] == list(order)
    assert [one for one in asked if not one.endswith("?") or ":" in one] == []


def test_of_two_times_it_is_said_which_is_which(compared: dict[str, dict[str, str]]) -> None:
    """To each ombudsman there is a time of its own."""
    said = compared["How long do I have to go to the ombudsman?"]
    (both,) = (one for name, one in said.items() if "procedure for housing complaints" in name)
    assert "To go to the Housing Ombudsman, 12 months from the day the council sent" in both
    assert (
        "To go to the Local Government and Social Care Ombudsman, 12 months from the day you first knew"
        in both
    )
