"""The cases that pictures are drawn of: the examples of all policies, and one whose words are out of the ordinary."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from complaints_kb.desk import Desk
from complaints_kb.picturing import Answered, answered
from explain.pictures.boxes import boxes
from explain.pictures.graph import graph
from explain.pictures.spans import rows
from explain.pictures.svg import Drawing
from explain.pictures.timeline import timeline
from kb.calendar import calendar
from kb.model.determination import HeadRecord
from tests.loading import RULES

EXAMPLES = sorted(RULES.glob("*/examples/*.yaml"))
EVERY_NTH = 8


@cache
def desk() -> Desk:
    """One desk for all, so that each policy is read once."""
    return Desk(None)


@cache
def assessed(path: Path) -> Answered:
    """An assessed case."""
    return answered(desk(), path, None)


def timeline_of(found: Answered, head: HeadRecord) -> Drawing:
    """The timeline of one matter."""
    words = found.words(head)
    used = words.procedure.policy.calendar
    limits, others = rows(head, words, found.answer.assessed_on)
    days = calendar(used.nation, used.closures)
    return timeline("Timeline", found.about(head), limits, others, found.case.assessed_on, days)


def graph_of(found: Answered, head: HeadRecord, name: str, depth: int | None = None) -> Drawing:
    """The graph of one conclusion."""
    record = next(one for one in head.conclusions if one.name == name)
    return graph(record.label, found.about(head), boxes(head, record, (), depth))
