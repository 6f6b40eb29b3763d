"""Measures `kb site build` end to end, on copies of a real policy in a temporary folder; prints what each part takes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

from complaints_kb.building import build_site
from complaints_kb.desk import Desk
from complaints_kb.parts import found, parts
from complaints_kb.publishing import rules_of, write_files
from explain.pages.site import shared_pages
from kb.source.policies import rules_at

HERE = Path(__file__).parents[1]
CONTENT, CONFIG = HERE / "site", HERE / "mkdocs.yml"
GOALS = ((500, "at most 15 s and 60 MB"), (2_000, "at most 60 s"))
Times = dict[str, float]


def publishing(policy: str) -> None:
    """Build sites of synthetic policies, each a copy of a real one by another name."""
    for most, goal in GOALS:
        with TemporaryDirectory() as folder:
            copies = copied(policy, most, Path(folder))
            times: Times = {}
            before = processor()
            pages = built(Path(folder), times)
            worked = processor() - before
            size = sum(
                one.stat().st_size for one in (Path(folder) / "build" / "site").rglob("*") if one.is_file()
            )
        parted = ", ".join(f"{name} {took:.1f} s" for name, took in times.items())
        print(f"publishing: {pages:,} pages of {copies} copies of {policy}: {sum(times.values()):.1f} s ({parted}; "
            f"{worked:.1f} s of processors), "
              f"{size / 1e6:.0f} MB ({goal})")  # fmt: skip


def processor() -> float:
    """Give the seconds that processors have worked for this program and those that it ran."""
    return sum(one.ru_utime + one.ru_stime for one in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def copied(policy: str, most: int, folder: Path) -> int:
    """Make as many copies as have room in so many pages, with examples twice for the rest; give how many there are."""
    source, rules = rules_at(), folder / "rules"
    others = [one.parent.name for one in source.glob("*/policy.yaml")]
    shutil.copytree(source, rules, ignore=shutil.ignore_patterns(*others))
    shared = [one for one in shared_pages(rules_of(Desk(source), "", [policy])) if policy not in one.path]
    pages = len(shared) + len([*(CONTENT / "pages").glob("*.md")])
    number, rest = divmod(most - pages, _pages(source / policy))
    copies = [_copy(source / policy, rules / f"{policy}-{one}") for one in range(1, number + 1)]
    examples = sorted((source / policy).glob("examples/*.yaml"))
    for one in range(rest):
        example = examples[one // number]
        shutil.copy(example, copies[one % number] / "examples" / f"{example.stem}-again.yaml")
    return number


def _copy(policy: Path, copy: Path) -> Path:
    """Copy a policy under another name."""
    shutil.copytree(policy, copy)
    header = copy / "policy.yaml"
    text = re.sub(rf"(?m)^policy: {policy.name}$", f"policy: {copy.name}", header.read_text(encoding="utf-8"))
    header.write_text(text, encoding="utf-8")
    return copy


def _pages(policy: Path) -> int:
    """Count the pages of a policy: its clauses and examples, its own, its lists, and two for each procedure."""
    clauses = sum(
        len(re.findall(r"(?m)^  - clause: ", one.read_text(encoding="utf-8")))
        for one in policy.glob("*.yaml")
    )
    return clauses + len([*policy.glob("examples/*.yaml")]) + 2 + 2


@contextmanager
def timed(times: Times, name: str) -> Iterator[None]:
    """Keep how long something takes."""
    start = perf_counter()
    yield
    times[name] = perf_counter() - start


def built(folder: Path, times: Times) -> int:
    """Do what `kb site build` does, part by part; give how many pages there are."""
    desk, docs = Desk(folder / "rules"), folder / "build" / "docs"
    shutil.copy(CONFIG, folder)
    shutil.copytree(CONTENT, folder / CONTENT.name)
    with timed(times, "check, assess and word"):
        made = parts(folder / "rules", list)
        assert not [one for one in found(desk, made) if one.level == "error"]
    with timed(times, "write"):
        shared = [(one.path, one.text()) for one in shared_pages(rules_of(desk, ""))]
        pages = write_files([*shared, *(file for one in made for file in one.files)], CONTENT, docs)
    with timed(times, "build"):
        assert build_site(folder / CONFIG.name, docs, folder / "build" / "site")
    return pages
