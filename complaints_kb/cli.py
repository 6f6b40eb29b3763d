"""The command `kb`: its group of commands, each imported when it is used, and the last resort for defects.

Nothing here, in `--help` or in completion imports pydantic or networkx: the shell calls `kb` on every Tab.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from complaints_kb import __version__

_COMMANDS = {
    "new": "print a case file to fill in",
    "assess": "say what follows from cases",
    "why": "say why a conclusion is, is not, or is not yet drawn",
    "why-not": "say why a conclusion does not have a value",
    "graph": "draw why a conclusion came out as it did",
    "timeline": "draw the time limits of a case, and how each act stands to them",
    "ledger": "print or draw a deadline day by day, as a calendar",
    "needs": "say what is missing, and what it would settle",
    "contrast": "say why a conclusion has one value and not another",
    "what-if": "say what would be otherwise if some facts were",
    "sweep": "try a day of a case day by day: what flips, when, by which clause",
    "latest": "say until when something can happen for a conclusion to hold",
    "replay": "assess the case of a receipt again, and compare",
    "verify": "check that every step of an answer follows, without an engine",
    "prov": "give the reasons as W3C PROV, for other programs",
    "test": "run the examples of policies",
    "check": "find what is missing from policies, and what clashes",
    "sources": "hold documents against what was encoded from them",
    "new-policy": "begin a policy to be written",
    "policies": "list the policies",
    "vocabulary": "look up facts and conclusions",
    "site": "publish the rules as pages that anyone can read",
    "schema": "print a JSON schema: of an answer, a case or a rule file",
}

HELP = """What follows from a complaints procedure for one complaint, and which clause says so.

\b
A first case, from nothing to a reason:
  kb policies                                 which procedures there are
  kb new housing-association > case.yaml      a case to fill in: questions and values
  (fill in what is known; leave the rest as it is)
  kb assess case.yaml                         where it stands, what is next, what is late
  kb why case.yaml stage_1_response.timeliness
  kb why-not case.yaml stage=complete         what keeps it from that
  kb needs case.yaml                          what is missing, what settles most first

\b
Results go to standard output, everything else to standard error. Exit codes:
  0  fine
  1  findings: an example that fails, a check or a replay that finds something
  2  wrong usage, or a file that cannot be used
  3  the two engines disagree, so no answer is given

\b
Names complete with Tab (policies, conclusions, case files) after
  eval "$(_KB_COMPLETE=bash_source kb)"       zsh_source for zsh
  _KB_COMPLETE=fish_source kb | source        for fish
"""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands, in the order of use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in _COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(import_module(f"complaints_kb.commands.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; leave with 2 where files cannot be used, with 3 where engines differ."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            code = _told(error)
            if code is None:
                raise
            ctx.exit(code)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; of one that there is not, say which was probably meant."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            from kb.source.wording import did_you_mean

            meant = did_you_mean(name, _COMMANDS) or "`kb --help` lists the commands"
            raise click.UsageError(f"there is no command `{name}`: {meant}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--rules",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder of rules, in place of those that came with `kb`.",
)
@click.version_option(__version__, prog_name="kb", message="%(prog)s %(version)s")
@click.pass_context
def kb(ctx: click.Context, rules: Path | None) -> None:
    """Keep the folder of rules for the command."""
    ctx.obj = rules


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `kb` and leave with its exit code; nobody is ever shown a traceback."""
    # looking for plugins reads the metadata of every package
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if hasattr(signal, "SIGPIPE"):  # whoever read our output has gone: end as `cat` does, not with "findings"
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    gc.disable()  # while all is loaded; `explain.pace` sets it going again
    try:
        code = kb.main(arguments, prog_name="kb", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(_interrupted())
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        sys.exit(_misused(error))
    except OSError as error:  # the machine's, not ours: a full disk, a closed output
        sys.exit(_unwritable(error))
    except Exception as error:
        click.echo(_defect(error), err=True)
        sys.exit(2)


def _told(error: Exception) -> int | None:
    """Tell an error by its diagnostics and give the exit code; nothing if it has none."""
    from complaints_kb.refusals import tell
    from kb.model.diagnostics import Refused

    if isinstance(error, Refused):
        tell(error.diagnostics)
        return 2
    if type(error).__name__ == "Disagreement":  # by name: its module imports the engines
        tell([error.diagnostic])  # type: ignore[attr-defined]
        return 3
    return None


def _misused(error: click.ClickException) -> int:
    """Tell a command line that cannot be read, in our own form: what is wrong, and where it says how it is used."""
    from complaints_kb.refusals import tell
    from kb.model.diagnostics import Diagnostic, Place
    from kb.source.codes import MISUSED

    said = re.sub(r"'([^']*)'", r"`\1`", " ".join(error.format_message().split())).rstrip(".")
    said = said.replace(". Did you mean", ": did you mean")
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "kb"
    help = f"`{path} --help` says how it is used"
    tell([Diagnostic(MISUSED.id, said[:1].lower() + said[1:], Place("the command line"), help=help)])
    return error.exit_code


def _interrupted() -> int:
    """Ctrl-C ends a command as shells expect: 128 and the number of the signal."""
    click.echo("interrupted", err=True)
    return 130


def _unwritable(error: OSError) -> int:
    """Say what the machine refused, if anybody can still be told."""
    from complaints_kb.refusals import tell
    from kb.model.diagnostics import Diagnostic, Place
    from kb.source.codes import MACHINE_REFUSED

    said, where = (error.strerror or str(error)).lower(), Place(str(error.filename or "the standard output"))
    help = "see to it that you may read and write there, and that there is room"
    with suppress(OSError):
        tell([Diagnostic(MACHINE_REFUSED.id, said, where, help=help)])
    return 2


def _defect(error: Exception) -> str:
    from complaints_kb.defects import elsewhere
    from kb.source.codes import DEFECT

    one = elsewhere(error)
    return f"error[{DEFECT.id}]: this is a defect of `kb`, not of your files: {one.kind} at {one.place}: {one.said}"
