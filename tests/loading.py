"""How tests get at policies: the real ones and the tiny made-up ones."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
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
REAL = tuple(path.parent.name for path in sorted(RULES.glob("*/policy.yaml")))
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
def parts(policy: str) -> dict[str, list[str]]:
    """The names of a policy's clauses by the part that they stand in, in the order of each."""
    loaded = library().load(policy)
    files = dict.fromkeys(part for name in loaded.procedures for part in loaded.policy.parts_of(name))
    written = {part: _plain(RULES / policy / f"{part}.yaml") for part in files}
    return {part: [one["clause"] for one in plain["clauses"]] for part, plain in written.items()}


@cache
def assessor(policy: str) -> Assessor:
    """Both engines for a policy's procedure, made ready once."""
    return Assessor(procedure(policy))


@cache
def elsewhere() -> Path:
    """A folder of rules with the made-up policies of other organisations: the shared vocabulary with their additions."""
    made_up = TINY_RULES / "elsewhere"
    folder = Path(mkdtemp(prefix="elsewhere-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    copytree(made_up, folder, dirs_exist_ok=True)
    copytree(RULES / "conventions", folder / "conventions")
    vocabulary, additions = (_plain(one) for one in (RULES / "vocabulary.yaml", made_up / "additions.yaml"))
    for section, names in additions.items():
        vocabulary[section] |= names
    (folder / "vocabulary.yaml").write_text(yaml.dump(vocabulary, sort_keys=False), encoding="utf-8")
    return folder


def _plain(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded
