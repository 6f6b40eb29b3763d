"""What is wrong with a policy once it is linked is told where it is written."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from kb.model.diagnostics import Refused
from kb.source.policies import Library
from tests.loading import RULES
from tests.source.refusing import HEADER, NO_SHA, TINY, Refusal, TwoProcedures, place_of


def test_exceptions_that_go_round_are_told_where_one_is_declared(refusal: Refusal) -> None:
    """K134: the line that says `exception-to`, and the clause it stands in."""
    (one,) = refusal(
        "{rule: a, when: {yes: vulnerable}, conclude: {track: quick}, exception-to: b}",
        "{rule: b, when: {yes: vulnerable}, conclude: {track: slow}, exception-to: a}",
    )
    assert place_of(one) == ("main.yaml", "exception-to")
    assert one.place.line in (8, 9)
    assert one.within == "tiny-cases, clause one"


def test_a_slip_in_a_convention_is_told_where_it_stands_and_what_it_is_applied_to(tmp_path: Path) -> None:
    """K115: the file of the convention, its line, and the norm for which it was seen."""
    rules = copytree(TINY, tmp_path / "rules")
    limits = rules / "conventions" / "limits.yaml"
    limits.write_text(limits.read_text().replace("after: its.last_day", "after: its.lost_day", 1))
    with pytest.raises(Refused) as refused:
        Library(rules).load("tiny-cases")
    one = refused.value.diagnostics[0]
    assert place_of(one) == ("limits.yaml", "its.lost_day")
    assert re.search(r"conventions, clause \w+, applied to time-limit \w+", one.within)


def test_an_extension_without_a_limit_is_told_where_it_stands(two_procedures: TwoProcedures) -> None:
    """K119: the limit is in another part, which is not one of this procedure."""
    limit = "{time-limit: reply, binds: organisation, force: commitment, within: 5 days, of: made, met-by: replied}"
    told = two_procedures([limit], ["{extension: reply, force: permission, by: 5 days}"])
    assert [(one.code, place_of(one)) for one in told] == [("K119", ("second.yaml", "reply"))]
    assert "procedure `second`" in told[0].message


def test_a_conclusion_about_a_norm_of_another_procedure_is_told_where_it_is_named(
    two_procedures: TwoProcedures,
) -> None:
    """K115: each file is in order, and only together are they not."""
    limit = "{time-limit: reply, binds: organisation, force: commitment, within: 5 days, of: made, met-by: replied}"
    rule = "{rule: a, when: {concluded: {reply.exceeded: yes}}, conclude: {flag: yes}}"
    told = two_procedures([limit], [rule])
    assert [(one.code, place_of(one)) for one in told] == [("K115", ("second.yaml", "reply.exceeded"))]
    assert told[0].help == "no part of the procedure `second` has a norm `reply`"


def test_a_procedure_that_there_is_not_is_told_where_it_is_concluded(two_procedures: TwoProcedures) -> None:
    """K116: the value, with those there are."""
    told = two_procedures(["{rule: a, conclude: {procedure: third}}"], ["{rule: b, conclude: {flag: yes}}"])
    assert [(one.code, place_of(one)) for one in told] == [("K116", ("first.yaml", "third"))]
    assert "`second`" in told[0].help


def test_a_norm_that_no_convention_explains_is_told_where_it_stands(refusal: Refusal) -> None:
    """K137: the line of the norm."""
    (one,) = refusal(
        "{duty: call, binds: organisation, force: target, once: {yes: complex}, kept: {yes: vulnerable}}"
    )
    assert (one.code, one.place.line, place_of(one)[0]) == ("K137", 8, "main.yaml")


def test_a_mechanism_that_no_convention_governs_is_told_of_the_conventions(tmp_path: Path) -> None:
    """K137: there is no line to point at, but a folder."""
    rules = copytree(TINY, tmp_path / "rules")
    limits = rules / "conventions" / "limits.yaml"
    limits.write_text(limits.read_text().replace(", governs: [hours]", ""))
    with pytest.raises(Refused) as refused:
        Library(rules).load("tiny-cases")
    (one,) = refused.value.diagnostics
    assert (one.code, one.place.path) == ("K137", str(rules / "conventions"))


@pytest.mark.parametrize(
    ("day", "written", "of"),
    [
        ('{next-working-day: {period: 5 days, from: made}, cut-off: "17:00"}', "17:00", "5 days after made"),
        ('{next-working-day: promised, cut-off: "17:00"}', "17:00", "promised"),
        ("{period: 24 hours, from: {date: 2024-04-01}}", "24 hours", "2024-04-01"),
        ("{period: 24 hours, from: assessed_on}", "24 hours", "assessed_on"),
        ("{period: 1 hour, from: other_day}", "1 hour", "other_day"),
        (
            "{period: 1 hour, from: {cases: [{when: {yes: complex}, then: made}], otherwise: other_day}}",
            "1 hour",
            "cases",
        ),
    ],
)
def test_a_time_of_day_of_a_day_that_has_none_is_refused(
    day: str, written: str, of: str, refusal: Refusal
) -> None:
    """K125: no case could state it, and so whatever hangs on it would stay open for ever."""
    (one,) = refusal(
        f"{{rule: a, conclude: {{first_day: {day}}}}}", "{rule: b, conclude: {other_day: {date: 2024-04-01}}}"
    )
    assert (one.code, place_of(one)[0], place_of(one)[1].strip('"')) == ("K125", "main.yaml", written)
    assert f"`{of}" in one.message


def test_hours_after_hours_and_after_the_later_of_two_events_are_accepted(tmp_path: Path) -> None:
    """All of them come down to events, whose times a case can state."""
    rules = copytree(TINY, tmp_path / "rules")
    days = (
        "{period: 2 hours, from: {period: 24 hours, from: made}}",
        "{period: 2 hours, from: {later-of: [made, {date: 2024-04-01}]}}",
        '{next-working-day: {event: made, provided: {yes: complex}}, cut-off: "17:00"}',
    )
    for day in days:
        text = HEADER % NO_SHA + f"      - {{rule: a, conclude: {{first_day: {day}}}}}\n"
        (rules / "tiny-cases" / "main.yaml").write_text(text)
        assert Library(rules).load("tiny-cases").procedures["main"].days


def test_a_last_day_that_nothing_draws_is_told_at_its_limit_with_the_silence_that_would(
    tmp_path: Path,
) -> None:
    """The conventions ask for it six times over, but it is the policy that says nothing of more time."""
    rules = copytree(RULES, tmp_path / "rules")
    path = rules / "housing-association" / "formal_complaint.yaml"
    text = path.read_text()
    path.write_text(re.sub(r"(?m)^  stage_2_response\.extension: .*\n", "", text))
    with pytest.raises(Refused) as refused:
        Library(rules).load("housing-association")
    (one,) = refused.value.diagnostics
    assert (one.code, place_of(one)) == ("K129", ("formal_complaint.yaml", "stage_2_response"))
    assert "draws the day `stage_2_response.last_day`" in one.message
    assert "`silent-on: {stage_2_response.extension: …}`" in one.help
