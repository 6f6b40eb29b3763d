"""`kb new-policy`: the files of a policy to be written."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import click

HELP = """Begin a policy: a folder with its header, a clause for each line of its document, and an example.

\b
  kb new-policy my-council --document page.txt --confirmed 2026-11-22
  kb check my-council                         what is missing, one place after the other
With --rules DIR the folder is made in DIR, which is given the shared vocabulary and conventions if it has none.
The document is not copied: of each line only its number and fingerprint are kept.
"""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TAKEN = (
    "policy",
    "scope",
    "unshown",
    "examples",
    "out_of_scope",
    "any",
)  # files of a policy, and words of rules
_PROCEDURE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@click.command("new-policy", help=HELP)
@click.argument("name")
@click.option(
    "--document", type=click.Path(path_type=Path), metavar="FILE", help="The text to encode, in UTF-8."
)
@click.option("--title", default="", help="What the policy is called.")
@click.option(
    "--procedure", default="main", show_default=True, help="The name of its procedure, in snake_case."
)
@click.option(
    "--confirmed",
    metavar="DATE",
    required=True,
    help="The day the document was last looked at. No clock is read.",
)
@click.pass_context
def new_policy(
    ctx: click.Context, name: str, document: Path | None, title: str, procedure: str, confirmed: str
) -> None:
    """Write the files beside, then rename the whole folder into place."""
    from complaints_kb.commands.new import check_day
    from complaints_kb.scaffold import Scaffold
    from kb.source.text import text_of

    check_day(confirmed, "--confirmed")
    if not _NAME.fullmatch(name):
        raise click.UsageError(f"`{name}` is no name for a policy: write lower-case words joined by `-`")
    if not _PROCEDURE.fullmatch(procedure) or procedure in _TAKEN:
        raise click.UsageError(
            f"`{procedure}` is no name for a procedure: write lower-case words joined by `_`"
        )
    rules = _rules(ctx.obj)
    if (rules / name).exists():
        raise click.UsageError(f"there is a policy `{name}` already: {rules / name}")
    content = b""
    if document is not None:
        text_of(document, str(document))  # refuses what is no text, with its place
        content = document.read_bytes()
    files = Scaffold(name, title, procedure, document.name if document else "", content, confirmed).files()
    _write(rules / name, files)
    click.echo(f"{rules / name}: {len(files)} files; `kb check {name}` says what is missing")


def _rules(given: Path | None) -> Path:
    """Give the folder to write in, with the shared files in it."""
    from kb.source.places import rules_dir

    shared = rules_dir(None)
    rules = given or shared
    if rules == shared and shared.name == "_rules":
        raise click.UsageError(
            "the rules that came with `kb` are not to be written in: name a folder with --rules DIR"
        )
    if not (rules / "vocabulary.yaml").exists():
        rules.mkdir(parents=True, exist_ok=True)
        shutil.copytree(shared / "conventions", rules / "conventions", dirs_exist_ok=True)
        for path in shared.glob("*.yaml"):
            shutil.copyfile(path, rules / path.name)
    return rules


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write beside the folder and rename, so that no half of a policy is ever there."""
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for path, text in files.items():
            (beside / path).parent.mkdir(exist_ok=True)
            (beside / path).write_text(text, encoding="utf-8")
        beside.chmod(0o755)
        beside.rename(folder)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise click.UsageError(f"`{folder}` cannot be written: {(error.strerror or '').lower()}") from None
