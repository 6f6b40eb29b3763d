"""Working days, deadlines and clock time in the four nations, each count with its ledger.

This is the first of two algorithms: it steps from day to day. The reference engine has its own.
"""

from kb.calendar.errors import HoursNeedMoment, NaiveMoment, NoSuchMoment, OutsideCalendar, UnknownCalendar
from kb.calendar.ledger import LedgerLine
from kb.calendar.nation import CONFIRMED_TO, FIRST, LAST, NAMES, Calendar, calendar

__all__ = [
    "CONFIRMED_TO",
    "FIRST",
    "LAST",
    "NAMES",
    "Calendar",
    "HoursNeedMoment",
    "LedgerLine",
    "NaiveMoment",
    "NoSuchMoment",
    "OutsideCalendar",
    "UnknownCalendar",
    "calendar",
]
