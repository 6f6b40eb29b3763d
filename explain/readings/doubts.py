"""What is not certain, for the person who complained: other readings, what is not known, what is taken for granted."""

from __future__ import annotations

from collections.abc import Iterator

from explain.readings.about import About, count, once
from explain.readings.contests import accounts, contests, under
from explain.readings.sentence import Sentence, as_sentence
from kb.model.determination import ConclusionRecord, GraphNode, MissingItem

MOST = 5
REST = 6
"""How many words it takes to say how many more there are."""


def doubts(about: About, in_full: bool = False) -> list[Sentence]:
    """Say everything that keeps an answer from being certain, what weighs most first; in full if it is one of several."""
    presumed, contested = _presumed(about), contests(about)
    said = {one.nodes[0] for one in presumed}
    missing = [one for one in needs(about, about.record) if one.nodes[0] not in said]
    missing = [one for one in missing if one not in contested]
    return [*contested, *other_readings(about, in_full), *missing, *presumed]


def some(about: About, every: list[Sentence], room: int) -> list[Sentence]:
    """Give the first doubts, as many as there is room for, and say how many there are besides."""
    shown: list[Sentence] = []
    for one in every:
        if len(shown) < MOST and count([*shown, one]) <= room - REST:
            shown.append(one)
    left, more = len(every) - len(shown), " more" if shown else ""
    things = f"One{more} thing is" if left == 1 else f"{left}{more} things are"
    return [*shown, *([Sentence(f"{things} not certain.", (about.top,))] if left else ())]


def needs(about: About, record: ConclusionRecord, to_find: bool = False) -> list[Sentence]:
    """Say what an open conclusion waits for; or only what somebody could find out or decide now."""
    items = (one for one in record.needs if not (to_find and one.kind == "event to come"))
    return once(accounts(about, item.name) or _need(about, item) for item in items)


def _need(about: About, item: MissingItem) -> Sentence:
    node = about.node(f"fact {item.name}") or about.top
    match item.kind:
        case "event to come" if item.label != about.words.facts[item.name].label:
            text = f"still to come: {item.label}"
        case "event to come":
            text = f"this could still change: {about.told.undone(item.name)}"
        case "decision":
            text = about.told.undone(item.name)
        case "time of day":
            text = f"we do not know the time of day at which {about.told.happened(item.name)}"
        case _ if about.has_happened(item.name):
            text = f"we do not know {about.told.when(item.name)}"
        case _:
            text = f"we do not know {about.told.unknown(item.name)}"
    return Sentence(as_sentence(text), (node,))


def _presumed(about: About) -> list[Sentence]:
    """Say what is taken for granted."""
    return once(one for node in about.leaves for one in _presumption(about, node))


def _presumption(about: About, node: GraphNode) -> Iterator[Sentence]:
    own = about.own(node.id)
    if own.startswith("fact ") and (below := about.presumed(node)):
        said = about.told.known(own.removeprefix("fact "), node.particulars.get("known"))
        yield Sentence(as_sentence(f"we take it that {said}"), (node.id, *below))
    elif node.kind == "presumption":
        said = node.label.removesuffix(" (presumed)")
        yield Sentence(as_sentence(f"we take this as given: {said}"), (node.id,))


def other_readings(about: About, in_full: bool = False) -> list[Sentence]:
    """Say how the answer would differ if an unclear passage were read another way, and what is unclear."""
    dependence = about.record.depends_on_reading
    if dependence is None:
        return []
    nodes = [node for name in dependence.readings if (node := about.node(f"reading {name}"))]
    readings = (
        about.words.procedure.readings[name] for name in dependence.readings if about.node(f"reading {name}")
    )
    unclear = [Sentence(as_sentence(one.about), (node,)) for one, node in zip(readings, nodes, strict=True)]
    said = [f"if the policy is read another way, {one}" for one in _otherwise(about, in_full)]
    return [*(Sentence(as_sentence(one), (about.top, *nodes)) for one in said), *unclear[:1]]


def _otherwise(about: About, in_full: bool) -> list[str]:
    """Give what else the answer would be, as a clause."""
    dependence = about.record.depends_on_reading
    assert dependence is not None
    if not dependence.established:
        return ["this may come out differently"]
    mine = (about.record.outcome, about.record.value)
    others = [one for one in dependence.values if (one.outcome, one.value) != mine]
    return [under(about, one, in_full) for one in others][:1]
