"""The adapter to durable-rules: only its positive, propositional fragment is used, which is sound and quick.

An atom is a field of a message `{_p: group, a0: 1, a7: 1}`, at most 24 to a group; a pattern names one atom, and nothing is
joined. What is known at first goes in as one message for each group, what is derived goes in by itself. Each session
first fires a sentinel, since deleting a session in which nothing fired frees memory that was never set.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import count
from threading import Lock
from typing import Any

import durable_rules_engine as dre

from kb.program.form import Program

NAME = "durable-rules 2.0.28"  # pinned; asking the installed package takes longer than an assessment
ATOMS_IN_A_GROUP = 24
LONGEST_BODY = 10
MOST_USES = 200
OPENING = 0
"""The group of the sentinel. Groups are numbers, which the engine compares quicker than text."""
_names = count()
Shaped = tuple[str, tuple[int, ...], int]


class EngineFault(RuntimeError):
    """durable-rules answered something that it never should."""


class Rete:
    """A durable-rules rule set made from one program; one session at a time."""

    def __init__(self, program: Program) -> None:
        """Hand the program's rules to the engine."""
        shaped = list(_shaped(program))
        self._heads = {name: head for name, _, head in shaped}
        read = dict.fromkeys(atom for _, body, _ in shaped for atom in body)
        self._places = {atom: divmod(number, ATOMS_IN_A_GROUP) for number, atom in enumerate(sorted(read))}
        rules: dict[str, Any] = {
            name: _rule([self._pattern(atom) for atom in body]) for name, body, _ in shaped
        }
        rules["open"] = _rule([{"_p": OPENING}])
        self._handle = dre.create_ruleset(f"program_{next(_names)}", json.dumps(rules))
        self._lock = Lock()
        self._sessions = count()
        self._most_firings = len(shaped) + 1

    def fire(self, atoms: Collection[int]) -> list[int]:
        """Give the numbers of the program's rules that fire, in ascending order.

        Raises:
            EngineFault: the engine refused a fact or fired without end.
        """
        with self._lock:
            return sorted(self._session(atoms, f"s{next(self._sessions)}"))

    def _session(self, atoms: Collection[int], session: str) -> Iterator[int]:
        state = self._opened(session)
        try:
            sent = set(atoms)
            for group, fields in self._grouped(sent):
                self._send(group, fields, session)
            message = self._first(dre.start_action_for_state(self._handle, state))
            for _ in range(self._most_firings):
                if message is None:
                    return
                name = message[2 : message.index('"', 2)]  # the body is known from the program
                if name != "open":
                    head = self._heads[name]
                    if head not in sent:
                        sent.add(head)
                        if head in self._places:  # what no rule reads need not be sent
                            group, field = self._places[head]
                            self._send(group, [field], session)
                    if name[0] == "r":
                        yield int(name[1:])
                message = dre.complete_and_start_action(self._handle, state)
            raise EngineFault("durable-rules fired more often than there are rules")
        finally:
            dre.delete_state(self._handle, session)

    def _grouped(self, atoms: set[int]) -> Iterable[tuple[int, list[int]]]:
        """Give the atoms that some rule reads, as fields by their group."""
        found: dict[int, list[int]] = {}
        for atom in sorted(atoms & self._places.keys()):
            group, field = self._places[atom]
            found.setdefault(group, []).append(field)
        return found.items()

    def _opened(self, session: str) -> int:
        """Open a session by firing the sentinel, before anything can fail."""
        fact = json.dumps({"_p": OPENING, "id": "open", "sid": session})
        state: int = dre.assert_fact(self._handle, fact)[1]
        dre.start_action_for_state(self._handle, state)
        dre.complete_and_start_action(self._handle, state)
        return state

    def _send(self, group: int, fields: list[int], session: str) -> None:
        """Put in one message; its first field tells it from the others of its group."""
        known = ",".join([f'"a{field}":1' for field in fields])
        fact = f'{{"_p":{group + 1},{known},"id":"f{group}.{fields[0]}","sid":"{session}"}}'
        code, _ = dre.assert_fact(self._handle, fact)
        if code > 1:
            raise EngineFault(f"durable-rules refused an atom (code {code})")

    def _pattern(self, atom: int) -> dict[str, Any]:
        group, field = self._places[atom]
        return {"$and": [{"_p": group + 1}, {f"a{field}": 1}]}

    @staticmethod
    def _first(found: tuple[int, str] | None) -> str | None:
        return found[1] if found else None


def _rule(patterns: list[dict[str, Any]]) -> dict[str, Any]:
    return {"dist": 0, "all": [{f"m{number}": pattern} for number, pattern in enumerate(patterns)]}


def _shaped(program: Program) -> Iterator[Shaped]:
    """Give the rules in the sizes that the engine bears: long bodies in links, much-used atoms by relay."""
    fresh = count(len(program.atoms))
    uses: dict[int, int] = {}
    stands_for: dict[int, int] = {}
    for number, rule in enumerate(program.rules):
        body = list(rule.body)
        while len(body) > LONGEST_BODY:
            link, some = next(fresh), body[:LONGEST_BODY]
            yield f"l{link}", tuple(some), link
            body = [link, *body[LONGEST_BODY:]]
        for place, atom in enumerate(body):
            uses[atom] = uses.get(atom, 0) + 1
            if uses[atom] % MOST_USES == 0:
                stands_for[atom] = next(fresh)
                yield f"l{stands_for[atom]}", (atom,), stands_for[atom]
            body[place] = stands_for.get(atom, atom)
        yield f"r{number}", tuple(body), rule.head
