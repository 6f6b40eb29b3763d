"""How tests get at policies: the real ones and the tiny made-up ones."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import copyfile, copytree, rmtree
from tempfile import mkdtemp
from typing import Any

import yaml

from kb.engine.assess import Assessor
from kb.model.policy import LinkedProcedure
from kb.source.policies import Library

ROOT = Path(__file__).parents[1]
RULES, TINY_RULES = ROOT / "rules", ROOT / "tests" / "policies"
TINY = (
    "tiny-cases", "tiny-closure-days", "tiny-deemed-receipt", "tiny-exceptions", "tiny-hours", "tiny-paused-clock",
    "tiny-qualified", "tiny-readings", "tiny-roll-forward", "tiny-versions",
)  # fmt: skip


def _plain(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


REAL = tuple(path.parent.name for path in sorted(RULES.glob("*/policy.yaml")))
PROCEDURES = tuple(
    f"{policy}/{name}" for policy in REAL for name in _plain(RULES / policy / "policy.yaml")["procedures"]
)
EVERY = (*PROCEDURES, *TINY)
"""Every procedure of the real policies, as `policy/procedure`, and the tiny policies with one each."""


@cache
def library(rules: Path = RULES) -> Library:
    """The rules of one folder."""
    return Library(rules)


@cache
def procedure(name: str) -> LinkedProcedure:
    """A procedure by `policy/procedure`, or the first of a policy by the policy's name."""
    policy, _, wanted = name.partition("/")
    found = library(TINY_RULES if policy in TINY else RULES).load(policy).procedures
    return found[wanted or next(iter(found))]


@cache
def assessor(name: str) -> Assessor:
    """Both engines for a procedure, made ready once."""
    return Assessor(procedure(name))


@cache
def elsewhere() -> Path:
    """A folder of rules with the made-up policies of other organisations: the shared vocabulary with their additions."""
    made_up = TINY_RULES / "elsewhere"
    folder = Path(mkdtemp(prefix="elsewhere-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    copytree(made_up, folder, dirs_exist_ok=True)
    copytree(RULES / "conventions", folder / "conventions")
    copyfile(RULES / "questions.yaml", folder / "questions.yaml")
    vocabulary, additions = (_plain(one) for one in (RULES / "vocabulary.yaml", made_up / "additions.yaml"))
    for section, names in additions.items():
        vocabulary[section] |= names
    (folder / "vocabulary.yaml").write_text(yaml.dump(vocabulary, sort_keys=False), encoding="utf-8")
    return folder
