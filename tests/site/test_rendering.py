"""Pages are made in several processes, and much of them is passed over: what comes of it is what MkDocs alone would make."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from complaints_kb import rendering
from complaints_kb.building import build_site
from complaints_kb.processes import shared_out, shares
from complaints_kb.rendering import Rendered
from tests.doors.running import run
from tests.loading import ROOT

WRITTEN = """# Written by hand

A _word_ and **another**, `code with [brackets]`, 3 &lt; 4 &amp; 5, <https://example.org>,
a \\*star\\* and ![](assets/site.css).

See [the glossary][words], [words], and [what is raw](#raw).

[words]: glossary.md

<div class="kb-told">
<p id="raw">Raw, with *stars* and <a name="place">a place</a>.</p>
</div>

<div markdown="1">

- A point with a [link](index.md)

<table>
<tr>
<td>Raw inside</td>
</tr>
</table>

</div>

<div>

Raw *with* room, and <p>unfinished

</div>

<details><summary>One</summary><details><summary>inside</summary></details></details>

    <div>code</div>

| One | Two |
| --- | --- |
| _a_ | [b](index.md) { data-label="Two" } |
"""


def alone(folder: Path) -> Path:
    """Build with the command of MkDocs."""
    site = folder / "alone"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    settings = {**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, env=settings, check=True, capture_output=True)
    return site


def said(folder: Path) -> dict[str, str]:
    """The pages, and what is searched, but for empty lines between elements."""
    names = [*folder.rglob("*.html"), folder / "search" / "search_index.json"]
    texts = {str(one.relative_to(folder)): one.read_text(encoding="utf-8") for one in names}
    return {name: re.sub(r"(\n|\\n)+", "\n", text) for name, text in texts.items()}


@pytest.mark.usefixtures("small")
def test_pages_are_what_mkdocs_alone_would_make_of_them(small: Path) -> None:
    """Generated ones, and one that has of each thing that Markdown knows; only lines without anything may differ."""
    Path("site/pages/written.md").write_text(WRITTEN, encoding="utf-8")
    assert run("--rules", "rules", "site", "build").exit_code == 0
    ours, theirs = said(Path("build/site")), said(alone(small))
    assert "written.html" in ours
    assert "<em>word</em>" in ours["written.html"]
    assert ours == theirs


SMART = """# Smart

"Straight" quotes -- and so on... as the HTML says.

*[HTML]: a language of pages

<p>"Raw" HTML -- as it is.</p>
"""


@pytest.mark.usefixtures("small")
def test_extensions_that_somebody_adds_are_heeded(small: Path) -> None:
    """What they look for is not known here, so nothing is passed over."""
    settings = Path("mkdocs.yml").read_text(encoding="utf-8")
    more = settings.replace("  - attr_list\n", "  - attr_list\n  - abbr\n  - smarty\n  - pymdownx.mark\n")
    Path("mkdocs.yml").write_text(more, encoding="utf-8")
    Path("site/pages/smart.md").write_text(SMART + "\nAll ==marked== here.\n", encoding="utf-8")
    assert run("--rules", "rules", "site", "build").exit_code == 0
    ours, theirs = said(Path("build/site")), said(alone(small))
    for sign in ("&ldquo;", "&ndash;", "&hellip;", "<abbr", "<mark>"):
        assert sign in ours["smart.html"]
    assert ours == theirs


@pytest.mark.usefixtures("small")
def test_where_pages_are_is_not_for_the_settings_to_say() -> None:
    """The pages are written where they are written, and lead to each other as files."""
    settings = Path("mkdocs.yml").read_text(encoding="utf-8")
    for line in ("docs_dir: build/docs", "site_dir: build/site", "use_directory_urls: false"):
        assert f"\n{line}\n" in settings
    for line in ("docs_dir: build/docs", "site_dir: build/site"):
        settings = settings.replace(line, "")
    settings = settings.replace("use_directory_urls: false", "use_directory_urls: true")
    Path("mkdocs.yml").write_text(settings, encoding="utf-8")
    done = run("--rules", "rules", "site", "build")
    assert (done.exit_code, done.stderr) == (0, "")
    assert Path("build/site/policies/bakery/reply.html").exists()
    assert not [*Path("build/site").rglob("reply/index.html")]


@pytest.mark.usefixtures("small")
def test_several_processes_render_what_one_renders(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many processors there are; what one that is killed does not give back is made by another."""
    assert run("--rules", "rules", "site", "build").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    here, tried = os.getpid(), rendering._tried

    def noted(page: Page, config: MkDocsConfig, files: Files) -> Rendered | None:
        Path("by").mkdir(exist_ok=True)
        Path("by", str(os.getpid())).touch()
        return tried(page, config, files)

    def killed(page: Page, config: MkDocsConfig, files: Files) -> Rendered | None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return tried(page, config, files)

    one = rendered(1, tried, monkeypatch)
    assert rendered(3, noted, monkeypatch) == one
    assert len([*Path("by").iterdir()]) == 3
    assert rendered(3, killed, monkeypatch) == one


def rendered(
    processes: int, with_: Callable[..., Rendered | None], patch: pytest.MonkeyPatch
) -> dict[str, bytes]:
    """Build the pages that are there in so many processes, and give the site."""
    patch.setattr("complaints_kb.processes.processors", lambda: processes)
    patch.setattr("complaints_kb.rendering._tried", with_)
    site = Path("rendered").absolute()
    shutil.rmtree(site, ignore_errors=True)
    settings = [
        "--config-file",
        "mkdocs.yml",
        "--docs-dir",
        str(Path("build/docs").absolute()),
        "--site-dir",
        str(site),
    ]
    done = CliRunner().invoke(rendering.main, settings)
    assert done.exit_code == 0, done.output
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_link_to_a_place_in_what_is_passed_over_is_no_broken_link(tmp_path: Path) -> None:
    """The ids of raw HTML count, in the page itself and elsewhere; others are missed."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: S\nvalidation: {links: {anchors: warn}}\n")
    (docs / "index.md").write_text('# A\n\n<div id="here">\n<p id=there>B</p>\n</div>\n\n[here](#here)\n')
    for anchor, found in (("there", True), ("nowhere", False)):
        (docs / "b.md").write_text(f"# B\n\n[there](index.md#{anchor})\n")
        assert build_site(tmp_path / "mkdocs.yml", docs, tmp_path / "site") is found


def test_a_page_that_cannot_be_made_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whichever process came upon it."""
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "site" / "pages", docs)
    (docs / "wrong.md").write_bytes(b"# Caf\xe9\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: S\n")
    assert not build_site(tmp_path / "mkdocs.yml", docs, tmp_path / "site")
    assert "wrong.md" in capfd.readouterr().err


def test_work_is_divided_by_weight() -> None:
    """The heaviest first, each to whoever has least; the same each time."""
    weights = {"a": 1.0, "b": 5.0, "c": 3.0, "d": 3.0}
    assert shares(weights, 2) == [["b", "a"], ["c", "d"]]
    assert shares(dict(reversed(weights.items())), 2) == [["b", "a"], ["c", "d"]]
    assert shares(weights, 1) == [["b", "c", "d", "a"]]
    assert shares({}, 2) == [[], []]


def test_what_a_process_does_not_give_back_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two processes the other one ends: what this one did is there."""
    monkeypatch.setattr("complaints_kb.processes.processors", lambda: 2)
    here = os.getpid()
    weights = dict.fromkeys("abcd", 1.0)
    assert shared_out(str.upper, weights) == {"a": "A", "b": "B", "c": "C", "d": "D"}

    def ending(name: str) -> str:
        if os.getpid() != here:
            os._exit(3)
        return name.upper()

    assert shared_out(ending, weights) == {"a": "A", "c": "C"}
