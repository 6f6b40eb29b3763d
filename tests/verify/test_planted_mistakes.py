"""Mistakes planted in the engines make traces that do not follow; planted in the verifier, they are called defects."""

from __future__ import annotations

from random import Random

import pytest

from kb.engine import assess
from kb.engine.counting import Counting
from kb.model.policy import LinkedProcedure
from kb.model.situation import FactConflict
from tests.differential.mutants import MUTANTS, Plant
from tests.differential.programs import by_chance
from tests.generators import tell
from tests.loading import PROCEDURES, TINY, procedure
from tests.verify.traces import Made, made, made_ready

OF_ONE_ENGINE_ALONE = {
    # the answer is that of the other engine, and is right
    "any_is_read_as_all_by_the_reference", "one_engine_uses_another_reading", "one_chainer_skips_the_last_rule",
}  # fmt: skip
POLICIES = (*TINY, PROCEDURES[0])
CASES = 500


def mistaken(mistake: str, linked: LinkedProcedure, seed: int) -> Made | None:
    """Give the determination that engines with a mistake make of a case by chance, unless they break."""
    case = tell(Random(seed), linked).case
    with pytest.MonkeyPatch.context() as patch:
        MUTANTS[mistake](patch)
        patch.setattr(assess, "_compare", lambda first, second: None)
        try:
            return made(linked.name, case, *made_ready(linked), varied=False)
        except (FactConflict, AssertionError, KeyError, ValueError):
            return None


def a_working_day_is_left_out(patch: pytest.MonkeyPatch) -> None:
    """By the algorithm that the verifier counts with."""
    counted = Counting._working_day
    patch.setattr(
        Counting, "_working_day", lambda self, event, number, how: counted(self, event, number + 1, how)
    )


FOUNDATIONS: dict[str, Plant] = {
    "a_working_day_is_left_out": a_working_day_is_left_out,
    **{
        name: MUTANTS[name]
        for name in (
            "any_is_read_as_all", "exceptions_are_ignored_by_the_compiler", "otherwise_is_inverted",
            "not_yet_begins_tomorrow", "the_order_of_events_is_not_carried_through",
            "presumptions_displace_what_is_stated",
        )
    },
}  # fmt: skip


def some_procedure(seed: int) -> LinkedProcedure:
    """Give a small procedure or a real one, or one made up by chance."""
    return by_chance(Random(seed)) if seed % 2 else procedure(POLICIES[seed // 2 % len(POLICIES)])


@pytest.mark.parametrize("mistake", [name for name in MUTANTS if name not in OF_ONE_ENGINE_ALONE])
def test_an_answer_that_engines_with_a_mistake_agree_on_is_refused(mistake: str) -> None:
    """The engines are not trusted, not even where they agree."""
    for seed in range(CASES):
        found = mistaken(mistake, some_procedure(seed), seed)
        if found is not None and not found.verified().verifies:
            return
    pytest.fail("no case showed it")


@pytest.mark.parametrize("mistake", FOUNDATIONS)
def test_a_mistake_in_what_the_verifier_stands_on_is_called_a_defect(mistake: str) -> None:
    """The compiler, the facts as known and the counting of days are each held against a second way."""
    for seed in range(CASES):
        linked = some_procedure(seed)
        case = tell(Random(seed), linked).case
        with pytest.MonkeyPatch.context() as patch:
            FOUNDATIONS[mistake](patch)
            patch.setattr(assess, "_compare", lambda first, second: None)
            try:
                found = made(linked.name, case, *made_ready(linked), varied=False).verified()
            except (FactConflict, AssertionError, KeyError, ValueError):
                continue
        if "defect" in {one.fault for one in found.findings}:
            return
    pytest.fail("no case showed it")
