"""The reasons of an answer as W3C PROV: valid, the same as the graph, and the same on every machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prov.model import ProvBundle, ProvDocument

from explain.w3c.names import local_part, text_of
from explain.w3c.prov import STEPS, as_json, prov_of
from kb.model.determination import Determination, Graph
from tests.doors.running import EASTER, MATTERS, NEVER, READING, run
from tests.loading import REAL, ROOT, RULES
from tests.receipts.running import examples, issued
from tests.w3c.running import answered, refused_by_constraints, round_trips

UNKNOWN = RULES / "charter-council" / "examples" / "nobody-knows-which-service-it-is-about.yaml"
# PROV-N, productions 51 to 55, without backslashes: quoted text needs none
PN_LOCAL = re.compile(r"(?:[A-Za-z0-9_/@~&+*?#$!]|%[0-9A-F]{2})(?:(?:[A-Za-z0-9_/@~&+*?#$!.-]|%[0-9A-F]{2})*"
                      r"(?:[A-Za-z0-9_/@~&+*?#$!-]|%[0-9A-F]{2}))?")  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(TEXT)
def test_any_text_becomes_a_local_part_that_gives_it_back(text: str) -> None:
    """No two ids ever share a name."""
    local = local_part(text)
    assert PN_LOCAL.fullmatch(local)
    assert text_of(local) == text


@given(TEXT)
def test_any_local_part_is_a_qualified_name_to_the_library_and_comes_back(text: str) -> None:
    """Written as JSON and read again, the name is the same."""
    document = ProvDocument()
    document.add_namespace("node", "urn:x:")
    document.entity(f"node:{local_part(text)}")
    back = ProvDocument.deserialize(content=as_json(document))
    (entity,) = back.records
    assert entity.identifier is not None
    assert text_of(entity.identifier.localpart) == text


@pytest.mark.parametrize("policy", REAL)
def test_every_example_round_trips_and_keeps_to_the_constraints(policy: str) -> None:
    """One of each policy; `make receipts` does all."""
    for example in examples(policy)[:1]:
        document = prov_of(answered(example))
        assert round_trips(document)
        assert refused_by_constraints(document) == []


@pytest.mark.parametrize("case", [EASTER, MATTERS, READING, UNKNOWN], ids=lambda path: path.stem)
def test_other_cases_round_trip_and_keep_to_the_constraints(case: Path) -> None:
    """Several matters are bundles, checked each by itself; where the procedure is open, each has its graph."""
    document = prov_of(answered(case))
    assert round_trips(document)
    assert refused_by_constraints(document) == []


def test_the_checks_of_constraints_can_fail() -> None:
    """Two generations of one entity, what is entity and activity at once, and what was derived from itself."""
    document = ProvDocument()
    document.add_namespace("node", "urn:x:")
    for name in ("a", "b"):
        document.entity(f"node:{name}")
        document.activity(f"node:step {name}".replace(" ", "_"))
        document.generation("node:a", f"node:step_{name}")
    document.activity("node:b")
    document.derivation("node:a", "node:b")
    document.derivation("node:b", "node:a")
    assert refused_by_constraints(document) == [
        "generated twice: node:a", "entity and activity: node:b", "derived from itself",
    ]  # fmt: skip


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("case", [NEVER, MATTERS], ids=lambda path: path.stem)
def test_every_name_is_one_in_prov_n_too(case: Path) -> None:
    """Written strictly in the notation of the recommendation and parsed again, it is an equal document."""
    document = prov_of(answered(case))
    notation = document.get_provn(strict=True)
    assert ProvDocument.deserialize(content=notation, format="provn") == document


def test_names_hold_the_digest_that_a_receipt_has_for_the_answer(tmp_path: Path) -> None:
    """Whoever has both can tell that they are of one answer."""
    receipt = json.loads(issued(NEVER, tmp_path / "receipt.json").read_text())
    (one,) = names(prov_of(answered(NEVER)), "Entity")[:1]
    assert one.uri == f"urn:complaints-kb:answer:{receipt['hashes']['determination']}:determination"


def edges(bundle: ProvBundle) -> Counter[tuple[str, str]]:
    """The derivations in a bundle, by the ids of the graph's nodes."""
    found = (one.args[:2] for one in bundle.records if one.get_type().localpart == "Derivation")
    return Counter((text_of(one.localpart), text_of(other.localpart)) for one, other in found)


def test_every_node_is_an_entity_and_every_edge_a_derivation() -> None:
    """The graph can be had back from the document."""
    answer = answered(NEVER)
    graph, document = answer.heads[0].graph, prov_of(answer)
    assert edges(document) == Counter(graph.edges)
    kinds = labels(document, "Entity")
    assert {node.id: node.label for node in graph.nodes} == kinds
    steps = {text_of(name.localpart) for name in names(document, "Activity")}
    assert steps == {node.id for node in graph.nodes if node.kind in STEPS}


def names(bundle: ProvBundle, kind: str) -> list[Any]:
    """The identifiers of all records of a kind."""
    return [one.identifier for one in bundle.records if one.get_type().localpart == kind]


def labels(bundle: ProvBundle, kind: str) -> dict[str, str]:
    """The labels of a graph's nodes in a bundle, by their ids."""
    some = [one for one in bundle.records if one.get_type().localpart == kind]
    nodes = [one for one in some if one.identifier is not None and one.identifier.namespace.prefix == "node"]
    return {text_of(one.identifier.localpart): str(one.label) for one in nodes if one.identifier is not None}


def related(bundle: ProvBundle, kind: str, first: str) -> set[str]:
    """What records of a kind relate to the node or step of this id."""
    found: set[str] = set()
    for one in bundle.records:
        if one.get_type().localpart == kind and text_of(one.args[0].localpart) == first:
            found |= {text_of(other.localpart) for other in one.args[1:] if hasattr(other, "localpart")}
    return found


def test_a_count_of_days_used_its_start_and_calendar_and_followed_its_clauses() -> None:
    """Line 41 counts ten working days from logging; the sense of working days is a convention's."""
    document = prov_of(answered(NEVER))
    step = "day 10 working days after logged"
    assert related(document, "Usage", step) == {"fact logged", "calendar"}
    assert related(document, "Association", step) == {"clause conventions/working_days"}
    assert related(document, "Generation", step) == {step}


def attributed(answer: Determination) -> dict[str, str]:
    """Who each fact is attributed to."""
    document = prov_of(answer)
    found = [one.args for one in document.records if one.get_type().localpart == "Attribution"]
    return {text_of(one.localpart): text_of(agent.localpart) for one, agent in found}


def test_who_stated_a_fact_is_its_agent_and_nobody_else_is() -> None:
    """The day of logging is the landlord's word; that no answer came is nobody's."""
    assert attributed(answered(NEVER)) == dict.fromkeys(
        ("fact logged", "fact logged as stated"), "the landlord"
    )


def test_the_evidence_for_a_fact_stands_with_it() -> None:
    """What was stated, and on what evidence, in words of the case."""
    (fact,) = prov_of(answered(NEVER)).get_record("node:fact%20logged")
    said = {str(name): str(value) for name, value in fact.attributes}
    assert (said["prov:value"], said["kb:evidence"]) == ("2024-06-03", "its log")
    assert said["prov:type"] == "kb:StatedFact"


def test_several_matters_are_a_bundle_each_and_share_no_name() -> None:
    """The day of logging of one matter is another entity than that of the other."""
    document = prov_of(answered(MATTERS))
    bundles = {
        text_of(one.identifier.localpart): one for one in document.bundles if one.identifier is not None
    }
    assert [*bundles] == ["head the leak", "head the rude answer", "environment"]
    leak, rude = ({str(name.uri) for name in names(bundles[f"head {one}"], "Entity")}
                  for one in ("the leak", "the rude answer"))  # fmt: skip
    assert leak
    assert not leak & rude
    assert {str(one) for one in names(document, "Entity")} >= {"answer:head%20the%20leak"}


def test_engines_and_calendar_edition_are_named_in_their_bundle_only() -> None:
    """Without it the document does not depend on the machine."""
    answer = answered(NEVER)
    alone = answer.model_copy(
        update={"environment": answer.environment.model_copy(update={"engines": ["other"]})}
    )
    one, other = (json.loads(as_json(prov_of(each))) for each in (answer, alone))
    assert one.pop("bundle") != other.pop("bundle")
    assert one == other
    assert "durable-rules" not in json.dumps(one)
    assert answer.environment.calendar.edition not in json.dumps(one)


def test_one_conclusion_is_described_with_all_that_it_comes_from_and_nothing_else() -> None:
    """The same names as in the whole document, so that both can be put together."""
    answer = answered(NEVER)
    part, whole = prov_of(answer, "stage_1_response.due"), prov_of(answer)
    assert set(part.records) < set(whole.records)
    root = "conclusion stage_1_response.due"
    below: set[str] = nx.descendants(nx.DiGraph(answer.heads[0].graph.edges), root)
    assert labels(part, "Entity").keys() == {root, *below}


def test_the_door_prints_the_document_and_knows_the_conclusions() -> None:
    """The same bytes; a slip is met with what was meant."""
    assert run("prov", NEVER).stdout == as_json(prov_of(answered(NEVER)))
    part = run("prov", NEVER, "stage_1_response.due").stdout
    assert part == as_json(prov_of(answered(NEVER), "stage_1_response.due"))
    result = run("prov", NEVER, "stage_1_response.do")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error[K501]: there is no conclusion `stage_1_response.do`")
    assert "did you mean `stage_1_response.due`?" in result.stderr


@pytest.mark.parametrize("hash_seed", ["1", "77"])
def test_a_fresh_process_with_other_hashes_writes_the_same_bytes(hash_seed: str) -> None:
    """Sets and dictionaries never decide what comes first."""
    words = [sys.executable, "-m", "complaints_kb", "prov", str(MATTERS)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(words, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == run("prov", MATTERS).stdout


def test_a_graph_without_a_conclusion_asked_for_is_empty_and_valid() -> None:
    """A matter that goes by a procedure that does not ask it has nothing to say of it."""
    answer = answered(NEVER)
    head = answer.heads[0].model_copy(update={"graph": Graph(nodes=[], edges=[]), "conclusions": []})
    document = prov_of(answer.model_copy(update={"heads": [head]}), "stage")
    assert [str(one.identifier) for one in document.records] == ["answer:determination"]
    assert round_trips(document)
