"""What can never be otherwise: what the rules come to when nothing at all is known.

A conclusion is drawn only if it holds in every case that the known facts allow; so what is settled without a single
fact is so in every case, and no example could show the contrary.
"""

from __future__ import annotations

from datetime import date

from kb.engine.reference import Reference
from kb.model.bounds import ANY_DAY
from kb.model.case import Case, Head
from kb.model.policy import LinkedProcedure
from kb.model.situation import Known, Situation
from kb.model.truth import Truth
from kb.model.vocabulary import Vocabulary

_SOME_DAY = date(2024, 6, 18)


def knowing_nothing(linked: LinkedProcedure) -> Reference:
    """Give an engine that knows no fact of a case, not even today, presumes nothing, and leaves every reading open."""
    case = Case("nothing known", linked.policy.policy, _SOME_DAY, (Head(None, {}),))
    engine = Reference(linked, case, _nothing(linked.vocabulary), dict.fromkeys(linked.readings))
    engine.today = ANY_DAY
    return engine


def _nothing(vocabulary: Vocabulary) -> Situation:
    return {
        name: Known(name, Truth.OPEN, possible=frozenset(fact.values), ask=name)
        for name, fact in vocabulary.facts.items()
    }
