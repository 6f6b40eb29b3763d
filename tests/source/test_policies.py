"""A whole policy is read, checked and linked, or refused with everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from kb.model.diagnostics import Diagnostic, Refused
from kb.model.files import Extension, TimeLimit
from kb.source.lengths import shortened
from kb.source.policies import Library

TINY = Path(__file__).parents[1] / "policies"
NO_SHA = "0" * 64
HEADER = """part: main
clauses:
  - clause: one
    heading: One
    source: {lines: [1], sha256: %s}
    gist: A clause.
    rules:
"""
Refusal = Callable[..., tuple[Diagnostic, ...]]


TwoProcedures = Callable[[list[str], list[str]], tuple[Diagnostic, ...]]


@pytest.fixture
def two_procedures(tmp_path: Path) -> TwoProcedures:
    """Give what is told of a policy with two procedures, each of a file with a clause that has the rules given."""
    folder = copytree(TINY, tmp_path / "rules") / "tiny-cases"

    def told(first: list[str], second: list[str]) -> tuple[Diagnostic, ...]:
        header = (folder / "policy.yaml").read_text()
        both = "scope: about\nprocedures: {first: {title: a first}, second: {title: a second}}\n"
        (folder / "policy.yaml").write_text(re.sub(r"(?m)^procedures: .*\n", both, header))
        files = {"about": ["{rule: about, conclude: {procedure: first}}"], "first": first, "second": second}
        for name, rules in files.items():
            head = HEADER.replace("main", name).replace("clause: one", f"clause: {name}") % NO_SHA
            (folder / f"{name}.yaml").write_text(head + "".join(f"      - {rule}\n" for rule in rules))
        (folder / "main.yaml").unlink()
        with pytest.raises(Refused) as refused:
            Library(tmp_path / "rules").load("tiny-cases")
        return refused.value.diagnostics

    return told


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    """Give what is told of a tiny policy whose one clause has the rules given."""
    copytree(TINY, tmp_path / "rules")

    def told(*rules: str) -> tuple[Diagnostic, ...]:
        lines = "".join(f"      - {rule}\n" for rule in rules)
        (tmp_path / "rules" / "tiny-cases" / "main.yaml").write_text(HEADER % NO_SHA + lines)
        with pytest.raises(Refused) as refused:
            Library(tmp_path / "rules").load("tiny-cases")
        return refused.value.diagnostics

    return told


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


def place_of(one: Diagnostic) -> tuple[str, str]:
    """Give the file that a message points at, and the words in it."""
    place = one.place
    return Path(place.path).name, place.text[place.column - 1 :][: place.length]


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


@pytest.fixture
def with_header(tmp_path: Path) -> Callable[[str], tuple[Diagnostic, ...]]:
    """Give what is told of a tiny policy with these procedures, and parts `main` and `about`."""
    folder = copytree(TINY, tmp_path / "rules") / "tiny-cases"
    about = HEADER.replace("part: main", "part: about").replace("clause: one", "clause: about") % NO_SHA
    (folder / "about.yaml").write_text(f"{about}      - {{rule: about, conclude: {{procedure: main}}}}\n")

    def told(procedures: str) -> tuple[Diagnostic, ...]:
        header = (folder / "policy.yaml").read_text()
        (folder / "policy.yaml").write_text(re.sub(r"(?m)^procedures: .*\n", f"{procedures}\n", header))
        with pytest.raises(Refused) as refused:
            Library(tmp_path / "rules").load("tiny-cases")
        return refused.value.diagnostics

    return told


@pytest.mark.parametrize(
    ("procedures", "code", "at", "said"),
    [
        ("procedures: {main: {title: m, parts: [main, about, main]}}", "K120", "main", "listed twice"),
        ("procedures: {main: {title: m}}\nscope: [about, about]", "K120", "about", "listed twice"),
        (
            "procedures: {main: {title: m, parts: [about, main]}}\nscope: about",
            "K120",
            "about",
            "in every procedure",
        ),
        ("procedures: {main: {title: m, parts: []}}\nscope: about", "K111", "[]", "at least 1 entry"),
        ("procedures: {main: {title: m}}\nscope: []", "K111", "[]", "at least 1 entry"),
        ("procedures: {main: {title: m}}", "K138", "", "no procedure has the part `about`"),
        ("procedures: {any: {title: m, parts: main}}\nscope: about", "K128", "any", "any value"),
        (
            "procedures: {out_of_scope: {title: m, parts: [main, about]}}",
            "K128",
            "out_of_scope",
            "no procedure",
        ),
        ("procedures: {Main-one: {title: m, parts: [main, about]}}", "K122", "Main-one", "not spelled"),
    ],
)
def test_a_header_that_lists_parts_or_procedures_amiss_is_refused(
    procedures: str, code: str, at: str, said: str, with_header: Callable[[str], tuple[Diagnostic, ...]]
) -> None:
    """What is written twice, for nothing or not at all was meant otherwise; so was a word with a meaning of its own."""
    (one,) = with_header(procedures)
    assert (one.code, place_of(one)) == (code, ("policy.yaml" if at else "about.yaml", at))
    assert said in one.message


LIMIT = "{{time-limit: reply, binds: organisation, force: target, within: {}, of: made, met-by: replied}}"
EXTENSION = "{{extension: reply, force: permission, to: {}}}"


@pytest.mark.parametrize(
    ("within", "to"),
    [
        ("10 working days", "5 working days"),
        ("2 weeks", "10 days"),
        ("2 years", "18 months"),
        ("{cases: [{when: {yes: complex}, then: 20 days}], otherwise: 5 days}", "10 days"),
        ("10 days", "{cases: [{when: {yes: complex}, then: 20 days}], otherwise: 5 days}"),
    ],
)
def test_an_extension_that_would_shorten_its_limit_is_refused(within: str, to: str, refusal: Refusal) -> None:
    """K110: a total of five days after ten are promised is five days more, written under the wrong key."""
    (one,) = refusal(LIMIT.format(within), EXTENSION.format(to))
    assert (one.code, place_of(one)[1]) == ("K110", "5 days" if "cases" in to else to)
    assert "`by`" in one.help


@pytest.mark.parametrize(
    ("within", "to"),
    [
        ("10 working days", "20 working days"),
        ("10 working days", "2 weeks"),
        (
            "{cases: [{when: {yes: complex}, then: 20 days}], otherwise: 5 days}",
            "{cases: [{when: {yes: complex}, then: 30 days}], otherwise: 10 days}",
        ),
    ],
)
def test_an_extension_that_may_be_longer_is_accepted(within: str, to: str) -> None:
    """How many working days two weeks have is for the calendar, and circumstances may go together."""
    limit = TimeLimit.model_validate({**_NORM, "time-limit": "reply", "within": _spelt(within)})
    extension = Extension.model_validate({"extension": "reply", "force": "permission", "to": _spelt(to)})
    assert shortened(extension, limit) is None


_NORM = {"binds": "organisation", "force": "target", "of": "made", "met-by": "replied"}


def _spelt(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


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
