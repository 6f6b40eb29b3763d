from __future__ import annotations

import re
from pathlib import Path

import pytest

from complaints_kb.desk import Desk
from complaints_kb.receipts import replay
from explain.diagnostics import rendered
from kb.model.diagnostics import Refused
from kb.source.json_text import LARGEST_JSON

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.json"))
MADE_HERE = {
    "K304": b" " * (LARGEST_JSON + 1),
    "K305": b'{"schema": "\0"}',
    "K306": '{"schema": "é"}'.encode("latin-1"),
    "K621": b"null",
    "K315": b"[" * 100_000,
    "K620": b'{"schema": "complaints-kb/receipt/1", "case": "\x01"}',
}


def refusal(path: Path) -> Refused:
    """What is said of a file that is no receipt."""
    with pytest.raises(Refused) as refused:
        replay(Desk(None), path)
    return refused.value


def told(path: Path, name: str) -> str:
    """The same as people read it, with the name of the file only."""
    text = "\n\n".join(rendered(one) for one in refusal(path).diagnostics) + "\n"
    return text.replace(str(path), name)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_what_is_no_receipt_is_told_as_expected(path: Path, reset_golden: bool) -> None:
    """A code, the place in the file, and what to do, exactly as stands beside it."""
    expected = path.with_suffix(".expected")
    if reset_golden:
        expected.write_text(told(path, path.name))
    assert told(path, path.name) == expected.read_text()
    assert path.stem.split("-")[0] in {one.code for one in refusal(path).diagnostics}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_message_is_one_line_with_a_place_and_help_and_speaks_of_no_program(path: Path) -> None:
    """Whoever holds the receipt need not know what it was read with."""
    for one in refusal(path).diagnostics:
        assert "\n" not in one.message
        assert one.message[0].islower() or one.message.startswith("`")
        assert not one.message.endswith(".")
        assert one.help
        assert one.place.line or one.code == "K309"
        assert not re.search(r"pydantic|Input should|dict|NoneType|Error|delimiter", one.message)


@pytest.mark.parametrize(("code", "content"), MADE_HERE.items(), ids=MADE_HERE)
def test_what_is_no_text_or_far_too_much_is_refused(code: str, content: bytes, tmp_path: Path) -> None:
    """Binary, encoded otherwise, 16 MiB of nothing, or brackets without end."""
    path = tmp_path / "receipt.json"
    path.write_bytes(content)
    (found,) = refusal(path).diagnostics
    assert (found.code, bool(found.help)) == (code, True)


def test_a_path_that_leads_to_no_file_is_refused(tmp_path: Path) -> None:
    """Nowhere, a folder, a device that never ends, a name that is too long."""
    assert refusal(tmp_path / "none.json").diagnostics[0].code == "K301"
    assert refusal(tmp_path).diagnostics[0].code == "K302"
    assert refusal(Path("/dev/zero")).diagnostics[0].code == "K304"
    assert refusal(tmp_path / ("a" * 300)).diagnostics[0].code == "K303"


def test_a_receipt_cut_off_in_a_word_is_refused_where_it_ends(receipt_text: str, tmp_path: Path) -> None:
    """`nul` is no other value: the rest of it is missing."""
    path, end = tmp_path / "receipt.json", receipt_text.index("null") + 3
    path.write_text(receipt_text[:end])
    (found,) = refusal(path).diagnostics
    assert (found.message, found.place.column) == ("not json: the file breaks off", end)


def test_a_receipt_cut_off_anywhere_is_refused_where_it_ends(receipt_text: str, tmp_path: Path) -> None:
    """Half a download is never half an answer."""
    path = tmp_path / "receipt.json"
    for end in range(1, len(receipt_text) - 1, len(receipt_text) // 23):
        path.write_text(receipt_text[:end])
        (found,) = refusal(path).diagnostics
        assert (found.code, found.message) == ("K620", "not json: the file breaks off")
        assert found.place.column == len(receipt_text[:end].rstrip())
