"""Why, for the person who complained: the facts, the days counted, and the clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explain.days import day_in_words
from explain.readings.about import About, count, once
from explain.readings.sentence import Sentence, as_sentence
from kb.model.determination import GraphNode
from kb.model.files import Binding, Clause, name_of
from kb.model.periods import Counted

_FIRST, _STILL, _LAST = "0", "7", "8"
"""Where reasons without a day stand among those with one, which begin with their year's 1 or 2."""


def reasons(about: About) -> list[Sentence]:
    """Say the facts and the days counted, nearest to the answer first; what the document is silent on comes last.

    What is so by one account only is no reason: it stands among the doubts, beside the other account.
    """
    agreed = (node for node in about.leaves if not about.telling.whose.right(node.id))
    nodes = sorted(agreed, key=lambda node: node.kind == "silence")
    if about.head.procedure is None and about.record.outcome == "open":
        nodes = [
            node for node in nodes if node.kind != "day calculation"
        ]  # each procedure counts in its own way
    return once(one for node in nodes for one in _reason(about, node))


def _reason(about: About, node: GraphNode) -> Iterator[Sentence]:
    own = about.own(node.id)
    if own.startswith("fact "):
        if node.particulars.get("known") is not None and not about.presumed(node):
            said = about.told.fact(own.removeprefix("fact "), node)
            yield _not_counted(said, amiss) if (amiss := about.not_as_asked(node)) else said
    elif node.kind == "day calculation":
        yield from _counted(node)
    elif node.kind == "silence":
        yield Sentence(as_sentence(node.label), (node.id,))


def _not_counted(said: Sentence, amiss: str) -> Sentence:
    """Say of what happened that it does not count, and so is no reason against the answer."""
    return Sentence(f"{said.text} That does not count, because it was not done as the policy asks.",
                    (*said.nodes, amiss))  # fmt: skip


def _counted(node: GraphNode) -> Iterator[Sentence]:
    """Say how a day was counted, where both its ends are known."""
    given = node.particulars
    if "from" not in given or "last_day" not in given:
        return
    start, end = (day_in_words(str(given[one]), in_full=True) for one in ("from", "last_day"))
    if "cut_off" in given:
        yield Sentence(f"The next working day from {start} is {end}.", (node.id,))
        return
    s = "s" if str(given["period"]).startswith("1 ") else ""
    counted = f"that start{s} on" if given["counted"] == Counted.BEGINNING_WITH else given["counted"]
    yield Sentence(as_sentence(f"{given['period']} {counted} {start} end{s} on {end}"), (node.id,))


def fitting(about: About, sentences: Sequence[Sentence], room: int) -> list[Sentence]:
    """Give those for which there is room, as they happened: what has no day first, what has not happened last."""
    found: list[Sentence] = []
    for one in sentences:
        if count([*found, one]) <= room:
            found.append(one)
    return sorted(found, key=lambda one: _when(about.telling.nodes[one.nodes[0]]))


def _when(node: GraphNode) -> str:
    if node.kind == "silence":
        return _LAST
    known = node.particulars.get("known")
    if known == "not yet":
        return _STILL
    days = known if isinstance(known, list) and len(known) == 2 else ()
    given = (str(one) for one in (node.particulars.get("from"), *days) if one)
    return next((one for one in given if one[:1].isdigit()), _FIRST)


def source(about: About) -> list[Sentence]:
    """Name the clause that a conclusion stands on, and how binding its words are."""
    if about.head.procedure is None and about.record.outcome == "open":
        return []  # each procedure has clauses of its own
    clauses = list(dict.fromkeys(about.clauses()))
    held = next((one for one in clauses if _force(about, one)), None)
    cited = held or next(iter(clauses), None)
    if cited is None:
        return []
    force = about.words.procedure.vocabulary.forces.get(_force(about, cited) or "")
    said = f"{force or 'this is in the policy'}, under “{about.telling.nodes[cited].particulars['heading']}”"
    return [Sentence(as_sentence(said), (cited,))]


def _force(about: About, clause: str) -> str | None:
    """Give how binding a clause's words are, if it holds the norm that the conclusion is about."""
    held = about.words.procedure.clauses[about.own(clause).removeprefix("clause ")]
    name = about.record.name.rpartition(".")[0]
    norms = [one for one in held.rules if isinstance(one, Binding)] if isinstance(held, Clause) else []
    return next((one.force for one in norms if name_of(one) == name), None)
