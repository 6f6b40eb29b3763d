"""From where pydantic says an error is to where that stands in the file."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from kb.source.yaml_nodes import At

# `{done: x, by: y}` is checked as `{day: x, on-or-before: y}`, `{passed: x}` as `{day: …, after: x}`
_WRITTEN_AS = {"day": "done", "on-or-before": "by", "after": "passed"}


def located(data: Any, start: At, error: ErrorDetails) -> At:
    """Give the way to the value that an error is about.

    pydantic's way has pieces that are not in the file (tags of unions, names of types), and a tag may look
    like a key. So every subset of pieces that leads somewhere is followed, and the end that is the very
    value which pydantic complained about wins, or else the deepest that resembles it.
    """
    pieces = error["loc"]
    if error["type"] == "missing":
        pieces = pieces[:-1]
    ends = _ends(_at(data, start), start, pieces)
    if error["type"] == "extra_forbidden":
        ends = {way: value for way, value in ends.items() if way and way[-1] == pieces[-1]} or ends
    about = error["input"]
    same = [way for way, value in ends.items() if value is about]
    alike = [way for way, value in ends.items() if type(value) is type(about)]
    return max(same or alike or list(ends), key=len)


def _ends(value: Any, start: At, pieces: tuple[int | str, ...]) -> dict[At, Any]:
    ends = {start: value}
    for piece in pieces:
        for way, here in list(ends.items()):
            step = _step(here, piece)
            if step is not None:
                ends[(*way, step)] = here[step]
    return ends


def _step(value: Any, piece: int | str) -> int | str | None:
    if isinstance(value, dict):
        return next((key for key in (piece, _WRITTEN_AS.get(str(piece))) if key in value), None)
    fits = isinstance(value, list) and isinstance(piece, int) and piece < len(value)
    return piece if fits else None


def _at(data: Any, way: At) -> Any:
    for step in way:
        data = data[step]
    return data
