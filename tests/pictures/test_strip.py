"""The calendar of a deadline; the days were counted by hand."""

from __future__ import annotations

from explain.graph import sub_graph
from explain.lines import as_text
from explain.pictures.strip import Strip, in_words, strips
from explain.pictures.strip_svg import drawn
from explain.pictures.strip_text import as_lines
from tests.pictures.cases import assessed
from tests.pictures.checks import check
from tests.pictures.test_timeline import path

CHRISTMAS = "four-procedure-council/corporate-answered-on-the-last-day-over-christmas"
YEAR = "four-procedure-council/lgsco-refuses-an-older-complaint"


def strips_of(example: str, name: str) -> list[Strip]:
    """The strips of one conclusion."""
    (head,) = assessed(path(example)).heads
    record = next(one for one in head.conclusions if one.name == name)
    return list(strips(sub_graph(head.graph, record.node or "")))


def test_weeks_begin_on_monday_and_the_days_are_numbered() -> None:
    """15 working days after Fri 15 December 2023, with three bank holidays: Wed 10 January 2024."""
    (strip,) = strips_of(CHRISTMAS, "stage_1_response.last_day")
    assert all(one.day.weekday() == place for week in strip.weeks if not isinstance(week, int)
               for place, one in enumerate(week) if one is not None)  # fmt: skip
    counted = {one.day.isoformat(): one.number for one in strip.days if one.number is not None}
    assert list(counted.values()) == list(range(1, 16))
    assert counted["2023-12-27"] == 6
    assert counted["2024-01-10"] == 15
    off = {one.day.isoformat(): one.why for one in strip.days if one.sort == "off"}
    assert off == {"2023-12-25": "Christmas Day", "2023-12-26": "Boxing Day", "2024-01-01": "New Year's Day"}
    (last,) = (one.day.isoformat() for one in strip.days if one.last)
    assert last == "2024-01-10"


def test_of_a_year_the_weeks_at_both_ends_are_shown() -> None:
    """Twelve months from Fri 15 September 2023, that day counted, end on Sat 14 September 2024."""
    strip = next(one for one in strips_of(YEAR, "lgsco.last_day") if "12 months" in one.title)
    shown = [one for one in strip.weeks if not isinstance(one, int)]
    (missing,) = (one for one in strip.weeks if isinstance(one, int))
    assert missing == 53 - len(shown)  # from Mon 11 September 2023 to Sun 15 September 2024 are 53 weeks
    assert [one.day.isoformat() for one in strip.days][-1] == "2024-09-14"
    assert strip.note == "day before the corresponding date"


def test_a_strip_is_read_in_sixty_columns_and_in_forty() -> None:
    """No line is broken inside a week."""
    (strip,) = strips_of(CHRISTMAS, "stage_1_response.last_day")
    for width in (40, 60):
        text = as_text(as_lines(strip, width), width)
        assert max(map(len, text.splitlines())) <= width
        assert "[15]" in text
        (christmas,) = (line for line in text.splitlines() if line.startswith("25 Dec"))
        assert christmas.split()[-7:] == ["a", "b", "6", "7", "8", "-", "-"]


def test_what_is_drawn_is_also_said() -> None:
    """Every day by its date, with its number or why it has none."""
    (strip,) = strips_of(CHRISTMAS, "stage_1_response.last_day")
    text = " ".join(in_words(strip))
    assert "Mon 25 December 2023: Christmas Day." in text
    assert "Wed 10 January 2024: day 15, the last day counted." in text
    shown = {one.text for one in check(drawn(strip, "A case.").svg()).words}
    assert {"Christmas Day", "Boxing Day", "day 14"} <= shown
