"""Every clause of a policy stands where its document says, and says it in words of our own.

Needs the documents, which are not ours to ship: without them these tests are skipped.
"""

import hashlib
import re
import unicodedata

import pytest

from kb.model.files import Clause
from kb.model.policy import LinkedProcedure
from tests.loading import REAL, ROOT, library, parts, procedure

SOURCES = ROOT.parent / "shared" / "sources"
LONGEST_GIST, LONGEST_COPY = 25, 6  # words

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason=f"the source documents are not at {SOURCES}; they are not ours to ship"
)
policies = pytest.mark.parametrize("policy", REAL)


def raw(policy: LinkedProcedure) -> bytes:
    """The document of a policy, found by its fingerprint."""
    wanted = policy.policy.document.sha256
    texts = (path.read_bytes() for path in sorted(SOURCES.iterdir()) if path.is_file())
    found = next((text for text in texts if hashlib.sha256(text).hexdigest() == wanted), None)
    assert found is not None, f"no document under {SOURCES} has the fingerprint {wanted}"
    return found


def lines(policy: LinkedProcedure) -> list[str]:
    """The lines of a policy's document; the first is number 1."""
    return raw(policy).decode("utf-8").split("\n")


def clauses(policy: LinkedProcedure) -> list[Clause]:
    """The policy's own clauses, those of all its procedures, part by part."""
    procedures = library().load(policy.policy.policy).procedures.values()
    every = {name: one for procedure in procedures for name, one in procedure.clauses.items()}
    return [one for one in every.values() if isinstance(one, Clause)]


def sentences(text: str) -> list[str]:
    """The sentences of a text, divided as fingerprints divide them."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)


def passage(clause: Clause, text: list[str]) -> str:
    """The passage that a clause encodes, as it is fingerprinted."""
    whole = "\n".join(text[number - 1] for number in clause.source.lines)
    if clause.source.sentences:
        parts = sentences(whole)
        whole = " ".join(parts[number - 1] for number in clause.source.sentences)
    return unicodedata.normalize("NFC", " ".join(whole.split()))


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
def test_every_clause_has_the_fingerprint_of_its_passage(policy: str) -> None:
    """A clause stands on the words that it was written from, and on no others."""
    one = procedure(policy)
    found = {
        clause.clause: hashlib.sha256(passage(clause, lines(one)).encode()).hexdigest()
        for clause in clauses(one)
    }
    assert found == {clause.clause: clause.source.sha256 for clause in clauses(one)}


@policies
def test_every_line_of_the_document_is_a_clause_or_navigation(policy: str) -> None:
    """Nothing that the document says is passed over in silence, and nothing is called both."""
    one = procedure(policy)
    encoded = {number for clause in clauses(one) for number in clause.source.lines}
    navigation = set(one.policy.document.navigation)
    said = {number for number, line in enumerate(lines(one), 1) if line.strip()}
    assert encoded | navigation == said
    assert encoded & navigation == set()
    assert len(lines(one)) == one.policy.document.lines


@policies
def test_every_sentence_of_a_divided_line_belongs_to_a_clause(policy: str) -> None:
    """A line that holds several clauses is divided among them without remainder."""
    one = procedure(policy)
    text = lines(one)
    divided = [clause.source for clause in clauses(one) if clause.source.sentences]
    for number in {line for source in divided for line in source.lines}:
        taken = [sentence for source in divided if number in source.lines for sentence in source.sentences]
        assert sorted(taken) == list(range(1, len(sentences(text[number - 1])) + 1))


@policies
def test_clauses_stand_in_the_order_of_the_document(policy: str) -> None:
    """The text is the skeleton of each part."""
    places = {one.clause: (one.source.lines, one.source.sentences) for one in clauses(procedure(policy))}
    for names in parts(policy).values():
        found = [places[name] for name in names]
        assert found == sorted(found)


@policies
def test_headings_are_those_of_the_document(policy: str) -> None:
    """A clause is found under the heading that it names, or before the first one, under the document's name."""
    one = procedure(policy)
    text = [one.policy.document.name, *(line.strip() for line in lines(one))]
    assert [clause.heading for clause in clauses(one) if clause.heading not in text] == []


@policies
def test_gists_are_short_and_in_our_own_words(policy: str) -> None:
    """No gist is longer than a breath, or takes over a run of words from the passage."""
    one = procedure(policy)
    gists = {clause.clause: clause.gist for clause in clauses(one)}
    assert {name: gist for name, gist in gists.items() if len(gist.split()) > LONGEST_GIST} == {}
    runs = {clause.clause: copied(clause.gist, passage(clause, lines(one))) for clause in clauses(one)}
    assert {name: run for name, run in runs.items() if run} == {}


def test_the_test_of_copying_finds_a_copied_sentence() -> None:
    """The check above would notice a sentence taken over, with its numbers spelt out."""
    text = "Bread is baked within 10 hours of the oven being lit."
    assert copied("The baker has it ready within ten hours of the oven being lit.", text)
    assert not copied("Ten hours after lighting the oven there is bread.", text)
