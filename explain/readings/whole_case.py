"""A reading of a whole case for the person who complained: where it stands, what went wrong, and what there is to do.

What shuts a door to them, or may have shut it, is said, with its day and with the other day if the policy is read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.answers import values_of
from explain.readings.about import About, count, main_of, once
from explain.readings.doubts import doubts, needs, other_readings, some
from explain.readings.public import WORDS, acts_of, next_steps, reading_of
from explain.readings.reading import Reading
from explain.readings.sentence import Sentence
from explain.readings.told import Teller
from explain.why import Telling
from explain.words import Words
from kb.model.determination import ConclusionRecord, HeadRecord, LimitRecord
from kb.model.vocabulary import ConclusionKind

_DOUBTS = 36  # words that doubts have at least


def public_case(head: HeadRecord, words: Words) -> Reading:
    """Tell the person who complained where the whole matter stands."""
    told, telling = Teller(head, words), Telling(head.graph, False, head.conclusions)
    own = [About(record, head, told, telling) for record in _ends(head, words)]
    about = About(main_of(head), head, told, telling)
    late = once(one for record in _warned(head, words) for one in told.answer(record))
    limits = once(one for record in _shut(head, words) for one in told.answer(record))
    open_to = _untold(_asked_for(head, words), told)
    steps, answer, acts = next_steps(about), told.answer(about.record), acts_of(head, words)
    missing = [
        *(one for end in own for one in other_readings(end, in_full=True)),
        *doubts(about),
        *(needs(about, acts, to_find=True) if acts else ()),
    ]
    sections = [
        ("What went wrong", late),
        ("What happens next", steps),
        ("Your time limits", limits),
        ("What you can ask for", open_to),
    ]
    said, known = [], set(answer)
    for title, sentences in sections:
        said.append((title, [one for one in sentences if one not in known]))
        known |= set(sentences)
    doubted = [one for one in once(missing) if one not in known]
    room = max(WORDS - count(one for _, sentences in said for one in sentences), _DOUBTS)
    return reading_of(answer, [*said, ("What is not certain", some(about, doubted, room))])


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


def _own(head: HeadRecord, words: Words) -> Iterator[tuple[LimitRecord, ConclusionRecord, ConclusionKind]]:
    """Give what is concluded about each time limit on the complainant that has begun."""
    for limit in head.limits:
        if limit.binds == "complainant" and limit.applies != "fails" and limit.begun == "holds":
            for record in head.conclusions:
                if record.name.rpartition(".")[0] == limit.name:
                    yield limit, record, words.procedure.conclusions[record.name].kind


def _shut(head: HeadRecord, words: Words) -> Iterator[ConclusionRecord]:
    """Give each limit on the complainant that is over, or may be; of one that may be, its last day too."""
    unsure = {one.name for one, record, kind in _own(head, words) if kind.shuts and record.outcome == "open"}
    for limit, record, kind in _own(head, words):
        over = any(one in kind.shuts for one in values_of(record))
        if over or (limit.name in unsure and (kind.shuts or kind.ends)):
            yield record


def _ends(head: HeadRecord, words: Words) -> list[ConclusionRecord]:
    """Give the last day of each time limit on the complainant."""
    return [record for _, record, kind in _own(head, words) if kind.ends]
