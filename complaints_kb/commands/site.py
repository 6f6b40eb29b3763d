"""`kb site`: the rules, published as pages that anyone can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.progress import watched
from complaints_kb.refusals import tell

if TYPE_CHECKING:
    from complaints_kb.desk import Desk

HELP = """Publish the rules as pages that anyone can read. Run it where mkdocs.yml is.

\b
  kb site build            the pages in build/docs, the site in build/site
  kb site serve            the same, shown on this machine; built again when a file changes
"""
BUILD_HELP = """Write the pages to build/docs and the site to build/site.

First everything is checked, as `kb check` does; if anything is found, nothing is written. The links and anchors of all
pages are checked, too. Needs the packages of `site`: pip install 'complaints-kb[site]'.
"""
SERVE_HELP = """Build the site, show it on this machine only, and build it again when a file of it changes.

Ends with Ctrl-C. A change that fails leaves the site as it was, and says why.
"""
CONFIG, CONTENT, DOCS, SITE = Path("mkdocs.yml"), Path("site"), Path("build/docs"), Path("build/site")
CHANGES = Path("CHANGELOG.md")
CASES = 200
"""How many cases are made up for each procedure in the check: as many as `kb check` does."""


@click.group(help=HELP)
def site() -> None:
    """Group what is done with the site."""


@site.command(help=BUILD_HELP)
@click.pass_context
def build(ctx: click.Context) -> None:
    """Check, write and build; leave as `kb check` does if anything is found, with 1 if a page is wrong."""
    _ready()
    ctx.exit(_build(ctx.obj))


@site.command(help=SERVE_HELP)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, metavar="N",
              help="The port to show it on.")  # fmt: skip
@click.pass_context
def serve(ctx: click.Context, port: int) -> None:
    """Build, show, and build again on each change."""
    from complaints_kb.desk import Desk
    from complaints_kb.serving import changes_of, serving

    _ready()
    code = _build(ctx.obj)
    if code:
        ctx.exit(code)
    rules = Desk(ctx.obj).library.rules
    with serving(SITE, port) as address:
        click.echo(f"{address} shows the site; Ctrl-C ends", err=True)
        for _ in changes_of([rules, CONTENT, CONFIG, CHANGES]):
            click.echo("something changed: building again", err=True)
            _build(ctx.obj)


def _ready() -> None:
    """Refuse to begin where there is nothing to build, or nothing to build it with."""
    from importlib.util import find_spec

    if not CONFIG.is_file() or not CONTENT.is_dir():
        raise click.UsageError("there is no mkdocs.yml with a folder `site` here: go to where they are")
    if find_spec("mkdocs") is None or find_spec("material") is None:
        raise click.UsageError("the site needs packages that are not here: pip install 'complaints-kb[site]'")


def _build(rules: Path | None) -> int:
    from complaints_kb.checking import Check, WatchingDesk
    from complaints_kb.desk import Desk

    desk = WatchingDesk(rules)
    run = Check(desk, desk.library.ids, CASES)
    run.go(watched)
    tell([*run.faults, *run.findings])
    if run.faults or any(one.level == "error" for one in run.findings):
        click.echo("the rules are not in order, so no page was written", err=True)
        return 3 if run.disagreed else 2 if run.faults else 1
    return _write(Desk(rules))


def _write(desk: Desk) -> int:
    from complaints_kb.publishing import book_of, build_site, write_pages

    changes = CHANGES.read_text(encoding="utf-8") if CHANGES.is_file() else ""
    book = book_of(desk, changes, watched)
    count = write_pages(book, CONTENT, DOCS)
    click.echo(f"{DOCS}: {count} pages")
    code = build_site(CONFIG, SITE)
    if code:
        click.echo("the site was not built: see above", err=True)
        return 1
    click.echo(f"{SITE}: the site; open {SITE / 'index.html'}")
    return 0
