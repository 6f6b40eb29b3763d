"""Telling explanations of every procedure, as each reader gets them in each form."""

from __future__ import annotations

from itertools import product

import pytest

from explain.readings.style import STYLE
from tests.doors.running import run, same_as_golden
from tests.loading import PROCEDURES
from tests.readings.told import CASES, EXPLAINED, LONG, READERS, assessed, example

FORMS = {"text": "txt", "markdown": "md", "html": "html"}


@pytest.mark.parametrize("name", EXPLAINED)
def test_an_explanation_can_be_read_aloud_by_each_reader(name: str, reset_golden: bool) -> None:
    """Each form of each reading is the one that was read and kept."""
    policy, of, conclusion = EXPLAINED[name]
    for reader, form in product(READERS[:2] if name in LONG else READERS, FORMS):
        result = run("why", example(policy, of), conclusion, "--for", reader, "--format", form)
        assert (result.exit_code, result.stderr) == (0, "")
        _keep(f"{name}-{reader}.{FORMS[form]}", result.stdout, reset_golden)


@pytest.mark.parametrize("name", CASES)
def test_a_whole_case_can_be_read_aloud(name: str, reset_golden: bool) -> None:
    """To whoever complained, and to an officer; an auditor's page of a whole case is too long to keep."""
    for reader, form in product(READERS[:2], FORMS):
        result = run("assess", example(*CASES[name]), "--for", reader, "--format", form)
        assert (result.exit_code, result.stderr) == (0, "")
        _keep(f"case-{name}-{reader}.{FORMS[form]}", result.stdout, reset_golden)


def test_the_explanations_kept_are_of_every_procedure() -> None:
    """None of the eight is left out."""
    heads = [head for policy, of, _ in EXPLAINED.values() for head, _ in assessed(example(policy, of)).heads]
    policies = {policy for policy, _, _ in EXPLAINED.values()}
    shown = {(policy, one) for policy, of, _ in EXPLAINED.values()
             for head, _ in assessed(example(policy, of)).heads for one in head.procedures}  # fmt: skip
    assert {tuple(one.split("/")) for one in PROCEDURES} <= shown
    assert len(policies) == 5
    assert len(heads) >= len(EXPLAINED)


def _keep(name: str, text: str, reset: bool) -> None:
    same_as_golden(f"../readings/{name}", text.replace(STYLE, "the style sheet"), reset)
