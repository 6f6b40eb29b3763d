"""How diagnostics are shown."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from explain.diagnostics import as_record, rendered
from kb.model.diagnostics import Diagnostic, Place

LINE = "        of: loged"
UNKNOWN = Diagnostic(
    "K104",
    "unknown fact `loged`",
    Place("rules/housing-association/formal_complaint.yaml", 9, 13, 5, LINE),
    "housing-association, clause stage_1_outcome",
    "did you mean `logged`?",
)


def test_the_form_of_a_diagnostic() -> None:
    """Message, place, source line with carets, clause and help stand on lines of their own."""
    assert rendered(UNKNOWN) == (
        "error[K104]: unknown fact `loged`\n"
        "  --> rules/housing-association/formal_complaint.yaml:9:13\n"
        "   |         of: loged\n"
        "   |             ^^^^^\n"
        "   in: housing-association, clause stage_1_outcome\n"
        "   help: did you mean `logged`?"
    )


def test_without_a_line_there_is_no_source() -> None:
    """Of a file that cannot be read, only the path is shown."""
    assert rendered(Diagnostic("K301", "there is no such file", Place("x.yaml"))) == (
        "error[K301]: there is no such file\n  --> x.yaml"
    )


def test_the_record_is_for_programs() -> None:
    """The record has the same particulars, and can be written as JSON."""
    record = json.loads(json.dumps(as_record(UNKNOWN)))
    assert (record["code"], record["line"], record["column"], record["length"]) == ("K104", 9, 13, 5)


def test_nothing_in_a_file_can_steer_the_terminal() -> None:
    """Control characters are spelled out wherever they are, and carets stay below their place."""
    one = Diagnostic("K305", "control character `\x1b`", Place("a\x1b.yaml", 1, 3, 1, "a \x1b[31m\tb"))
    assert rendered(one).splitlines()[2:] == ["   | a \\x1b[31m    b", "   |   ^^^^"]
    assert "\x1b" not in rendered(one)


def test_wide_characters_take_two_columns() -> None:
    """Carets are as wide as what they mark."""
    lines = rendered(Diagnostic("K204", "unknown", Place("a.yaml", 1, 4, 2, "名: 前o"))).splitlines()
    assert lines[2:] == ["   | 名: 前o", "   |     ^^^"]


@given(st.text(max_size=400), st.integers(1, 450), st.integers(1, 450), st.integers(10, 140))
def test_any_line_is_clipped_around_the_place(text: str, column: int, length: int, width: int) -> None:
    """No line of source is wider than asked for, and the carets stand inside what is shown."""
    text = "".join(text.splitlines())
    shown = rendered(Diagnostic("K101", "x", Place("a.yaml", 1, column, length, text)), width).splitlines()
    source, carets = shown[2], shown[3]
    assert len(source) <= max(width, 25)
    assert carets.strip(" |^") == ""
    assert "^" in carets
    assert len(carets) <= max(width, 25) + 1
