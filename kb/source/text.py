"""The text of a file, or a refusal that says where it stops being text."""

from __future__ import annotations

import re
from pathlib import Path

from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source import codes
from kb.source.codes import Code
from kb.source.wording import visible

LARGEST = 1024 * 1024
"""The size of the largest file that is read, in bytes."""

# what YAML allows (1.2, section 5.1), less the line breaks that few editors count: NEL, U+2028 and U+2029
_CONTROL = "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


def text_of(path: Path, shown_as: str) -> str:
    """Read a text file; a byte order mark is dropped and every line ends in a line feed.

    Raises:
        Refused: the file is missing, a folder, unreadable, larger than 1 MiB, not UTF-8, or has control
            characters or tabs.
    """
    text = decoded(bytes_of(path, shown_as), shown_as)
    refuse_characters(text, shown_as)
    return text


def decoded(raw: bytes, shown_as: str) -> str:
    """Give the text that a file holds, with every line ending in a line feed and no byte order mark.

    Raises:
        Refused: it is binary, or not UTF-8.
    """
    if b"\0" in raw:
        raise _refused(
            codes.NOT_TEXT,
            "this is not a text file: it has a NUL byte",
            _byte_place(raw, raw.index(0), shown_as),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # a failed decoding counts its offsets from after the byte order mark
        at = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        message = f"byte {at} (0x{raw[at]:02x}) is not utf-8"
        raise _refused(codes.NOT_UTF8, message, _byte_place(raw, at, shown_as)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def bytes_of(path: Path, shown_as: str, largest: int = LARGEST) -> bytes:
    """Read a file as it is; `largest` is the most bytes that it may have, in whole MiB.

    Raises:
        Refused: it is missing, a folder, unreadable or larger than that.
    """
    place = Place(shown_as)
    try:
        if path.is_dir():
            raise _refused(codes.IS_FOLDER, "this is a folder, not a file", place)
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except FileNotFoundError:
        raise _refused(codes.NO_FILE, "there is no such file", place) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a path"
        raise _refused(codes.UNREADABLE, f"cannot be read: {reason.lower()}", place) from None
    if len(raw) > largest:
        raise _refused(codes.TOO_LARGE, f"the file is larger than {largest // LARGEST} MiB", place)
    return raw


def refuse_characters(text: str, shown_as: str) -> None:
    """Refuse text with characters that nobody can read.

    Raises:
        Refused: it has control characters or tabs.
    """
    if text.replace("\n", "").isprintable():
        return  # as nearly every file is; compiling so large a set of characters takes longer than reading the rules
    if control := re.search(_CONTROL, text):
        message = f"control character `{visible(control[0])}`"
        raise _refused(codes.NOT_TEXT, message, place_in(text, control.start(), control.end(), shown_as))
    if (tab := text.find("\t")) >= 0:
        place = place_in(text, tab, tab + 1, shown_as)
        raise _refused(codes.TAB, "tab character", place, "write spaces")


def place_in(text: str, start: int, end: int, shown_as: str) -> Place:
    """Give the place of a stretch of text, as far as its first line goes."""
    begins = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", start)
    line = text[begins : ends if ends >= 0 else len(text)]
    length = max(1, min(end, begins + len(line)) - start)
    return Place(shown_as, text.count("\n", 0, start) + 1, start - begins + 1, length, line)


def _byte_place(raw: bytes, at: int, shown_as: str) -> Place:
    before = raw[:at].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    rest = raw[at : at + 200].decode("utf-8", "replace")
    return place_in(before + rest, len(before), len(before) + 1, shown_as)


def _refused(code: Code, message: str, place: Place, help: str = "") -> Refused:
    return Refused([Diagnostic(code.id, message, place, help=help)])
