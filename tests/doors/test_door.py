from __future__ import annotations

import os
import subprocess
import sys

import pytest

import complaints_kb
from complaints_kb import cli
from tests.doors.running import HERE, NEVER, run, same_as_golden

ROOT = HERE.parents[1]


def shell(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kb` as a process of its own."""
    words = [sys.executable, "-m", "complaints_kb", *arguments]
    return subprocess.run(
        words, capture_output=True, text=True, cwd=ROOT, env=os.environ | environment, check=False
    )


def completed(line: str) -> list[str]:
    """Give what Tab offers at the end of a line."""
    words = line.split(" ")
    result = shell(_KB_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    return [offer.partition(",")[2] for offer in result.stdout.splitlines()]


@pytest.mark.parametrize(
    "command",
    [
        "",
        "new",
        "assess",
        "why",
        "why-not",
        "needs",
        "contrast",
        "what-if",
        "sweep",
        "latest",
        "replay",
        "verify",
        "prov",
        "test",
        "check",
        "sources check",
        "policies",
        "vocabulary",
    ],
)
def test_help_teaches(command: str, reset_golden: bool) -> None:
    """Help has a worked sequence and the exit codes, and is read when it changes."""
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    same_as_golden(f"help-{command.replace(' ', '-') or 'kb'}.txt", result.stdout, reset_golden)


@pytest.mark.parametrize("arguments", [["--help"], ["assess", "--help"], ["--version"]])
def test_help_imports_neither_pydantic_nor_networkx(arguments: list[str]) -> None:
    """The shell calls `kb` on every Tab, and nobody waits for help."""
    code = (
        "import sys; from complaints_kb.cli import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'networkx', 'yaml', 'holidays'} & sys.modules.keys()\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_completion_imports_neither_pydantic_nor_networkx() -> None:
    """Tab must not wait."""
    code = (
        "import sys, click; from complaints_kb import completion, cli; from pathlib import Path\n"
        "context = click.Context(cli.kb); context.params = {'rules': None, 'case': sys.argv[1]}\n"
        "assert completion.conclusions(context, None, 'stage_1_response.t')\n"
        "assert completion.policy_ids(context, None, 'housing-association')\n"
        "sys.exit(', '.join({'pydantic', 'networkx', 'holidays'} & sys.modules.keys()) or 0)"
    )
    words = [sys.executable, "-c", code, str(NEVER)]
    result = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_tab_completes_commands_policies_conclusions_and_case_files() -> None:
    """The shell asks the way that click documents."""
    case = str(NEVER.relative_to(ROOT))
    assert "assess" in completed("kb as")
    assert completed("kb new housing-a") == ["housing-association"]
    assert "stage_1_response.timeliness" in completed(f"kb why {case} stage_1_response.t")
    assert completed(f"kb assess {case[:-6]}") == [case]
    assert "stage" in completed(f"kb why-not {case} sta")
    assert "stage_1_response.timeliness=met" in completed(f"kb why-not {case} stage_1_response.ti")


def test_a_command_that_there_is_not_is_met_with_the_one_meant() -> None:
    """A slip costs one look, not a search."""
    result = run("asess")
    assert result.exit_code == 2
    assert "did you mean `assess`?" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("asess",), "there is no command `asess`: did you mean `assess`?"),
        (("assess", "--receipts", "x"), "no such option `--receipts`: did you mean `--receipt`?"),
        (("assess", "--for", "nobody", "x"), "invalid value for `--for`: `nobody` is not one of"),
        (("latest", "x"), "missing argument `FACT`"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_told_as_other_errors_are(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A code, one line, and where it says how the command is used."""
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    told = capsys.readouterr()
    assert (left.value.code, told.out) == (2, "")
    assert told.err.startswith(f"error[K507]: {said}")
    assert "--help` says how it is used" in told.err


def test_what_the_machine_refuses_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that may not be looked into is named."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/locked")

    monkeypatch.setattr("complaints_kb.desk.Desk.case", refused)
    with pytest.raises(SystemExit) as left:
        cli.main(["assess", str(NEVER)])
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (2, "")
    assert said.err.splitlines()[:2] == ["error[K902]: permission denied", "  --> /locked"]


def test_a_defect_is_one_line_and_never_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever goes wrong inside is told as a defect of `kb`, with a code."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("complaints_kb.desk.Desk.case", broken)
    with pytest.raises(SystemExit) as left:
        cli.main(["assess", str(NEVER)])
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (2, "")
    assert said.err.startswith("error[K900]: this is a defect of `kb`")
    assert len(said.err.splitlines()) == 1


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    """128 and the number of the signal, as shells expect."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("complaints_kb.desk.Desk.case", interrupted)
    with pytest.raises(SystemExit) as left:
        cli.main(["assess", str(NEVER)])
    assert left.value.code == 130


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`kb assess … | head` is quiet."""
    words = (
        f"{sys.executable} -m complaints_kb assess --all {NEVER} {NEVER} {NEVER} --format json | head -c 10"
    )
    result = subprocess.run(words, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.stderr == ""


def test_python_dash_m_is_kb() -> None:
    """The command is there without its script."""
    assert shell("--version").stdout == f"kb {complaints_kb.__version__}\n"


def test_the_version_is_that_of_the_project() -> None:
    """There is one version."""
    text = (ROOT / "pyproject.toml").read_text()
    assert f'version = "{complaints_kb.__version__}"' in text


def test_the_public_names_are_there() -> None:
    """Each public name can be imported, and no other pretends to be one."""
    for name in complaints_kb.__all__:
        assert getattr(complaints_kb, name) is not None
    with pytest.raises(AttributeError):
        _ = complaints_kb.nothing_of_this_name


def test_completion_knows_every_kind_of_norm() -> None:
    """It has a list of its own, since the shell must not wait for pydantic; the two may not drift apart."""
    from complaints_kb.completion import _NORM_KINDS
    from kb.model.files import NORM_KINDS

    assert tuple(NORM_KINDS) == _NORM_KINDS
