"""Bank and public holidays of one nation, year by year, from the `holidays` package.

A common-law holiday (Good Friday and Christmas Day in England) is as much a non-working day as one that the
Banking and Financial Dealings Act 1971 or a proclamation names, and the package lists both kinds.
"""

import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType

# the package's own codes; without one it silently drops Easter Monday and the August holiday
SUBDIVISIONS: Mapping[str, str] = MappingProxyType(
    {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern-ireland": "NIR"}
)


@cache
def bank_holidays(nation: str, year: int) -> Mapping[date, str]:
    """Each holiday of the year and its name; a day in lieu is a substitute day."""
    import holidays  # here, because it takes longer to import than everything else together

    _import_one_country()
    listed = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year)
    return {day: name.replace("(observed)", "(substitute day)") for day, name in listed.items()}


def _import_one_country() -> None:
    """Import the one country that is wanted: asking the package for it would import all 250."""
    countries = "holidays.countries"
    if countries not in sys.modules:
        package = ModuleType(countries)
        package.__path__ = [str(Path(path) / "countries") for path in sys.modules["holidays"].__path__]
        sys.modules[countries] = package
        try:
            import_module(f"{countries}.united_kingdom")
        finally:
            del sys.modules[countries]  # whoever wants the others imports them as ever


@cache
def edition() -> str:
    """Which edition of the holidays every count rests on, such as `holidays 0.109`."""
    import holidays

    return f"holidays {holidays.__version__}"  # type: ignore[attr-defined]
