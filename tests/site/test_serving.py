"""`kb site serve`: on this machine only, new when a file changes, and as it was while one is wrong."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from complaints_kb.serving import changes_of
from tests.doors.running import run
from tests.loading import ROOT

PATIENCE = 120  # seconds, of which a machine with nothing else to do needs four
MAIN = Path("rules/bakery/main.yaml")
PAGE = "policies/bakery/reply.html"


def until(so: Callable[[], str | bool | None]) -> str:
    """Wait for something that is sure to come, and give it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := so():
            return str(found)
        time.sleep(0.1)
    pytest.fail("it did not come")


def listen() -> None:
    """Have Ctrl-C heard by a command even where the tests run in the background, in which shells have it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def served(small: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The command, running, and the file with what it says; it ends with the test."""
    command = [sys.executable, "-m", "complaints_kb", "--rules", "rules", "site", "serve", "--port", "0"]
    said = small / "said"
    with said.open("wb") as stream:
        running = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=stream,
            stderr=stream,
            preexec_fn=listen,
        )
    try:
        yield running, said
    finally:
        running.kill()
        running.wait()


def read(address: str) -> str:
    """Give a page."""
    with urlopen(address + PAGE, timeout=10) as page:
        assert page.headers["Cache-Control"] == "no-store"
        return str(page.read(), "utf-8")


def test_a_change_is_shown_and_a_wrong_one_is_told(served: tuple[subprocess.Popen[bytes], Path]) -> None:
    """Of a policy that cannot be published the old page is shown on; Ctrl-C ends it without a word too many."""
    running, said = served
    address = until(lambda: "".join(re.findall(r"(http://\S+) shows", said.read_text())))
    assert address.startswith("http://127.0.0.1:")
    assert "inside three working days" in read(address)
    with pytest.raises(URLError):
        urlopen(address.replace("127.0.0.1", "127.0.0.2"), timeout=10)
    rules = MAIN.read_text()
    MAIN.write_text(rules.replace("inside three working days", "before the third working day is over"))
    until(lambda: "before the third working day is over" in read(address))
    MAIN.write_text(rules.replace("gist: A reply", "gits: A reply"))
    until(lambda: "the site stays as it was" in said.read_text())
    assert re.search(r"error\[K101\].*\n\s*--> rules/bakery/main.yaml:", said.read_text())
    assert "before the third working day is over" in read(address)
    running.send_signal(signal.SIGINT)
    assert running.wait(PATIENCE) == 0
    assert "Traceback" not in said.read_text()


@pytest.mark.usefixtures("small")
def test_a_port_that_is_taken_is_told_before_anything_is_built() -> None:
    """One line with a code, and the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("--rules", "rules", "site", "serve", "--port", port)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[0].startswith(
        f"error[K633]: the site cannot be shown on port {port}: address already in use"
    )
    assert f"--> 127.0.0.1:{port}" in done.stderr
    assert not Path("build").exists()


def test_what_vanishes_while_it_is_looked_at_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is taken away between its name and its files is a change like others."""
    rules = tmp_path / "rules"
    for name in ("a", "b"):
        (rules / name).mkdir(parents=True)
        (rules / name / "one.yaml").touch()
    looking, gone = os.scandir, str(rules / "a")

    def vanishing(folder: str | Path) -> object:
        if str(folder) == gone:
            shutil.rmtree(gone, ignore_errors=True)
        return looking(folder)

    changed = changes_of([rules, tmp_path / "none.md"])
    monkeypatch.setattr(os, "scandir", vanishing)
    changed()
    assert [one.name for one in rules.iterdir()] == ["b"]
