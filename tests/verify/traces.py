"""Traces as the engines make them: of the examples of all policies, and of cases by chance."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from random import Random
from typing import Any

from complaints_kb.desk import Desk
from explain.determination import assessors_for, determine
from explain.verify.procedures import Procedures
from explain.verify.verifying import Verifier
from kb.engine.assess import Assessor
from kb.model.case import Case
from kb.model.policy import LinkedProcedure
from kb.model.trace import DeterminationTrace, trace_of
from kb.model.verification import Verification
from tests.differential.programs import by_chance as program_by_chance
from tests.generators import tell
from tests.loading import RULES, procedure

EXAMPLES = tuple(sorted(RULES.glob("*/examples/*.yaml")))


@dataclass(frozen=True)
class Made:
    """A determination as its JSON says it, and what it was made from."""

    name: str
    case: Case
    procedures: Procedures
    text: str
    varied: bool

    def copy(self) -> dict[str, Any]:
        """Give the record anew, to be forged."""
        copied: dict[str, Any] = json.loads(self.text)
        return copied

    @cached_property
    def verifier(self) -> Verifier:
        """What works out once what follows, however many forgeries are held against it."""
        return Verifier(self.procedures, self.case)

    def verified(self, record: dict[str, Any] | None = None) -> Verification:
        """Verify the determination, or another one in its place."""
        trace = DeterminationTrace.model_validate(self.copy() if record is None else record)
        return self.verifier.verified(trace_of(trace), self.varied)


@cache
def desk() -> Desk:
    """The rules of the repository."""
    return Desk(None)


@cache
def procedures_of(policy: str) -> Procedures:
    """The procedures of a policy, compiled for the verifier."""
    return Procedures(desk().policy(policy).procedures)


@lru_cache(maxsize=128)
def of_example(path: Path, varied: bool = False) -> Made:
    """Give the determination of an example."""
    case = desk().case(path)
    return made(
        f"{case.policy}/{path.stem}", case, procedures_of(case.policy), desk().assessors(case.policy), varied
    )


@cache
def _ready(name: str) -> tuple[Procedures, Mapping[str, Assessor]]:
    return made_ready(procedure(name))


def made_ready(linked: LinkedProcedure) -> tuple[Procedures, Mapping[str, Assessor]]:
    """Make one procedure ready for the verifier and for the engines."""
    only = {linked.name: linked}
    return Procedures(only), assessors_for(only)


def by_chance(name: str, rng: Random, varied: bool = False) -> Made:
    """Give the determination of a case made up for one procedure."""
    procedures, assessors = _ready(name)
    return made(name, tell(rng, procedure(name)).case, procedures, assessors, varied)


def of_policy_by_chance(name: str, rng: Random, varied: bool = False) -> Made:
    """Give the determination of a case made up for one procedure, by all those of its policy that it may go by."""
    policy = procedure(name).policy.policy
    case = tell(rng, procedure(name)).case
    return made(policy, case, procedures_of(policy), desk().assessors(policy), varied)


def of_program_by_chance(seed: int, varied: bool = False) -> Made:
    """Give the determination of a case made up for a procedure made up, which has every construct of the language."""
    rng = Random(seed)
    linked = program_by_chance(rng)
    return made(f"program {seed}", tell(rng, linked).case, *made_ready(linked), varied)


def made(
    name: str, case: Case, procedures: Procedures, assessors: Mapping[str, Assessor], varied: bool
) -> Made:
    """Assess a case by both engines."""
    found = determine(assessors, case, varied)
    return Made(name, case, procedures, found.model_dump_json(by_alias=True), varied)


def every(nth: int) -> Iterator[Path]:
    """Give every so many of the examples."""
    yield from EXAMPLES[::nth]
