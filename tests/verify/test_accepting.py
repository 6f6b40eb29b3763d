"""What both engines make is accepted: a verifier that refuses a right answer is of no use."""

from __future__ import annotations

import pytest

from tests.verify.accepting import accept, cases_by_chance
from tests.verify.contesting import of_contested
from tests.verify.forging import CONTESTED, SAMPLE, TELLING
from tests.verify.traces import of_example


@pytest.mark.slow
def test_determinations_of_examples_are_accepted_readings_and_all() -> None:
    """Those with several matters, and some of the others; `make verify-all` takes all."""
    some = (*SAMPLE[: len(TELLING)], *SAMPLE[len(TELLING) :: 4])
    assert accept(of_example(path, varied=True) for path in some).refused == []


@pytest.mark.slow
def test_determinations_of_contested_examples_are_accepted_readings_and_all() -> None:
    """One answer under each combination of accounts, what they agree on, and what hangs on them."""
    made = [of_contested(path, varied=number % 4 == 0) for number, path in enumerate(CONTESTED)]
    assert any(head.contested for one in made for head in one.case.heads)
    assert accept(made).refused == []


@pytest.mark.slow
def test_determinations_of_cases_by_chance_are_accepted() -> None:
    """Of real procedures and of tiny ones that have what no real one has."""
    assert accept(cases_by_chance(100, seed=7, varied=0.1)).refused == []
