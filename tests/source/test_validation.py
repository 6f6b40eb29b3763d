"""Faults of shape stand where they are, however pydantic gets there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.model.diagnostics import Refused
from kb.model.files import Rule
from kb.source.validation import validated
from kb.source.yaml_nodes import document_of


def faults(text: str) -> list[tuple[str, int]]:
    """Give the messages about a rule in one line, each with its column."""
    document = document_of(text, Path("rule.yaml"), "rule.yaml")
    with pytest.raises(Refused) as refused:
        validated(document, Rule)
    return [(one.message, one.place.column) for one in refused.value.diagnostics]


@pytest.mark.parametrize(
    ("when", "message", "at"),
    [
        ("{not: {not: {happened: a}}, foo: b}", "unknown key `foo`", "foo"),
        ("{not: {not: {happened: a}, foo: b}}", "unknown key `foo`", "foo"),
        ("{not: {not: {happened: a, foo: b}}}", "unknown key `foo`", "foo"),
        ("{happened: {event: a}}", "missing key `provided`", "event"),
        ("{happened: {later-of: [a, {later-of: [{foo: b}]}]}}", "unknown day `foo`", "foo"),
        ("{day: {day: a}, on: b}", "unknown day `day`", "day: a"),
        ("{day: a, on: {event: b, provided: {day: c, on: {foo: d}}}}", "unknown day `foo`", "foo"),
        ("{done: a, by: {foo: b}}", "unknown day `foo`", "foo"),
        ("{passed: {foo: b}}", "unknown day `foo`", "foo"),
        ("{done: {done: a}, by: b}", "unknown day `done`", "done: a"),
        ("{yes: [a]}", "expected text, not a list", "[a]"),
        ("{is: {is: {is: a}}}", "expected a list, not a mapping", "{is: a}"),
        ("{all: [{all: [{foo: a}]}]}", "unknown condition `foo`", "foo"),
        ("{passed: {period: 3 dayz, from: a}}", "expected a period, not `3 dayz`", "3 dayz"),
        ("{passed: {period: {cases: [{when: {foo: a}, then: 3 days}], otherwise: 4 days}, from: a}}",
         "unknown condition `foo`", "foo"),
    ],
)  # fmt: skip
def test_the_place_is_that_of_the_fault(when: str, message: str, at: str) -> None:
    """One fault gives one message, at the key or value that is at fault."""
    text = f"{{rule: r, when: {when}, conclude: {{c: d}}}}"
    assert faults(text) == [(message, text.rindex(at) + 1)]


def test_all_faults_are_told_in_order() -> None:
    """Faults of all kinds come in one refusal, from left to right, none of them twice."""
    text = "{rule: [r], whn: {happened: a}, conclude: {}}"
    assert faults(text) == [
        ("expected text, not a list", 8),
        ("unknown key `whn`", 13),
        ("expected at least 1 entry", 43),
    ]
