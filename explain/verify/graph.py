"""Holds the graph of a trace against the steps that follow: none changed, none missing, none that nothing leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from explain.verify.flaws import Flaws, same, told
from explain.verify.steps import Step
from kb.model.determination import Graph, GraphNode

Grounds = dict[str, set[str]]
PARTICULARS = "particulars"


def resting_on(graph: Graph) -> Grounds:
    """Give what each step of a graph rests on."""
    found: Grounds = {node.id: set() for node in graph.nodes}
    for one, other in graph.edges:
        found.setdefault(one, set()).add(other)
    return found


def check_graph(
    graph: Graph, steps: Mapping[str, Step], roots: Iterable[str], whole: bool, flaws: Flaws
) -> Grounds:
    """Check a graph, and give what each step that follows rests on.

    Args:
        graph: The graph of the trace.
        steps: All that follow, by id.
        roots: The steps from which all others are reached.
        whole: Whether steps that were looked at and decide nothing may be there.
        flaws: Where to note what is at fault.
    """
    claimed = resting_on(graph)
    _check_form(graph, claimed, flaws)
    grounds = {id_: _grounds(step, claimed.get(id_)) for id_, step in steps.items()}
    needed = reached(grounds, roots)
    nodes = {node.id: node for node in graph.nodes}
    for id_, node in nodes.items():
        if id_ not in steps or not (id_ in needed or whole):
            flaws.add("unfounded", id_, "nothing that follows leads to this step", node.label)
        else:
            _check_step(node, steps[id_], flaws)
            _check_grounds(id_, claimed[id_], grounds[id_], flaws)
    for id_ in needed:
        if id_ not in nodes:
            label = steps[id_].label
            flaws.add("missing", id_, "this step follows, and is not there", "", label)
    return grounds


def reached(grounds: Mapping[str, Iterable[str]], roots: Iterable[str]) -> dict[str, None]:
    """Give the steps that some steps come down to, themselves included."""
    found = dict.fromkeys(roots)
    waiting = list(found)
    while waiting:
        for one in grounds.get(waiting.pop(), ()):
            if one not in found:
                found[one] = None
                waiting.append(one)
    return found


def _check_form(graph: Graph, claimed: Grounds, flaws: Flaws) -> None:
    """Check that every edge has both ends, nothing is there twice, and nothing rests on itself."""
    ids = Counter(node.id for node in graph.nodes)
    for id_, times in ids.items():
        if times > 1:
            flaws.add("unfounded", id_, f"there are {times} steps of this name")
    for (one, other), times in Counter(graph.edges).items():
        if times > 1:
            flaws.add("grounds", one, f"rests on `{other}` {times} times over", other)
        if one not in ids:
            flaws.add("unfounded", one, f"there is no such step, and it is said to rest on `{other}`", other)
        elif other not in ids:
            flaws.add("grounds", one, f"rests on `{other}`, and there is no such step", other)
    try:
        TopologicalSorter(claimed).prepare()
    except CycleError as circle:
        way = circle.args[1]
        flaws.add(
            "circle",
            way[-1],
            f"rests on itself, by way of `{'`, `'.join(way[-2:0:-1]) or way[0]}`",
            way[::-1],
        )


def _grounds(step: Step, claimed: set[str] | None) -> set[str]:
    """Give what a step rests on: of the ways in which the rules come to it, the one that the trace is nearest to."""
    nearest = min(step.allowed(), key=lambda way: len(way ^ (claimed or set())))
    return nearest - (step.spared - (claimed or set()))


def _check_step(node: GraphNode, step: Step, flaws: Flaws) -> None:
    flaws.differs("kind", node.id, "is called", node.kind, step.kind, "kind")
    truth = step.truth.value if step.truth else None
    flaws.differs("truth", node.id, "its truth is", node.truth, truth, "truth")
    flaws.differs("words", node.id, "says", node.label, step.label, "label")
    if not same(node.particulars, step.particulars):
        for key in dict.fromkeys((*step.particulars, *node.particulars)):
            _check_particular(node, step, key, flaws)


def _check_particular(node: GraphNode, step: Step, key: str, flaws: Flaws) -> None:
    claims, follows = node.particulars.get(key), step.particulars.get(key)
    if key not in step.particulars:
        said = f"has a particular that it cannot have, `{key}`: {told(claims)}"
        flaws.add("words", node.id, said, claims, "", PARTICULARS)
    elif key not in node.particulars:
        flaws.add("words", node.id, f"lacks its `{key}`, which is {told(follows)}", "", follows, PARTICULARS)
    elif key == "ledger" and isinstance(claims, list) and isinstance(follows, list):
        _check_ledger(node.id, claims, follows, flaws)
    else:
        flaws.differs("words", node.id, f"its `{key}` is", claims, follows, PARTICULARS)


def _check_ledger(id_: str, claims: list[object], follows: list[object], flaws: Flaws) -> None:
    """Check an account of days line by line."""
    for number, (claimed, line) in enumerate(zip(claims, follows, strict=False), 1):
        flaws.differs("words", id_, f"line {number} of its account of days is", claimed, line, PARTICULARS)
    lines = "the number of lines of its account of days is"
    flaws.differs("words", id_, lines, len(claims), len(follows), PARTICULARS)


def _check_grounds(id_: str, claimed: set[str], follows: set[str], flaws: Flaws) -> None:
    for one in sorted(claimed - follows):
        flaws.add("grounds", id_, f"rests on `{one}`, which has no part in it", one)
    for one in sorted(follows - claimed):
        flaws.add("grounds", id_, f"does not rest on `{one}`, from which it comes", "", one)
