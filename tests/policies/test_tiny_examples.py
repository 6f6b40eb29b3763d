"""The worked examples of the tiny policies: each value was worked out by hand, from the clause and a calendar."""

from pathlib import Path

import pytest

from complaints_kb.expectations import unmet
from explain.determination import determine
from kb.calendar import FIRST, LAST
from kb.source.examples import read_example
from tests.loading import TINY, TINY_RULES, assessor, library, procedure

EXAMPLES = [
    (policy, path) for policy in TINY for path in sorted((TINY_RULES / policy / "examples").glob("*.yaml"))
]


@pytest.mark.parametrize(("policy", "path"), EXAMPLES, ids=lambda one: getattr(one, "stem", one))
def test_every_expectation_of_a_tiny_example_is_met(policy: str, path: Path) -> None:
    """What follows from the clause by hand is what the rules say."""
    words = library(TINY_RULES).vocabulary
    example = read_example(path, policy, words, FIRST, LAST, procedure(policy).norms)
    found = determine({policy: assessor(policy)}, example.case, vary_readings=False)
    assert list(unmet(example, found)) == []
