"""The documents that policies were encoded from, on the disk of somebody who may have them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.files import Policy
from kb.source import codes
from kb.source.text import LARGEST, bytes_of, decoded


@dataclass(frozen=True)
class SourceText:
    """A document as found: its lines (the first is number 1), and whether it is the very one that was encoded."""

    path: Path
    shown_as: str
    lines: tuple[str, ...]
    unchanged: bool


def document_in(place: Path, policy: Policy, *, given: bool = False) -> Path | None:
    """Find the document of a policy in a folder, by its fingerprint or else by its name, or take the file named.

    A file that is named, or the only one in its folder, is taken as it is if the policy was `given` with it.

    Raises:
        Refused: there is no such file or folder.
    """
    paths = _files(place)
    by_print = (path for path in paths if _print_of(path) == policy.document.sha256)
    names = {_plain(policy.document.name), _plain(policy.policy)}
    by_name = (path for path in paths if _plain(path.stem) in names)
    found = next(by_print, None) or next(by_name, None)
    return paths[0] if found is None and given and len(paths) == 1 else found


def read_document(path: Path, shown_as: str, policy: Policy) -> SourceText:
    """Read the document of a policy.

    Raises:
        Refused: as `lines_and_print`.
    """
    lines, print_ = lines_and_print(path, shown_as)
    return SourceText(path, shown_as, lines, print_ == policy.document.sha256)


def lines_and_print(path: Path, shown_as: str) -> tuple[tuple[str, ...], str]:
    """Read a document: its lines, which any line ending ends, and the fingerprint of the file as it is.

    Raises:
        Refused: it cannot be read, or is no text; the message shows nothing of what is in it.
    """
    try:
        raw = bytes_of(path, shown_as)
        text = decoded(raw, shown_as)
    except Refused as refused:
        raise Refused(replace(one, place=Place(shown_as)) for one in refused.diagnostics) from None
    return tuple(text.split("\n")), sha256(raw).hexdigest()


def _files(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted(path for path in place.iterdir() if path.is_file())
    if not place.exists():
        message = "there is no such file or folder"
        raise Refused([Diagnostic(codes.NO_FILE.id, message, Place(str(place)))])
    return [place]


def _print_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return sha256(file.read(LARGEST + 1)).hexdigest()
    except OSError:  # not to be read: then it is told of only where it is the one that is wanted
        return ""


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()
