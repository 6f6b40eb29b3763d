"""Law 7 over many cases: `make differential` runs twenty thousand, this some hundreds."""

from __future__ import annotations

import pytest

from tests.differential.mutants import hunted
from tests.differential.running import run

QUICK = (
    "after_is_read_as_on_or_after_by_one_engine",
    "any_is_read_as_all",
    "exceptions_are_ignored_by_both_engines",
    "otherwise_is_inverted",
    "what_is_unknown_is_no",
)


def test_three_hundred_cases_by_both_engines_and_the_oracle() -> None:
    """Nothing differs, and the cases are not trivial: every kind of outcome is there, in numbers."""
    tally = run(300, seed=5, oracle=0.1)
    assert not tally.wrong, tally.report()
    assert tally.worlds > 100
    for kind, least in (("concluded", 0.2), ("open", 0.1), ("not_concluded", 0.02), ("conflict", 0.0005)):
        assert tally.outcomes[kind] / tally.outcomes.total() > least, tally.report()


@pytest.mark.parametrize("name", QUICK)
def test_a_mistake_planted_in_an_engine_is_found(name: str) -> None:
    """What finds nothing proves nothing; `python -m tests.differential --mutants` plants them all."""
    assert hunted(name, 300, seed=1).wrong
