"""How tests get at policies: the real ones and the tiny made-up ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kb.engine.assess import Assessor
from kb.model.policy import LinkedProcedure
from kb.source.policies import Library

ROOT = Path(__file__).parents[1]
RULES, TINY_RULES = ROOT / "rules", ROOT / "tests" / "policies"
TINY = ("tiny-cases", "tiny-exceptions", "tiny-hours", "tiny-qualified", "tiny-readings")
REAL = ("housing-association",)
EVERY = (*REAL, *TINY)


@cache
def library(rules: Path = RULES) -> Library:
    """The rules of one folder."""
    return Library(rules)


@cache
def procedure(policy: str) -> LinkedProcedure:
    """The first procedure of a policy, by the policy's name."""
    rules = TINY_RULES if policy in TINY else RULES
    return next(iter(library(rules).load(policy).procedures.values()))


@cache
def assessor(policy: str) -> Assessor:
    """Both engines for a policy's procedure, made ready once."""
    return Assessor(procedure(policy))
