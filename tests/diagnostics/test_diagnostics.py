"""Every diagnostic, as it is shown for a file that has the fault."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from explain.diagnostics import rendered
from kb.model.diagnostics import Refused
from kb.source import codes
from kb.source.codes import CODES
from kb.source.text import LARGEST
from tests.diagnostics.reading import read_any

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))
GOOD = sorted((HERE / "good").glob("*.yaml"))
MADE_HERE = {
    "K304": b"# long\n" * (LARGEST // 7 + 1),
    "K305": b"case: binary\nfacts: \x00\x01\x02\n",
    "K306": "case: caf\u00e9\n".encode("latin-1"),
}


def refusal(path: Path, kind: str) -> str:
    """Give what is told of a file."""
    with pytest.raises(Refused) as refused:
        read_any(path, kind)
    return "\n\n".join(rendered(one) for one in refused.value.diagnostics) + "\n"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_fault_is_told_as_expected(path: Path, reset_golden: bool) -> None:
    """A bad file is refused with exactly the messages that stand beside it."""
    told = refusal(path, path.stem.partition("-")[0])
    expected = path.with_suffix(".expected")
    if reset_golden:
        expected.write_text(told)
    assert told == expected.read_text()
    assert path.stem.split("-")[1] in re.findall(r"error\[(K\d+)\]", told)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_sound_file_is_accepted(path: Path) -> None:
    """A good file is read without complaint."""
    assert read_any(path, path.stem.partition("-")[0])


@pytest.mark.parametrize(("code", "content"), MADE_HERE.items(), ids=MADE_HERE)
def test_what_is_no_text_is_refused(code: str, content: bytes, tmp_path: Path) -> None:
    """A file that is too large, binary or encoded otherwise is refused before it is parsed."""
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    assert refusal(path, "case").startswith(f"error[{code}]")


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A path that leads nowhere, to a folder, or is no path at all, is refused by name."""
    assert refusal(tmp_path / "none.yaml", "case").startswith("error[K301]: there is no such file")
    assert refusal(tmp_path, "case").startswith("error[K302]: this is a folder")
    assert refusal(tmp_path / "a\0b", "case").startswith("error[K303]: cannot be read")
    assert refusal(tmp_path / ("a" * 300), "case").startswith("error[K303]: cannot be read")


def test_no_two_codes_share_an_id() -> None:
    """An id is stable, and its page tells one meaning."""
    ids = [one.id for one in vars(codes).values() if isinstance(one, codes.Code)]
    assert [one for one, times in Counter(ids).items() if times > 1] == []


def test_every_code_has_a_fixture() -> None:
    """No code is declared that nothing raises, and none is raised that is not declared."""
    numbers = (
        *range(125, 130),
        *range(131, 139),
        222,
        *range(501, 508),
        *range(511, 520),
        *range(601, 610),
        *range(611, 620),
        *range(620, 628),
        *range(631, 637),
        900,
        901,
        902,
    )
    elsewhere = {f"K{number}" for number in numbers}
    # tests/source/test_policies.py, and the tests of the doors and rooms that find them
    shown = {path.stem.split("-")[1] for path in BAD} | set(MADE_HERE) | {"K301", "K302", "K303"} | elsewhere
    assert shown == {code for code in CODES if not code.startswith("K4")}  # those of checks: tests/check


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_messages_keep_the_house_style(path: Path) -> None:
    """A message is one line, begins in lower case or with input, and names nothing of Python or pydantic."""
    with pytest.raises(Refused) as refused:
        read_any(path, path.stem.partition("-")[0])
    for one in refused.value.diagnostics:
        assert "\n" not in one.message
        assert one.message[0] == "`" or one.message[0].islower() or one.message.startswith("expected")
        assert not one.message.endswith(".")
        assert not re.search(
            r"pydantic|Input should|Tuple|tuple|Dictionary|\bdict\b|NoneType|Error", one.message
        )
