"""Shows a folder of pages on this machine, and watches files for changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from complaints_kb.running import run_ours
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source.codes import PORT_TAKEN

HERE = "127.0.0.1"
"""Nobody but this machine is shown anything."""
_EVERY = 0.3  # seconds


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files, says nothing of it, and lets no browser keep an old page."""

    def log_message(self, format: str, *args: Any) -> None:
        return

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def serving(folder: Path, port: int) -> Iterator[str]:
    """Show a folder on 127.0.0.1 for as long as the context lasts; port 0 takes any that is free.

    Raises:
        Refused: the port cannot be had.
    """
    try:
        server = ThreadingHTTPServer((HERE, port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        message = f"the site cannot be shown on port {port}: {(error.strerror or str(error)).lower()}"
        place, help = Place(f"{HERE}:{port}"), "name another port with `--port`"
        raise Refused([Diagnostic(PORT_TAKEN.id, message, place, help=help)]) from None
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HERE}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def again(rules: Path) -> int:
    """Build the site by the command that does, in a process of its own, which reads everything anew; give its exit code."""
    return run_ours("complaints_kb", ["--rules", str(rules), "site", "build"]).returncode


def changes_of(places: Iterable[Path]) -> Callable[[], None]:
    """Remember how files at or below some places are now; give what waits until one has changed since it last did."""
    places = list(places)
    seen = [_state(places)]

    def wait() -> None:
        while (now := _state(places)) == seen[0]:
            time.sleep(_EVERY)
        seen[0] = now

    return wait


def _state(places: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Give when each file was last written, and how long it is; what vanishes meanwhile is not there."""
    found = {}
    for path in (path for place in places for path in (place, *_below(place))):
        try:
            stat = path.stat()
        except OSError:
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def _below(folder: Path) -> Iterator[Path]:
    for inside, _, files in os.walk(folder):  # which passes over what it cannot look into
        yield from (Path(inside, name) for name in files)
