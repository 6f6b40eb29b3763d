"""What a case file means, once read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb.model.bounds import EARLIEST, Bounds, exactly
from kb.model.case import Case, When
from kb.model.diagnostics import Refused
from kb.model.example import Example
from kb.source.text import LARGEST
from kb.source.wording import did_you_mean
from tests.diagnostics.reading import read_any

GOOD = Path(__file__).parents[1] / "diagnostics" / "good"


@pytest.fixture(scope="module")
def case() -> Case:
    """Give the case that states something in every way there is."""
    found = read_any(GOOD / "case-everything.yaml", "case")
    assert isinstance(found, Case)
    return found


def test_the_header_of_a_case(case: Case) -> None:
    """Name, policy, day, record and readings are as written."""
    assert (case.name, case.policy) == ("every way of stating something", "housing-association")
    assert (str(case.assessed_on), case.record) == ("2024-06-18", "complete")
    assert case.readings == {"counts_from": "receipt"}


def test_facts_are_read_as_the_vocabulary_says(case: Case) -> None:
    """Events are days or words, lists are sets, and everything keeps the text it was read from."""
    facts = case.heads[0].facts
    assert facts["stage_1_response_received"].value is True
    assert facts["stage_2_requested"].value == "not yet"
    assert facts["promised_day"].value == "none"
    assert facts["acknowledgement_content"].value == frozenset()
    assert facts["acknowledgement_form"].value == "letter"
    assert facts["extension_discussed"].value == "no"
    assert facts["late_request"].value == "not yet made"
    assert facts["received"].text == "2024-05-31 16:00, 2024-06"


def test_particulars_of_a_fact(case: Case) -> None:
    """Who said so, when, why and on what evidence is kept with the fact."""
    judged = case.heads[0].facts["complex_complaint"]
    assert (judged.value, judged.by) == ("yes", "the manager")
    assert judged.when == When("2024-06-10", exactly(date(2024, 6, 10)))
    assert judged.because == "four contractors"
    assert case.heads[0].facts["acknowledgement_form"].evidence == "the letter"


def test_facts_of_a_head_overlay_those_of_the_case(case: Case) -> None:
    """Each head has the facts of the whole case, less those it states itself."""
    leak, noise = case.heads
    assert (leak.name, noise.name) == ("leak", "noise")
    assert leak.facts["promised_day"].value == "none"
    assert isinstance(noise.facts["promised_day"].value, Bounds)
    assert noise.facts["acknowledgement_content"].value == frozenset({"officer_name"})
    assert noise.facts["received"] == leak.facts["received"]


def days(path: Path, stated: str) -> object:
    """Give the value of an event as stated."""
    path.write_text(
        f"case: a\npolicy: county-council\nassessed_on: 2024-06-18\nfacts: {{received: {stated}}}\n"
    )
    found = read_any(path, "case")
    assert isinstance(found, Case)
    return found.heads[0].facts["received"].value


def test_of_several_days_the_earliest_counts(tmp_path: Path) -> None:
    """Both ends are those of the earliest; a day that is first for certain keeps its time."""
    path = tmp_path / "case.yaml"
    june3, june5 = exactly(date(2024, 6, 3)), exactly(date(2024, 6, 5))
    assert days(path, "[2024-06-05, 2024-06-03]") == june3
    assert days(path, "[2024-06-05, ../2024-06-10]") == Bounds(EARLIEST, june5.hi)
    exact = days(path, "[2024-06-05, 2024-06-03 09:00]")
    assert isinstance(exact, Bounds)
    assert exact.minutes is not None


def test_all_that_is_wrong_with_a_case_is_told_at_once(tmp_path: Path) -> None:
    """One refusal has the faults of the header, of facts, of heads and of their order, from top to bottom."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "case: many faults\npolicy: county\nassessed_on: 2024-06-18\nfacts:\n  loged: 2024-06-03\n"
        "  received: 2024-06-05\n  logged: 2024-06-04\nheads: {leak: {promised_day: 30/06/2024}}\n"
    )
    with pytest.raises(Refused) as refused:
        read_any(path, "case")
    found = refused.value.diagnostics
    assert [one.code for one in found] == ["K205", "K204", "K212", "K207"]
    assert [one.place.line for one in found] == sorted(one.place.line for one in found)


def test_an_example_is_a_case_with_expectations() -> None:
    """Every form of expectation is read."""
    found = read_any(GOOD / "example-everything.yaml", "example")
    assert isinstance(found, Example)
    assert (found.case.policy, found.tests) == ("housing-association", ("stage_1_outcome",))
    outcomes = [(one.outcome, one.values, one.listed) for one in found.expectations]
    assert outcomes == [
        ("concluded", ("stage_1",), False),
        ("concluded", ("lgsco",), True),
        ("concluded", (), True),
        ("open", ("stage_1", "stage_2"), False),
        ("open", None, False),
        ("not_concluded", None, False),
        ("conflict", ("stage_1", "stage_2"), False),
        ("open", None, False),
        ("concluded", ("2024-06-17",), False),
        ("concluded", ("stage_1_response",), True),
    ]
    first, between = found.expectations[0], found.expectations[7]
    assert (first.needs, first.rests_on, first.because) == (("logged",), ("text", "presumption"), "line 11")
    assert (between.bounds, between.needs, between.place.line) == (("2024-06-17", None), None, 13)


def test_the_largest_file_is_read_quickly_or_refused(tmp_path: Path) -> None:
    """A megabyte of one thing or another is answered, whatever it is."""
    path = tmp_path / "case.yaml"
    for filling in ("[", "- ", "a: ", "{", '"', "&a ", "? ", "a\n", "[a],", "- a\n", "%", "'"):
        path.write_text((filling * LARGEST)[: LARGEST - 1])
        with pytest.raises(Refused):
            read_any(path, "case")


def test_a_number_in_words_is_met_with_the_name_that_has_it_in_figures() -> None:
    """Between `stage_2_requested` and `stage_3_requested` the letters alone do not choose."""
    known = ("stage_2_requested", "stage_3_requested")
    assert did_you_mean("stage_two_requested", known) == "did you mean `stage_2_requested`?"
    assert did_you_mean("stage_three_requested", known) == "did you mean `stage_3_requested`?"
