"""The doors to comparing: they can be read aloud, keep to their schemas, and tell what is asked amiss by its place."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from tests.doors.running import CASES, DISPUTE, EASTER, HERE, LATE, MATTERS, NEVER, run, same_as_golden
from tests.doors.test_door import completed, shell

REPLY = "stage_1_response.timeliness"
OMBUDSMAN = HERE.parents[1] / "rules/four-procedure-council/examples/housing-ombudsman-on-the-last-day.yaml"
PRIVATE = OMBUDSMAN.with_name("private-tenant-wants-enforcement.yaml")
ADULT = OMBUDSMAN.with_name("adults-answered-in-time-either-way.yaml")
TOLD: list[tuple[str, list[object]]] = [
    (
        "contrast-ombudsmen",
        ["contrast", OMBUDSMAN, "ombudsman.route=housing_ombudsman", "ombudsman.route=lgsco"],
    ),
    (
        "contrast-any-of",
        ["contrast", NEVER, "next_action=stage_1_response", "next_action=stage_1_acknowledgement"],
    ),
    ("contrast-open", ["contrast", LATE, "ombudsman.readiness=ready", "ombudsman.readiness=premature"]),
    ("contrast-neither", ["contrast", LATE, f"{REPLY}=not_due", f"{REPLY}=due_today"]),
    (
        "contrast-day",
        ["contrast", NEVER, "stage_1_response.last_day=2024-06-15", "stage_1_response.last_day=2024-06-17"],
    ),
    (
        "contrast-silent",
        ["contrast", NEVER, "stage_2.escalation=refused_late", "stage_2.escalation=too_early"],
    ),
    ("what-if-answered", ["what-if", NEVER, "stage_1_response_sent=2024-06-17"]),
    ("what-if-easter", ["what-if", EASTER, "logged=2024-04-02"]),
    ("what-if-other-service", ["what-if", OMBUDSMAN, "service_area=adult_social_care"]),
    ("what-if-later", ["what-if", MATTERS, "--assessed-on", "2024-06-27", "--head", "the rude answer"]),
    ("sweep-reply", ["sweep", LATE, "stage_1_response_sent", "2024-06-01..2024-06-30"]),
    ("sweep-today", ["sweep", NEVER, "assessed_on", "2024-06-01..2025-05-31", REPLY, "ombudsman.window"]),
    ("latest-request", ["latest", LATE, "stage_2_requested", "stage_2.escalation=may_request"]),
    ("latest-today", ["latest", NEVER, "assessed_on", f"{REPLY}=not_due"]),
]
JUDGED = CASES / "judged_in_between.yaml"
ACCOUNTS = "{accounts: [{value: 2024-06-01, by: A}, {value: 2024-06-02, by: B}]}"
MANY = f"{{accounts: [{', '.join(f'{{value: 2024-05-{day:02}, by: A}}' for day in range(1, 10))}]}}"
WRONG: list[tuple[Sequence[object], str, str]] = [
    (["contrast", NEVER, f"{REPLY}=met", f"{REPLY}=met"], "K516", "name another value"),
    (["contrast", NEVER, f"{REPLY}=met", "stage=stage_1"], "K515", f"{REPLY}=VALUE"),
    (["contrast", NEVER, f"{REPLY}=mett", f"{REPLY}=met"], "K502", "did you mean `met`?"),
    (["what-if", NEVER], "K511", "NAME=VALUE"),
    (["what-if", NEVER, "logged"], "K512", "logged=VALUE"),
    (["what-if", NEVER, "lgged=2024-06-03"], "K204", "did you mean `logged`?"),
    (["what-if", NEVER, "logged=3/6/2024"], "K207", "write `2024-06-03`"),
    (["what-if", NEVER, "logged=2024-07-01"], "K211", "not yet"),
    (["what-if", NEVER, "logged="], "K213", "leave a fact out"),
    (["what-if", NEVER, "logged=["], "K307", "flow"),
    (["what-if", NEVER, "logged=2024-06-03", "logged=2024-06-04"], "K513", ""),
    (["what-if", NEVER, "--without", "acknowledged"], "K514", ""),
    (["what-if", NEVER, "--without", "loged"], "K204", "did you mean `logged`?"),
    (["what-if", NEVER, "--assessed-on", "2024-06-01"], "K211", "--without logged"),
    (["what-if", JUDGED, "--assessed-on", "2024-06-03"], "K211", "--without complex"),
    (["what-if", DISPUTE, f"logged={ACCOUNTS}"], "K519", "logged=VALUE"),
    (["what-if", DISPUTE, f"contacted={MANY}"], "K225", "fewer accounts"),
    (["what-if", NEVER, "contacted=2024-06-10"], "K212", "`logged` is `2024-06-03`"),
    (["sweep", NEVER, "acknowledgement_form", "2024-06-01..2024-06-30"], "K517", "assessed_on"),
    (["sweep", NEVER, "loged", "2024-06-01..2024-06-30"], "K204", "did you mean `logged`?"),
    (["sweep", NEVER, "logged", "2024-06-01"], "K518", "2024-06-01..2024-06-30"),
    (["sweep", NEVER, "logged", "2024-06-30..2024-06-01"], "K518", "`2024-06-01..2024-06-30`?"),
    (["sweep", NEVER, "logged", "2004-06-30..2024-06-01"], "K518", "try a shorter one"),
    (["sweep", NEVER, "logged", "2024-06-31..2024-07-01"], "K208", ""),
    (["sweep", NEVER, "logged", "2024-06-01..2024-06-30", "stag"], "K501", "did you mean `stage`?"),
    (["latest", NEVER, "logged", REPLY], "K503", "`met`"),
    (["latest", NEVER, "logged", f"{REPLY}=met", "--from", "2024-06-31"], "K208", ""),
    (["latest", MATTERS, "logged", f"{REPLY}=met", "--head", "the leek"], "K504", "did you mean `the leak`?"),
]


def case_of(arguments: Sequence[object]) -> str:
    """Name a test by what it types."""
    return " ".join(str(one) for one in (arguments[0], *arguments[2:]))


@pytest.mark.parametrize(("name", "arguments"), TOLD, ids=[name for name, _ in TOLD])
def test_it_can_be_read_aloud(name: str, arguments: list[object], reset_golden: bool) -> None:
    """The answer first, then why, each with its clause; in sixty columns nothing is cut off."""
    result = run(*arguments, columns=60)
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= 60
    same_as_golden(f"comparing/{name}.txt", result.stdout, reset_golden)


@pytest.mark.parametrize(("name", "arguments"), TOLD, ids=[name for name, _ in TOLD])
def test_the_record_keeps_to_its_schema(name: str, arguments: list[object]) -> None:
    """Somebody else's program reads it."""
    record = json.loads(run(*arguments, "--format", "json").stdout)
    validator = Draft202012Validator(json.loads(schema_of(str(arguments[0]))))
    assert [error.message for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize(
    ("arguments", "code", "help"), WRONG, ids=[case_of(arguments) for arguments, *_ in WRONG]
)
def test_what_is_typed_amiss_is_told_by_its_place(arguments: Sequence[object], code: str, help: str) -> None:
    """A code, the part that is wrong, and what would mend it; never a traceback."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error[{code}]: ")
    assert "--> the command line:1:" in result.stderr
    assert help in result.stderr


@settings(max_examples=60)
@given(st.text(max_size=30), st.sampled_from(["", "logged=", "dissatisfied_with=", "late_complaint="]))
def test_whatever_is_typed_is_answered_or_refused(text: str, before: str) -> None:
    """An exception that escapes the door fails this test."""
    typed = before + text.replace("\0", "")
    if not typed.startswith("-"):
        assert run("what-if", NEVER, typed).exit_code in (0, 2)


def test_what_is_judged_after_another_day_of_assessment_is_told_once_and_by_its_when() -> None:
    """Two matters share a judgement of 10 June 2024 and accounts of two days; between May and July may be before the 3rd."""
    told = run("what-if", JUDGED, "--assessed-on", "2024-06-03").stderr
    assert [line for line in told.splitlines() if line.startswith("error")] == [
        "error[K211]: `when` of `complex` is `2024-06-10`, after the day of assessment",
        "error[K211]: `when` of `service_area` is `2024-06-10`, after the day of assessment",
    ]


def test_the_first_lines_of_a_what_if_say_what_is_changed_and_how_much_follows() -> None:
    """Sent on Monday 17 June 2024, the tenth working day after the 3rd, it is done in time."""
    text = " ".join(run("what-if", NEVER, "stage_1_response_sent=2024-06-17").stdout.split())
    assert "stage 1 response sent: not yet -> Mon 17 June 2024" in text
    assert "the stage 1 response: how it stands: overdue -> done in time" in text
    assert "housing-association, Stage 1: Hearing about the outcome" in text


def test_what_only_another_procedure_gives_is_no_silence_of_the_policy() -> None:
    """Social care for adults has one stage alone; the other three procedures have a stage 1."""
    text = " ".join(run("contrast", ADULT, "stage=stage_1", "stage=complete").stdout.split())
    assert "By the statutory procedure for adult social care, no rule gives it: stage 1." in text
    assert (
        "It could only be given by the procedure for corporate complaints, by the procedure for housing"
        in text
    )
    assert "silence" not in text


def test_of_two_rules_of_one_clause_it_is_said_which_applies() -> None:
    """Lines 50-52 send housing to the one ombudsman and all else to the other, in one sentence."""
    told = run("contrast", ADULT, "ombudsman.route=housing_ombudsman", "ombudsman.route=lgsco").stdout
    text = " ".join(told.split())
    assert text.count("Housing matters go to one ombudsman, all others to another.") == 1
    assert "What the same clause says for the Housing Ombudsman does not apply." in text


def test_what_would_do_as_well_stands_below_what_decides() -> None:
    """It is neither the landlord's service nor a home of the council's: either would do."""
    told = run("contrast", PRIVATE, "ombudsman.route=lgsco", "ombudsman.route=housing_ombudsman").stdout
    _, _, below = " ".join(told.split()).partition("This would do in its place, and is so as well:")
    assert below.startswith(
        " - how the complainant occupies the home: tenant of a private landlord, so none of these: tenant"
    )


def test_of_a_rule_that_looks_for_one_of_several_values_the_one_is_named() -> None:
    """The housing procedure covers five services; what is supposed is one of them."""
    text = " ".join(run("what-if", ADULT, "service_area=housing_landlord").stdout.split())
    assert "- what the complaint is about: the landlord's service -" in text
    assert "or another housing service" not in text


def test_tab_offers_facts_values_and_what_the_case_states() -> None:
    """Nobody has to know the names first."""
    case = str(NEVER.relative_to(HERE.parents[1]))
    assert "acknowledgement_form=letter" in completed(f"kb what-if {case} acknowledgement_form")
    assert "logged" in completed(f"kb what-if {case} --without lo")
    assert completed(f"kb sweep {case} assessed") == ["assessed_on"]
    assert "stage_1_response.timeliness=met" in completed(f"kb contrast {case} stage_1_response.ti")


@pytest.mark.parametrize("name", ["sweep-reply", "contrast-ombudsmen", "what-if-other-service"])
def test_the_same_question_gives_the_same_bytes(name: str) -> None:
    """Nothing hangs on the order in which Python happens to keep a set."""
    arguments = [str(one) for one in (*dict(TOLD)[name], "--format", "json")]
    first, second = (shell(*arguments, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first
    assert first == second
