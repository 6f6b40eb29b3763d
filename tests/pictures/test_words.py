"""Whatever a case says, its pictures stay whole: nothing it says is taken for markup, and nothing leaves its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explain.pictures.widths import width_of, wrapped
from kb.model.visible import visible
from tests.pictures.cases import assessed, graph_of, timeline_of
from tests.pictures.checks import check
from tests.pictures.seeing import SVG

WORDS = {
    "markup": "<b>R&D</b> \"quoted\" 'so' ]]> <!-- & -->",
    "long": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "emoji": "\U0001f4a5" * 90 + " \U0001f3f3\ufe0f",
    "right-to-left": "שלום עולם مرحبا بالعالم " * 12,
    "chinese": "电子邮件投诉处理" * 30,
    "marks": "a\u0301\u0323\u0308" * 80,
    "unseen": "\u202eevil\u202c \x07 \ufeff tab\tand line",
    "many": "word " * 400,
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_no_word_of_a_case_breaks_a_picture(words: str, tmp_path: Path) -> None:
    """In the name of the case, in who said something and in what shows it."""
    told = ascii(words).strip("'\"").replace("\\'", "'").replace('"', '\\"')
    path = tmp_path / "case.yaml"
    path.write_text(
        f'case: "{told}"\npolicy: housing-association\nassessed_on: 2024-06-18\nfacts:\n'
        f'  logged: {{value: 2024-06-03, by: "{told}", evidence: "{told}"}}\n'
        f"  stage_1_response_sent: not yet\n",
        encoding="utf-8",
    )
    found = assessed(path)
    (head,) = found.heads
    check(timeline_of(found, head).svg())
    for name in ("stage_1_response.timeliness", "stage", "next_action"):
        seen = check(graph_of(found, head, name).svg())
        (description,) = (one.text or "" for one in seen.root if one.tag == f"{SVG}desc")
        assert visible(" ".join(words.split())) in description  # of the text alternative nothing is cut off


@given(st.text(max_size=300), st.sampled_from([60.0, 150.0, 700.0]), st.booleans())
def test_wrapped_text_is_as_narrow_as_it_has_to_be(text: str, room: float, bold: bool) -> None:
    """Line by line, and nothing is lost."""
    lines = wrapped(text, room, 11, bold)
    assert all(width_of(line, 11, bold) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == visible(" ".join(text.split())).replace(" ", "")


def test_text_that_is_too_long_says_so() -> None:
    """An ellipsis, inside the room."""
    lines = wrapped("word " * 100, 120, 11, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width_of(line, 11) <= 120 for line in lines)


def test_lines_break_at_hyphens_before_they_break_in_words() -> None:
    """A policy's name is broken where it has joints."""
    assert wrapped("by four-procedure-council", 75, 11) == ["by four-", "procedure-", "council"]
