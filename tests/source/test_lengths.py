"""An extension that would shorten its limit is refused."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from kb.model.files import Extension, TimeLimit
from kb.source.lengths import shortened
from tests.source.refusing import Refusal, place_of

_NORM = {"binds": "organisation", "force": "target", "of": "made", "met-by": "replied"}


def _spelt(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


LIMIT = "{{time-limit: reply, binds: organisation, force: target, within: {}, of: made, met-by: replied}}"
EXTENSION = "{{extension: reply, force: permission, to: {}}}"


@pytest.mark.parametrize(
    ("within", "to"),
    [
        ("10 working days", "5 working days"),
        ("2 weeks", "10 days"),
        ("2 years", "18 months"),
        ("{cases: [{when: {yes: complex}, then: 20 days}], otherwise: 5 days}", "10 days"),
        ("10 days", "{cases: [{when: {yes: complex}, then: 20 days}], otherwise: 5 days}"),
    ],
)
def test_an_extension_that_would_shorten_its_limit_is_refused(within: str, to: str, refusal: Refusal) -> None:
    """K110: a total of five days after ten are promised is five days more, written under the wrong key."""
    (one,) = refusal(LIMIT.format(within), EXTENSION.format(to))
    assert (one.code, place_of(one)[1]) == ("K110", "5 days" if "cases" in to else to)
    assert "`by`" in one.help


@pytest.mark.parametrize(
    ("within", "to"),
    [
        ("10 working days", "20 working days"),
        ("10 working days", "2 weeks"),
        (
            "{cases: [{when: {yes: complex}, then: 20 days}], otherwise: 5 days}",
            "{cases: [{when: {yes: complex}, then: 30 days}], otherwise: 10 days}",
        ),
    ],
)
def test_an_extension_that_may_be_longer_is_accepted(within: str, to: str) -> None:
    """How many working days two weeks have is for the calendar, and circumstances may go together."""
    limit = TimeLimit.model_validate({**_NORM, "time-limit": "reply", "within": _spelt(within)})
    extension = Extension.model_validate({"extension": "reply", "force": "permission", "to": _spelt(to)})
    assert shortened(extension, limit) is None
