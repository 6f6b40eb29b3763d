"""A reading for an auditor: every node below a conclusion once, numbered, with all that it can be checked by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from explain.answers import answer as answer_to
from explain.graph import own_id, sub_graph
from explain.ledger import ledgers
from explain.lines import Line
from explain.readings.about import main_of
from explain.readings.reading import Reading, titled
from explain.words import Words
from kb.model.determination import ConclusionRecord, Determination, Graph, GraphNode, HeadRecord

_SHOWN_ELSEWHERE = ("ledger", "gist", "heading", "rule", "facts")


def auditor(answer: Determination, head: HeadRecord, record: ConclusionRecord, words: Words) -> Reading:
    """Tell an auditor of one conclusion: what made the answer, and every step from the conclusion down."""
    graph = sub_graph(head.graph, record.node or "")
    lines = [*_made_by(answer, graph), *_steps(graph, [record.node or ""]), *ledgers(graph)]
    return Reading("auditor", _title(record, words), tuple(lines))


def auditor_case(answer: Determination, head: HeadRecord, words: Words) -> Reading:
    """Tell an auditor of a whole matter: every conclusion, then every step that any of them rests on."""
    tops = [one.node for one in head.conclusions if one.node]
    lines = [*_made_by(answer, head.graph), *_steps(head.graph, tops), *ledgers(head.graph)]
    return Reading("auditor", _title(main_of(head), words), tuple(lines))


def _title(record: ConclusionRecord, words: Words) -> Line:
    return titled(f"{record.label}: {answer_to(record, words)}", (record.node or "",))


# --- what made it ---


def _made_by(answer: Determination, graph: Graph) -> Iterator[Line]:
    """Say which rules, document, calendar and engines made the answer, and what it presumes."""
    used, environment = answer.policy, answer.environment
    yield Line()
    yield Line("What made this answer", tone="heading")
    yield _remark(f"Policy: {used.id}@{used.version}; SHA-256 of its rules {used.sha256}")
    yield from _once(graph, "document", _document)
    yield _remark(f"Calendar: {environment.calendar.id}, {environment.calendar.edition}")
    yield _remark(f"Engines: {' and '.join(environment.engines)}")
    yield _remark(f"Assessed on: {answer.assessed_on}")
    yield from _once(graph, "presumption", lambda node: f"Presumption: {node.label}")


def _document(node: GraphNode) -> str:
    given = node.particulars
    return f"Document: {given['name']}; SHA-256 {given['sha256']}" if "sha256" in given else ""


def _once(graph: Graph, kind: str, said: Callable[[GraphNode], str]) -> Iterator[Line]:
    """Say each of the nodes of a kind, and once what the graphs of several procedures or accounts all have."""
    nodes: dict[str, list[str]] = {}
    for node in graph.nodes:
        if node.kind == kind and (text := said(node)):
            nodes.setdefault(text, []).append(node.id)
    for text, ids in nodes.items():
        yield Line(text, 2, 2, nodes=tuple(ids), point=True)


def _remark(text: str) -> Line:
    return Line(text, 2, 2, "faint", point=True)


# --- the steps ---


def _steps(graph: Graph, tops: Sequence[str]) -> Iterator[Line]:
    nodes, below = {node.id: node for node in graph.nodes}, _below(graph)
    numbers = _numbered(tops, below)
    yield Line()
    yield Line(f"{len(numbers)} steps, from the conclusion down; each is told once", tone="heading")
    for id_, number in numbers.items():
        yield from _step(nodes[id_], number, tuple(numbers[one] for one in below[id_]))


def _below(graph: Graph) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for one, other in graph.edges:
        found[one].append(other)
    return found


def _numbered(tops: Sequence[str], below: Mapping[str, list[str]]) -> dict[str, int]:
    """Number the nodes as a reader goes down: each before what it rests on, unless that was told before."""
    found: dict[str, int] = {}
    waiting = [*reversed(tops)]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found[node] = len(found) + 1
            waiting += reversed(below[node])
    return found


def _step(node: GraphNode, number: int, rests_on: tuple[int, ...]) -> Iterator[Line]:
    nodes = (node.id,)
    truth = f", {node.truth}" if node.truth else ""
    yield Line(node.label, 2, 2, nodes=nodes, number=number)
    yield Line(f"{node.kind}{truth}; id: {node.id}", 8, 2, nodes=nodes)
    for said in _particulars(own_id(node.id), node):
        yield Line(said, 8, 2, nodes=nodes)
    earlier = tuple(one for one in rests_on if one < number)
    later = tuple(one for one in rests_on if one > number)
    if later:
        yield Line("rests on", 8, 2, nodes=nodes, steps=later)
    if earlier:
        yield Line("rests, as told above, on", 8, 2, nodes=nodes, steps=earlier)


def _particulars(own: str, node: GraphNode) -> Iterator[str]:
    """Give what else is recorded of a node: of a clause its lines, of a fact who stated it and on what evidence."""
    given = node.particulars
    for key, value in given.items():
        if (
            key not in _SHOWN_ELSEWHERE
            and value not in ("", None)
            and not (key == "known" and "text" in given)
        ):
            yield f"{key.replace('_', ' ')}: {_plain(value)}"
    if "ledger" in given:
        yield f"ledger: {len(given['ledger'])} entries, told at the end"


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join("no bound" if one is None else str(one) for one in value)
    return str(value)
