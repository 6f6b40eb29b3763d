"""Other programs of ours, each in a process of its own, which ends with this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

_ROOT = str(Path(__file__).resolve().parents[1])


def run_ours(
    module: str, arguments: Sequence[str], settings: Mapping[str, str] | None = None, *, heard: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a module of ours; `heard` if what it says is to be given back. Where this process is ended, it is too.

    It is that of the package that this one is of. What lies in the folder where one stands is not looked at: a file there
    called `mkdocs.py` is no site builder.
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    path = os.pathsep.join(filter(None, [_ROOT, os.environ.get("PYTHONPATH", "")]))
    stream = subprocess.PIPE if heard else None
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": path, **(settings or {})},
        stdout=stream,
        stderr=stream,
        text=True,
    ) as running:
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
