"""Atoms in pairs (that a condition *holds*, that it *fails*), and the rules between them that logic asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from kb.program.form import Leaf, ProgramRule, RuleKind

Pair = tuple[int, int]
Guards = tuple[Pair, ...]
Alternative = tuple[Guards, Pair]


class Atoms:
    """The atoms, leaves and rules of a program while it is being compiled."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.atoms: dict[tuple[str, str], int] = {}
        self.rules: list[ProgramRule] = []
        self.leaves: dict[str, tuple[Leaf, Pair]] = {}
        self.by_facts: set[int] = set()
        self.made_of: dict[Pair, tuple[Alternative, ...]] = {}

    def pair(self, key: str) -> Pair:
        """Give the two atoms of a condition."""
        return self.atom(key, "holds"), self.atom(key, "fails")

    def atom(self, key: str, half: Literal["holds", "fails"]) -> int:
        """Give one of the two atoms of a condition."""
        return self.atoms.setdefault((key, half), len(self.atoms))

    def add(self, head: int, body: Iterable[int], kind: RuleKind, rule: str = "") -> None:
        """Add a rule."""
        self.rules.append(ProgramRule(head, tuple(dict.fromkeys(body)), kind, rule))

    def leaf(self, leaf: Leaf) -> Pair:
        """Add a test, and give its two atoms."""
        if leaf.key not in self.leaves:
            holds, fails = self.pair(leaf.key)
            self.leaves[leaf.key] = (leaf, (holds, fails))
            self.by_facts |= {holds, fails}
        known, pair = self.leaves[leaf.key]
        assert known == leaf, f"two tests are called `{leaf.key}`"
        return pair

    def compose(self, pair: Pair, parts: Iterable[Alternative]) -> Pair:
        """Note what a condition, and its negation, are made of; from this the engine says what is missing."""
        self.made_of[pair] = self.made_of[pair[::-1]] = tuple(parts)
        return pair

    def always(self) -> Pair:
        """Give the pair of what always holds."""
        return self.leaf(Leaf("always", "true"))

    def conjunction(self, key: str, parts: list[Pair]) -> Pair:
        """Give the pair for: every part holds."""
        parts = self.gathered(key, parts)
        if len(parts) < 2:
            return parts[0] if parts else self.always()
        holds, fails = self.pair(key)
        self.add(holds, (part[0] for part in parts), "condition")
        for part in parts:
            self.add(fails, (part[1],), "condition")
        return self.compose((holds, fails), (((), part) for part in parts))

    def disjunction(self, key: str, parts: list[Pair]) -> Pair:
        """Give the pair for: one part holds, or more."""
        fails, holds = self.conjunction(f"not({key})", [(part[1], part[0]) for part in parts])
        return holds, fails

    def gathered(self, key: str, parts: list[Pair]) -> list[Pair]:
        """Put the parts of a conjunction that facts settle into one leaf; the rules are left with what chains."""
        parts = list(dict.fromkeys(parts))
        settled = [part for part in parts if self.by_facts.issuperset(part)]
        if len(settled) < 2:
            return parts
        chained = [part for part in parts if not self.by_facts.issuperset(part)]
        leaf = self.all_of(f"{key} by facts" if chained else key, settled)
        return [self.compose(leaf, (((), part) for part in settled)), *chained]

    def all_of(self, key: str, parts: list[Pair], against: list[Pair] | None = None) -> Pair:
        """Add the leaf that holds where every part does, and fails where one of them does, or of those named."""
        holds, fails = (
            (part[0] for part in parts),
            (part[1] for part in (parts if against is None else against)),
        )
        return self.leaf(Leaf(key, "all", parts=tuple(holds), against=tuple(fails)))

    def alternatives(self, key: str, parts: list[Alternative]) -> Pair:
        """Hold if under each guard the alternative holds or the guard fails; fail likewise. All of them are leaves."""
        if len(parts) == 1 and not parts[0][0]:
            return parts[0][1]
        choices = tuple((tuple(fails for _, fails in guards), outcome) for guards, outcome in parts)
        assert self.by_facts.issuperset(
            atom for ruled_out, outcome in choices for atom in (*ruled_out, *outcome)
        )
        return self.compose(self.leaf(Leaf(f"{key}, whichever it is", "choose", choices=choices)), parts)


def joined(*guards: Guards) -> Guards | None:
    """Give the guards under which several alternatives count at once, or nothing where they contradict each other."""
    some = tuple(dict.fromkeys(guard for each in guards for guard in each))
    return None if any((fails, holds) in some for holds, fails in some) else some
