"""How tests make PROV documents, and hold them to what PROV-CONSTRAINTS says of documents like ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import networkx as nx
from prov.model import ProvBundle, ProvDocument

from explain.w3c.prov import as_json
from kb.model.determination import Determination
from tests.receipts.running import desk


@lru_cache(maxsize=8)
def answered(path: Path) -> Determination:
    """The answer to a case or an example."""
    return desk().determine(desk().case(path), str(path))


def round_trips(document: ProvDocument) -> bool:
    """Whether what is written can be read by the library, and is an equal document."""
    return bool(ProvDocument.deserialize(content=as_json(document)) == document)


def refused_by_constraints(document: ProvDocument) -> list[str]:
    """Give what no valid PROV document has; each bundle is an instance of its own."""
    return [fault for one in (document, *document.bundles) for fault in _faults(one)]


def _faults(bundle: ProvBundle) -> Iterator[str]:
    records: dict[str, list[tuple[str, ...]]] = {}
    for one in bundle.records:
        kind = one.get_type().localpart
        about = one.args if one.is_relation() else [one.identifier]
        records.setdefault(kind, []).append(tuple(map(str, about)))
    entities = {one[0] for one in records.get("Entity", ())}
    activities = {one[0] for one in records.get("Activity", ())}
    generated = Counter(one[0] for one in records.get("Generation", ()))  # unique-generation
    yield from (f"generated twice: {name}" for name, times in generated.items() if times > 1)
    yield from (f"entity and activity: {name}" for name in sorted(entities & activities))  # disjoint types
    derived: nx.DiGraph[str] = nx.DiGraph([one[:2] for one in records.get("Derivation", ())])
    if not nx.is_directed_acyclic_graph(derived):
        yield "derived from itself"
    used = {(one[0], one[1]) for one in records.get("Usage", ())}
    by = {one[0]: one[1] for one in records.get("Generation", ())}
    for effect, _, step, *_ in records.get("Derivation", ()):
        if step != "None" and by.get(effect) != step:
            yield f"derived by a step that did not generate it: {effect}"
    named = {name for pair in used for name in pair} | {name for pair in by.items() for name in pair}
    yield from (f"not declared: {name}" for name in sorted(named - entities - activities))
