"""Runs the site builder over the pages."""

from __future__ import annotations

import sys
from pathlib import Path
from signal import Signals

from complaints_kb.running import run_ours
from complaints_kb.writing import in_place_of
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source.codes import ENDED

_SETTINGS = {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "SOURCE_DATE_EPOCH": "0",  # no day of building in the site: the same pages give the same bytes
}


class _Unbuilt(Exception):
    """What keeps a site from being put in its place."""


def build_site(config: Path, docs: Path, site: Path) -> bool:
    """Run the site builder strictly over `docs` and put what it built in the place of `site`; say whether it did.

    What it finds goes to standard error. If that is anything, `site` stays what it was.

    Raises:
        Refused: the builder was ended before it had done.
    """
    try:
        with in_place_of(site) as beside:
            _run(config, docs, beside)
    except _Unbuilt:
        return False
    return True


def _run(config: Path, docs: Path, site: Path) -> None:
    arguments = [
        "--config-file",
        str(config),
        "--docs-dir",
        str(docs.absolute()),
        "--site-dir",
        str(site.absolute()),
    ]
    done = run_ours("complaints_kb.rendering", arguments, _SETTINGS, heard=True)
    if done.returncode < 0:  # what it said last, if anything, is about that
        message = f"the site builder was ended before it had done ({Signals(-done.returncode).name})"
        help = "see to it that there is memory enough, and begin again"
        raise Refused([Diagnostic(ENDED.id, message, Place(str(config)), help=help)])
    if told := [line for line in done.stderr.splitlines() if not line.startswith("INFO")]:
        print("\n".join(told), file=sys.stderr)
    if done.returncode:
        raise _Unbuilt
