"""Ids of nodes as local parts of qualified names, and back.

A local part (PROV-N, production 53) may hold letters, digits and `_ . - ~`, and any octet as `%XX`; it may begin with
neither `-` nor `.`, and not end with `.`. Ids of nodes hold blanks, `=`, `/`, `:` and more.
"""

from __future__ import annotations

from urllib.parse import quote, unquote


def local_part(text: str) -> str:
    """Spell text as a local part: what it may not hold as the octets of its UTF-8."""
    escaped = quote(text, safe="")
    if escaped.startswith(("-", ".")):
        escaped = _octet(escaped[0]) + escaped[1:]
    return escaped[:-1] + _octet(".") if escaped.endswith(".") else escaped


def text_of(local: str) -> str:
    """Give the text that a local part spells."""
    return unquote(local, errors="strict")


def _octet(char: str) -> str:
    return f"%{ord(char):02X}"
