"""Clock time in Europe/London: hours that elapse, and minutes that happen twice or never."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kb.calendar.errors import NaiveMoment, NoSuchMoment

LONDON = ZoneInfo("Europe/London")


def elapsed(moment: datetime, hours: int) -> datetime:
    """The moment so many hours later, in Europe/London.

    Hours are counted in UTC, since wall-clock arithmetic gains or loses one when the clocks change.

    Raises:
        NaiveMoment: The moment has no time zone.
    """
    if moment.utcoffset() is None:
        raise NaiveMoment(f"`{moment}` has no time zone")
    return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(LONDON)


def local_moment(day: date, hour: int, minute: int) -> tuple[datetime, datetime]:
    """The earliest and the latest instant at which London clocks showed this minute.

    They differ by an hour for a minute that was repeated when the clocks went back, and are otherwise equal.

    Raises:
        NoSuchMoment: The clocks went forward over this minute.
    """
    wall = datetime.combine(day, time(hour, minute), tzinfo=LONDON)
    if wall.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise NoSuchMoment(f"no clock showed `{day} {hour:02}:{minute:02}`: London clocks skipped it")
    later = wall.replace(fold=1)
    return (wall, later) if later.utcoffset() != wall.utcoffset() else (wall, wall)
