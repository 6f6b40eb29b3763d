"""A whole policy is read, checked and linked, or refused with everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from kb.model.diagnostics import Refused
from kb.model.tree import ReadingDay
from kb.program import compiled
from kb.source.policies import Library
from tests.source.refusing import HEADER, NO_SHA, TINY, Refusal, place_of


def test_a_day_that_is_defined_twice_is_refused(refusal: Refusal) -> None:
    """K131: nothing says which of two definitions counts."""
    (one,) = refusal("{rule: a, conclude: {first_day: made}}", "{rule: b, conclude: {first_day: replied}}")
    assert one.code == "K131"
    assert "tiny-cases/one:a and tiny-cases/one:b" in one.message


def test_two_different_values_that_are_left_over_are_refused(refusal: Refusal) -> None:
    """K132: a conclusion has one value when every rule for another fails."""
    (one,) = refusal(
        "{rule: a, when: {yes: vulnerable}, conclude: {track: quick}, otherwise: {track: slow}}",
        "{rule: b, when: {no: vulnerable}, conclude: {track: quick}, otherwise: {track: special}}",
    )
    assert one.code == "K132"
    assert one.message == "`track` is otherwise both `slow` and `special`"


def test_conclusions_that_depend_on_themselves_are_refused_with_the_members_of_the_circle(
    refusal: Refusal,
) -> None:
    """K133: nothing could ever be derived first."""
    (one,) = refusal(
        "{rule: a, when: {concluded: {flag: yes}}, conclude: {track: quick}}",
        "{rule: b, when: {day: made, before: first_day}, conclude: {flag: yes}}",
        "{rule: c, conclude: {first_day: {event: made, provided: {concluded: {track: quick}}}}}",
    )
    assert one.code == "K133"
    assert {"`track`", "`flag`", "`first_day`"} <= set(one.message.split(": ")[1].split(" -> "))
    assert one.place.line in (8, 9, 10)
    assert one.place.text[one.place.column - 1 :].startswith(one.message.split("`")[3])


def test_a_reading_that_is_read_as_itself_is_refused(refusal: Refusal) -> None:
    """K133: a choice of a reading may not ask how the same passage is read."""
    (one,) = refusal(
        "{rule: a, when: {reading: u}, conclude: {track: quick}}\n"
        "readings: [{reading: u, about: a, default: {any: [{reading: u}, {yes: complex}]}, "
        "alternatives: {b: {yes: vulnerable}}, because: c}]"
    )
    assert (one.code, one.message) == ("K133", "conclusions depend on themselves: `reading u` -> `reading u`")


def test_exceptions_that_go_round_are_refused(refusal: Refusal) -> None:
    """K134: each would give way to the other."""
    (one,) = refusal(
        "{rule: a, when: {yes: vulnerable}, conclude: {track: quick}, exception-to: b}",
        "{rule: b, when: {yes: vulnerable}, conclude: {track: slow}, exception-to: a}",
    )
    assert one.code == "K134"
    assert "one:a" in one.message
    assert "one:b" in one.message


def test_faults_of_several_files_are_told_together(tmp_path: Path) -> None:
    """A convention and the vocabulary are both wrong: both are told at once."""
    rules = copytree(TINY, tmp_path / "rules")
    (rules / "vocabulary.yaml").write_text("names: {}\nfacts: {a: {kind: event}}\n")
    (rules / "tiny-cases" / "main.yaml").write_text("part: main\n")
    with pytest.raises(Refused) as refused:
        Library(rules).load("tiny-cases")
    assert len(refused.value.diagnostics) > 1


def test_an_unknown_policy_is_refused_with_the_one_that_was_meant() -> None:
    """K205: the nearest name is the help."""
    with pytest.raises(Refused) as refused:
        Library(TINY).load("tiny-case")
    (one,) = refused.value.diagnostics
    assert (one.code, one.help) == ("K205", "did you mean `tiny-cases`?")


def test_only_the_policy_that_is_named_is_read(tmp_path: Path) -> None:
    """Law 5: another policy may be missing, or broken, and nothing changes."""
    rules = copytree(TINY, tmp_path / "rules")
    (rules / "tiny-hours" / "main.yaml").write_text("not: a procedure\n")
    assert Library(rules).load("tiny-cases").sha256 == Library(TINY).load("tiny-cases").sha256


def test_several_procedures_that_nothing_decides_between_are_refused(tmp_path: Path) -> None:
    """K135: nothing says which of them a complaint goes by, and the first is not taken for the right one."""
    rules = copytree(TINY, tmp_path / "rules")
    header = rules / "tiny-cases" / "policy.yaml"
    header.write_text(header.read_text().replace("{main: ", "{other: {title: another, parts: main}, main: "))
    with pytest.raises(Refused) as refused:
        Library(rules).load("tiny-cases")
    assert [one.code for one in refused.value.diagnostics] == ["K135"]


def test_a_policy_with_one_procedure_may_send_complaints_elsewhere(tmp_path: Path) -> None:
    """Where rules decide what the one procedure is for, it is not the procedure of every complaint."""
    rules = copytree(TINY, tmp_path / "rules")
    folder = rules / "tiny-cases"
    (folder / "policy.yaml").write_text(f"{(folder / 'policy.yaml').read_text()}scope: about\n")
    scope = HEADER.replace("part: main", "part: about").replace("clause: one", "clause: about") % NO_SHA
    (folder / "about.yaml").write_text(f"{scope}      - {{rule: about, conclude: {{procedure: main}}}}\n")
    procedures = Library(rules).load("tiny-cases").procedures
    assert list(procedures) == ["main", "out_of_scope"]
    deciding = [rule.id for rule in procedures["main"].rules if rule.conclusion == "procedure"]
    assert deciding == ["tiny-cases/about:about"]


def test_a_circle_through_an_exception_is_refused(refusal: Refusal) -> None:
    """K133: whether the first rule applies would hang on itself, by way of the exception to it."""
    (one,) = refusal(
        "{rule: flag, when: {yes: vulnerable}, conclude: {flag: yes}}",
        "{rule: track, when: {concluded: {flag: yes}}, conclude: {track: quick}}",
        "{rule: not_flag, when: {concluded: {track: quick}}, conclude: {flag: no}, exception-to: flag}",
    )
    assert one.code == "K133"


def damaged(tmp_path: Path, file: str, old: str, new: str) -> list[tuple[str, str]]:
    """Give what is told of the tiny policies when one place in one file is changed."""
    rules = copytree(TINY, tmp_path / "rules")
    text = (rules / file).read_text()
    assert old in text
    (rules / file).write_text(text.replace(old, new, 1))
    with pytest.raises(Refused) as refused:
        Library(rules).load("tiny-cases")
    return [(one.code, one.message) for one in refused.value.diagnostics]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("K115", "concluded: {its.exceeded: yes}", "concluded: {its.exceded: yes}"),
        ("K104", "{done: its.met-by, by: its.last_day}", "{done: its.met_by, by: its.last_day}"),
        ("K116", "concluded: {its.exceeded: yes}", "concluded: {its.exceeded: yess}"),
        ("K136", "otherwise: {its.exceeded: no}", "otherwise: {its.exceeded: {}}"),
        ("K136", "period: its.within", "period: {within: its.within}"),
        ("K137", "governs: [hours]", "governs: [minutes]"),
    ],
)
def test_a_slip_in_a_convention_is_refused_and_changes_no_answer(
    tmp_path: Path, code: str, old: str, new: str
) -> None:
    """A name that stands for nothing would otherwise fail like a condition that is not met."""
    assert code in [told for told, _ in damaged(tmp_path, "conventions/limits.yaml", old, new)]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("tiny-cases/policy.yaml", "policy: tiny-cases", "policy: tiny-case"),
        ("tiny-cases/policy.yaml", 'confirmed: "2026-11-21"', "confirmed: soon"),
        ("tiny-cases/main.yaml", "part: main", "part: other"),
    ],
)
def test_a_header_that_does_not_fit_its_files_is_refused(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    """K138: a policy answers to the name of its folder, a procedure to that of its file."""
    assert [code for code, _ in damaged(tmp_path, file, old, new)] == ["K138"]


def test_a_condition_on_what_no_rule_draws_is_refused(refusal: Refusal) -> None:
    """K129: that nothing draws it is silence; a condition that failed for that would fail without a reason."""
    told = refusal(
        "{rule: a, when: {concluded: {flag: yes}}, conclude: {track: quick}}",
        "{rule: b, when: {not: {concluded: {remedy: any}}}, conclude: {state: done}}",
    )
    assert [one.code for one in told] == ["K129", "K129"]
    assert [place_of(one) for one in told] == [("main.yaml", "flag"), ("main.yaml", "remedy")]
    assert told[0].message == "no rule of the procedure `main` draws `flag`"


def test_a_condition_on_a_value_that_no_rule_gives_is_accepted(tmp_path: Path) -> None:
    """It fails as the rules for other values do: a convention names values that only some policies come to."""
    rules = copytree(TINY, tmp_path / "rules")
    text = HEADER % NO_SHA + (
        "      - {rule: a, when: {yes: complex}, conclude: {state: busy}, otherwise: {state: fresh}}\n"
        "      - {rule: b, when: {concluded: {state: done}}, conclude: {track: quick}}\n"
    )
    (rules / "tiny-cases" / "main.yaml").write_text(text)
    assert len(Library(rules).load("tiny-cases").procedures["main"].rules) == 3


def test_a_reading_may_choose_the_day_of_another_reading(tmp_path: Path) -> None:
    """What is written as the day of a reading is a day, wherever a day may stand."""
    rules = copytree(TINY, tmp_path / "rules")
    path = rules / "tiny-readings" / "main.yaml"
    path.write_text(
        path.read_text().replace("making: {later-of: [made, escalated]}", "making: {reading: counting}")
    )
    (procedure,) = Library(rules).load("tiny-readings").procedures.values()
    assert procedure.readings["start"].choices["making"] == ReadingDay(reading="counting")
    assert "5 days after 3 working days after made" in [day.key for day in compiled(procedure).days]
