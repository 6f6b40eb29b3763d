"""A YAML file as plain records, lists and text, with the place of every value and key kept.

Nothing is typed implicitly (`no` stays text), nothing means two things (no aliases, no duplicate keys), and
nothing is executed (no tags). The file is parsed once, to events, without recursion; places are worked out
late.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source import codes
from kb.source.codes import Code
from kb.source.text import place_in, text_of
from kb.source.wording import quoted, visible

DEEPEST = 40
"""How many levels of lists and mappings a file may have."""

At = tuple[str | int, ...]
"""The way to a value inside a document: keys and positions."""

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_FAULTS = 100


class _Spot:
    """Where a value stands in the text (offsets in characters), where its key does, and what is in it."""

    __slots__ = ("block", "end", "key", "parts", "start")

    def __init__(self, event: Any, *, block: bool = False) -> None:
        self.start: int = event.start_mark.index
        self.end: int = event.end_mark.index
        self.block = block
        self.key: _Spot | None = None
        self.parts: dict[str | int, _Spot] = {}


@dataclass(frozen=True)
class Document:
    """One file as read: `data` holds dicts, lists and str, and nothing else."""

    path: Path
    shown_as: str
    text: str
    data: Any
    root: _Spot = field(repr=False)

    def place(self, at: At = (), *, key: bool = False) -> Place:
        """Give the place of a value, or of its key; where there is none, of the nearest value around it."""
        spot = self.root
        for step in at:
            if step not in spot.parts:
                key = False
                break
            spot = spot.parts[step]
        if key and spot.key is not None:
            spot = spot.key
        return self._span(spot)

    def _span(self, spot: _Spot) -> Place:
        if spot.block:  # a block has no bracket to point at: its first key stands for it
            first = next(iter(spot.parts.values()), None)
            if first is not None and first.key is not None:
                return self._span(first.key)
            return place_in(self.text, spot.start, spot.start + 1, self.shown_as)
        if spot.start == spot.end and spot.key is not None:
            spot = spot.key
        return place_in(self.text, spot.start, spot.end, self.shown_as)

    def value(self, at: At) -> Any:
        """Give the value at a place; KeyError or IndexError where there is none."""
        value = self.data
        for step in at:
            value = value[step]
        return value

    @cached_property
    def sha256(self) -> str:
        """The fingerprint of the text, whatever its line endings."""
        return sha256(self.text.encode()).hexdigest()


def read(path: Path, shown_as: str | None = None) -> Document:
    """Read one YAML file; `shown_as` is how messages name it, as the user gave it.

    Raises:
        Refused: the file cannot be used, with all faults that were found up to the first that ends parsing.
    """
    shown = str(path) if shown_as is None else shown_as
    return document_of(text_of(path, shown), path, shown)


def document_of(text: str, path: Path, shown_as: str) -> Document:
    """Give the document that a text holds.

    Raises:
        Refused: as `read`.
    """
    events = _Events(text, shown_as)
    events.read()
    if not events.faults and events.root is None:
        events.faults.append(Diagnostic(codes.EMPTY_FILE.id, "the file says nothing", Place(shown_as)))
    if events.faults or events.root is None:
        raise Refused(events.faults)
    return Document(path, shown_as, text, events.data, events.root)


def named(document: Document, key: str) -> Document:
    """Give the document of one key, which stands at the beginning of the text, and of this document as its value."""
    spot = _Spot(_Stretch(0, len(document.text)))
    document.root.key = _Spot(_Stretch(0, len(key)))
    spot.parts[key] = document.root
    return replace(document, data={key: document.data}, root=spot)


class _Stretch:
    """Where something begins and ends, as events of the parser say it."""

    def __init__(self, start: int, end: int) -> None:
        self.start_mark, self.end_mark = _Mark(start), _Mark(end)


@dataclass(frozen=True, slots=True)
class _Mark:
    index: int


class _Open:
    """A list or mapping being filled; of a mapping, the key whose value comes next."""

    __slots__ = ("data", "key", "key_spot", "spot", "value_is_next")

    def __init__(self, data: dict[str, Any] | list[Any], spot: _Spot) -> None:
        self.data, self.spot = data, spot
        self.value_is_next = False
        self.key: str | None = None
        self.key_spot: _Spot | None = None


class _Events:
    """The events of one text, put together."""

    def __init__(self, text: str, shown_as: str) -> None:
        self.text, self.shown_as = text, shown_as
        self.faults: list[Diagnostic] = []
        self.data: Any = None
        self.root: _Spot | None = None
        self.open: list[_Open] = []
        self.documents = 0

    def read(self) -> None:
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                if not self.take(event) or len(self.faults) >= _MOST_FAULTS:
                    return
        except yaml.MarkedYAMLError as error:
            self.syntax(error)
        except yaml.YAMLError as error:
            message = visible(str(error).splitlines()[0].lower())
            self.faults.append(Diagnostic(codes.NOT_YAML.id, f"not yaml: {message}", Place(self.shown_as)))

    def take(self, event: Any) -> bool:
        """Take the next event; False where reading on makes no sense."""
        if isinstance(event, ScalarEvent):
            self.scalar(event)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            return self.begin(event)
        elif isinstance(event, CollectionEndEvent):
            self.end(event)
        elif isinstance(event, AliasEvent):
            self.fault(
                codes.ANCHOR,
                f"alias `*{visible(str(event.anchor))}`",
                event,
                "write the thing out at each place",
            )
            self.put("", _Spot(event), event)
        elif isinstance(event, DocumentStartEvent):
            return self.begin_document(event)
        return True

    def end(self, event: Any) -> None:
        self.open.pop().spot.end = event.end_mark.index

    def begin_document(self, event: Event) -> bool:
        self.documents += 1
        if self.documents > 1:
            self.fault(codes.SEVERAL_DOCUMENTS, "a second document begins here", event, "make a file of each")
        return self.documents == 1

    def scalar(self, event: ScalarEvent) -> None:
        self.refuse_marks(event)
        plain = not event.style
        if plain and event.value in ("", "~", "null"):
            if self.open or event.value:
                self.put("", _Spot(event), event)
        else:
            self.put(event.value, _Spot(event), event)

    def begin(self, event: MappingStartEvent | SequenceStartEvent) -> bool:
        self.refuse_marks(event)
        if len(self.open) >= DEEPEST:
            self.fault(codes.TOO_DEEP, f"nested more than {DEEPEST} levels deep", event)
            return False
        data: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        spot = _Spot(event, block=not event.flow_style)
        self.put(data, spot, event)
        self.open.append(_Open(data, spot))
        return True

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.fault(
                codes.ANCHOR,
                f"anchor `&{visible(str(event.anchor))}`",
                event,
                "write the thing out at each place",
            )
        if event.tag is not None:
            self.fault(codes.TAG, f"tag {quoted(event.tag)}", event, "remove the tag; all values are text")

    def put(self, data: Any, spot: _Spot, event: Event) -> None:
        """Put a value, or a key, where it belongs."""
        if not self.open:
            self.data, self.root = data, spot
            return
        top = self.open[-1]
        if isinstance(top.data, list):
            top.spot.parts[len(top.data)] = spot
            top.data.append(data)
        elif not top.value_is_next:
            top.key, top.key_spot, top.value_is_next = self.key(data, top, event), spot, True
        else:
            top.value_is_next = False
            if top.key is not None:
                spot.key = top.key_spot
                top.data[top.key] = data
                top.spot.parts[top.key] = spot

    def key(self, key: Any, top: _Open, event: Event) -> str | None:
        """Give the key if it can be one."""
        if isinstance(event, AliasEvent):
            return None
        if not isinstance(key, str):
            self.fault(codes.BAD_KEY, "a key is a name, not a list or a mapping", event)
        elif not key.strip():
            self.fault(codes.BAD_KEY, "an empty key", event)
        elif key == "<<" and isinstance(event, ScalarEvent) and not event.style:
            self.fault(codes.MERGE_KEY, "merge key `<<`", event, "write the keys out")
        elif key in top.data:
            first = top.spot.parts[key].key
            line = self.text.count("\n", 0, first.start) + 1 if first else 0
            self.fault(
                codes.DUPLICATE_KEY, f"duplicate key {quoted(key)}", event, f"it is first on line {line}"
            )
        else:
            return key
        return None

    def fault(self, code: Code, message: str, event: Any, help: str = "") -> None:
        place = place_in(self.text, event.start_mark.index, event.end_mark.index, self.shown_as)
        self.faults.append(Diagnostic(code.id, message, place, help=help))

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and mark.index >= len(self.text.rstrip()):
            mark = error.context_mark  # what is not closed tells more than the end of the file
        place = (
            place_in(self.text, mark.index, mark.index + 1, self.shown_as) if mark else Place(self.shown_as)
        )
        help = ""
        if error.context and error.context_mark:
            help = f"{_plain(error.context)}, from line {error.context_mark.line + 1} on"
        message = f"not yaml: {_plain(error.problem or 'it cannot be parsed')}"
        self.faults.append(Diagnostic(codes.NOT_YAML.id, message, place, help=help))


_JARGON = {
    "flow sequence": "list in brackets",
    "flow mapping": "mapping in braces",
    "block sequence": "list",
    "block mapping": "mapping",
    "block collection": "list",
    "simple key": "key",
}


def _plain(message: str) -> str:
    """Give what libyaml says, less its jargon."""
    for term, words in _JARGON.items():
        message = message.replace(term, words)
    return visible(message)
