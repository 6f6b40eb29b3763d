"""Everything that `kb check` can find, as it is told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from kb.source.codes import CODES
from tests.check.damage import DAMAGES, Damage
from tests.doors.running import run

HERE = Path(__file__).parent
OF_SOURCES = {code for code in CODES if "K420" <= code < "K430"}  # test_sources.py


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sound rules, as seen from the folder that they are in."""
    monkeypatch.chdir(tmp_path)
    return copytree(HERE / "rules", tmp_path / "rules")


def damaged(rules: Path, damage: Damage) -> None:
    """Change one place."""
    path = rules / damage.file
    text = path.read_text() if damage.old else ""
    assert damage.old in text
    path.write_text(text.replace(damage.old, damage.new, 1) if damage.old else damage.new)


def checked(*arguments: str) -> Result:
    """Check the rules in this folder."""
    return run("--rules", "rules", "check", "--cases", "40", *arguments, columns=100)


def test_sound_rules_pass(rules: Path) -> None:
    """Nothing is found where nothing is wrong, and it is said what was looked at."""
    result = checked()
    assert (result.exit_code, result.stdout) == (
        0,
        "1 policy, 10 examples, 40 made-up cases: nothing found\n",
    )


@pytest.mark.parametrize("name", DAMAGES)
def test_a_fault_is_found_and_told_as_expected(name: str, rules: Path, reset_golden: bool) -> None:
    """One place is changed, and exactly the messages that are kept come out."""
    damaged(rules, DAMAGES[name])
    result = checked()
    expected = HERE / "bad" / f"{name}.expected"
    if reset_golden:
        expected.write_text(result.stdout)
    assert result.stdout == expected.read_text()
    code = name.partition("-")[0]
    assert code in re.findall(r"^(?:error|warning)\[(K\d+)\]", result.stdout, flags=re.MULTILINE)
    assert result.exit_code == (CODES[code].level == "error")


@pytest.mark.parametrize("name", DAMAGES)
def test_messages_of_checks_keep_the_house_style(name: str) -> None:
    """Message and help are lines in lower case, or begin with input, and end without a stop."""
    told = (HERE / "bad" / f"{name}.expected").read_text()
    for said in re.findall(r"(?:\]|help): (.*)", told):
        assert re.match(r"[`a-z]", said)
        assert not said.endswith(".")


def test_every_code_of_checks_has_a_fault_that_shows_it() -> None:
    """No code is declared that nothing finds."""
    declared = {code for code in CODES if code.startswith("K4")} - OF_SOURCES
    assert {name.partition("-")[0] for name in DAMAGES} == declared


def test_a_declared_reason_stands_in_for_an_example(rules: Path) -> None:
    """What no example can show is not asked for, once it is said why."""
    damaged(rules, DAMAGES["K412-limit"])
    (rules / "bakery" / "unshown.yaml").write_text("limits: {reply: {met: nobody replies on the last day}}\n")
    assert checked().exit_code == 0


def test_rules_that_cannot_be_used_are_told_apart_from_findings(rules: Path) -> None:
    """Exit 2, on standard error, with what is wrong; nothing is said of a policy that was not read."""
    damaged(rules, Damage("bakery/main.yaml", "of: {reading: counted_from}", "of: maid"))
    result = checked()
    assert result.exit_code == 2
    assert "error[K104]" in result.stderr
    assert result.stdout == "0 policies, 0 examples, 0 made-up cases: not everything could be read\n"


@pytest.mark.parametrize(
    ("question", "code", "said", "help"),
    [
        (
            "complaint.limits",
            "K126",
            "`complaint.limits` is no standard question here",
            "did you mean `complaint.limit`?",
        ),
        (
            "reply.colour",
            "K126",
            "`reply.colour` is no standard question here",
            "correct the name, or remove it",
        ),
        (
            "reply.extension",
            "K127",
            "`reply.extension` is declared silent, and answered",
            "remove one of the two",
        ),
    ],
)
@pytest.mark.parametrize("door", ["check", "assess"])
def test_a_silence_that_nobody_asks_about_or_that_is_none_is_refused_at_every_door(
    door: str, question: str, code: str, said: str, help: str, rules: Path
) -> None:
    """A convention would give a conclusion a second time, or none: with such a file nothing is assessed."""
    damaged(
        rules,
        Damage("bakery/main.yaml", "silent-on:\n", f"silent-on:\n  {question}: The page says nothing.\n"),
    )
    asked = ["check"] if door == "check" else ["assess", "rules/bakery/examples/due-today.yaml"]
    result = run("--rules", "rules", *asked, columns=100)
    assert result.exit_code == 2
    assert f"error[{code}]: {said}\n  --> rules/bakery/main.yaml:36:3\n" in result.stderr
    assert f"help: {help}" in result.stderr


def test_an_example_that_says_no_reason_is_refused(rules: Path) -> None:
    """An expected value without its arithmetic was copied from somewhere."""
    damaged(rules, Damage("bakery/examples/due-today.yaml", "because: ", "because: '' # "))
    result = checked()
    assert result.exit_code == 2
    assert "due-today.yaml:11" in result.stderr


def test_a_policy_that_there_is_not_is_refused(rules: Path) -> None:
    """The name that was meant is the help."""
    result = checked("bakry")
    assert result.exit_code == 2
    assert "did you mean `bakery`?" in result.stderr


def test_words_are_held_against_all_policies_or_not_at_all(rules: Path) -> None:
    """A fact that this policy does not use may be another's."""
    damaged(rules, DAMAGES["K410-fact"])
    copytree(rules / "bakery", rules / "butcher")
    header = rules / "butcher" / "policy.yaml"
    header.write_text(header.read_text().replace("policy: bakery", "policy: butcher"))
    assert "K410" not in checked("bakery").stdout
    assert "K410" in checked().stdout


def test_findings_are_records_for_programs(rules: Path) -> None:
    """The record has every finding with its place, as its schema says."""
    damaged(rules, DAMAGES["K409-reading"])
    result = checked("--format", "json")
    record = json.loads(result.stdout)
    assert result.exit_code == 1
    found = [(one["code"], one["level"], one["line"]) for one in record["findings"]]
    assert found == [
        ("K409", "error", 29),
        ("K410", "warning", 8),
    ]  # what the reading counted from is idle too
    assert record["made_up_cases"] == 40
    assert not list(Draft202012Validator(json.loads(schema_of("check"))).iter_errors(record))


def test_the_same_cases_are_made_up_every_time(rules: Path) -> None:
    """What one run finds, the next one finds, in the same words."""
    damaged(rules, DAMAGES["K401-in-a-made-up-case"])
    assert checked().stdout == checked().stdout


def test_what_can_never_be_otherwise_is_not_asked_for(rules: Path) -> None:
    """There is one procedure, so a rule that asks for it always applies, and no example could show the contrary."""
    damaged(
        rules,
        Damage("bakery/main.yaml", "when: {is: {form: letter}}", "when: {concluded: {procedure: main}}"),
    )
    assert "K414" not in checked().stdout


def test_a_limit_that_never_ends_needs_no_example_after_its_end(rules: Path) -> None:
    """Without a last day nothing is late, overdue or due today, nor done on it: the rules themselves say so."""
    conventions = rules / "conventions" / "limits.yaml"
    text = conventions.read_text().replace(
        "{its.due: {period: its.within, counted: its.counted, from: its.of}}", "{its.due: never}"
    )
    text = text.replace("{period: its.to, counted: its.limit.counted, from: its.limit.of}", "never")
    conventions.write_text(text)
    assert "K412" not in checked().stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("for: procedure", "for: procedures"),
        ("answered-by: {extension: its.name}", "answered-by: {extensions: its.name}"),
        ("where: {binds: organisation}", "where-there-is: {time-limits: reply}"),
    ],
)
def test_a_slip_in_a_standard_question_is_refused(rules: Path, old: str, new: str) -> None:
    """K119: a question that is put to nothing, or that nothing can answer, would never be noticed."""
    damaged(rules, Damage("questions.yaml", old, new))
    result = checked()
    assert result.exit_code == 2
    assert "error[K119]" in result.stderr


def test_a_question_after_one_that_looks_at_all_before_it_is_refused(rules: Path) -> None:
    """Where it stands would decide whether the same is asked twice."""
    damaged(
        rules, Damage("questions.yaml", "    for: procedure\n", "    for: procedure\n    unless-asked: yes\n")
    )
    result = checked()
    assert result.exit_code == 2
    assert result.stderr.splitlines()[:2] == [
        "error[K110]: `its.extension` comes after a question that says `unless-asked`",
        "  --> rules/questions.yaml:7:15",
    ]


def test_rules_without_standard_questions_are_refused(rules: Path) -> None:
    """Nobody is told that every question is answered when none was asked."""
    (rules / "questions.yaml").unlink()
    result = checked()
    assert result.exit_code == 2
    assert "questions.yaml" in result.stderr


def test_what_no_example_of_a_limit_shows_is_one_finding(rules: Path) -> None:
    """One line for each limit, not one for each point in time."""
    for name in ("on-the-last-day", "due-today"):
        (rules / "bakery" / "examples" / f"{name}.yaml").unlink()
    told = [line for line in checked().stdout.splitlines() if "[K412]" in line]
    assert told == [
        "error[K412]: no example of `reply` has the act done on the last day (`met`), "
        "or the act outstanding on the last day (`due_today`)"
    ]
