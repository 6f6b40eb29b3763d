"""Runs the site builder over the pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from complaints_kb.publishing import put_in_place

_SETTINGS = {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "SOURCE_DATE_EPOCH": "0",  # no day of building in the site: the same pages give the same bytes
}


def build_site(config: Path, site: Path) -> int:
    """Run the site builder strictly and put what it built in the place of `site`; give its exit code.

    What it finds goes to standard error. If that is anything, `site` stays what it was.
    """
    beside = site.with_name(site.name + ".new").absolute()
    shutil.rmtree(beside, ignore_errors=True)
    try:
        done = subprocess.run(
            _command(config, beside),
            env={**os.environ, **_SETTINGS},
            capture_output=True,
            text=True,
            check=False,
        )
        if told := [line for line in done.stderr.splitlines() if not line.startswith("INFO")]:
            print("\n".join(told), file=sys.stderr)
        if done.returncode == 0:
            put_in_place(beside, site)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return done.returncode


def _command(config: Path, site: Path) -> list[str]:
    builder = [sys.executable, "-m", "complaints_kb.rendering"]
    return [*builder, "--config-file", str(config), "--site-dir", str(site)]
