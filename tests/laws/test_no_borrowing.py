"""Law 5: a policy says only what its document says; with every other policy gone, no byte of its answers changes."""

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from explain.determination import assessors_for, determine
from kb.calendar import FIRST, LAST
from kb.source.examples import read_example
from kb.source.policies import Library
from tests.loading import RULES

POLICIES = Library(RULES).ids


def answers(rules: Path, policy: str) -> list[str]:
    """The answers to all examples of a policy, with the rules of one folder."""
    library = Library(rules)
    loaded = library.load(policy)
    assessors = assessors_for(loaded.procedures)
    names = [name for one in loaded.procedures.values() for name in one.named]
    examples = [
        read_example(path, policy, library.vocabulary, FIRST, LAST, names) for path in loaded.examples[::4]
    ]
    return [determine(assessors, one.case, vary_readings=False).model_dump_json() for one in examples]


@pytest.mark.parametrize("policy", POLICIES)
def test_removing_every_other_policy_changes_no_byte_of_an_answer(policy: str, tmp_path: Path) -> None:
    """Neither the rules of another policy nor its examples are leant on."""
    others = [one for one in POLICIES if one != policy]
    alone = copytree(RULES, tmp_path / "rules", ignore=ignore_patterns(*others))
    assert Library(alone).ids == (policy,)
    found = answers(alone, policy)
    assert found
    assert found == answers(RULES, policy)
