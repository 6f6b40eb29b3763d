"""Lengths of time as policies state them: a whole number, a unit, and where counting begins."""

import re
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Self


@unique
class Unit(StrEnum):
    """What a period counts. `DAYS` are calendar days; `HOURS` elapse on the clock, weekends included."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


@unique
class Counted(StrEnum):
    """Whether the day of the event is outside the period (the ordinary rule) or is its first day."""

    AFTER = "after"
    BEGINNING_WITH = "beginning with"


# ASCII digits, no leading zero: each period has one spelling, so text and value never drift apart
_SPELLING = re.compile(r"([1-9][0-9]{0,4}) ([a-z]+(?: [a-z]+)?)")


@dataclass(frozen=True, slots=True)
class Period:
    """A length such as 10 working days.

    Args:
        number: How many of the unit, 1 or more.
        unit: What is counted.

    Raises:
        ValueError: The number is below 1; a period of nothing would make every act late or on time at once.
    """

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a number below 1."""
        if self.number < 1:
            raise ValueError(f"a period is 1 or more {self.unit}, not `{self.number}`")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period as it is written in a rule file: `10 working days`, `1 month`.

        The singular goes with 1 and only with 1, so `str` gives back exactly what was read.

        Raises:
            ValueError: The text is anything else, with the text in the message.
        """
        if spelling := _SPELLING.fullmatch(text):
            number, word = int(spelling[1]), spelling[2]
            for unit in Unit:
                if word == _word(number, unit):
                    return cls(number, unit)
        raise ValueError(f"not a period: `{' '.join(text.split())}`, write it like `10 working days`")

    def __str__(self) -> str:
        """The spelling that `parse` reads."""
        return f"{self.number} {_word(self.number, self.unit)}"


def _word(number: int, unit: Unit) -> str:
    return unit.value.removesuffix("s") if number == 1 else unit.value
