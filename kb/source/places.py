"""Where the rules are."""

from __future__ import annotations

from pathlib import Path

import kb


def rules_dir(given: Path | None) -> Path:
    """Give the folder of the rules: the one given, else the wheel's, else `rules/` beside `kb/`.

    The folder need not exist; reading from it says so.
    """
    if given is not None:
        return given
    package = Path(kb.__file__).resolve().parent
    packed = package / "_rules"
    return packed if packed.is_dir() else package.parent / "rules"


def policy_ids(rules: Path) -> tuple[str, ...]:
    """Give the policies in a folder of rules: the names of its folders that have a policy.yaml, in order."""
    return tuple(sorted(path.parent.name for path in rules.glob("*/policy.yaml")))
