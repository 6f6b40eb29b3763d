"""A JSON file as plain records, lists, text and whole numbers; the place of a value is worked out when it is asked for.

What JSON leaves to its reader is refused: a key that comes twice, a number that is not whole, half a character.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source import codes
from kb.source.codes import Code
from kb.source.text import LARGEST, bytes_of, decoded, place_in
from kb.source.wording import quoted
from kb.source.yaml_nodes import DEEPEST, At

LARGEST_JSON = 16 * LARGEST
"""The size of the largest JSON file that is read, in bytes."""

_MOST_DIGITS = 18
_BLANK = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
_SURROGATE = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<half>\\u[dD][89a-fA-F]..)")
_SAYINGS = {
    "Expecting value": "a value is expected here",
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting property name enclosed in double quotes": "a key in double quotes is expected here",
    "Extra data": "the value has ended, and more follows",
    "Invalid control character at": "a control character in text",
}


@dataclass(frozen=True)
class JsonText:
    """One JSON file as read."""

    path: Path
    shown_as: str
    text: str
    data: Any

    def value(self, at: At) -> Any:
        """Give the value at a place; KeyError or IndexError where there is none."""
        value = self.data
        for step in at:
            value = value[step]
        return value

    def place(self, at: At = (), *, key: bool = False) -> Place:
        """Give the place of a value, or of its key; where there is none, of the nearest value around it."""
        return place_in(self.text, *_span(self.text, at, key), self.shown_as)


def read_json(path: Path, shown_as: str, help: str = "") -> JsonText:
    """Read one JSON file; `help` says where a sound one is to be had.

    Raises:
        Refused: it cannot be read, is larger than 16 MiB, not UTF-8, not JSON, or nested more than 40 levels deep;
            or a key comes twice, or a number is not whole.
    """
    try:
        text = decoded(bytes_of(path, shown_as, LARGEST_JSON), shown_as)
        return _Parsed(path, text, shown_as).document()
    except Refused as refused:
        raise Refused(replace(one, help=one.help or help) for one in refused.diagnostics) from None


class _Odd:
    """Stands for a number that is refused."""

    def __init__(self, text: str) -> None:
        self.text = text


class _Repeating(dict[str, Any]):
    """A record that has a key twice."""

    key: str


class _Parsed:
    """A text while it is parsed; what is odd in it is looked for only where there is any."""

    def __init__(self, path: Path, text: str, shown_as: str) -> None:
        self.path, self.text, self.shown_as = path, text, shown_as
        self.odd = False

    def document(self) -> JsonText:
        self._refuse_depth()
        try:
            data = json.loads(self.text, object_pairs_hook=self._record, parse_int=self._whole,
                              parse_float=self._number, parse_constant=self._number)  # fmt: skip
        except json.JSONDecodeError as error:
            raise self._syntax(error) from None
        document = JsonText(self.path, self.shown_as, self.text, data)
        if self.odd:
            raise Refused(_oddities(document))
        for found in _SURROGATE.finditer(self.text):
            if half := found["half"]:
                raise self._refused(codes.NOT_JSON, f"half a character {quoted(half)}", *found.span())
        return document

    def _record(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        self.odd, repeating = True, _Repeating(found)
        seen: set[str] = set()
        repeating.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return repeating

    def _whole(self, text: str) -> int | _Odd:
        return int(text) if len(text) <= _MOST_DIGITS else self._number(text)

    def _number(self, text: str) -> _Odd:
        self.odd = True
        return _Odd(text)

    def _refuse_depth(self) -> None:
        depth = 0
        for token in _TOKEN.finditer(self.text):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
            if depth > DEEPEST:
                message = f"nested more than {DEEPEST} levels deep"
                raise self._refused(codes.TOO_DEEP, message, token.start(), token.end())

    def _syntax(self, error: json.JSONDecodeError) -> Refused:
        if not self.text.strip():
            return Refused([Diagnostic(codes.EMPTY_FILE.id, "the file says nothing", Place(self.shown_as))])
        end = len(self.text.rstrip())
        begun = any(word.startswith(self.text[error.pos : end]) for word in ("true", "false", "null"))
        if begun or error.msg.startswith("Unterminated string"):  # nothing at all begins every word
            return self._refused(codes.NOT_JSON, "not json: the file breaks off", end - 1, end)
        said = _SAYINGS.get(error.msg, error.msg.lower().removesuffix(" at"))
        return self._refused(codes.NOT_JSON, f"not json: {said}", error.pos, error.pos + 1)

    def _refused(self, code: Code, message: str, start: int, end: int) -> Refused:
        return Refused([Diagnostic(code.id, message, place_in(self.text, start, end, self.shown_as))])


def _oddities(document: JsonText) -> list[Diagnostic]:
    """Give a diagnostic for each key that comes twice and each number that is not whole."""
    found: list[Diagnostic] = []
    waiting: list[tuple[At, Any]] = [((), document.data)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, _Repeating):
            said, where = f"duplicate key {quoted(value.key)}", document.place((*at, value.key), key=True)
            found.append(Diagnostic(codes.DUPLICATE_KEY.id, said, where))
        if isinstance(value, _Odd):
            said = f"{quoted(value.text)} is not a whole number of at most {_MOST_DIGITS} digits"
            found.append(Diagnostic(codes.NOT_JSON.id, said, document.place(at)))
        parts = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        waiting += [((*at, step), part) for step, part in parts]
    return sorted(found, key=lambda one: (one.place.line, one.place.column))


# --- places: the text is read again as far as the value; of a key that comes twice, the last one counts ---

_SCAN = json.JSONDecoder(
    parse_int=str
).raw_decode  # for where a value ends: how large a number is, is no matter


def _span(text: str, at: At, key: bool) -> tuple[int, int]:
    """Give where a value, or its key, begins and ends."""
    start, its_key = _skip(text, 0), (0, 0)
    for number, step in enumerate(at):
        found = _part(text, start, step)
        if found is None:
            key = key and number == len(at)
            break
        its_key, start = found
    return its_key if key and its_key[1] else (start, _SCAN(text, start)[1])


def _part(text: str, start: int, step: str | int) -> tuple[tuple[int, int], int] | None:
    """Give the key of a part of a list or record, and where the part begins."""
    if text[start] not in "[{":
        return None
    found, count, here = None, 0, _skip(text, start + 1)
    while text[here] not in "]}":
        name: str | int = count
        key = (here, here)
        if text[start] == "{":
            name, end = _SCAN(text, here)
            key, here = (here, end), _skip(text, _skip(text, end) + 1)
        if name == step:
            found = key, here
        here = _skip(text, _SCAN(text, here)[1])
        here, count = _skip(text, here + 1) if text[here] == "," else here, count + 1
    return found


def _skip(text: str, here: int) -> int:
    blank = _BLANK.match(text, here)
    return blank.end() if blank else here
