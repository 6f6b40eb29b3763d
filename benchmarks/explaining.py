"""Measures every explanation and picture of warm answers, in all procedures of the largest policy; prints medians."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from complaints_kb.desk import Desk, shown
from complaints_kb.readings import reading_of, reading_of_case
from explain.determination import record_of
from explain.graph import sub_graph
from explain.pace import settle_in
from explain.pictures.boxes import boxes
from explain.pictures.graph import graph
from explain.pictures.spans import rows
from explain.pictures.strip import strips
from explain.pictures.strip_svg import drawn as strip_drawn
from explain.pictures.timeline import timeline
from explain.text import assessment
from explain.why_not import Question, why_not
from explain.why_text import why
from explain.words import words_of
from kb.calendar import calendar
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.reading import Reader
from kb.source.examples import read_example

Acts = Iterator[tuple[str, Callable[[], object]]]
READERS: tuple[Reader, ...] = ("public", "officer", "auditor")


class Explaining:
    """One answer and all that can be told of it."""

    def __init__(self, desk: Desk, policy: str, path: Path) -> None:
        """Assess the case."""
        loaded = desk.policy(policy)
        years = calendar(loaded.policy.calendar.nation)
        self.case = read_example(path, policy, desk.library.vocabulary, years.first, years.last).case
        self.procedures, self.found = loaded.procedures, desk.assess(self.case, shown(path))
        self.answer = self.found.answer

    def acts(self) -> Acts:
        """Give each explanation and picture, by its kind."""
        yield "explanation: the answer", lambda: [*assessment(self.answer, self.procedures)]
        for number, head in enumerate(self.answer.heads):
            for reader in READERS:
                yield f"explanation: the matter, for the {reader}", self._case_reading(head, reader)
            for record in head.conclusions:
                yield from self._of(number, head, record)
            yield "picture: timeline", self._timeline(head)

    def _of(self, number: int, head: HeadRecord, record: ConclusionRecord) -> Acts:
        words = words_of(head, self.procedures)
        yield "explanation: because-tree", lambda: [*why(record, head, words, (), None, False)]
        for reader in READERS:
            yield f"explanation: a conclusion, for the {reader}", self._reading(head, record, reader)
        plan = words.procedure.conclusions.get(record.name)
        if plan is not None and plan.values:
            question = Question(record.name, plan.values[-1], plan.kind)
            assessed = list(self.found.assessed[number])
            records = [record_of(one) for one in assessed]
            yield (
                "explanation: why not",
                lambda: why_not(question, self.answer, records, assessed, self.procedures),
            )
        yield "picture: graph", lambda: graph(record.label, "", boxes(head, record, (), None))
        below = sub_graph(head.graph, record.node or "")
        yield "picture: strips", lambda: [strip_drawn(one, "") for one in strips(below)]

    def _reading(self, head: HeadRecord, record: ConclusionRecord, reader: Reader) -> Callable[[], object]:
        return lambda: reading_of(self.answer, head, record, reader, self.procedures)

    def _case_reading(self, head: HeadRecord, reader: Reader) -> Callable[[], object]:
        return lambda: reading_of_case(self.answer, head, reader, self.procedures)

    def _timeline(self, head: HeadRecord) -> Callable[[], object]:
        def drawn() -> object:
            words = words_of(head, self.procedures)
            used = words.procedure.policy.calendar
            limits, others = rows(head, words, self.answer.assessed_on)
            days = calendar(used.nation, used.closures)
            return timeline("", "", limits, others, self.case.assessed_on, days)

        return drawn


def explaining(policy: str, every: int = 12) -> None:
    """Time all that is told and drawn of some examples of a policy, each once warm."""
    desk = Desk(None)
    times: dict[str, list[float]] = {}
    for path in desk.policy(policy).examples[::every]:
        one = Explaining(desk, policy, path)
        settle_in()
        for kind, act in one.acts():
            act()
            start = perf_counter()
            act()
            times.setdefault(kind, []).append((perf_counter() - start) * 1000)
    for kind, some in times.items():
        most = 10 if kind.startswith("explanation") else 50
        print(
            f"{kind}: median {median(some):.1f} ms, worst {max(some):.1f} ms, of {len(some)} (at most {most} ms)"
        )
