"""Which conclusions there are: those declared whole, and those about each norm (`norm.conclusion`)."""

from __future__ import annotations

from collections.abc import Iterable

from kb.model.vocabulary import ConclusionKind, Vocabulary


def conclusion_kinds(vocabulary: Vocabulary, norms: Iterable[str]) -> dict[str, ConclusionKind]:
    """Give every conclusion that can have a meaning where these norms are, by name."""
    kinds = dict(vocabulary.conclusions)
    families = {suffix: kind for family in vocabulary.families.values() for suffix, kind in family.items()}
    for norm in norms:
        for suffix, kind in families.items():
            kinds.setdefault(f"{norm}.{suffix}", kind)
    return kinds


def values_of(kind: ConclusionKind, vocabulary: Vocabulary, norms: Iterable[str] = ()) -> tuple[str, ...]:
    """Give the values that a conclusion can have; empty where they are not listed (days, parts, grounds).

    Of a conclusion about acts, these are the norms of the procedure and the decisions that somebody may have to make.
    """
    if kind.of == "procedures":
        return ()  # those of the policy, which the one who links it knows
    if kind.of != "norms":
        return kind.listed
    return (*norms, *(name for name, fact in vocabulary.facts.items() if fact.kind == "decision"))
