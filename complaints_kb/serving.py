"""Shows a folder of pages on this machine, and watches files for changes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import click

_EVERY = 0.5  # seconds


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
        UsageError: the port is taken.
    """
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        said = (error.strerror or "").lower()
        raise click.UsageError(f"port {port} cannot be used: {said}; name another with --port") from None
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def changes_of(places: Iterable[Path]) -> Iterator[None]:
    """Wait for ever, and give a sign each time a file at or below one of the places has changed."""
    places = list(places)
    before = _state(places)
    while True:
        time.sleep(_EVERY)
        now = _state(places)
        if now != before:
            yield
            before = now


def _state(places: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    files = (path for place in places for path in (place.rglob("*") if place.is_dir() else (place,)))
    found = {}
    for path in files:
        try:
            stat = path.stat()
        except OSError:
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size)
    return found
