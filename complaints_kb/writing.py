"""Files and folders that `kb` writes: beside the place and then renamed, so that no half of one is ever there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source.codes import NOT_WRITABLE

_HELP = "name a file in a folder that you may write in"


def write_beside(path: Path, text: str) -> None:
    """Write a file, or write it anew; what a link leads to is written, and the link stays.

    Raises:
        Refused: it is a folder or a device, or the machine does not let it be written; then nothing has changed.
    """
    try:
        if path.is_dir():
            raise _refused(path, "this is a folder")
        if path.exists() and not path.is_file():
            raise _refused(path, "this is no plain file")
        _write(path.resolve(), text)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go in a circle
        raise _refused(path, (getattr(error, "strerror", None) or str(error)).lower()) from None


@contextmanager
def in_place_of(folder: Path) -> Iterator[Path]:
    """Give where to make a folder, and put what is made there in the place of `folder`; if anything goes wrong, nothing.

    What was there has another name while the two change places; whoever comes next finds it by that.
    """
    new, gone = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
    _put_back(gone, folder)
    _clear(new)
    try:
        yield new
        _clear(gone)
        if os.path.lexists(folder):
            folder.rename(gone)
        new.rename(folder)
        _clear(gone)
    finally:
        _put_back(gone, folder)
        _clear(new)


def _put_back(gone: Path, folder: Path) -> None:
    """Undo half an exchange, whatever broke it off."""
    if os.path.lexists(gone) and not os.path.lexists(folder):
        gone.rename(folder)


def _clear(path: Path) -> None:
    """Remove a folder with all that is in it, or whatever else has its name."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; one that leads nowhere, or can be no path, does not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _write(path: Path, text: str) -> None:
    mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(mode & 0o7777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(path: Path, why: str) -> Refused:
    return Refused([Diagnostic(NOT_WRITABLE.id, f"cannot be written: {why}", Place(str(path)), help=_HELP)])
