"""The site, built once for all tests, and a browser to look at it with."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from complaints_kb.building import build_site
from complaints_kb.desk import Desk
from complaints_kb.parts import checked
from complaints_kb.publishing import rules_of, write_files
from complaints_kb.serving import serving
from explain.pages.book import Book
from explain.pages.site import pages
from tests.loading import ROOT


@pytest.fixture(scope="session")
def book() -> Book:
    """All that the pages tell."""
    rules = rules_of(Desk(None), (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    each = (replace(one, cases=tuple(checked(None, one.id, cases=0).worked)) for one in rules.policies)
    return replace(rules, policies=tuple(each))


@pytest.fixture(scope="session")
def rules() -> Book:
    """The same without worked cases, which take long."""
    return rules_of(Desk(None), "")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder with `docs` and `site`; of several workers the first builds it, and the others wait."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / "the-site"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "build" / "site").exists():
            files = ((one.path, one.text()) for one in pages(request.getfixturevalue("book")))
            write_files(files, ROOT / "site", folder / "build" / "docs")
            shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
            shutil.copytree(ROOT / "site", folder / "site")
            assert build_site(folder / "mkdocs.yml", folder / "build" / "docs", folder / "build" / "site")
    return folder / "build"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to build a small site in, of one made-up policy; it is where one stands."""
    monkeypatch.chdir(begun(tmp_path))
    return tmp_path


def begun(folder: Path) -> Path:
    """Put into a folder all that a small site is built from."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "site", folder / "site")
    shutil.copytree(ROOT / "tests" / "check" / "rules", folder / "rules")
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is shown."""
    with serving(site / "site", 0) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's browser; it asks nobody for anything."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("no `chromium` here; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()
