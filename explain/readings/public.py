"""A reading of one conclusion for the person who complained: the answer, why, what is not certain, and what comes next.

Short by law: where there is no room for all reasons, the nearest stay; doubts that are left out are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.answers import values_of
from explain.lines import Line, point
from explain.readings.about import About, count
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
_REASONS = 24  # words that doubts leave to the reasons; that facts are contested is always told
_STEPS, _ROOMY = 2, 80  # acts that are told, and how many words leave room for more than one of them


def public(record: ConclusionRecord, head: HeadRecord, words: Words) -> Reading:
    """Tell the person who complained of one conclusion."""
    return _of_conclusion(
        About(record, head, Teller(head, words), Telling(head.graph, False, head.conclusions))
    )


def _of_conclusion(about: About) -> Reading:
    answer, steps, clause, why = _answer(about), next_steps(about), source(about), reasons(about)
    if count([*answer, *steps, *clause]) > _ROOMY:
        steps = next_steps(about, most=1)
    disputed, unsure = contests(about), doubts(about)
    least = count(disputed or unsure[:1]) + REST
    if disputed and count([*answer, *steps, *clause]) + least > WORDS:
        steps = []  # the whole case tells them
    room = max(WORDS - count([*answer, *steps, *clause]), least if disputed else 0)
    doubted = some(about, unsure, max(room - min(_REASONS, count(why)), min(room, least)))
    why = [*fitting(about, why, room - count(doubted)), *clause]
    steps = [one for one in steps if one not in doubted]
    sections = (("Why", why), ("What is not certain", doubted), ("What happens next", steps))
    return reading_of(answer, sections)


def _answer(about: About) -> list[Sentence]:
    acts = about.told.kind(about.record.name).of == "norms" and about.record.outcome == "concluded"
    return _steps(about.told, about.record, _STEPS) if acts else about.told.answer(about.record)


def reading_of(answer: list[Sentence], sections: Iterable[tuple[str, list[Sentence]]]) -> Reading:
    """Set an answer and what goes with it, section by section."""
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


def next_steps(about: About, most: int = _STEPS) -> list[Sentence]:
    """Say who has to do what next, and by when."""
    record = acts_of(about.head, about.words)
    if record is None or record.name == about.record.name:
        return []
    if record.outcome != "concluded":
        return [*about.told.answer(record), *needs(about, record, to_find=True)[:1]]
    return _steps(about.told, record, most)


def acts_of(head: HeadRecord, words: Words) -> ConclusionRecord | None:
    """Give the conclusion whose values are acts: what comes next."""
    kinds = words.procedure.conclusions
    return next((one for one in head.conclusions if kinds[one.name].kind.of == "norms"), None)


def _steps(told: Teller, record: ConclusionRecord, most: int) -> list[Sentence]:
    values = values_of(record)
    said = [one for value in values[:most] for one in told.value(record, value)]
    left = len(values) - most
    more = "There is one more step." if left == 1 else f"There are {left} more steps."
    return [*said, *([Sentence(more, (record.node or "",))] if left > 0 else ())]
