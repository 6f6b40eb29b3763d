"""A reading for the person who complained: the answer, why, what is not certain, and what comes next.

Short by law: where there is no room for all reasons, the nearest stay; doubts that are left out are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.answers import values_of
from explain.lines import Line, point
from explain.readings.about import About, count, main_of, once
from explain.readings.contests import contests
from explain.readings.doubts import REST, doubts, needs, some
from explain.readings.reading import Reading, titled
from explain.readings.reasons import fitting, reasons, source
from explain.readings.sentence import Sentence
from explain.readings.told import Teller
from explain.why import Telling
from explain.words import Words
from kb.model.determination import ConclusionRecord, HeadRecord

WORDS = 112
"""How many words the whole of it may have, headings apart."""
_REASONS = 24  # words that doubts leave to the reasons; what each account comes to takes as many besides
_STEPS, _ROOMY = 2, 80  # acts that are told, and how many words leave room for more than one of them


def public(record: ConclusionRecord, head: HeadRecord, words: Words) -> Reading:
    """Tell the person who complained of one conclusion."""
    return _of_conclusion(
        About(record, head, Teller(head, words), Telling(head.graph, False, head.conclusions))
    )


def _of_conclusion(about: About) -> Reading:
    answer, steps, clause, why = _answer(about), _next(about), source(about), reasons(about)
    if count([*answer, *steps, *clause]) > _ROOMY:
        steps = _next(about, most=1)
    room = WORDS - count([*answer, *steps, *clause]) + (_REASONS if contests(about) else 0)
    unsure = doubts(about)
    kept = 0 if contests(about) else min(_REASONS, count(why))
    doubted = some(about, unsure, max(room - kept, min(room, count(unsure[:1]) + REST)))
    why = [*fitting(about, why, room - count(doubted)), *clause]
    steps = [one for one in steps if one not in doubted]
    sections = (("Why", why), ("What is not certain", doubted), ("What happens next", steps))
    return _reading(answer, sections)


def _answer(about: About) -> list[Sentence]:
    acts = about.told.kind(about.record.name).of == "norms" and about.record.outcome == "concluded"
    return _steps(about.told, about.record, _STEPS) if acts else about.told.answer(about.record)


def _reading(answer: list[Sentence], sections: Iterable[tuple[str, list[Sentence]]]) -> Reading:
    first, *rest = answer
    lines = [
        *(Line(one.text, nodes=one.nodes) for one in rest),
        *(line for title, sentences in sections for line in _section(title, sentences)),
    ]
    return Reading("public", titled(first.text, first.nodes), tuple(lines))


def _section(title: str, sentences: list[Sentence]) -> Iterator[Line]:
    if sentences:
        yield Line()
        yield Line(title, tone="heading")
        yield from (point(one.text, nodes=one.nodes) for one in sentences)


def _next(about: About, most: int = _STEPS) -> list[Sentence]:
    """Say who has to do what next, and by when."""
    record = _of_acts(about.head, about.words)
    if record is None or record.name == about.record.name:
        return []
    if record.outcome != "concluded":
        return [*about.told.answer(record), *needs(about, record, to_find=True)[:1]]
    return _steps(about.told, record, most)


def _of_acts(head: HeadRecord, words: Words) -> ConclusionRecord | None:
    """Give the conclusion whose values are acts: what comes next."""
    kinds = words.procedure.conclusions
    return next((one for one in head.conclusions if kinds[one.name].kind.of == "norms"), None)


def _steps(told: Teller, record: ConclusionRecord, most: int) -> list[Sentence]:
    values = values_of(record)
    said = [one for value in values[:most] for one in told.value(record, value)]
    left = len(values) - most
    more = "There is one more step." if left == 1 else f"There are {left} more steps."
    return [*said, *([Sentence(more, (record.node or "",))] if left > 0 else ())]


# --- a whole case ---


def public_case(head: HeadRecord, words: Words) -> Reading:
    """Tell the person who complained where the whole matter stands."""
    told, telling = Teller(head, words), Telling(head.graph, False, head.conclusions)
    record = main_of(head)
    about = About(record, head, told, telling)
    late = once(one for record in _warned(head, words) for one in told.answer(record))
    open_to = _untold(_asked_for(head, words), told)
    steps, answer = _next(about), told.answer(record)
    acts = _of_acts(head, words)
    missing = [*doubts(about), *(needs(about, acts, to_find=True) if acts else ())]
    doubted = [one for one in once(missing) if one not in steps]
    first = [one for one in (*late, *steps, *open_to) if one not in answer]
    sections = [("What went wrong", late), ("What happens next", steps), ("What you can ask for", open_to)]
    said = [(title, [one for one in some_ if one in first]) for title, some_ in sections]
    return _reading(
        answer, [*said, ("What is not certain", some(about, doubted, max(WORDS - count(first), _REASONS)))]
    )


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
