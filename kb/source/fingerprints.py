"""The fingerprints of the files of rules that answers by one policy are made by."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kb.model.files import OUT_OF_SCOPE, Policy
from kb.source.policies import Library
from kb.source.text import text_of


def fingerprints(library: Library, policy: Policy) -> dict[str, str]:
    """Give the SHA-256 of each file by its place in the folder of rules: vocabulary, conventions, the policy's own.

    Of the text, whatever its line endings. Questions, examples and reasons in unshown.yaml bear on no answer.

    Raises:
        Refused: a file has become unreadable since the policy was read.
    """
    rules = library.rules
    names = [*policy.procedures, *((OUT_OF_SCOPE,) if policy.scope else ())]
    parts = dict.fromkeys(part for name in names for part in policy.parts_of(name))
    own = [rules / policy.policy / f"{name}.yaml" for name in ("policy", *parts)]
    shared = [rules / "vocabulary.yaml", *(rules / "conventions").glob("*.yaml")]
    return {path.relative_to(rules).as_posix(): _fingerprint(path) for path in sorted([*shared, *own])}


def _fingerprint(path: Path) -> str:
    return sha256(text_of(path, str(path)).encode()).hexdigest()
