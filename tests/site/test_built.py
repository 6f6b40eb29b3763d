"""The site as it is built: strict about links, the same each time, and of one piece."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
import yaml

from complaints_kb.building import build_site
from complaints_kb.publishing import write_files
from explain.pages.book import Book
from tests.loading import ROOT


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.to: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.to += [found[key] or "" for key in ("href", "src") if key in found and tag != "base"]
        self.ids += [found["id"] or ""] if "id" in found else []


def _read(path: Path) -> _Links:
    links = _Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    """Each address is a file of the site, each anchor an element there; nothing points elsewhere."""
    root = site / "site"
    pages = {path: _read(path) for path in root.rglob("*.html")}
    wrong = []
    for path, links in pages.items():
        base = root if path.name == "404.html" else path.parent
        for link in links.to:
            if urlsplit(link).scheme or link.startswith("//"):
                wrong.append((path, link))
                continue
            to, anchor = urldefrag(link)
            there = (
                path
                if not to
                else (root / to.lstrip("/") if to.startswith("/") else base / unquote(to)).resolve()
            )
            there = there / "index.html" if there.is_dir() else there
            if not there.exists() or (anchor and there in pages and unquote(anchor) not in pages[there].ids):
                wrong.append((path, link))
    assert wrong == []
    assert len(pages) > 500


def test_no_id_is_used_twice_on_a_page(site: Path) -> None:
    """An anchor leads to one place."""
    for path in (site / "site").rglob("*.html"):
        ids = [one for one in _read(path).ids if not one.startswith("__")]
        assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize(
    ("line", "sound"),
    [("[there](b.md#there)", True), ("[gone](c.md)", False), ("[gone](b.md#gone)", False)],
)
def test_a_broken_link_fails_the_build(tmp_path: Path, line: str, sound: bool) -> None:
    """A link to no page, or to no place on a page, is no small thing."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    for key in ("nav", "extra_css", "extra_javascript", "extra"):
        settings.pop(key)
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    shutil.copytree(ROOT / "site", tmp_path / "site")
    docs = tmp_path / "build" / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text(f"# A\n\n{line}\n", encoding="utf-8")
    (docs / "b.md").write_text("# B\n\n## There { #there }\n", encoding="utf-8")
    assert build_site(tmp_path / "mkdocs.yml", docs, tmp_path / "build" / "site") is sound
    assert (tmp_path / "build" / "site").exists() is sound


def test_a_page_that_is_gone_goes_from_the_folder(tmp_path: Path) -> None:
    """What is written takes the place of what was there."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "old.md").write_text("# Old\n", encoding="utf-8")
    write_files([("new.md", "# New\n")], ROOT / "site", docs)
    assert (docs / "new.md").read_text(encoding="utf-8") == "# New\n"
    assert not (docs / "old.md").exists()
    assert [*tmp_path.iterdir()] == [docs]


def test_site_holds_no_program_and_is_never_what_is_built() -> None:
    """`site` is content: Python's own module of that name and the builder's usual folder have nothing to do with it."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_dir"] == "build/site"
    assert settings["docs_dir"] == "build/docs"
    assert [*(ROOT / "site").rglob("*.py")] == []
    assert "kb site build" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()[0]


def test_every_clause_has_one_page_and_every_rule_one_place(book: Book, site: Path) -> None:
    """What is encoded can be looked up, and so can what is not."""
    docs = site / "docs"
    for policy in book.policies:
        for clause in policy.clauses:
            assert (docs / policy.clause_path(clause)).exists()
        for name, procedure in policy.procedures.items():
            text = (docs / policy.rules_path(name)).read_text(encoding="utf-8")
            anchors = re.findall(r"\{ #(\S+) \}", text)
            assert len(anchors) == len(set(anchors))
            assert text.count("\n### ") == len(procedure.rules)
