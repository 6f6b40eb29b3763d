"""Every clause of a policy stands where its document says, and says it in words of our own.

Needs the documents, which are not ours to ship: without them these tests are skipped.
"""

import re
from functools import cache

import pytest

from complaints_kb.documents import DocumentCheck
from kb.model.files import Clause
from kb.source.passages import Where, passage
from tests.loading import REAL, ROOT, library

SOURCES = ROOT.parent / "shared" / "sources"
LONGEST_GIST, LONGEST_COPY = 25, 6  # words

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason=f"the source documents are not at {SOURCES}; they are not ours to ship"
)
policies = pytest.mark.parametrize("policy", REAL)


@cache
def checked(policy: str) -> DocumentCheck:
    """A policy's document, held against the policy as `kb sources check` does."""
    check = DocumentCheck(library(), SOURCES, (policy,))
    check.go()
    return check


def document(policy: str) -> tuple[str, ...]:
    """The lines of a policy's document; the first is number 1."""
    return checked(policy).documents[0].text.lines


def clauses(policy: str) -> list[Clause]:
    """The policy's own clauses, part by part."""
    return [one.clause for one in checked(policy).documents[0].passages]


def text_of(clause: Clause, policy: str) -> str:
    """The passage that a clause encodes."""
    return passage(Where(clause.source.lines, clause.source.sentences), document(policy)) or ""


def words(text: str) -> list[str]:
    """The words of a text, small numbers spelt out as gists spell them."""
    spelt = {"2": "two", "3": "three", "5": "five", "8": "eight", "10": "ten", "12": "twelve", "15": "fifteen",
             "20": "twenty", "24": "twenty four", "25": "twenty five", "30": "thirty", "65": "sixty five"}  # fmt: skip
    return [spelt.get(word, word) for word in re.findall(r"[a-z0-9]+", text.lower())]


def copied(gist: str, text: str) -> list[str]:
    """Runs of words in a gist, longer than chance would have them, that are in the passage too."""
    own, theirs = words(gist), f" {' '.join(words(text))} "
    runs = (own[at : at + LONGEST_COPY] for at in range(len(own) - LONGEST_COPY + 1))
    return [" ".join(run) for run in runs if f" {' '.join(run)} " in theirs]


@policies
def test_every_passage_stands_where_its_clause_says_and_every_line_is_accounted_for(policy: str) -> None:
    """A clause stands on the words that it was written from; nothing that the document says is passed over."""
    check = checked(policy)
    assert [one.message for one in (*check.faults, *check.findings)] == []
    assert check.documents[0].text.unchanged
    assert {one.fate for one in check.documents[0].passages} == {"found"}


@policies
def test_headings_are_those_of_the_document(policy: str) -> None:
    """A clause is found under the heading that it names, or before the first one, under the document's name."""
    name = checked(policy).documents[0].subject.policy.document.name
    text = [name, *(line.strip() for line in document(policy))]
    assert [clause.heading for clause in clauses(policy) if clause.heading not in text] == []


@policies
def test_gists_are_short_and_in_our_own_words(policy: str) -> None:
    """No gist is longer than a breath, or takes over a run of words from the passage."""
    gists = {clause.clause: clause.gist for clause in clauses(policy)}
    assert {name: gist for name, gist in gists.items() if len(gist.split()) > LONGEST_GIST} == {}
    runs = {clause.clause: copied(clause.gist, text_of(clause, policy)) for clause in clauses(policy)}
    assert {name: run for name, run in runs.items() if run} == {}


def test_the_test_of_copying_finds_a_copied_sentence() -> None:
    """The check above would notice a sentence taken over, with its numbers spelt out."""
    text = "Bread is baked within 10 hours of the oven being lit."
    assert copied("The baker has it ready within ten hours of the oven being lit.", text)
    assert not copied("Ten hours after lighting the oven there is bread.", text)
