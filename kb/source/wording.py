"""How messages quote what a file says, and what they propose instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kb.model.visible import visible as visible  # what a message quotes is seen whole

_QUOTED_LENGTH = 60
_FIGURES = {"one": "1", "two": "2", "three": "3", "four": "4"}


def quoted(text: str) -> str:
    """Give input as messages show it: in backticks, in one line, clipped."""
    clipped = text if len(text) <= _QUOTED_LENGTH else text[: _QUOTED_LENGTH - 1] + "…"
    return f"`{visible(clipped)}`"


def with_article(noun: str) -> str:
    """Give a noun as one of its kind."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def all_quoted(names: Iterable[str]) -> str:
    """Give a list of names, each in backticks."""
    return ", ".join(quoted(name) for name in names)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that was probably meant, or nothing."""
    if not name or len(name) > _QUOTED_LENGTH:
        return None
    from difflib import get_close_matches  # costs a cold start 5 ms, and only a mistake needs it

    plain = {_plain(one): one for one in known}
    found = get_close_matches(_plain(name), plain, n=1, cutoff=0.66)
    return plain[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give the help for an unknown name; empty where no known one is near."""
    meant = nearest(name, known)
    return f"did you mean {quoted(meant)}?" if meant is not None and meant != name else ""


def proposed(name: str, known: Iterable[str]) -> str:
    """Give the help for an unknown name out of a short list: the one probably meant, or else all of them."""
    known = list(known)
    return did_you_mean(name, known) or (f"it can be {all_quoted(known)}" if known else "")


def _plain(name: str) -> str:
    """Give a name as it is compared: `Stage two-requested` as `stage_2_requested`."""
    words = unicodedata.normalize("NFKC", name).casefold().replace("-", "_").replace(" ", "_").split("_")
    return "_".join(_FIGURES.get(word, word) for word in words)
