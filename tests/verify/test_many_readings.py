"""Readings are many in some policies; only those count on which a conclusion in doubt hangs."""

from __future__ import annotations

from datetime import date
from shutil import copytree, ignore_patterns

import pytest

from explain.determination import determine
from kb.model.case import Case, Head, Stated
from kb.model.determination import ConclusionRecord
from kb.model.policy import LinkedProcedure
from kb.source.policies import Library
from tests.loading import TINY_RULES
from tests.verify.traces import Made, made_ready

PLACE = "{lines: [1], sha256: " + "0" * 64 + "}"
SEVEN = [f"word_{number}" for number in range(1, 8)]


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> LinkedProcedure:
    """A procedure with seven readings of who is meant: a flag hangs on the first of them, a remedy on all."""
    rules = tmp_path_factory.mktemp("seven") / "rules"
    copytree(TINY_RULES, rules, ignore=ignore_patterns("elsewhere"))
    all_of = ", ".join(f"{{reading: {name}}}" for name in SEVEN)
    text = f"""part: main
clauses:
  - clause: who
    heading: Who
    source: {PLACE}
    gist: Some are helped.
    rules:
      - {{rule: flag, when: {{reading: word_1}}, conclude: {{flag: yes}}, otherwise: {{flag: no}}}}
      - {{rule: pay, when: {{any: [{all_of}]}}, conclude: {{remedy: pay}}}}
readings:
"""
    for name in SEVEN:
        text += f"""  - reading: {name}
    about: Who is meant by word {name[-1]}?
    default-name: weak
    default: {{yes: vulnerable}}
    alternatives: {{hard: {{yes: complex}}}}
    because: made up
"""
    (rules / "tiny-readings" / "main.yaml").write_text(text, encoding="utf-8")
    return Library(rules).load("tiny-readings").procedures["main"]


def answered(
    linked: LinkedProcedure, vulnerable: str, complex_: str
) -> tuple[Made, dict[str, ConclusionRecord]]:
    """Assess a case in which the two circumstances that the readings choose between are stated."""
    facts = {name: Stated(name, value, value) for name, value in
             (("vulnerable", vulnerable), ("complex", complex_))}  # fmt: skip
    case = Case("seven", linked.policy.policy, date(2026, 11, 20), (Head(None, facts),))
    procedures, assessors = made_ready(linked)
    answer = determine(assessors, case)
    (head,) = answer.heads
    found = Made("seven", case, procedures, answer.model_dump_json(by_alias=True), True)
    return found, {one.name: one for one in head.conclusions}


def test_a_conclusion_that_looks_at_one_reading_of_seven_is_tried_under_its_two_choices(
    seven: LinkedProcedure,
) -> None:
    """128 combinations of all would be too many; the flag looks at one, by which the vulnerable or the complex count."""
    trace, found = answered(seven, "yes", "no")
    depends = found["flag"].depends_on_reading
    assert depends is not None
    assert depends.established
    assert [(one.readings, one.value) for one in depends.values] == [
        ({"word_1": "weak"}, "yes"), ({"word_1": "hard"}, "no"),
    ]  # fmt: skip
    assert trace.verified().findings == []


def test_of_what_hangs_on_more_combinations_than_are_tried_it_is_said_which_readings_it_may_hang_on(
    seven: LinkedProcedure,
) -> None:
    """The remedy is paid by any of the seven; 128 combinations are not tried, and nothing is claimed of them."""
    trace, found = answered(seven, "yes", "no")
    depends = found["remedy"].depends_on_reading
    assert depends is not None
    assert (depends.readings, depends.established, depends.values) == (SEVEN, False, [])
    assert trace.verified().findings == []


def test_a_verifier_is_not_satisfied_by_a_claim_that_too_many_combinations_are_tried(
    seven: LinkedProcedure,
) -> None:
    """That of the flag nothing is established is a false statement, and is found."""
    trace, _ = answered(seven, "yes", "no")
    record = trace.copy()
    for one in record["heads"][0]["conclusions"]:
        if one["name"] == "flag":
            one["depends_on_reading"] |= {"established": False, "values": []}
    assert [one.node for one in trace.verified(record).findings] == ["conclusion flag"]
