"""Whatever ends a build, a signal or a lack of memory: nothing runs on, nothing is half done, and one line says so."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from complaints_kb.cli import main
from complaints_kb.defects import Elsewhere
from complaints_kb.processes import shared_out
from complaints_kb.writing import in_place_of
from kb.model.diagnostics import Diagnostic, Place, Refused
from tests.doors.running import run
from tests.loading import ROOT
from tests.site.test_serving import PATIENCE, listen, until

BUILD = ("--rules", "rules", "site", "build")
CHECKING = """
import os, sys, time
from pathlib import Path
from complaints_kb import parts, processes
from complaints_kb.cli import main

def part_of(rules, name):
    Path(f"{name}.pid").write_text(str(os.getpid()))
    time.sleep(600)

parts.part_of, processes.processors = part_of, lambda: 2
main(["--rules", "rules", "site", "build"])
"""
HOOK = """
import os, time
from pathlib import Path

def on_pre_build(config):
    Path(config.site_dir).mkdir()
    Path("builder.new").write_text(str(os.getpid()))
    Path("builder.new").rename("builder.pid")
    {then}
"""


def second(name: str) -> None:
    """Add a policy to the small site: a copy by another name."""
    header = copytree("rules/bakery", Path("rules", name)) / "policy.yaml"
    header.write_text(header.read_text().replace("policy: bakery", f"policy: {name}"))


def begun(*command: str) -> subprocess.Popen[str]:
    """Begin a program in a group of its own, as a shell does; what it says is kept."""
    return subprocess.Popen(
        [sys.executable, *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=listen,
    )


def runs(process: int) -> bool:
    """Whether a process does anything any more."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def written(*names: str) -> list[int]:
    """Wait until processes have written what they are numbered, and give it."""
    until(lambda: all(Path(one).exists() and Path(one).read_text() for one in names))
    return [int(Path(one).read_text()) for one in names]


def to_all(running: subprocess.Popen[str], number: int) -> None:
    """Send a signal as a terminal does."""
    os.killpg(running.pid, number)


to_one = subprocess.Popen.send_signal
TOLD = [(to_one, signal.SIGINT, 130), (to_all, signal.SIGINT, 130), (to_one, signal.SIGTERM, 143)]
KILLED = (to_one, signal.SIGKILL, -signal.SIGKILL)


@pytest.mark.parametrize(("send", "number", "code"), [*TOLD, KILLED])
@pytest.mark.usefixtures("small")
def test_a_check_that_is_ended_leaves_no_process_behind(
    send: Callable[[subprocess.Popen[str], int], None], number: int, code: int
) -> None:
    """Ctrl-C says one word; whatever the end is, the other process has its end with it."""
    second("butcher")
    with begun("-c", CHECKING) as running:
        pids = written("bakery.pid", "butcher.pid")
        assert len({*pids, running.pid}) == 2
        send(running, number)
        said, complained = running.communicate(timeout=PATIENCE)
    assert running.returncode == code
    assert (said, complained.split()) == ("", ["interrupted"] if code == 130 else [])
    until(lambda: not any(map(runs, pids)))
    assert not Path("build").exists()


@pytest.mark.parametrize(("send", "number", "code"), [*TOLD, KILLED])
@pytest.mark.usefixtures("small")
def test_a_builder_ends_with_the_command_that_began_it(
    send: Callable[[subprocess.Popen[str], int], None], number: int, code: int
) -> None:
    """And what it had begun to write is cleared away, by the next build if this one cannot."""
    hooked("time.sleep(600)")
    with begun("-m", "complaints_kb", *BUILD) as running:
        pids = written("builder.pid")
        send(running, number)
        _, complained = running.communicate(timeout=PATIENCE)
    assert running.returncode == code
    assert complained.split() == (["interrupted"] if code == 130 else [])
    until(lambda: not any(map(runs, pids)))
    left = {"site.new"} if number == signal.SIGKILL else set()
    assert {one.name for one in Path("build").iterdir()} == {"docs", ".building", *left}


def hooked(then: str) -> None:
    """Have the builder say that it has begun, and then do something."""
    Path("hook.py").write_text(HOOK.format(then=then))
    with Path("mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.usefixtures("small")
def test_a_server_that_is_ended_ends_the_build_that_it_began(number: signal.Signals) -> None:
    """Command, build and builder are a chain of three."""
    hooked("time.sleep(600)")
    with begun("-m", "complaints_kb", "--rules", "rules", "site", "serve", "--port", "0") as running:
        pids = written("builder.pid")
        running.send_signal(number)
        running.communicate(timeout=PATIENCE)
    assert running.returncode == (143 if number == signal.SIGTERM else -number)
    until(lambda: not any(map(runs, pids)))
    assert Path("build/site.new").exists() == (number == signal.SIGKILL)


@pytest.mark.usefixtures("small")
def test_a_check_whose_process_was_killed_is_told_with_the_policies(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it happens where memory runs out: a code, and what was not checked."""
    second("butcher")
    here = os.getpid()

    def killed(*_: object) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("complaints_kb.processes.processors", lambda: 2)
    monkeypatch.setattr("complaints_kb.parts.part_of", killed)
    done = run(*BUILD)
    assert done.exit_code == 2
    first, *_ = done.stderr.splitlines()
    assert first == "error[K636]: the process that checked `butcher` was ended"
    assert not Path("build").exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("small")
def test_a_builder_that_was_killed_is_told(number: signal.Signals) -> None:
    """And nothing that it said; the site that was there stays."""
    hooked(f"os.write(2, b'Traceback'); os.kill(os.getpid(), {number.value}); time.sleep(600)")
    Path("build/site").mkdir(parents=True)
    done = run(*BUILD)
    assert done.exit_code == 2
    first, *others = done.stderr.splitlines()
    assert first == f"error[K636]: the site builder was ended before it had done ({number.name})"
    assert [one.split()[0] for one in others] == ["-->", "help:"]
    assert {one.name for one in Path("build").iterdir()} == {"docs", "site", ".building"}


def test_what_goes_wrong_in_another_process_goes_wrong_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that it says."""
    monkeypatch.setattr("complaints_kb.processes.processors", lambda: 2)
    here, found = os.getpid(), Diagnostic("K636", "as told", Place("there", 3))

    def refusing(name: str) -> str:
        if os.getpid() != here:
            raise Refused([found])
        return name

    with pytest.raises(Refused) as refused:
        shared_out(refusing, {"a": 1.0, "b": 1.0})
    assert [*refused.value.diagnostics] == [found]


class Odd(Exception):
    """An error that is not made of what it says."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def odd() -> None:
    """Go wrong."""
    raise Odd("this", "that")


@pytest.mark.parametrize(
    ("work", "kind", "place", "said"),
    [
        (odd, "Odd", f"test_ending.py:{odd.__code__.co_firstlineno + 2}", "this and that"),
        (lambda: lambda: None, "PicklingError|AttributeError", r"processes\.py:\d+", ".*pickle.*lambda.*"),
    ],
    ids=["an error", "a result"],
)
def test_a_defect_in_another_process_is_told_by_its_own_place(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    work: Callable[[], object],
    kind: str,
    place: str,
    said: str,
) -> None:
    """Whatever sort of error it is, and if what was done cannot be sent; nobody sees a traceback."""
    monkeypatch.setattr("complaints_kb.processes.processors", lambda: 2)
    here = os.getpid()

    def working(_: str) -> object:
        return None if os.getpid() == here else work()

    with pytest.raises(Elsewhere) as wrong:
        shared_out(working, {"a": 1.0, "b": 1.0})
    for pattern, found in zip((kind, place, said), wrong.value.args, strict=True):
        assert re.fullmatch(pattern, found)
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("small")
def test_a_defect_in_the_check_of_a_policy_is_told_with_the_line_that_has_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not with the line that heard of it."""
    second("butcher")
    monkeypatch.setattr("complaints_kb.processes.processors", lambda: 2)
    monkeypatch.setattr("complaints_kb.parts.part_of", lambda _, name: odd() if name == "butcher" else None)
    with pytest.raises(SystemExit):
        main(BUILD)
    line = odd.__code__.co_firstlineno + 2
    assert (
        f"error[K900]: this is a defect of `kb`, not of your files: Odd at test_ending.py:{line}: this and that"
        in (capsys.readouterr().err)
    )


def test_where_processes_cannot_be_forked_one_does_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system that has no such thing."""
    monkeypatch.setattr("complaints_kb.processes.get_all_start_methods", lambda: ["spawn"])
    assert shared_out(lambda _: os.getpid(), dict.fromkeys("abc", 1.0)) == dict.fromkeys("abc", os.getpid())


def test_a_folder_is_put_in_place_whole_or_not_at_all(tmp_path: Path) -> None:
    """What an earlier one left behind is in nobody's way."""
    there, left = tmp_path / "there", [tmp_path / f"there.{ending}" for ending in ("new", "old")]
    for one in (there, *left):
        one.mkdir()
        (one / "older").touch()
    with in_place_of(there) as beside:
        beside.mkdir()
        (beside / "newer").touch()
        assert [one.name for one in there.iterdir()] == ["older"]
    assert [one.name for one in there.iterdir()] == ["newer"]
    assert [*tmp_path.iterdir()] == [there]


def make_anew(folder: Path) -> None:
    """Put a new folder in the place of one."""
    with in_place_of(folder) as beside:
        beside.mkdir()
        (beside / "newer").touch()


@pytest.mark.parametrize(("renamed", "there"), [(1, "older"), (2, "newer")])
def test_a_signal_while_folders_change_places_leaves_one_of_them_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renamed: int, there: str
) -> None:
    """Just after either of the two steps: what was there, or what was made, and the signal is what is told."""
    folder, rename, calls = tmp_path / "site", Path.rename, []
    folder.mkdir()
    (folder / "older").touch()

    def interrupted(path: Path, to: Path) -> None:
        rename(path, to)
        calls.append(path)
        if len(calls) == renamed:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make_anew(folder)
    assert [one.name for one in folder.iterdir()] == [there]
    assert not (tmp_path / "site.new").exists()


def test_what_was_there_is_found_again_by_the_next(tmp_path: Path) -> None:
    """Killed between the two steps, nothing is lost, even if the next one fails as well."""
    (tmp_path / "site.old").mkdir()
    (tmp_path / "site.old" / "older").touch()
    with pytest.raises(KeyboardInterrupt), in_place_of(tmp_path / "site"):
        raise KeyboardInterrupt
    assert [one.name for one in (tmp_path / "site").iterdir()] == ["older"]
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("ending", ["", ".old", ".new"])
@pytest.mark.parametrize("put", [Path.touch, lambda path: path.symlink_to("nowhere")], ids=["file", "link"])
def test_what_is_no_folder_is_in_nobodys_way(
    tmp_path: Path, put: Callable[[Path], None], ending: str
) -> None:
    """A file, or a link that leads nowhere, gives way as a folder does."""
    put(tmp_path / f"site{ending}")
    make_anew(tmp_path / "site")
    assert [one.name for one in (tmp_path / "site").iterdir()] == ["newer"]
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("small")
def test_what_lies_in_the_folder_is_no_program_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A `mkdocs.py` beside `mkdocs.yml` is not the builder, and a Python that is told to be safe finds it as well."""
    for name in ("mkdocs.py", "markdown.py"):
        Path(name).write_text("raise SystemExit('taken over')\n")
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    done = run(*BUILD)
    assert (done.exit_code, done.stderr) == (0, "")
    assert Path("build/site/index.html").exists()
