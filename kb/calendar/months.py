"""Calendar months, by the corresponding date rule of Dodds v Walker [1981] 1 WLR 1027.

Always counted from the event in one step: 31 January and two months is 31 March, while a month and then a
month would be 28 March.
"""

from datetime import date, timedelta

_INTO_NEXT_MONTH = timedelta(days=31)  # from a first of the month this always lands on a 1st, 2nd, 3rd or 4th
_DAY = timedelta(days=1)


def month_reached(event: date, months: int) -> date:
    """The first day of the month that is so many months after the event's, stepping from one to the next."""
    month = event.replace(day=1)
    for _ in range(months):
        month = (month + _INTO_NEXT_MONTH).replace(day=1)
    return month


def corresponding_date(event: date, month: date) -> date | None:
    """The day of `month` that has the event's number, or None where the month is too short."""
    try:
        return month.replace(day=event.day)
    except ValueError:
        return None


def month_end(month: date) -> date:
    """The last day of the month of which this is the first."""
    return (month + _INTO_NEXT_MONTH).replace(day=1) - _DAY


def last_day_after(event: date, month: date) -> date:
    """The last day of a period after the event: the corresponding date, else the last of the month."""
    return corresponding_date(event, month) or month_end(month)


def last_day_beginning_with(event: date, month: date) -> date:
    """The last day of a period whose first day is the event's: the day before the corresponding date.

    Where there is none the period ends with the month, and not a day earlier: 31 August and six months ends
    on 29 February 2024 (Hare v Gocher [1962] 2 QB 641; Trow v Ind Coope [1967] 2 QB 899).
    """
    match = corresponding_date(event, month)
    return match - _DAY if match else month_end(month)
