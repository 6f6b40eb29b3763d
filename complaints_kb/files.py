"""Which files are meant by what was named: files, folders with all cases below them, standard input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.model.diagnostics import Diagnostic, Place
from kb.source import codes

_CASES = ".yaml"


def case_files(named: Iterable[Path]) -> tuple[list[Path], list[str], list[Diagnostic]]:
    """Give the case files, notes on files that were passed over, and what is wrong with what was named."""
    files: dict[Path, None] = {}
    notes: list[str] = []
    faults: list[Diagnostic] = []
    for one in named:
        if not one.is_dir():
            files[one] = None
            continue
        below = list(_below(one))
        found = [path for path in below if path.suffix == _CASES]
        files |= dict.fromkeys(found)
        passed = [path for path in below if path.suffix != _CASES]
        if passed:
            notes.append(_passed_over(one, passed))
        if not found:
            faults.append(_empty(one))
    return list(files), notes, faults


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _passed_over(folder: Path, passed: list[Path]) -> str:
    names = ", ".join(f"`{path.relative_to(folder)}`" for path in passed[:3])
    more = f" and {len(passed) - 3} more" if len(passed) > 3 else ""
    return f"note: in {folder}, passed over {names}{more}: cases are files that end in `{_CASES}`"


def _empty(folder: Path) -> Diagnostic:
    help = f"name a file, or a folder with files that end in `{_CASES}`"
    return Diagnostic(codes.NO_FILE.id, "there is no case in this folder", Place(str(folder)), help=help)
