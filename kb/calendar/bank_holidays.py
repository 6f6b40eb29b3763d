"""Bank and public holidays of one nation, year by year, from the `holidays` package.

A common-law holiday (Good Friday and Christmas Day in England) is as much a non-working day as one that the
Banking and Financial Dealings Act 1971 or a proclamation names, and the package lists both kinds.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

# the package's own codes; without one it silently drops Easter Monday and the August holiday
SUBDIVISIONS: Mapping[str, str] = MappingProxyType(
    {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern-ireland": "NIR"}
)


@cache
def bank_holidays(nation: str, year: int) -> Mapping[date, str]:
    """Each holiday of the year and its name; a day in lieu is a substitute day."""
    import holidays  # here, because it takes longer to import than everything else together

    listed = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year)
    return {day: name.replace("(observed)", "(substitute day)") for day, name in listed.items()}


@cache
def edition() -> str:
    """Which edition of the holidays every count rests on, such as `holidays 0.109`."""
    import holidays

    return f"holidays {holidays.__version__}"  # type: ignore[attr-defined]
