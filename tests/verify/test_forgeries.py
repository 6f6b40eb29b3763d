"""A forged determination is refused, and the step that was forged is named."""

from __future__ import annotations

from random import Random

import pytest

from tests.verify.forgeries import FORGERIES
from tests.verify.forging import SAMPLE, try_forgery


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_step_is_named(name: str) -> None:
    """Whatever is changed, the finding says where."""
    tried = try_forgery(name, SAMPLE, Random(name), most=2)
    assert tried.made > 0, "no example could be forged in this way"
    assert tried.missed == []
