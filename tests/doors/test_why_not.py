from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from complaints_kb.desk import Desk
from complaints_kb.schemas import schema_of
from explain.determination import record_of
from explain.why_not import Question, why_not
from explain.why_not_text import why_not as told
from tests.doors.running import CARER, EASTER, LATE, MATTERS, NEVER, READING, RULES, run, same_as_golden

ADULT = RULES / "four-procedure-council" / "examples" / "adults-straightforward-overdue.yaml"
ANY_SERVICE = RULES / "four-procedure-council" / "examples" / "nobody-knows-which-service.yaml"

TOLD = [
    ("another-value", NEVER, ["stage_1_response.timeliness=met"]),
    ("several-rules", LATE, ["stage_2.escalation=may_request"]),
    ("left-over", NEVER, ["local_process.stalled=no"]),
    ("member", NEVER, ["next_action=stage_2_request"]),
    ("open", LATE, ["ombudsman.readiness=ready"]),
    ("weekend", NEVER, ["stage_1_response.last_day=2024-06-15"]),
    ("day-out-of-bounds", NEVER, ["ombudsman.window_ends=2024-08-01"]),
    ("day-possible", NEVER, ["ombudsman.window_ends=2024-08-21"]),
    ("silent", NEVER, ["stage_2.escalation=refused_late"]),
    ("no-such-limit", NEVER, ["formal_logging.last_day=2024-06-18"]),
    ("concluded", NEVER, ["stage_1_response.timeliness=overdue"]),
    ("outside-the-procedures", CARER, ["stage=stage_1"]),
    ("another-procedure", ADULT, ["stage_2.escalation=may_request"]),
    ("which-procedure-is-open", ANY_SERVICE, ["stage=single_stage"]),
    ("both-matters", MATTERS, ["stage_1_response.timeliness=met"]),
]
WRONG = [
    ("stag=stage_1", [], "K501", "did you mean `stage`?"),
    ("stage=stage_7", [], "K502", "did you mean `stage_"),
    ("stage", [], "K503", "`pre_formal`"),
    ("stage=", [], "K503", "`pre_formal`"),
    ("stage_1_response.last_day", [], "K503", "NAME=2024-06-18"),
    ("stage_1_response.last_day=18/06/2024", [], "K502", "write `2024-06-18`"),
    ("stage_1_response.last_day=2024-06-31", [], "K502", "write one day as `2024-06-18`, or `never`"),
    ("stage_1_response.last_day=2024-06", [], "K502", "write one day as `2024-06-18`, or `never`"),
    ("stage_1_response.last_day=soon", [], "K502", "write one day as `2024-06-18`, or `never`"),
    ("stage_1_response.last_day=2024-06-18 16:00", [], "K502", "write one day as `2024-06-18`, or `never`"),
    ("=", [], "K501", "kb assess --all"),
    ("stage=complete", ["--head", "the leek"], "K504", "did you mean `the leak`?"),
]


@pytest.mark.parametrize(("name", "case", "asked"), TOLD, ids=[one[0] for one in TOLD])
def test_why_not_can_be_read_aloud(name: str, case: Path, asked: list[str], reset_golden: bool) -> None:
    """What it is instead comes first, then each rule that could have given the value, and what it lacks."""
    result = run("why-not", case, *asked, columns=72)
    assert (result.exit_code, result.stderr) == (0, "")
    same_as_golden(f"why-not/{name}.txt", result.stdout, reset_golden)


def test_the_first_line_says_what_it_is_instead() -> None:
    """Ten working days from Mon 3 June 2024 end on 17 June; nothing was sent by 18 June: overdue."""
    first, *_ = run("why-not", NEVER, "stage_1_response.timeliness=met").stdout.splitlines()
    assert first == "the stage 1 response: how it stands: overdue, and so not: done in time"


def test_a_value_that_no_rule_gives_is_silence_and_not_failure() -> None:
    """The page mentions no exception to the eight weeks, so no rule refuses a late request."""
    text = " ".join(run("why-not", NEVER, "stage_2.escalation=refused_late").stdout.split())
    assert "no rule of this policy gives it" in text
    assert "The page mentions no exception to the eight weeks." in text
    assert "does not apply" not in text


def test_what_another_procedure_would_give_is_no_silence() -> None:
    """Line 7 of the charter sends social care elsewhere; only the process on the page has stages."""
    text = " ".join(run("why-not", CARER, "stage=stage_1").stdout.split())
    assert "silence of the policy" not in text
    assert "[charter-council, Make a complaint and the complaints process" in text
    assert "It could only be given by the complaints process." in text


def test_the_record_of_what_another_procedure_gives_says_which_and_why() -> None:
    """The root is the choice of the procedure, and its graph reaches the clause that makes it."""
    record = json.loads(run("why-not", CARER, "stage=stage_1", "--format", "json").stdout)
    assert list(Draft202012Validator(json.loads(schema_of("why-not"))).iter_errors(record)) == []
    (head,) = record["heads"]
    assert (head["verdict"], head["drawn_in"], head["root"]) == (
        "elsewhere",
        ["corporate"],
        "conclusion procedure",
    )
    assert "clause charter-council/social_care" in {node["id"] for node in head["graph"]["nodes"]}


def test_a_weekend_is_why_the_last_day_is_no_saturday() -> None:
    """15 June 2024 was a Saturday; the tenth working day after 3 June is the Monday."""
    text = run("why-not", NEVER, "stage_1_response.last_day=2024-06-15").stdout
    assert "Sat 15 June 2024: Saturday, not counted." in text
    assert "Mon 17 June 2024: working day 10" in text


@pytest.mark.parametrize(("asked", "more", "code", "help"), WRONG, ids=[one[0] or "-" for one in WRONG])
def test_what_is_asked_amiss_is_told_by_its_place(asked: str, more: list[str], code: str, help: str) -> None:
    """A code, the part that is wrong, and what would mend it; never a traceback."""
    result = run("why-not", MATTERS, asked, *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error[{code}]: ")
    assert "--> the command line:1:" in result.stderr
    assert help in result.stderr


def test_in_forty_columns_nothing_is_cut_off() -> None:
    """A narrow terminal is no excuse."""
    text = run("why-not", NEVER, "stage_1_response.timeliness=met", columns=40).stdout
    assert max(map(len, text.splitlines())) <= 40


def test_the_record_keeps_to_its_schema_and_holds_what_was_told() -> None:
    """The node asked about and the rules considered are in the graph."""
    record = json.loads(run("why-not", LATE, "stage_2.escalation=may_request", "--format", "json").stdout)
    assert [
        error.message for error in Draft202012Validator(json.loads(schema_of("why-not"))).iter_errors(record)
    ] == []
    (head,) = record["heads"]
    nodes = {node["id"] for node in head["graph"]["nodes"]}
    assert head["root"] in nodes
    assert {f"rule {rule['rule']}" for rule in head["rules"]} <= nodes


@pytest.mark.slow
@pytest.mark.parametrize("path", [NEVER, LATE, EASTER, READING], ids=lambda path: path.stem)
def test_every_value_of_every_conclusion_has_its_reasons(path: Path) -> None:
    """Whatever is ruled out cites a clause; whatever is open names what it waits for."""
    desk = Desk(None)
    case = desk.case(path)
    found = desk.assess(case, str(path))
    ((assessed,),) = found.assessed
    head, procedures = record_of(assessed), desk.policy(case.policy).procedures
    for name, plan in assessed.procedure.conclusions.items():
        for value in plan.values or ("2024-06-18", "1999-01-01"):
            record = why_not(Question(name, value, plan.kind), found.answer, [head], [assessed], procedures)
            text = "\n".join(line.text for line in told(record, [head], procedures))
            (one,) = record.heads
            assert text
            assert "above ()" not in text, (name, value)
            if one.verdict == "ruled_out":
                assert any(node.kind == "clause" for node in one.graph.nodes), (name, value)
                assert "  [" in text, (name, value)
            if one.verdict == "open":
                assert one.needs, (name, value)
                assert "It waits for:" in text
