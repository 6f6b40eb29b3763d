"""The picture of a procedure's time limits: what it shows is what the engines count, and it can be read at any width."""

from __future__ import annotations

import re
from datetime import date
from random import Random
from xml.etree import ElementTree

import pytest

from explain.determination import record_of
from explain.pages.course import course_of
from explain.pages.plain_answers import PlainAnswers
from explain.pictures.course import NARROW, WIDE, Bar, Start, course
from kb.check.telling import tell
from kb.model.determination import LimitRecord
from kb.model.files import TimeLimit
from kb.model.policy import LinkedProcedure
from tests.loading import PROCEDURES, assessor

MADE_UP = 400
HOLIDAYS = 12
"""By how many days holidays and weekends at its ends can make a time longer than it is drawn, at most."""
SVG = "{http://www.w3.org/2000/svg}"
procedures = pytest.mark.parametrize("procedure", PROCEDURES)


def starts(procedure: LinkedProcedure) -> list[Start]:
    """What the picture shows."""
    plainly = PlainAnswers(procedure)
    limits = [one for some in procedure.norms.values() for one in some if isinstance(one, TimeLimit)]
    return course_of(filter(plainly.applies, limits), plainly)


def bars(procedure: LinkedProcedure) -> list[Bar]:
    """Its bars."""
    return [bar for start in starts(procedure) for bar in start.bars]


def days_between(limit: LimitRecord, last: object) -> int | None:
    """How many days a limit has in a determination, where both ends are known to the day."""
    begins = limit.begins[0]
    if limit.applies != "holds" or begins is None or begins != limit.begins[1] or not isinstance(last, str):
        return None
    return (date.fromisoformat(last[:10]) - date.fromisoformat(begins[:10])).days


@procedures
def test_every_bar_is_as_long_as_a_time_that_the_engines_count(procedure: str) -> None:
    """In some determination the limit binds the same side and is due so many days after its start, holidays apart."""
    ready = assessor(procedure)
    wanted = {(bar.name, bar.yours, bar.days) for bar in bars(ready.procedure) if bar.days is not None}
    assert wanted
    for seed in range(MADE_UP):
        case = tell(Random(seed), ready.procedure, share=0.95, exact=1.0).case
        head = record_of(ready.assess(case, case.heads[0], vary_readings=False))
        due = {one.name: one.value for one in head.conclusions}
        for limit in head.limits:
            days = days_between(limit, due.get(f"{limit.name}.due"))
            if days is not None:
                wanted = {
                    (name, yours, drawn)
                    for name, yours, drawn in wanted
                    if (name, yours) != (limit.name, limit.binds == "complainant")
                    or not drawn - 4 <= days <= drawn + HOLIDAYS
                }
        if not wanted:
            break
    assert wanted == set()


@procedures
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_picture_says_in_words_what_it_shows(procedure: str, width: int) -> None:
    """Everything written in it is in its description too, in the same order, and nothing is beside the paper."""
    found = starts(assessor(procedure).procedure)
    root = ElementTree.fromstring(course("The times", found, width).svg(width))
    said = (root.find(f"{SVG}desc") or ElementTree.Element("none")).text or "".join(
        one.text or "" for one in root.iter(f"{SVG}desc")
    )
    squeezed = re.sub(r"\W", "", said).lower()
    for start in found:
        for words in (start.said, *(part for bar in start.bars for part in (bar.length, bar.said))):
            assert re.sub(r"\W", "", words).lower() in squeezed
    height = float(root.get("height") or 0)
    for one in root.iter(f"{SVG}rect"):
        left, top = float(one.get("x") or 0), float(one.get("y") or 0)
        assert 0 <= left <= left + float(one.get("width") or 0) <= width + 0.1
        assert 0 <= top <= top + float(one.get("height") or 0) <= height + 0.1


@procedures
def test_whose_time_it_is_can_be_told_without_colour(procedure: str) -> None:
    """Bars of whoever complained are hatched, and words say it besides."""
    found = starts(assessor(procedure).procedure)
    svg = course("The times", found, WIDE).svg(WIDE)
    yours = sum(bar.yours and bar.days is not None for start in found for bar in start.bars)
    assert svg.count("-slants)") == yours + (yours > 0)  # and once where it is explained
    for bar in (bar for start in found for bar in start.bars):
        assert bar.said.startswith("for you to ") is bar.yours


def test_a_longer_time_is_drawn_longer_and_what_has_no_room_is_torn() -> None:
    """Lengths are to scale up to three months."""
    bars_ = tuple(
        Bar(str(days), f"{days} days", "for them to act", False, float(days)) for days in (10, 20, 365)
    )
    svg = course("The times", [Start("From the day", bars_)], WIDE).svg(WIDE)
    widths = [float(one) for one in re.findall(r'width="([\d.]+)" height="14"', svg)]
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)
    assert widths[2] > 4 * widths[1]
    assert "goes on for longer" in svg
