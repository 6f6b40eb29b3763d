"""Every fact and every name of the vocabulary is used by some policy; only a check of all of them can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.check.readings import nodes_of
from kb.model.diagnostics import Diagnostic
from kb.model.policy import LinkedProcedure
from kb.model.record import Node
from kb.model.tree import Includes, Is, Name, No, Qualified, Stated, Undecided, Yes
from kb.model.vocabulary import SameDay, Vocabulary
from kb.source import codes
from kb.source.policies import LoadedPolicy
from kb.source.spots import Spot
from kb.source.yaml_nodes import Document


def unused_words(
    document: Document, vocabulary: Vocabulary, policies: Iterable[LoadedPolicy]
) -> Iterator[Diagnostic]:
    """Find facts and names of the vocabulary that no policy and no convention applied to one uses."""
    procedures = [linked for policy in policies for linked in policy.procedures.values()]
    facts = followed(vocabulary, {name for linked in procedures for name in facts_of(linked)})
    for name in vocabulary.facts:
        if name not in facts:
            spot = Spot(document, ("facts", name), key=True)
            yield spot.found(codes.UNUSED_FACT, f"nothing uses the fact `{name}`")
    called = {name for linked in procedures for name in _called(linked)}
    for name in vocabulary.names:
        if name not in called:
            spot = Spot(document, ("names", name), key=True)
            yield spot.found(codes.UNUSED_NAME, f"nothing is called `{name}`")


def _called(linked: LinkedProcedure) -> Iterator[str]:
    yield from linked.named
    yield from (name.rpartition(".")[0] for name in linked.conclusions)


def facts_of(linked: LinkedProcedure) -> Iterator[str]:
    """Give the facts that a procedure's rules look at."""
    for node in nodes_of(linked):
        yield from _fact(node)


def _fact(node: Node) -> Iterator[str]:
    match node:
        case Name(name=name) | Qualified(event=name) | Yes(yes=name) | No(no=name):
            yield name
        case Undecided(undecided=name) | Stated(stated=name):
            yield name
        case Is() | Includes():
            yield node.fact
        case _:
            return


def followed(vocabulary: Vocabulary, used: set[str]) -> set[str]:
    """Add what gives a fact in use its bounds: the events that it follows, and the one whose day it is presumed to be."""
    found: set[str] = set()
    waiting = {name for name in used if name in vocabulary.facts}
    while waiting:
        found |= waiting
        facts = [vocabulary.facts[name] for name in waiting]
        before = {other for fact in facts for other in fact.follows}
        before |= {fact.presumed.same_day_as for fact in facts if isinstance(fact.presumed, SameDay)}
        waiting = before - found
    return found
