"""Who has to be right for a step to be so, where facts are contested: said from the provenance graph alone.

The graph has a step once for each combination of accounts. Where all that it comes down to is the same, it is the same
step, and which account is right makes no difference to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import product

from explain.graph import account_of, own_id, without_account
from explain.said import ACCOUNTS
from explain.words import listed
from kb.model.determination import Account, ContestedFact, Graph, GraphNode

Chosen = tuple[int, ...]
"""Of each contested fact, in the order of the case, the number of an account, from 1."""


class Whose:
    """The combinations of accounts of a graph, and under which of them each step is the same."""

    def __init__(self, nodes: Mapping[str, GraphNode], below: Mapping[str, Sequence[str]]) -> None:
        """Keep a graph as nodes by id, and what each stands on."""
        self._nodes, self._below = nodes, below
        choice = nodes.get(ACCOUNTS)
        given = choice.particulars["facts"] if choice else []
        self.facts = [ContestedFact.model_validate(one) for one in given]
        numbers = product(*(range(1, len(one.accounts) + 1) for one in self.facts))
        self._combinations: list[Chosen] = list(numbers) if choice else []
        self._marks: dict[str, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

    def branches(self, node: str) -> list[str] | None:
        """Give what a step above all accounts rests on, once for each way in which it comes about; None for any other."""
        if not self.facts or ACCOUNTS not in self._below[node]:
            return None
        under = [one for one in self._below[node] if one != ACCOUNTS]
        return list({self._mark(one): one for one in reversed(under)}.values())[::-1]

    def contests(self, node: str) -> bool:
        """Whether a step is what an account states of a contested fact: it says whose."""
        return any(own_id(node) == f"fact {one.name}" for one in self.facts)

    def right(self, node: str) -> str:
        """Say who has to be right for a step to be so, as a clause; nothing where that makes no difference to it."""
        if not self.facts or account_of(node) is None:
            return ""
        own = without_account(node)
        marks = {
            chosen: self._mark(f"account {other}/{own}") for other, chosen in enumerate(self._combinations, 1)
        }
        if len(set(marks.values())) == 1:
            return ""
        same = [chosen for chosen, mark in marks.items() if mark == self._mark(node)]
        said = (
            who_is_right(
                [(self.facts[place], number) for place, number in way], self._worded, len(self.facts)
            )
            for way in ways(same, self._combinations)
        )
        return f"if {', or if '.join(said)}"

    def _worded(self, fact: ContestedFact, account: Account) -> str:
        """Give what an account states in the words of its step."""
        for node in self._nodes.values():
            if own_id(node.id) == f"fact {fact.name}" and node.particulars.get("text") == account.value:
                return node.label.removeprefix(f"{fact.label}: ")
        return account.value

    def _mark(self, node: str) -> int | None:
        """Give a number that is the same for steps that say the same and come down to the same."""
        if node not in self._nodes:
            return None
        waiting = [node]
        while waiting:  # what is below comes first, and a graph may be deep
            one = waiting[-1]
            parts = [part for part in self._below[one] if part != ACCOUNTS]
            fresh = [part for part in parts if part not in self._marks]
            if fresh and one not in self._marks:
                waiting += fresh
            else:
                said = (self._said(one), *(self._marks[part] for part in parts))
                self._marks[waiting.pop()] = self._numbers.setdefault(said, len(self._numbers))
        return self._marks[node]

    def _said(self, node: str) -> tuple[str, str, str | None]:
        one = self._nodes[node]
        return without_account(node), one.label, one.truth


def who_is_right(
    accounts: Sequence[tuple[ContestedFact, int]],
    worded: Callable[[ContestedFact, Account], str],
    contested: int,
) -> str:
    """Say whose accounts (by number, from 1) are right: on what, and with what, where that has to be told apart.

    `contested` is how many facts are, in all: where that is one, nobody need be told on which.
    """
    parts = []
    for fact, number in accounts:
        account = fact.accounts[number - 1]
        about = f" on {fact.label}" if contested > 1 else ""
        again = sum(one.by == account.by for one in fact.accounts) > 1
        parts.append(f"{account.by} is right{about}{f' with {worded(fact, account)}' if again else ''}")
    return listed(parts, "and") if parts else ""


def ways(same: Collection[Chosen], every: Sequence[Chosen]) -> list[tuple[tuple[int, int], ...]]:
    """Give the ways in which a combination is among the `same`: of each, no more accounts than suffice.

    An account is given as the place of its fact and its number.
    """
    found: dict[tuple[tuple[int, int], ...], None] = {}
    for chosen in (one for one in every if one in same):
        places = list(range(len(chosen)))
        for place in range(len(chosen)):
            fewer = [one for one in places if one != place]
            alike = (other for other in every if all(other[one] == chosen[one] for one in fewer))
            if all(other in same for other in alike):
                places = fewer
        found.setdefault(tuple((one, chosen[one]) for one in places))
    return list(found)


def matters(place: int, came: Mapping[Chosen, object]) -> bool:
    """Whether the accounts of one fact alone ever make a difference to what comes under each combination."""
    first: dict[Chosen, object] = {}
    return any(
        first.setdefault((*chosen[:place], *chosen[place + 1 :]), one) != one for chosen, one in came.items()
    )


def whose_steps(graph: Graph) -> Whose:
    """Make it for a graph."""
    below: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for one, other in graph.edges:
        below[one].append(other)
    return Whose({node.id: node for node in graph.nodes}, below)
