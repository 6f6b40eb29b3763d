"""Writes a file whole or not at all: beside its place, and then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kb.model.diagnostics import Diagnostic, Place, Refused


def write_file(path: Path, text: str) -> None:
    """Write a text file, so that no half of it is ever there; a plain file of this name is replaced.

    Raises:
        Refused: there is a folder, a link or a device of this name, or the folder cannot be written in.
    """
    try:
        if path.is_dir():
            raise _refused(path, "this is a folder: name a file in it")
        if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
            raise _refused(path, "this is no plain file, so it is left as it is")
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError | ValueError) -> Refused:
    reason = (error.strerror if isinstance(error, OSError) else None) or "not a path"
    return _refused(path, f"cannot be written: {reason.lower()}")


def _refused(path: Path, message: str) -> Refused:
    from kb.source.codes import UNWRITABLE

    help = "name a file that is not there yet, or a plain one, in a folder that can be written in"
    return Refused([Diagnostic(UNWRITABLE.id, message, Place(str(path)), help=help)])
