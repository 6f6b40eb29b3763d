"""A reading of a whole case for the person who complained: where it stands, what went wrong, and what there is to do.

What shuts a door to them, or may have shut it, is said, with its day and with the other day if the policy is read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from explain.answers import values_of
from explain.readings.about import About, count, main_of, once
from explain.readings.contests import SAME, contests
from explain.readings.doubts import REST, doubts, needs, other_readings, some
from explain.readings.public import WORDS, acts_of, next_steps, reading_of
from explain.readings.reading import Reading
from explain.readings.sentence import Sentence
from explain.readings.told import Teller
from explain.why import Telling
from explain.words import Words
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.vocabulary import ConclusionKind

_MOST, _DOUBTS = 215, 36  # words of the whole of it, and words that doubts have where there is room


def public_case(head: HeadRecord, words: Words) -> Reading:
    """Tell the person who complained where the whole matter stands."""
    told, telling = Teller(head, words), Telling(head.graph, False, head.conclusions)
    own = (one.ends for one in _begun(head, words) if one.yours and one.ends is not None)
    about = About(main_of(head), head, told, telling)
    late = once(one for record in _warned(head, words) for one in told.answer(record))
    limits = once(one for record in _limits(head, words) for one in told.answer(record))
    open_to = _untold(_asked_for(head, words), told)
    steps, answer, acts = next_steps(about), told.answer(about.record), acts_of(head, words)
    each = [contests(About(record, head, told, telling), in_full=True) for record in _hanging(head, words)]
    hanging = {one.text: one for found in each for one in found}  # the accounts, and then what hangs on them
    missing = [
        *(one for end in own for one in other_readings(About(end, head, told, telling), in_full=True)),
        *doubts(about, in_full=True),
        *(needs(about, acts, to_find=True) if acts else ()),
    ]
    sections = [
        ("What went wrong", late),
        ("What happens next", steps),
        ("Time limits", limits),
        ("What you can ask for", open_to),
    ]
    said, known = [], set(answer)
    for title, sentences in sections:
        said.append((title, [one for one in sentences if one not in known]))
        known |= set(sentences)
    others = [one for one in once(missing) if one.text not in hanging and not (hanging and one.text == SAME)]
    doubted = [one for one in (*hanging.values(), *others) if one not in known]
    told_already = count(one for _, sentences in said for one in sentences)
    least = count(each[0]) if each else 0  # one account is never told without what comes of it
    room = max(
        WORDS + (_DOUBTS if hanging else 0) - told_already, min(_DOUBTS, _MOST - told_already), least + REST
    )
    return reading_of(answer, [*said, ("What is not certain", some(about, doubted, room))])


def _hanging(head: HeadRecord, words: Words) -> Iterator[ConclusionRecord]:
    """Give what hangs on whose account is right, of what somebody is warned of or may ask for."""
    depending = {one.conclusion for one in head.contested.depending} if head.contested is not None else set()
    return (one for one in head.conclusions if one.name in depending and words.important(one.name))


def _untold(records: Iterable[ConclusionRecord], told: Teller) -> list[Sentence]:
    """Say conclusions, but not a day that was said with another of them."""
    found: list[Sentence] = []
    for record in records:
        if not any(record.node in one.nodes for one in found):
            found += told.answer(record)
    return once(found)


def _warned(head: HeadRecord, words: Words) -> Iterator[ConclusionRecord]:
    """Give what an officer must see first: of each norm, the first thing that went wrong with it."""
    told: set[str] = set()
    for record in head.conclusions:
        warns, norm = words.procedure.conclusions[record.name].kind.warns, record.name.rpartition(".")[0]
        if norm not in told and any(one in warns or "any" in warns for one in values_of(record)):
            told.add(norm)
            yield record


def _asked_for(head: HeadRecord, words: Words) -> Iterator[ConclusionRecord]:
    """Give what somebody may ask, as far as it is known and not behind them: a stage that has begun needs no asking."""
    found = {one.name: one for one in head.conclusions}
    for record in head.conclusions:
        kind = words.procedure.conclusions[record.name].kind
        over = found.get(f"{record.name.rpartition('.')[0]}.{kind.over_once}")
        if (
            kind.asked_for
            and record.outcome == "concluded"
            and "yes" not in (values_of(over) if over else ())
        ):
            yield record


class _Limit(NamedTuple):
    """A time limit that has begun: whose it is, how it stands, and the last day, in the end or at least as first set."""

    yours: bool
    stands: ConclusionRecord
    kind: ConclusionKind
    ends: ConclusionRecord | None


def _begun(head: HeadRecord, words: Words) -> Iterator[_Limit]:
    """Give the time limits that have begun."""
    about: dict[str, list[tuple[ConclusionRecord, ConclusionKind]]] = {}
    for record in head.conclusions:
        kind = words.procedure.conclusions[record.name].kind
        about.setdefault(record.name.rpartition(".")[0], []).append((record, kind))
    for limit in head.limits:
        if limit.applies == "fails" or limit.begun != "holds":
            continue
        own = about.get(limit.name, ())
        ends = {kind.ends: record for record, kind in own if kind.ends}
        known = [one for of in ("last", "first") if (one := ends.get(of)) and one.outcome == "concluded"]
        for record, kind in own:
            if kind.shuts:
                yield _Limit(limit.binds == "complainant", record, kind, next(iter(known), ends.get("last")))


def _limits(head: HeadRecord, words: Words) -> Iterator[ConclusionRecord]:
    """Give each limit that is over for the complainant, or of which nobody can say if it was kept; of these the day too."""
    for limit in _begun(head, words):
        values = {*values_of(limit.stands), *(limit.stands.possible or ())}
        doubtful = limit.stands.outcome == "open" and (limit.yours or not values.isdisjoint(limit.kind.warns))
        if doubtful or (limit.yours and not values.isdisjoint(limit.kind.shuts)):
            yield limit.stands
        if doubtful and limit.ends is not None and (limit.yours or limit.ends.outcome == "concluded"):
            yield limit.ends
