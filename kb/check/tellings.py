"""Whoever complained can be told of everything that a policy uses: facts, conclusions and their values, acts, forces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.check.vocabulary import facts_of, followed
from kb.model import told
from kb.model.diagnostics import Diagnostic
from kb.model.policy import ConclusionPlan, LinkedProcedure
from kb.model.vocabulary import Vocabulary
from kb.source import codes
from kb.source.spots import Spot
from kb.source.wording import quoted
from kb.source.yaml_nodes import At, Document


def untold(
    document: Document, vocabulary: Vocabulary, procedures: Iterable[LinkedProcedure]
) -> Iterator[Diagnostic]:
    """Find what procedures use and the vocabulary does not tell; one that tells nothing at all is not for the public."""
    if not vocabulary.acts:
        return
    for at, missing in _missing(vocabulary, [*procedures]).items():
        message = f"`{at[-1]}` cannot be told to whoever complained: it lacks {', '.join(f'`{one}`' for one in missing)}"
        yield Spot(document, at, key=True).found(codes.NOT_TOLD, message)


def nameless(
    document: Document, vocabulary: Vocabulary, procedures: Iterable[LinkedProcedure]
) -> Iterator[Diagnostic]:
    """Find norms that only their key names; a fact of the same name is something else."""
    if vocabulary.names:
        for name in dict.fromkeys(name for linked in procedures for name in linked.norms):
            if name not in vocabulary.names:
                message = f"{quoted(name)} has no name in words, so nobody is told what is due or late"
                yield Spot(document, ("names",), key=True).found(codes.NAMELESS, message)


def _missing(vocabulary: Vocabulary, procedures: list[LinkedProcedure]) -> dict[At, list[str]]:
    found: dict[At, dict[str, None]] = {}
    for at, key in _lacking(vocabulary, procedures):
        found.setdefault(at, {})[key] = None
    return {at: list(keys) for at, keys in found.items()}


def _lacking(vocabulary: Vocabulary, procedures: list[LinkedProcedure]) -> Iterator[tuple[At, str]]:
    for name in followed(vocabulary, {name for linked in procedures for name in facts_of(linked)}):
        fact = vocabulary.facts[name]
        yield from ((("facts", name), f"told: {key}") for key in fact.to_tell if key not in fact.told)
    for linked in procedures:
        for plan in linked.conclusions.values():
            yield from _of_conclusion(vocabulary, plan)
        for name, norms in linked.norms.items():
            forces = {getattr(norm, "force", None) for norm in norms} - {None, *vocabulary.forces}
            yield from (
                ((*_named(vocabulary, name),), f"forces: {force}") for force in sorted(map(str, forces))
            )


def _of_conclusion(vocabulary: Vocabulary, plan: ConclusionPlan) -> Iterator[tuple[At, str]]:
    kind, at = plan.kind, _declared(vocabulary, plan)
    unused = set(kind.listed) - set(plan.values) if kind.type != "day" else set()
    needed = [key for key in kind.to_tell if key not in unused]
    yield from ((at, f"told: {key}") for key in needed if key not in kind.told)
    acts = plan.values if kind.of == "norms" else (plan.name.rpartition(".")[0],)
    if any(slot in told.ACT for text in kind.told.values() for slot in told.slots(text)):
        yield from ((_named(vocabulary, act), f"acts: {act}") for act in acts if act not in vocabulary.acts)


def _declared(vocabulary: Vocabulary, plan: ConclusionPlan) -> At:
    if plan.name in vocabulary.conclusions:
        return ("conclusions", plan.name)
    suffix = plan.name.rpartition(".")[2]
    family = next(family for family, kinds in vocabulary.families.items() if kinds.get(suffix) == plan.kind)
    return ("families", family, suffix)


def _named(vocabulary: Vocabulary, name: str) -> At:
    return ("names", name) if name in vocabulary.names else ("facts", name)
