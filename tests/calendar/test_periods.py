"""How periods are read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.periods import Period, Unit


@given(st.integers(1, 99999), st.sampled_from(list(Unit)))
def test_a_period_reads_back_as_it_was_written(number: int, unit: Unit) -> None:
    """Each period has one spelling."""
    assert Period.parse(str(Period(number, unit))) == Period(number, unit)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("10 working days", 10, Unit.WORKING_DAYS),
        ("1 working day", 1, Unit.WORKING_DAYS),
        ("5 days", 5, Unit.DAYS),
        ("8 weeks", 8, Unit.WEEKS),
        ("1 month", 1, Unit.MONTHS),
        ("1 year", 1, Unit.YEARS),
        ("24 hours", 24, Unit.HOURS),
    ],
)
def test_a_period_is_a_number_and_a_unit(text: str, number: int, unit: Unit) -> None:
    """With the singular for one."""
    assert Period.parse(text) == Period(number, unit)
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "10", "days", "ten days", "0 days", "-1 days", "+1 day", "1.5 days", "01 day", "1 days",
        "2 day", "10 Working Days", "10 workingdays", "10  working days", " 10 days", "10 days ", "10 days\n",
        "10 business days", "2 fortnights", "10 working", "10 working days ago", "\u0661 day", "1_0 days",
        "1000000 days", "10 days.",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    """Nothing is put right silently; the message shows what was read."""
    with pytest.raises(ValueError, match="not a period: `") as refused:
        Period.parse(text)
    message = str(refused.value)
    assert "\n" not in message
    assert message[0].islower()
    assert not message.endswith(".")
    assert f"`{' '.join(text.split())}`" in message


@pytest.mark.parametrize("number", [0, -3])
def test_a_period_of_nothing_is_refused(number: int) -> None:
    """One working day is the least there is."""
    with pytest.raises(ValueError, match=f"not `{number}`"):
        Period(number, Unit.DAYS)
