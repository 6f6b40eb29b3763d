"""How a passage is cut out of a document, fingerprinted, and found again."""

from __future__ import annotations

from kb.model.files import Source
from kb.source.passages import Where, fingerprint, passage, sentences, stands_at

LINES = ["One here. Two there.", "", "Three  is\tspaced.", "Four"]


def at(*lines: int, of: tuple[int, ...] = ()) -> Source:
    """A source with the fingerprint of what stands there."""
    text = passage(Where(lines, of), LINES)
    assert text is not None
    return Source(lines=lines, sentences=of, sha256=fingerprint(text))


def test_white_space_is_folded_and_letters_are_put_together() -> None:
    """The same words have the same fingerprint, however they are set."""
    assert passage(Where((3,)), LINES) == "Three is spaced."
    assert passage(Where((3, 4)), LINES) == "Three is spaced. Four"
    assert passage(Where((1,)), ["cafe\u0301"]) == "caf\u00e9"


def test_sentences_end_before_a_capital_only() -> None:
    """An abbreviation followed by a small letter ends nothing."""
    assert sentences("It is 3 p.m. now. Is it? Yes! Then go.") == [
        "It is 3 p.m. now.",
        "Is it?",
        "Yes!",
        "Then go.",
    ]


def test_a_passage_beyond_the_document_is_none() -> None:
    """Neither a line nor a sentence is made up."""
    assert passage(Where((5,)), LINES) is None
    assert passage(Where((0,)), LINES) is None
    assert passage(Where((1,), (3,)), LINES) is None


def test_the_fingerprint_is_the_one_that_the_guide_tells_how_to_make() -> None:
    """`printf %s "Three is spaced." | sha256sum`."""
    assert fingerprint("Three is spaced.").startswith("7306413f517a4eed")


def test_a_passage_is_found_where_it_is_or_at_the_nearest_place() -> None:
    """A passage that stands in two places stands where it was."""
    assert stands_at(at(1, of=(2,)), LINES) == Where((1,), (2,))
    assert stands_at(at(1, of=(2,)), ["", "Nil. One here. Two there."]) == Where((2,), (3,))
    assert stands_at(at(3, 4), ["x", *LINES]) == Where((4, 5))
    assert stands_at(at(4), ["Four", "", "", "Four"]) == Where((4,))
    assert stands_at(at(4), ["Four", "", "", "", "Four", ""]) == Where((5,))
    assert stands_at(at(4), ["Five"]) is None


def test_places_are_told_in_words() -> None:
    """As messages have them."""
    assert str(Where((5,), (1, 2, 3))) == "line 5, sentences 1, 2 and 3"
    assert str(Where((5, 6))) == "lines 5 and 6"
