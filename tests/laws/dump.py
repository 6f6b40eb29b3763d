"""Writes answers to made-up cases as JSON, to compare processes: `python -m tests.laws.dump POLICY SEED…`."""

from __future__ import annotations

import sys
from random import Random

from explain.determination import determine
from kb.model.case import Case
from tests.generators import tell
from tests.loading import assessor


def answer(policy: str, case: Case, vary_readings: bool = True) -> str:
    """Give the answer to a case, without what made it."""
    found = determine({"only": assessor(policy)}, case, vary_readings)
    return found.model_dump_json(by_alias=True, exclude={"environment"})


def answers(policy: str, seeds: list[str]) -> list[str]:
    """Give the answers to cases made up from these seeds."""
    return [answer(policy, tell(Random(int(seed)), assessor(policy).procedure).case) for seed in seeds]


if __name__ == "__main__":
    print("\n".join(answers(sys.argv[1], sys.argv[2:])))
