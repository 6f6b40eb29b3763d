"""The calendar in the header of a policy: a nation that there is, and closure days that there are."""

from __future__ import annotations

import re
from datetime import date

from kb.calendar import NAMES
from kb.model.closures import PolicyCalendar
from kb.source import codes
from kb.source.condition_names import listed
from kb.source.days import check_date
from kb.source.faults import Faults
from kb.source.wording import all_quoted, quoted
from kb.source.yaml_nodes import At

_SPELLING = re.compile(r"\d\d-\d\d", re.ASCII)
_HELP = "write a day of every year as `12-27`, a range as `12-27/12-31`"


def check_calendar(faults: Faults, calendar: PolicyCalendar) -> None:
    """Note what is wrong with a policy's calendar."""
    written = faults.document.value(("calendar",))
    if isinstance(written, str):
        written = {}
    if calendar.nation not in NAMES:
        at: At = ("calendar", "nation") if written else ("calendar",)
        faults.add(codes.UNKNOWN_CHOICE, f"unknown calendar {quoted(calendar.nation)}", at,
                   help=f"the calendars are {all_quoted(NAMES)}")  # fmt: skip
    for text, at in listed(written.get("closed", ()), ("calendar", "closed")):
        _check_days(faults, text, at)
    for text, at in listed(written.get("closed-each-year", ()), ("calendar", "closed-each-year")):
        for day in _ends(text):
            if not _of_a_year(day):
                faults.add(codes.NOT_A_DATE, f"{quoted(day)} is not a day of the year", at, help=_HELP)


def _check_days(faults: Faults, text: str, at: At) -> None:
    first, last = _ends(text)[0], _ends(text)[-1]
    sound = [check_date(faults, day, at) for day in _ends(text)]
    if all(sound) and first > last:
        message = f"the range {quoted(text)} ends before it begins"
        faults.add(codes.NOT_A_DATE, message, at, help=f"`{last}/{first}`?")


def _ends(text: str) -> list[str]:
    return text.split("/", 1)


def _of_a_year(text: str) -> bool:
    if not _SPELLING.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"2024-{text}")  # which has a 29 February
    except ValueError:
        return False
    return True
