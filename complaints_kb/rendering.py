"""Runs MkDocs as `mkdocs build --strict` does, but turns Markdown into HTML in as many processes as there are processors.

Each page by itself, which is what takes longest; everything else MkDocs does as ever. A page that no process gives back,
for whatever reason, is made when MkDocs comes to it; what cannot be made fails as it would without all this.
"""

from __future__ import annotations

import gc
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import click
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from complaints_kb.defects import Elsewhere
from complaints_kb.passing_over import KNOWN, PassingOver
from complaints_kb.processes import shared_out

_MADE = ("content", "toc", "_title_from_render", "present_anchor_ids")
_log = logging.getLogger("mkdocs")


@dataclass(frozen=True)
class Rendered:
    """What was made of the Markdown of a page: what the page keeps, its links by path, and what was said of it."""

    markdown: str | None
    made: dict[str, Any]
    links: dict[str, dict[str, str]]
    said: list[logging.LogRecord]


class Beforehand:
    """Has all pages rendered before MkDocs comes to the first, and gives each what was made of it."""

    def __init__(self) -> None:
        """Begin with nothing rendered."""
        self.rendered: dict[str, Rendered | None] = {}

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Render the pages, now that it is known which there are."""
        pages = {one.src_uri: one.page for one in files.documentation_pages() if one.page}
        weights = {name: _weight(page.file.content_bytes) for name, page in pages.items()}
        gc.freeze()
        with suppress(Elsewhere):  # what a process cannot send is made here
            self.rendered = shared_out(lambda name: _tried(pages[name], config, files), weights)
        return nav

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Have the theme's files looked at once, not again for each page."""
        env.auto_reload = False
        return env

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let a page take what was made of its Markdown, if it was made of just this."""
        found = self.rendered.pop(page.file.src_uri, None) or _rendered(page, config, files)
        if found.markdown == markdown:
            page.render = partial(_take, page, found)  # type: ignore[method-assign]
        return markdown


def _weight(text: bytes) -> float:
    """Guess how long a page takes: by its length, without what is passed over; each page takes some time by itself."""
    return 1500 + sum(len(line) for line in text.splitlines() if not line.startswith(b"<"))


def _tried(page: Page, config: MkDocsConfig, files: Files) -> Rendered | None:
    """Render a page; what goes wrong does so again when MkDocs comes to the page, and is then told with its place."""
    try:
        return _rendered(page, config, files)
    except Exception:
        return None


def _rendered(page: Page, config: MkDocsConfig, files: Files) -> Rendered:
    raw, others = PassingOver(), config.markdown_extensions
    passing = [raw] if KNOWN.issuperset(others) else []  # what others make something of is not for us to say
    try:
        with _listening() as said:
            page.read_source(config)
            config.markdown_extensions = [*others, *passing]  # type: ignore[list-item]
            page.render(config, files)
    finally:
        config.markdown_extensions = others
    page.present_anchor_ids = (page.present_anchor_ids or set()) | raw.anchors
    links = {to.src_uri: some for to, some in (page.links_to_anchors or {}).items()}
    return Rendered(page.markdown, {name: getattr(page, name) for name in _MADE}, links, said)


def _take(page: Page, rendered: Rendered, config: MkDocsConfig, files: Files) -> None:
    """Do what `Page.render` would do."""
    for name, value in rendered.made.items():
        setattr(page, name, value)
    found = {files.get_file_from_path(name): some for name, some in rendered.links.items()}
    page.links_to_anchors = {to: some for to, some in found.items() if to}
    for one in rendered.said:
        logging.getLogger(one.name).handle(one)


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Hear what MkDocs says, in place of whoever else does."""
    others, heard = _log.handlers[:], _Heard()
    _log.handlers[:] = [heard]
    try:
        yield heard.said
    finally:
        _log.handlers[:] = others


@click.command()
@click.option("--config-file", required=True)
@click.option("--docs-dir", required=True)
@click.option("--site-dir", required=True)
def main(config_file: str, docs_dir: str, site_dir: str) -> None:
    """Build a site strictly: whatever MkDocs warns of fails it, and is told on standard error.

    Where pages are, and what they are called once they are built, is for who wrote them to say: they link to each other.
    """
    told = logging.StreamHandler()
    told.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    _log.addHandler(told)
    _log.setLevel(logging.INFO)  # never quieter, or MkDocs does not count what it then does not say
    ours: dict[str, Any] = {"docs_dir": docs_dir, "site_dir": site_dir, "use_directory_urls": False}
    config = load_config(config_file, strict=True, **ours)
    config.plugins["beforehand"] = Beforehand()  # type: ignore[assignment]  # as for a hook, its methods are enough
    build(config)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # without a word: whoever began it says what ended it
    main()
