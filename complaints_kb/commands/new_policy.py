"""`kb new-policy`: the files of a policy to be written."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import click

HELP = """Begin a policy: a folder with its header, a clause for each line of its document, and an example.

\b
  kb new-policy my-council --document page.txt --confirmed 2026-11-22
  kb check my-council                         what is missing, one place after the other
With --rules DIR the folder is made in DIR, which is given the shared vocabulary and conventions if it has none.
The document is not copied: of each line only its number and fingerprint are kept.
"""
_BLANK = ("null",)  # which is nothing in a rule file
_ANOTHER = "give it another name"
_TAKEN = ("scope", "examples", *_BLANK)  # of the folder; others are in kb.source.headers


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
    from kb.source.documents import lines_and_print
    from kb.source.headers import HEADER, REASONS, RESERVED
    from kb.source.known_names import misnamed

    check_day(confirmed, "--confirmed")
    if (wrong := misnamed(name, "a policy", file=True)) or name in _BLANK:
        raise click.UsageError(f"`{name}` is no name for a policy: {wrong[2] if wrong else _ANOTHER}")
    if (wrong := misnamed(procedure, "a procedure")) or procedure in {HEADER, REASONS, *RESERVED, *_TAKEN}:
        raise click.UsageError(f"`{procedure}` is no name for a procedure: {wrong[2] if wrong else _ANOTHER}")
    rules, shared = _rules(ctx.obj)
    if (rules / name).exists():
        raise click.UsageError(f"there is a policy `{name}` already: {rules / name}")
    lines, print_ = lines_and_print(document, str(document)) if document else (("",), sha256().hexdigest())
    called = document.name if document else ""
    files = Scaffold(name, title, procedure, called, lines, print_, confirmed).files()
    _write(rules / name, files, shared)
    click.echo(f"{rules / name}: {len(files)} files; `kb check {name}` says what is missing")


def _rules(given: Path | None) -> tuple[Path, Path | None]:
    """Give the folder to write in, and the one that has the shared files, where the first has none."""
    from kb.source.places import rules_dir

    shared = rules_dir(None)
    rules = given or shared
    if rules == shared and shared.name == "_rules":
        raise click.UsageError(
            "the rules that came with `kb` are not to be written in: name a folder with --rules DIR"
        )
    return rules, None if (rules / "vocabulary.yaml").exists() else shared


def _write(folder: Path, files: dict[str, str], shared: Path | None) -> None:
    """Write beside the folder and rename, so that no half of a policy is ever there; take back what came to nothing."""
    made: list[Path] = []
    try:
        made += _missing_folders(folder.parent)
        folder.parent.mkdir(parents=True, exist_ok=True)
        for path, to in _shared_files(shared, folder.parent) if shared else ():
            made += _copied(path, to)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        made.append(beside)
        for name, text in files.items():
            (beside / name).parent.mkdir(exist_ok=True)
            (beside / name).write_text(text, encoding="utf-8")
        beside.chmod(0o755)
        beside.rename(folder)
    except OSError as error:
        for path in reversed(made):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        raise click.UsageError(f"`{folder}` cannot be written: {(error.strerror or '').lower()}") from None


def _missing_folders(folder: Path) -> list[Path]:
    return [one for one in (*reversed(folder.parents), folder) if not one.exists()]


def _shared_files(shared: Path, rules: Path) -> list[tuple[Path, Path]]:
    """Give what policies share (the conventions, the vocabulary and the standard questions), and where it goes."""
    paths = [*sorted(shared.glob("*.yaml")), *sorted((shared / "conventions").glob("*.yaml"))]
    return [(path, rules / path.relative_to(shared)) for path in paths]


def _copied(path: Path, to: Path) -> list[Path]:
    """Copy a file, unless there is one already; give what was made."""
    if to.exists():
        return []
    made = _missing_folders(to.parent)
    to.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, to)
    return [*made, to]
