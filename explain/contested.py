"""Contested facts: a conclusion is drawn only if it comes out the same whichever account is right.

Each combination of accounts is assessed by itself, and its graph stands beside the others, as where it is open which
procedure a complaint goes by. What does not come out the same is open: it waits for somebody to say which account is
right. So stating the fact later, as one account has it, overturns nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explain.graph import own_id
from explain.merged_readings import dependence_of_all
from explain.merging import Choice, answer_of, together
from explain.said import ACCOUNTS, WHICH_ACCOUNT, contested, contested_item
from explain.whose import matters
from kb.model.case import Contested, Head, Stated
from kb.model.determination import (
    Account,
    AccountDependence,
    AccountEffect,
    ConclusionRecord,
    ContestedFact,
    ContestedFacts,
    Graph,
    GraphNode,
    HeadRecord,
    MissingItem,
)
from kb.model.vocabulary import Vocabulary

Under = tuple[dict[str, int], HeadRecord]


def agreed_by_accounts(head: Head, under: Sequence[Under], vocabulary: Vocabulary) -> HeadRecord:
    """Give the record of a head with contested facts from one for each combination of accounts."""
    names = [f"account {number}" for number in range(1, len(under) + 1)]
    facts = [contested_fact(one, vocabulary) for one in head.contested.values()]
    record = together([one for _, one in under], Choice(names, ACCOUNTS, None, WHICH_ACCOUNT))
    depending = list(_depending(under))
    waits = {one.conclusion: [contested_item(name, vocabulary) for name in one.facts] for one in depending}
    conclusions = [
        one.model_copy(update={"needs": [*waits.get(one.name, ()), *_others(one, head)]})
        for one in record.conclusions
    ]
    matter = dict.fromkeys(name for one in depending for name in one.facts)
    found = ContestedFacts(
        facts=facts,
        combinations=len(under),
        agreed=len(conclusions) - len(depending),
        depending=depending,
    )
    return record.model_copy(
        update={
            "conclusions": conclusions,
            "missing": [*(contested_item(name, vocabulary) for name in matter), *record.missing],
            "graph": _with_choice(record.graph, facts, vocabulary),
            "contested": found,
        }
    )


def _others(record: ConclusionRecord, head: Head) -> list[MissingItem]:
    return [item for item in record.needs if item.name not in head.contested]


def contested_fact(contested: Contested, vocabulary: Vocabulary) -> ContestedFact:
    """Give what the record of an answer has of a contested fact."""
    label = vocabulary.facts[contested.name].label
    return ContestedFact(
        name=contested.name, label=label, accounts=[_account(one) for one in contested.accounts]
    )


def _account(stated: Stated) -> Account:
    return Account.model_validate({"value": stated.text, **stated.particulars, "by": stated.by or ""})


# --- what depends on which account is right ---


def _depending(under: Sequence[Under]) -> Iterator[AccountDependence]:
    facts = list(under[0][0])
    found = [
        (tuple(accounts.values()), {one.name: one for one in record.conclusions})
        for accounts, record in under
    ]
    for name in dict.fromkeys(name for _, conclusions in found for name in conclusions):
        each = {chosen: conclusions.get(name) for chosen, conclusions in found}
        answers = {chosen: one and answer_of(one) for chosen, one in each.items()}
        matter = [place for place, _ in enumerate(facts) if matters(place, answers)]
        if matter:
            effects: dict[tuple[tuple[str, int], ...], list[ConclusionRecord | None]] = {}
            for chosen, one in each.items():
                accounts = tuple((facts[place], chosen[place]) for place in matter)
                effects.setdefault(accounts, []).append(one)
            yield AccountDependence(
                conclusion=name,
                facts=[facts[place] for place in matter],
                effects=[_effect(dict(accounts), alike) for accounts, alike in effects.items()],
            )


def _effect(accounts: dict[str, int], alike: Sequence[ConclusionRecord | None]) -> AccountEffect:
    """Give what comes under some accounts, from what is alike under each combination that has them.

    It may be alike and hang on another reading under each of these; what is said of readings holds under all.
    """
    present = [one for one in alike if one is not None]
    if not present:
        return AccountEffect(accounts=accounts, outcome="not_asked", value=None)
    record = present[0]
    return AccountEffect(
        accounts=accounts,
        outcome=record.outcome,
        value=record.value,
        possible=record.possible,
        bounds=record.bounds,
        depends_on_reading=dependence_of_all(present),
    )


# --- the graph ---


def _with_choice(graph: Graph, facts: Sequence[ContestedFact], vocabulary: Vocabulary) -> Graph:
    """Add the choice between accounts, above what each of them states, by whichever procedure."""
    below = [node.id for fact in facts for node in graph.nodes if own_id(node.id) == f"fact {fact.name}"]
    label = contested(facts, vocabulary.facts)
    particulars = {"facts": [fact.model_dump(mode="json") for fact in facts]}
    choice = GraphNode(id=ACCOUNTS, kind="condition", label=label, truth="open", particulars=particulars)
    return Graph(nodes=[*graph.nodes, choice], edges=[*graph.edges, *((ACCOUNTS, one) for one in below)])


def facts_of(contested: ContestedFacts) -> Mapping[str, ContestedFact]:
    """Give the contested facts by name."""
    return {one.name: one for one in contested.facts}
