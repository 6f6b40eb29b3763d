"""The worked examples of a policy: every expectation is met, and together they show every rule both ways.

An example's expected values were worked out by hand, from the document and the calendar; none may be copied
from what the engines print.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from complaints_kb.expectations import unmet
from explain.determination import determine
from kb.calendar import FIRST, LAST
from kb.engine.assess import Assessed, Assessor
from kb.model.example import Example
from kb.model.files import Clause, TimeLimit
from kb.model.truth import Truth
from kb.source.examples import read_example
from tests.loading import RULES, assessor, library, procedure

POLICY = "housing-association"
EXAMPLES = sorted((RULES / POLICY / "examples").glob("*.yaml"))

# limit: (the act on its last day, the act a day later)
DONE = {
    "complaint": ("complained-on-the-last-day-of-three-months", "complained-the-day-after-three-months"),
    "stage_1_acknowledgement": (
        "acknowledged-on-the-last-day-over-easter",
        "acknowledged-the-day-after-over-easter",
    ),
    "stage_1_response": (
        "answered-on-the-last-day-over-christmas",
        "answered-the-day-after-over-christmas",
    ),
    "stage_2_request": ("asked-for-stage-2-on-the-last-day", "asked-for-stage-2-the-day-after"),
    "stage_2_acknowledgement": (
        "stage-2-acknowledged-on-the-last-day",
        "stage-2-acknowledged-the-day-after",
    ),
    "stage_2_response": ("stage-2-answered-on-the-last-day", "stage-2-answered-the-day-after"),
    "ombudsman": ("went-to-the-ombudsman-on-the-last-day", "went-to-the-ombudsman-the-day-after"),
}
# limit: (outstanding on its last day, outstanding a day later)
OUTSTANDING = {
    "complaint": ("three-months-end-today", "three-months-have-passed"),
    "stage_1_acknowledgement": (
        "acknowledgement-due-today-after-the-jubilee",
        "acknowledgement-overdue-after-the-jubilee",
    ),
    "stage_1_response": ("answer-due-today", "a-reply-that-never-came"),
    "stage_2_request": ("last-day-to-ask-for-stage-2", "eight-weeks-have-passed"),
    "stage_2_acknowledgement": ("stage-2-acknowledgement-due-today", "stage-2-acknowledgement-overdue"),
    "stage_2_response": ("stage-2-answer-due-today", "stage-2-answer-overdue"),
    "ombudsman": ("last-day-for-the-ombudsman", "the-time-for-the-ombudsman-has-passed"),
}
# the event that keeps each limit
ACTS = {
    "complaint": "contacted",
    "stage_1_acknowledgement": "acknowledged",
    "stage_1_response": "stage_1_response_sent",
    "stage_2_request": "stage_2_requested",
    "stage_2_acknowledgement": "stage_2_acknowledged",
    "stage_2_response": "stage_2_response_sent",
    "ombudsman": "ombudsman_contacted",
}
# example, conclusion, the readings on which it depends
READINGS = [
    ("went-on-for-months", "complaint.admissibility", ("complaint_time_counts_from",)),
    ("came-to-light-later", "complaint.admissibility", ("complaint_time_counts_from",)),
    ("in-time-however-it-is-counted", "complaint.admissibility", ()),
    ("sent-one-day-and-received-later", "stage_2.escalation", ("stage_2_time_counts_from",)),
    ("received-later-and-asked-early", "stage_2.escalation", ()),
    ("stage-2-answered-the-day-after", "stage_2_response.finding", ("stage_2_response_counts_from",)),
    ("stage-2-acknowledged-the-day-after", "stage_2_acknowledgement.timeliness", ()),
]


@cache
def example(path: Path) -> Example:
    """One example, read."""
    norms = procedure(POLICY).named
    return read_example(path, POLICY, library().vocabulary, FIRST, LAST, norms)


@cache
def assessed(path: Path, vary_readings: bool = False) -> tuple[Assessed, ...]:
    """One example, assessed head by head."""
    case = example(path).case
    engines: Assessor = assessor(POLICY)
    return tuple(engines.assess(case, head, vary_readings) for head in case.heads)


def named(name: str) -> Path:
    """The file of an example."""
    return RULES / POLICY / "examples" / f"{name}.yaml"


def outcome(name: str, conclusion: str) -> str | None:
    """What an example comes to."""
    return assessed(named(name))[0].evaluation.outcomes[conclusion].value


def covered_as(rule: str) -> str:
    """What a rule is counted as: a convention's rule once for all norms, a policy's by itself."""
    return rule.partition("@")[0]


def truths() -> dict[str, set[Truth]]:
    """For each rule with a condition, how it comes out over all examples."""
    found: dict[str, set[Truth]] = defaultdict(set)
    conditional = [rule.id for rule in procedure(POLICY).rules if rule.when is not None]
    for path in EXAMPLES:
        for head in assessed(path):
            for rule in conditional:
                found[covered_as(rule)].add(head.evaluation.rules[rule])
    return found


def limits() -> Iterator[str]:
    """The time limits of the policy."""
    for name, norms in procedure(POLICY).norms.items():
        if any(isinstance(norm, TimeLimit) for norm in norms):
            yield name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_expectation_of_an_example_is_met(path: Path) -> None:
    """What was worked out from the document by hand is what the rules say."""
    determination = determine({POLICY: assessor(POLICY)}, example(path).case, vary_readings=False)
    assert list(unmet(example(path), determination)) == []


def test_every_rule_with_a_condition_fires_in_an_example() -> None:
    """No rule goes unshown."""
    assert [rule for rule, seen in truths().items() if Truth.HOLDS not in seen] == []


def test_every_rule_with_a_condition_fails_in_an_example() -> None:
    """No rule could be replaced by one that always applies."""
    assert [rule for rule, seen in truths().items() if Truth.FAILS not in seen] == []


def test_every_time_limit_has_examples_on_and_after_its_last_day() -> None:
    """The tables above name every limit of the policy."""
    assert set(limits()) == set(DONE) == set(OUTSTANDING) == set(ACTS)


@pytest.mark.parametrize("limit", DONE)
def test_an_act_is_in_time_on_the_last_day_and_late_on_the_day_after(limit: str) -> None:
    """The two examples of a limit lie on either side of the line, one day apart."""
    for name, value, later in zip(DONE[limit], ("met", "late"), (0, 1), strict=True):
        head = assessed(named(name))[0]
        act = head.situation[ACTS[limit]].bounds.day()
        assert outcome(name, f"{limit}.timeliness") == value
        assert (act - timedelta(days=later)).isoformat() == outcome(name, f"{limit}.last_day")


@pytest.mark.parametrize("limit", OUTSTANDING)
def test_an_outstanding_act_is_due_on_the_last_day_and_overdue_or_lapsed_on_the_day_after(limit: str) -> None:
    """An act that is still to come is looked at on either side of the line, one day apart."""
    after = {"overdue", "lapsed"}
    for name, values, later in zip(OUTSTANDING[limit], ({"due_today"}, after), (0, 1), strict=True):
        today = example(named(name)).case.assessed_on
        assert outcome(name, f"{limit}.timeliness") in values
        assert (today - timedelta(days=later)).isoformat() == outcome(name, f"{limit}.last_day")


@pytest.mark.parametrize(("name", "conclusion", "readings"), READINGS)
def test_an_example_depends_on_a_reading_only_where_that_matters(
    name: str, conclusion: str, readings: tuple[str, ...]
) -> None:
    """The answer says which reading decides; where all come to the same it says nothing."""
    found = assessed(named(name), vary_readings=True)[0].dependence.get(conclusion)
    assert (found.readings if found else ()) == readings


def test_every_clause_has_rules_or_says_why_not() -> None:
    """What is left out of the rules is left out for a reason that can be read."""
    clauses = [one for one in procedure(POLICY).clauses.values() if isinstance(one, Clause)]
    assert [one.clause for one in clauses if not one.rules and not one.not_encoded.strip()] == []


def test_what_an_example_says_it_shows_is_there() -> None:
    """A norm, conclusion, reading or fact that is renamed does not leave its name behind in an example."""
    one = procedure(POLICY)
    known = {*one.named, *one.conclusions, *one.readings, *one.vocabulary.facts}
    shown = {name: path.stem for path in EXAMPLES for name in example(path).tests}
    assert {name: stem for name, stem in shown.items() if name not in known} == {}


def test_examples_have_plain_names_and_titles_of_their_own() -> None:
    """Examples are published, so each has a name in kebab-case and a title that no other has."""
    assert [path.stem for path in EXAMPLES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", path.stem)] == []
    titles = [example(path).case.name for path in EXAMPLES]
    assert sorted(set(titles)) == sorted(titles)
