"""The one way to write a record down, so that equal records have equal bytes, and the digests that are made of them.

JSON with keys in the order of their code points, no blanks between tokens, characters as they are (UTF-8) but for those
that JSON must escape, whole numbers only, and one line feed at the end. `jq -cS .` writes the same, but for U+007F.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

NOT_DIGESTED = ("digest", "environment")


def canonical(record: BaseModel | Mapping[str, Any]) -> bytes:
    """Write a record of text, whole numbers, yes and no, nothing, lists and records in its canonical form."""
    plain = record.model_dump(mode="json", by_alias=True) if isinstance(record, BaseModel) else record
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def sha256_of(record: BaseModel | Mapping[str, Any]) -> str:
    """Give the SHA-256 of a record in canonical form, in hexadecimal."""
    return sha256(canonical(record)).hexdigest()


def digest_of(receipt: Mapping[str, Any]) -> str:
    """Give the digest of a receipt: of all of it but the digest itself and the environment that it was made in."""
    return sha256_of({key: part for key, part in receipt.items() if key not in NOT_DIGESTED})
