"""The worked examples of policies: every expectation is met, and together they show every rule and limit both ways.

An example's expected values were worked out by hand, from the document and the calendar; none may be copied
from what the engines print.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from complaints_kb.checking import Check, WatchingDesk
from kb.calendar import FIRST, LAST
from kb.model.diagnostics import Diagnostic
from kb.model.example import Example
from kb.source.examples import read_example
from tests.loading import REAL, RULES, assessor, library

MADE_UP = 40
policies = pytest.mark.parametrize("policy", REAL)

# of the housing association: example, conclusion, the readings on which it depends
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
def checked(policy: str) -> Check:
    """A policy, checked as `kb check` does."""
    check = Check(WatchingDesk(RULES), (policy,), MADE_UP)
    check.go(lambda tasks: tasks)
    return check


def told(diagnostics: list[Diagnostic]) -> list[str]:
    """What was found, each with its place."""
    return [f"{one.place.path}:{one.place.line} {one.code} {one.message}" for one in diagnostics]


def paths(policy: str) -> list[Path]:
    """The files of a policy's examples."""
    return sorted((RULES / policy / "examples").glob("*.yaml"))


@cache
def example(policy: str, path: Path) -> Example:
    """One example, read."""
    named = [name for one in library().load(policy).procedures.values() for name in one.named]
    return read_example(path, policy, library().vocabulary, FIRST, LAST, named)


@policies
def test_nothing_is_missing_from_a_policy_and_nothing_in_it_clashes(policy: str) -> None:
    """Every standard question, both sides of every rule and every limit, every expectation: as `kb check` has it."""
    check = checked(policy)
    assert told(check.faults) == []
    assert told(check.findings) == []


@policies
def test_every_policy_has_examples(policy: str) -> None:
    """What nobody has worked out by hand is not known to be right."""
    assert checked(policy).examples == len(paths(policy)) > 0


@pytest.mark.parametrize(("name", "conclusion", "readings"), READINGS)
def test_an_example_depends_on_a_reading_only_where_that_matters(
    name: str, conclusion: str, readings: tuple[str, ...]
) -> None:
    """The answer says which reading decides; where all come to the same it says nothing."""
    path = RULES / "housing-association" / "examples" / f"{name}.yaml"
    case = example("housing-association", path).case
    found = assessor("housing-association").assess(case, case.heads[0]).dependence.get(conclusion)
    assert (found.readings if found else ()) == readings


@policies
def test_what_an_example_says_it_shows_is_there(policy: str) -> None:
    """A norm, conclusion, reading or fact that is renamed does not leave its name behind in an example."""
    procedures = library().load(policy).procedures.values()
    known = {name for one in procedures for name in (*one.named, *one.conclusions, *one.readings)}
    known |= {
        *library().vocabulary.facts,
        *(clause.partition("/")[2] for one in procedures for clause in one.clauses),
    }
    known |= {rule.id.rpartition(":")[2] for one in procedures for rule in one.rules}
    shown = {name: path.stem for path in paths(policy) for name in example(policy, path).tests}
    assert {name: stem for name, stem in shown.items() if name not in known} == {}


@policies
def test_examples_have_plain_names_and_titles_of_their_own(policy: str) -> None:
    """Examples are published, so each has a name in kebab-case and a title that no other has."""
    stems = [path.stem for path in paths(policy)]
    assert [stem for stem in stems if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", stem)] == []
    titles = [example(policy, path).case.name for path in paths(policy)]
    assert sorted(set(titles)) == sorted(titles)
