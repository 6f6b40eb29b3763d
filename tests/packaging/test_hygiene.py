"""Nothing committed depends on the machine that it was written on."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
INSTALLING = [
    *LOCKS,
    *(ROOT / name for name in ("pyproject.toml", "Makefile", ".ci/run", ".ci/check-machine")),
]
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)( ; [^\\]+)? \\$")
# Spelt so that this file does not find itself.
MACHINE_PATH = re.compile(rb"(?<![\w.~-])/(?:work|root|home)" + rb"/\w")


def tracked_files() -> list[Path]:
    """What git tracks, or would if it were added now."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout, or no git to ask")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def locked(lock: Path) -> dict[str, Version]:
    """Each package that a lock pins, by its normalised name."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {match["name"]: Version(match["version"]) for line in lines if (match := PINNED.match(line))}


def test_no_committed_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    """A path under a home or work folder is true on one machine only."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line[:100]!r}"
        for path in tracked_files()
        for number, line in enumerate(path.read_bytes().splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("path", INSTALLING, ids=lambda path: path.name)
def test_where_packages_come_from_is_left_to_the_machine(path: Path) -> None:
    """No address and no index in what installs: each machine has its own registry settings."""
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links\s*=|--trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_version_has_hashes(lock: Path) -> None:
    """A lock holds pins, hashes and comments, and nothing else."""
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    starts = [index for index, line in enumerate(lines) if not line.startswith("    --hash=sha256:")]
    assert starts
    assert all(PINNED.match(lines[start]) for start in starts)
    assert all(later - start > 1 for start, later in zip(starts, [*starts[1:], len(lines)], strict=True))


def test_the_locks_are_in_step_with_pyproject() -> None:
    """Every declared requirement is locked, in a version that it admits; `make lock` mends it."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, extras = declared["project"]["dependencies"], declared["project"]["optional-dependencies"]
    testing = [one for one in extras["test"] if one != "complaints-kb[site]"] + extras["site"]
    wanted = {
        "runtime.txt": runtime,
        "locked.txt": runtime + testing,
        "build.txt": declared["dependency-groups"]["build"],
    }
    for name, requirements in wanted.items():
        versions = locked(ROOT / "requirements" / name)
        for requirement in map(Requirement, requirements):
            version = versions.get(canonicalize_name(requirement.name))
            assert version in requirement.specifier if version else False, f"{requirement} in {name}"


def test_the_locks_agree_where_they_overlap() -> None:
    """One environment is installed from all of them."""
    everything = [pin for lock in LOCKS for pin in locked(lock).items()]
    assert len(set(everything)) == len(dict(everything))
