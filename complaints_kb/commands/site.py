"""`kb site`: the rules, published as pages that anyone can read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.progress import watched
from complaints_kb.refusals import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_kb.desk import Desk
    from complaints_kb.parts import Part

HELP = """Publish the rules as pages that anyone can read. Run it where mkdocs.yml is.

\b
  kb site build            the pages in build/docs, the site in build/site
  kb site serve            the same, shown on this machine; built again when a file changes
"""
BUILD_HELP = """Write the pages to build/docs and the site to build/site.

First everything is checked, as `kb check` does; if that fails, nothing is written, and it leaves as `kb check` would. The
links and anchors of all pages are checked, too. Needs the packages of `site`: pip install 'complaints-kb[site]'.
"""
SERVE_HELP = """Build the site, show it on this machine only, and build it again when a file of it changes.

Ends with Ctrl-C. A change that cannot be published leaves the site as it was, and says why.
"""
CONFIG, CONTENT, DOCS, SITE = Path("mkdocs.yml"), Path("site"), Path("build/docs"), Path("build/site")
CHANGES = Path("CHANGELOG.md")


@click.group(help=HELP)
def site() -> None:
    """Group what is done with the site."""


@site.command(help=BUILD_HELP)
@click.pass_context
def build(ctx: click.Context) -> None:
    """Check, write and build; leave as `kb check` does if anything is found, with 1 if a page is wrong."""
    from complaints_kb.running import put_in_order

    _ready()
    with put_in_order():
        code = _build(ctx.obj)
    ctx.exit(code)


@site.command(help=SERVE_HELP)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="N",
              help="The port to show it on; 0 for any that is free.")  # fmt: skip
@click.pass_context
def serve(ctx: click.Context, port: int) -> None:
    """Build, show, and build again on each change; what cannot be begun with leaves as it does in `build`."""
    from complaints_kb.desk import Desk
    from complaints_kb.running import put_in_order
    from complaints_kb.serving import again, changes_of, serving

    _ready()
    rules = Desk(ctx.obj).library.rules
    changed = changes_of([rules, CONTENT, CONFIG, CHANGES])
    with put_in_order(), serving(SITE, port) as address:
        if code := again(rules):
            ctx.exit(code)
        click.echo(f"{address} shows the site; Ctrl-C ends", err=True)
        with suppress(KeyboardInterrupt):
            while True:
                changed()
                click.echo("something changed: building again", err=True)
                if again(rules):
                    click.echo("the site stays as it was", err=True)


def _ready() -> None:
    """Refuse to begin where there is nothing to build, or nothing to build it with."""
    from importlib.util import find_spec

    from kb.model.diagnostics import Diagnostic, Place, Refused
    from kb.source.codes import NO_BUILDER, NO_SITE

    if not CONFIG.is_file() or not CONTENT.is_dir():
        message = "there is no `mkdocs.yml` with a folder `site` here"
        raise Refused([Diagnostic(NO_SITE.id, message, Place(str(Path.cwd())), help="go to where they are")])
    missing = [f"`{name}`" for name in ("mkdocs", "material") if find_spec(name) is None]
    if missing:
        message = f"the site cannot be built without {' and '.join(missing)}"
        help = "pip install 'complaints-kb[site]'"
        raise Refused([Diagnostic(NO_BUILDER.id, message, Place(str(CONFIG)), help=help)])


def _build(rules: Path | None) -> int:
    from complaints_kb.desk import Desk
    from complaints_kb.parts import found, parts

    desk, changes = Desk(rules), _changes()
    made = parts(rules, watched)
    tell(found(desk, made))
    if code := max((one.code for one in made), default=0):
        click.echo("the rules are not in order, so no page was written", err=True)
        return code
    return _write(desk, made, changes)


def _changes() -> str:
    """Give the text of the changelog, if there is one; a pipe, say, would be waited for without end."""
    from kb.model.diagnostics import Diagnostic, Place, Refused
    from kb.source.codes import IS_FOLDER
    from kb.source.text import bytes_of, decoded

    if not CHANGES.exists():
        return ""
    if not CHANGES.is_file():
        raise Refused([Diagnostic(IS_FOLDER.id, "this is no file of text", Place(str(CHANGES)))])
    return decoded(bytes_of(CHANGES, str(CHANGES)), str(CHANGES))


def _write(desk: Desk, made: Sequence[Part], changes: str) -> int:
    from complaints_kb.publishing import one_at_a_time

    with one_at_a_time(DOCS.parent):
        return _written(desk, made, changes)


def _written(desk: Desk, made: Sequence[Part], changes: str) -> int:
    from complaints_kb.building import build_site
    from complaints_kb.publishing import rules_of, write_files
    from explain.pages.site import shared_pages

    shared = [(one.path, one.text()) for one in shared_pages(rules_of(desk, changes))]
    count = write_files([*shared, *(file for part in made for file in part.files)], CONTENT, DOCS)
    click.echo(f"{DOCS}: {count} pages")
    if not build_site(CONFIG, DOCS, SITE):
        click.echo("the site was not built: see above", err=True)
        return 1
    click.echo(f"{SITE}: the site; open {SITE / 'index.html'}")
    return 0
