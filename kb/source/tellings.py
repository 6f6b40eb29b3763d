"""What the vocabulary tells the person who complained: keys that something can be, slots that something fills."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from kb.model import told
from kb.model.files import Force
from kb.model.told import Told
from kb.model.vocabulary import ConclusionKind, Fact, Vocabulary
from kb.source import codes
from kb.source.faults import Faults
from kb.source.wording import proposed, quoted
from kb.source.yaml_nodes import At

_OF_CONCLUSIONS = (*told.ACTOR, *told.ACT, told.ORGANISATION, told.NAME, told.VALUE, told.DAY)


def check_tellings(vocabulary: Vocabulary, faults: Faults) -> None:
    """Note every key and every slot that nothing would ever fill."""
    for name, fact in vocabulary.facts.items():
        _check(fact.told, ("facts", name, "told"), _keys_of_fact(fact), _slots_of_fact(fact), faults)
    kinds: dict[tuple[str, ...], ConclusionKind] = {
        ("conclusions", name): kind for name, kind in vocabulary.conclusions.items()
    }
    kinds |= {("families", family, name): kind for family, some in vocabulary.families.items()
              for name, kind in some.items()}  # fmt: skip
    days = dict.fromkeys(at[-1].rpartition(".")[2] for at, kind in kinds.items() if kind.type == "day")
    for at, kind in kinds.items():
        _check(kind.told, (*at, "told"), _keys_of_kind(kind), (*_OF_CONCLUSIONS, *days), faults)
        _check(kind.in_general, (*at, "in-general"), kind.listed, _OF_CONCLUSIONS, faults)
    for name, act in vocabulary.acts.items():
        texts = {"do": act.do, "done": act.done}
        _check(texts, ("acts", name), texts, (told.ORGANISATION,), faults)
    _check(vocabulary.forces, ("forces",), get_args(Force), (told.ORGANISATION,), faults)


def _keys_of_fact(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*fact.to_tell, told.UNKNOWN)))


def _slots_of_fact(fact: Fact) -> tuple[str, ...]:
    if fact.kind == "day":
        return (told.ORGANISATION, told.DAY)
    return (told.ORGANISATION, told.VALUE) if told.VALUED in fact.to_tell else (told.ORGANISATION,)


def _keys_of_kind(kind: ConclusionKind) -> tuple[str, ...]:
    acts = (told.YOURS, told.OVERDUE, told.YOURS_OVERDUE) if kind.of == "norms" else ()
    return tuple(dict.fromkeys((*kind.to_tell, *acts, told.NONE)))


def _check(texts: Told, at: At, keys: Iterable[str], slots: Iterable[str], faults: Faults) -> None:
    keys, slots = tuple(keys), tuple(slots)
    for key, text in texts.items():
        if key not in keys:
            faults.add(codes.UNKNOWN_TELLING, f"{quoted(key)} is nothing to be told of it", (*at, key), key=True,
                       help=proposed(key, keys))  # fmt: skip
        for slot in told.slots(text):
            if slot not in slots:
                faults.add(codes.UNKNOWN_TELLING, f"{quoted('{' + slot + '}')} stands for nothing here", (*at, key),
                           help=proposed(slot, slots))  # fmt: skip
