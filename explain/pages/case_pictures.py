"""The pictures of worked cases, each in a file of its own beside the page: its timeline, and the days that were counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from explain.days import day_in_words
from explain.pages.book import PolicyBook, WorkedCase
from explain.pages.sheet import capital
from explain.pictures.spans import Row, rows
from explain.pictures.strip import Strip, strips
from explain.pictures.strip_svg import drawn
from explain.pictures.timeline import timeline
from explain.words import words_of
from kb.calendar import Calendar, calendar
from kb.model.determination import HeadRecord


@dataclass(frozen=True)
class Picture:
    """A picture that is a file of the site; `path` is where it stands, from the root of the site."""

    path: str
    svg: str

    def text(self) -> str:
        """Give the file."""
        return self.svg


def calendar_of(policy: PolicyBook) -> Calendar:
    """Give the calendar of a policy."""
    used = policy.policy.calendar
    return calendar(used.nation, used.closures)


def limits_of(policy: PolicyBook, case: WorkedCase, head: HeadRecord) -> tuple[list[Row], list[str]]:
    """Give the rows of the timeline of one matter, and what is said of limits whose days are not known."""
    return rows(head, words_of(head, policy.linked), case.answer.assessed_on)


def timeline_of(policy: PolicyBook, case: WorkedCase, head: HeadRecord) -> Picture:
    """Draw the timeline of one matter."""
    limits, others = limits_of(policy, case, head)
    matter = f", matter: {head.head}" if head.head is not None else ""
    about = f"{capital(case.case.name)}{matter}. {policy.policy.title}, as of {day_in_words(case.answer.assessed_on)}."
    drawing = timeline("Timeline", about, limits, others, case.case.assessed_on, calendar_of(policy))
    heads = case.answer.heads
    part = f".{heads.index(head) + 1}" if len(heads) > 1 else ""  # a sign that no name has
    return Picture(f"cases/{policy.id}/{case.name}{part}-timeline.svg", drawing.svg())


def days_of(
    policy: PolicyBook, head: HeadRecord, known: dict[Strip, Picture]
) -> Iterator[tuple[str, Picture]]:
    """Draw each deadline that was counted, and give its title with it; equal ones of several cases are one file.

    `known` are those of this policy that were drawn before; what is drawn is put there.
    """
    for strip in strips(head.graph):
        if strip not in known:
            svg = drawn(strip, f"{policy.policy.title}.").svg()
            known[strip] = Picture(f"cases/{policy.id}/days/{sha256(svg.encode()).hexdigest()[:16]}.svg", svg)
        yield strip.title, known[strip]
