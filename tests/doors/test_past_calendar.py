"""A rule that would count past the calendar is told with its clause, at the line of the case that it counts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.doors.running import run


@pytest.mark.parametrize(
    ("facts", "line", "at", "clause", "help"),
    [
        # a case with several matters is no different: the fact stands where it is stated
        (
            "facts: {logged: 2045-11-18}",
            4,
            "2045-11-18",
            "complaint_time_limit",
            "`3 months` counted on from",
        ),
        (
            "facts: {}\nheads: {a: {logged: 2045-11-18}}",
            5,
            "2045-11-18",
            "complaint_time_limit",
            "`3 months` counted",
        ),
        (
            "facts: {logged: not yet}",
            3,
            "2045-12-30",
            "stage_1_acknowledgement",
            "`2 working days` counted on from",
        ),
    ],
)
@pytest.mark.parametrize("door", [["assess"], ["needs"], ["why", "stage"], ["why-not", "stage=complete"]])
def test_a_day_past_the_calendar_is_told_by_what_it_is_counted_from(
    door: list[str], facts: str, line: int, at: str, clause: str, help: str, tmp_path: Path
) -> None:
    """The calendar ends with 2045; three months after November and two days after the year's last Saturday do not."""
    path = tmp_path / "case.yaml"
    path.write_text(f"case: far\npolicy: housing-association\nassessed_on: 2045-12-30\n{facts}\n")
    command, *more = door
    result = run(command, path, *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error[K210]: ")
    assert f"case.yaml:{line}:" in result.stderr
    assert f"in: housing-association, clause {clause}" in result.stderr
    assert help in result.stderr
    assert at in result.stderr
