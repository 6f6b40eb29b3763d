"""Forward chaining: which rules of a program fire, given the atoms that the leaves put in.

`Chainer` is what a rule engine looks like to the rest. `InOrder` is the plainest one there is: a program's rules stand
in an order in which one pass is enough.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from kb.program.form import Program


class Chainer(Protocol):
    """A rule engine, made for one program."""

    def fire(self, atoms: Collection[int]) -> list[int]:
        """Give the numbers of the rules that fire, each once, in ascending order."""
        ...


class InOrder:
    """One pass over the rules in their order; used where durable-rules is not installed."""

    def __init__(self, program: Program) -> None:
        """Keep the rules."""
        self.rules = program.rules

    def fire(self, atoms: Collection[int]) -> list[int]:
        """Give the numbers of the rules that fire, in ascending order."""
        true, fired = set(atoms), []
        for number, rule in enumerate(self.rules):
            if true.issuperset(rule.body):
                true.add(rule.head)
                fired.append(number)
        return fired
