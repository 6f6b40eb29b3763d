"""Other programs of ours, each in a process of its own, which ends with this one.

Each is begun by this module run as a program: it watches what it is given as its standard input, a pipe whose other end
only the one that began it holds.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import NoReturn

from complaints_kb.processes import as_long_as_here, end_with

_ROOT = str(Path(__file__).resolve().parents[1])


def run_ours(
    module: str, arguments: Sequence[str], settings: Mapping[str, str] | None = None, *, heard: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a module of ours; `heard` if what it says is to be given back. However this process ends, it does too.

    It is that of the package that this one is of. What lies in the folder where one stands is not looked at: a file there
    called `mkdocs.py` is no site builder.
    """
    command = [sys.executable, "-P", "-m", "complaints_kb.running", module, *arguments]
    path = os.pathsep.join(filter(None, [_ROOT, os.environ.get("PYTHONPATH", "")]))
    stream = subprocess.PIPE if heard else None
    settings = {**os.environ, "PYTHONPATH": path, **(settings or {})}
    with (
        as_long_as_here() as (watch, _),
        subprocess.Popen(
            command, env=settings, stdin=watch, stdout=stream, stderr=stream, text=True
        ) as running,
    ):
        try:
            said, complained = running.communicate()
        except BaseException:
            running.terminate()
            raise
    return subprocess.CompletedProcess(command, running.returncode, said, complained)


@contextmanager
def put_in_order() -> Iterator[None]:
    """Have a signal to end leave nothing half done, and nothing running, as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, _ended)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _ended(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _run_watching(module: str) -> None:
    """Be a program of ours, which takes the rest of the command line, for as long as somebody holds the other end."""
    Thread(target=end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _run_watching(sys.argv.pop(1))
