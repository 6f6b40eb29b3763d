"""What policies of other organisations need is said in rule files alone: each made-up policy meets its examples."""

from pathlib import Path

import pytest

from complaints_kb.expectations import unmet
from explain.determination import assessors_for, determine
from kb.calendar import FIRST, LAST
from kb.source.examples import read_example
from tests.loading import TINY_RULES, elsewhere, library

EXAMPLES = sorted((TINY_RULES / "elsewhere").glob("*/examples/*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_made_up_policy_says_what_was_worked_out_by_hand(path: Path) -> None:
    """No Python was written for it."""
    policy = path.parts[-3]
    shared = library(elsewhere())
    procedures = shared.load(policy).procedures
    names = [name for one in procedures.values() for name in one.named]
    example = read_example(path, policy, shared.vocabulary, FIRST, LAST, names)
    found = determine(assessors_for(procedures), example.case, vary_readings=False)
    assert list(unmet(example, found)) == []
