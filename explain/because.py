"""One step of an explanation, with the steps that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explain.graph import own_id


@dataclass(frozen=True, slots=True)
class Because:
    """One step of an explanation.

    `said` are its words, `gist` what the clause says that it follows from, `by` the clauses cited, `origin`
    from whom it is known. `parts` are what it rests on; a step that was told before has none, and is `told`.
    """

    id: str
    said: str
    kind: str
    truth: str | None = None
    gist: str = ""
    by: tuple[str, ...] = ()
    origin: str = ""
    parts: tuple[Because, ...] = ()
    told: bool = False


def apart(step: Because) -> object:
    """Give what tells a step from the same one under another account: nothing does if they are told alike."""
    return own_id(step.id), step.said, step.origin, tuple(map(apart, step.parts))


def same_thing(line: Because, part: Because) -> bool:
    """Whether a condition and the one fact that it tests are about the same thing."""
    return (
        own_id(part.id).startswith(("fact ", "presumption "))
        and line.said.partition(": ")[0] == part.said.partition(": ")[0]
    )


def plainly_stated(part: Because) -> bool:
    """Whether a part is a stated fact that adds nothing to a comparison that names its day."""
    return part.kind == "stated fact" and part.origin == "stated" and not part.parts


def so(line: Because, part: Because) -> Because:
    """Tell a test of a fact as the fact, and what follows from it where the words differ."""
    if line.truth == "fails":
        return replace(part, said=f"{part.said}, so {line.said.partition(': ')[2]}")
    return part


def all_steps(trees: tuple[Because, ...]) -> Iterator[Because]:
    """Give every step, from the top down."""
    for one in trees:
        yield one
        yield from all_steps(one.parts)
