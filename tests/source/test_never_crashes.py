"""Whatever a file holds, reading it gives what it means or a refusal, and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explain.diagnostics import as_record, rendered
from kb.model.diagnostics import Diagnostic, Refused
from kb.source.yaml_nodes import read
from tests.diagnostics.reading import read_any

HERE = Path(__file__).parents[1] / "diagnostics"
FIXTURES = [path.read_bytes() for path in sorted(HERE.glob("*/*.yaml"))]
KINDS = st.sampled_from(["case", "example", "rules", "conventions", "vocabulary"])
WORDS = b"all any not happened day when cases is yes no its.of { } [ ] : - ? , # & * ! | > % @ ` \" ' << ~"


@pytest.fixture(scope="module")
def path() -> Iterator[Path]:
    """Give a file to write to."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "file.yaml"


def answered(path: Path, content: bytes, kind: str) -> None:
    """Read a file; a refusal must be one that can be shown."""
    path.write_bytes(content)
    for one in refused(path, kind):
        shown = rendered(one, 80)
        assert all(char.isprintable() or char == "\n" for char in shown)
        assert as_record(one)["code"] == one.code
        assert "\n" not in one.message


def refused(path: Path, kind: str) -> tuple[Diagnostic, ...]:
    """Give the diagnostics of a file, none if it is sound."""
    try:
        read_any(path, kind)
    except Refused as refusal:
        return refusal.diagnostics
    return ()


@given(st.binary(max_size=200), KINDS)
def test_any_bytes_are_read_or_refused(path: Path, content: bytes, kind: str) -> None:
    """Bytes of any kind never raise anything but Refused."""
    answered(path, content, kind)


@given(st.text(max_size=200), KINDS)
def test_any_text_is_read_or_refused(path: Path, content: str, kind: str) -> None:
    """Text of any kind never raises anything but Refused."""
    answered(path, content.encode("utf-8", "surrogatepass"), kind)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Give a fixture with pieces taken out, put in from elsewhere, or doubled."""
    content = draw(st.sampled_from(FIXTURES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 30)))
        other = draw(st.sampled_from(FIXTURES))
        at = draw(st.integers(0, len(other)))
        pieces = [
            b"",
            content[start:end] * 2,
            other[at : at + 40],
            draw(st.sampled_from(WORDS.split())),
            b"\n  ",
        ]
        content = content[:start] + draw(st.sampled_from(pieces)) + content[end:]
    return content


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(), KINDS)
def test_any_mutation_is_read_or_refused(path: Path, content: bytes, kind: str) -> None:
    """A damaged file, or one of another kind, never raises anything but Refused."""
    answered(path, content, kind)


NAMES = """
clauses clause rules rule when all any not happened day before cases then otherwise
reading default alternatives conclude exception-to time-limit within of met-by facts
heads kind follows presumed one-of families expect that done by passed is yes no
includes concluded period from event provided case policy assessed_on logged
"""
names = st.sampled_from(NAMES.split())
scalars = names | st.sampled_from(["10 working days", "2024-06-03", "not yet", "its.of", "", "any"])
trees = st.recursive(
    scalars, lambda part: st.lists(part, max_size=4) | st.dictionaries(names, part, max_size=5), max_leaves=40
)


def written(value: object) -> str:
    """Write a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {written(part)}' for key, part in value.items()) + "}"
    return "[" + ", ".join(map(written, value)) + "]" if isinstance(value, list) else f'"{value}"'


@given(st.dictionaries(names, trees, max_size=6), KINDS)
def test_any_tree_of_known_words_is_read_or_refused(path: Path, tree: object, kind: str) -> None:
    """Known keys in impossible places never raise anything but Refused."""
    answered(path, written(tree).encode(), kind)


SLOTS = {
    "a condition": "{done: logged, by: stage_1_response.last_day}",
    "a conclusion": "{stage_2.ground: outcome}",
    "a day": "{event: stage_2_requested, provided: {reading: counts}}",
    "a period": "{cases: [{when: {yes: complex_complaint}, then: 12 weeks}], otherwise: 8 weeks}",
    "a reading": "{happened: logged}",
    "a provision": "{stage: stage_1, entered-by: logged}",
}


@settings(max_examples=300)
@given(trees, st.sampled_from(sorted(SLOTS)))
def test_any_tree_inside_a_rule_is_read_or_refused(path: Path, tree: object, slot: str) -> None:
    """Whatever stands where a condition or a day is expected never raises anything but Refused."""
    sound = (HERE / "good" / "rules-norms.yaml").read_text()
    assert SLOTS[slot] in sound
    answered(path, sound.replace(SLOTS[slot], written(tree)).encode(), "rules")


def pieces(value: object) -> Iterator[object]:
    """Give a tree and every part of it."""
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from pieces(part)


def grafted(value: object, at: Iterator[int], scion: object) -> object:
    """Give a tree with the part at a position, counted as `pieces` does, exchanged for another tree."""
    if next(at) == 0:
        return scion
    if isinstance(value, dict):
        return {key: grafted(part, at, scion) for key, part in value.items()}
    return [grafted(part, at, scion) for part in value] if isinstance(value, list) else value


GOOD = {path.stem: read(path).data for path in sorted((HERE / "good").glob("*.yaml"))}


@settings(max_examples=600)
@given(st.data(), st.sampled_from(sorted(GOOD)))
def test_any_graft_is_read_or_refused(path: Path, data: st.DataObject, stem: str) -> None:
    """A sound file in which one part stands in another's place never raises anything but Refused."""
    tree = GOOD[stem]
    parts = list(pieces(tree))
    scion = data.draw(st.sampled_from(parts))
    for _ in range(data.draw(st.integers(1, 2))):
        position = data.draw(st.integers(1, len(parts) - 1))
        tree = grafted(tree, iter(range(position, -(10**6), -1)), scion)
    answered(path, written(tree).replace("\n", " ").encode(), stem.partition("-")[0])
