"""The adapter to durable-rules: the answer is that worked out by hand, however large and however often."""

from __future__ import annotations

import resource
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from random import Random
from typing import Any

import pytest

from kb.program.form import Program, ProgramRule
from tests.loading import assessor

rete = pytest.importorskip("kb.engine.rete", reason="durable-rules is not installed")
Body = tuple[int, ...]


def program(rules: list[tuple[int, Body]]) -> Program:
    """Make a program of bare rules, given as head and body."""
    size = max((max((head, *body)) for head, body in rules), default=0) + 1
    atoms = tuple((str(number), "holds") for number in range(size))
    made_up = tuple(ProgramRule(head, body, "rule") for head, body in rules)
    return replace(assessor("tiny-exceptions").program, atoms=atoms, rules=made_up)


def by_hand(rules: list[tuple[int, Body]], atoms: list[int]) -> list[int]:
    """Fire rules until nothing is new, in no clever way."""
    true: set[int] = set(atoms)
    while new := {head for head, body in rules if head not in true and true.issuperset(body)}:
        true |= new
    return [number for number, (_, body) in enumerate(rules) if true.issuperset(body)]


def made_up(rng: Random) -> tuple[list[tuple[int, Body]], list[int]]:
    """Give rules over a few atoms, with circles and repeated heads, and atoms to begin with."""
    atoms = range(rng.choice((4, 12, 40)))
    rules = [
        (rng.choice(atoms), tuple(rng.sample(atoms, rng.randint(1, min(4, len(atoms))))))
        for _ in range(rng.randint(1, 25))
    ]
    return rules, rng.sample(atoms, rng.randint(0, len(atoms) // 2))


@pytest.mark.slow
def test_three_thousand_programs_fire_as_they_do_by_hand() -> None:
    """Positive rules have one least model, and durable-rules finds it."""
    rng = Random(1808)
    for _ in range(3000):
        rules, _ = made_up(rng)
        engine = rete.Rete(program(rules))
        size = len(engine._heads)
        for _ in range(3):
            atoms = rng.sample(range(40), rng.randint(0, 20))
            assert engine.fire(atoms) == by_hand(rules, atoms), (rules, atoms, size)


@pytest.mark.parametrize("length", [1, 9, 10, 11, 19, 20, 21, 57])
def test_a_long_body_is_linked(length: int) -> None:
    """More than ten atoms make a chain of links, which fires only when the last atom is there too."""
    body = tuple(range(length))
    engine = rete.Rete(program([(length, body), (length + 1, (length,))]))
    assert engine.fire(list(body)) == [0, 1]
    for missing in {0, length // 2, length - 1}:
        assert engine.fire([atom for atom in body if atom != missing]) == []


@pytest.mark.parametrize("uses", [199, 200, 201, 405])
def test_an_atom_that_is_used_much_is_relayed(uses: int) -> None:
    """After two hundred uses of one atom another stands in for it; all rules fire, in numerical order."""
    rules: list[tuple[int, Body]] = [(number + 1, (0,)) for number in range(uses)]
    engine = rete.Rete(program(rules))
    assert engine.fire([0]) == list(range(uses))
    assert engine.fire([1]) == []


def test_a_message_full_of_atoms_that_are_used_much_is_borne() -> None:
    """All atoms of a group go in at once, and one message may then match two patterns of a rule."""
    size = rete.ATOMS_IN_A_GROUP
    pairs = [(one, other) for one in range(size) for other in range(size) if one != other]
    engine = rete.Rete(program([(size + number, pair) for number, pair in enumerate(pairs)]))
    assert engine.fire(list(range(size))) == list(range(len(pairs)))
    some = set(range(0, size, 3))
    assert engine.fire(list(some)) == [number for number, pair in enumerate(pairs) if some.issuperset(pair)]


def test_nothing_put_in_fires_nothing() -> None:
    """An empty set of atoms is a session like any other."""
    engine = rete.Rete(program([(1, (0,)), (2, (1,))]))
    assert engine.fire([]) == []
    assert engine.fire([0]) == [0, 1]
    assert engine.fire([]) == []


def test_an_atom_that_no_rule_reads_does_no_harm() -> None:
    """It is not even sent."""
    assert rete.Rete(program([(1, (0,))])).fire([0, 7, 300]) == [0]


def test_an_atom_given_twice_is_given_once() -> None:
    """Atoms are a set, and so are the rules that fire."""
    engine = rete.Rete(program([(1, (0,)), (2, (0, 1)), (2, (1,))]))
    assert engine.fire([0, 0, 1, 0]) == [0, 1, 2]


def test_rules_that_feed_each_other_end() -> None:
    """A circle fires each rule once."""
    assert rete.Rete(program([(1, (0,)), (0, (1,)), (2, (0, 1))])).fire([1]) == [0, 1, 2]


@pytest.mark.slow
def test_five_thousand_sessions_leave_memory_as_it_was() -> None:
    """Each session is deleted; without that they would take hundreds of megabytes."""
    engine = rete.Rete(program([(number + 1, (number,)) for number in range(12)]))
    for _ in range(200):
        engine.fire([0])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(5000):
        assert len(engine.fire([0])) == 12
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20_000, f"{grown} kB"


def test_a_session_that_breaks_off_is_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it had put in is not there for the next, wherever it broke off."""
    others = [(50, (atom,)) for atom in range(1, 29)]  # so that atoms 0 and 29 go in with two messages
    engine = rete.Rete(program([(40, (0, 29)), (41, (40,)), *others]))
    send = engine._send
    for breaking in (0, 1, 2):
        seen: list[int] = []

        def breaks(
            group: int, fields: list[int], session: str, at: int = breaking, seen: list[int] = seen
        ) -> None:
            if len(seen) == at:
                raise RuntimeError("in the middle")
            seen.append(group)
            send(group, fields, session)

        monkeypatch.setattr(engine, "_send", breaks)
        with pytest.raises(RuntimeError, match="in the middle"):
            engine.fire([0, 29])
        monkeypatch.setattr(engine, "_send", send)
        assert engine.fire([29]) == []
        assert engine.fire([0, 29]) == [0, 1]


def test_an_atom_that_the_engine_refuses_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never taken for an atom that is not there."""
    engine = rete.Rete(program([(1, (0,))]))
    real = rete.dre.assert_fact
    monkeypatch.setattr(rete.dre, "assert_fact", lambda handle, fact: _refusing(real, handle, fact))
    with pytest.raises(rete.EngineFault):
        engine.fire([0])
    monkeypatch.undo()
    assert engine.fire([0]) == [0]


def _refusing(real: Any, handle: int, fact: str) -> Any:
    return real(handle, fact) if '"open"' in fact else (212, 0)


def test_threads_take_turns() -> None:
    """One engine may be used from several threads at once."""
    rules, _ = made_up(Random(3))
    engine = rete.Rete(program(rules))
    atoms = [Random(seed).sample(range(40), 8) for seed in range(64)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(engine.fire, atoms)) == [by_hand(rules, some) for some in atoms]


def test_two_engines_do_not_share_sessions() -> None:
    """Programs are rule sets of their own, also where their atoms have the same numbers."""
    one, other = rete.Rete(program([(1, (0,))])), rete.Rete(program([(0, (1,))]))
    assert (one.fire([0]), other.fire([0]), one.fire([1]), other.fire([1])) == ([0], [], [], [0])


def test_the_engine_is_named_by_the_version_that_is_installed() -> None:
    """The name is a constant, so it has to be looked at when the pin moves."""
    assert f"durable-rules {version('durable_rules')}" == rete.NAME
