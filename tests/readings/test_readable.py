"""Whoever complained can read every explanation: short, in short sentences, in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import textstat

from explain.readings.reading import Reading
from tests.readings.told import CONTESTED, EXAMPLES, case_readings, every_reading

LONGEST, WHOLE_CASE, SENTENCE, GRADE = 120, 240, 25, 8


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Look at each thirtieth example and where facts are contested, or at all with `--every-example`."""
    if "path" in metafunc.fixturenames:
        every = EXAMPLES if metafunc.config.getoption("--every-example") else [*EXAMPLES[::30], *CONTESTED]
        metafunc.parametrize("path", every, ids=[f"{one.parts[-3]}/{one.stem}" for one in every])


def test_every_conclusion_is_told_in_plain_words(path: Path) -> None:
    """At most 120 words with the headings, 25 to a sentence, and grade 8."""
    for _, record, reading in every_reading(path, "public"):
        assert _words(reading) <= LONGEST, record.name
        _is_plain(reading)


def test_every_case_is_told_in_plain_words(path: Path) -> None:
    """A whole matter takes some more words, and they are as plain."""
    for _, reading in case_readings(path, "public"):
        assert _words(reading) <= WHOLE_CASE
        _is_plain(reading)


def test_no_name_of_a_rule_or_fact_is_read_out(path: Path) -> None:
    """No snake case, no slots that were left open, no numbers for months."""
    for _, record, reading in every_reading(path, "public"):
        for line in reading.sentences:
            assert not set("_{") & set(line.text), (record.name, line.text)
            assert not any(part.count("-") == 2 and part[:4].isdigit() for part in line.text.split()), (
                line.text
            )


def _words(reading: Reading) -> int:
    return sum(len(line.text.split()) for line in reading.text())


def _is_plain(reading: Reading) -> None:
    said = [one for line in reading.sentences for one in re.split(r"(?<=[.?!]) +", line.text)]
    assert all(len(one.split()) <= SENTENCE for one in said), max(said, key=len)
    text = " ".join(said)
    assert textstat.flesch_kincaid_grade(text) <= GRADE, text
