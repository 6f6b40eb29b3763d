"""Files as plain text, lists and mappings, with their places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.diagnostics import Refused
from kb.source.yaml_nodes import DEEPEST, Document, document_of, read


def document(text: str) -> Document:
    """Give the document of a text."""
    return document_of(text, Path("case.yaml"), "case.yaml")


def codes(text: str) -> list[str]:
    """Give the codes of what is refused."""
    with pytest.raises(Refused) as refused:
        document(text)
    return [one.code for one in refused.value.diagnostics]


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "true", "0x1f", "1e3", "2024-06-03", "010", ".inf", "NULL"]
)
def test_nothing_is_typed(word: str) -> None:
    """What looks like a boolean, number or day to YAML stays the text that was written."""
    assert document(f"a: {word}").data == {"a": word}


@pytest.mark.parametrize("nothing", ["", "~", "null", '""'])
def test_nothing_is_no_text(nothing: str) -> None:
    """A key without a value has empty text."""
    assert document(f"a: {nothing}\nb: c").data == {"a": "", "b": "c"}


def test_places_of_values_and_keys() -> None:
    """A value and its key each have their line, column and length; a block is shown by its first key."""
    found = document("rules:\n  - of: logged\n    when: {all: [a, 'b c']}\n")
    at = ("rules", 0, "when", "all", 1)
    spans = [found.place(("rules", 0, "of")), found.place(("rules", 0, "of"), key=True), found.place(at)]
    assert [(one.line, one.column, one.length) for one in spans] == [(2, 9, 6), (2, 5, 2), (3, 21, 5)]
    block, flow = found.place(("rules", 0)), found.place(("rules", 0, "when"))
    assert (block.line, block.column, block.length, block.text) == (2, 5, 2, "  - of: logged")
    assert (flow.line, flow.column, flow.length) == (3, 11, 17)


def test_a_value_that_is_not_there_is_shown_by_what_is_around_it() -> None:
    """The place of a missing value is the nearest one around it; that of a blank value is its key."""
    found = document("a: {b: c}\nd:\n")
    assert found.place(("a", "x", 3)) == found.place(("a",))
    assert found.place(("d",)) == found.place(("d",), key=True)


def test_line_endings_and_the_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    """A file from Windows reads the same, has the same places and the same fingerprint."""
    text = "case: a\nfacts:\n  logged: 2024-06-03\n"
    plain, windows = tmp_path / "a.yaml", tmp_path / "b.yaml"
    plain.write_bytes(text.encode())
    windows.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    one, other = read(plain, "x"), read(windows, "x")
    assert (one.data, one.sha256) == (other.data, other.sha256)
    assert one.place(("facts", "logged")) == other.place(("facts", "logged"))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end_is_refused(opening: str) -> None:
    """A hundred thousand brackets are a message, not a crash."""
    assert codes(opening * 100_000)[-1] in ("K315", "K307")


def test_the_deepest_nesting_that_is_read() -> None:
    """Forty levels are read, one more is refused."""
    assert document("[" * DEEPEST + "]" * DEEPEST).data
    assert codes("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == ["K315"]


def test_all_structural_faults_are_told_at_once() -> None:
    """Reading goes on after a fault that leaves the rest of the file readable."""
    text = "a: &x 1\na: 2\n<<: {b: c}\nd: !!int 3\n? [e]\n: f\ng: *x\n"
    assert codes(text) == ["K310", "K313", "K312", "K311", "K314", "K310"]


def test_a_quoted_merge_key_is_a_key() -> None:
    """In quotes, `<<` is a name like any other (and refused later, as an unknown one)."""
    assert document('"<<": a').data == {"<<": "a"}


def test_a_file_of_faults_is_told_of_in_part() -> None:
    """A file with thousands of faults is told of by its first hundred."""
    assert len(codes("\n".join(f"a{number}: &x 1" for number in range(5000)))) == 100


plain_text = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=6)
values = st.recursive(
    plain_text,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(plain_text, part, max_size=3),
    max_leaves=12,
)


def written(value: Any) -> str:
    """Write a value as YAML, all on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {written(part)}' for key, part in value.items()) + "}"
    return "[" + ", ".join(map(written, value)) + "]" if isinstance(value, list) else f'"{value}"'


@given(values)
def test_what_is_written_is_what_is_read_and_where_it_stands(value: Any) -> None:
    """Reading gives back what was written, and the text at each place is that of the value."""
    found = document(written(value))
    assert found.data == value

    def check(part: Any, at: tuple[str | int, ...]) -> None:
        place = found.place(at)
        assert found.text[place.column - 1 : place.column - 1 + place.length] == written(part)
        inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for key, one in inside:
            check(one, (*at, key))

    check(value, ())
