"""A forged determination is refused, and the step that was forged is named."""

from __future__ import annotations

from random import Random

import pytest

from tests.verify.contesting import of_contested
from tests.verify.forgeries import FORGERIES
from tests.verify.forgeries_of_accounts import OF_ACCOUNTS
from tests.verify.forging import try_forgery


@pytest.mark.parametrize("name", [name for name in FORGERIES if name not in OF_ACCOUNTS])
def test_a_forged_step_is_named(name: str) -> None:
    """Whatever is changed, the finding says where."""
    tried = try_forgery(name, Random(name), most=2)
    assert tried.made > 0, "no example could be forged in this way"
    assert tried.missed == []


@pytest.mark.parametrize("name", OF_ACCOUNTS)
def test_a_forgery_of_accounts_is_named(name: str) -> None:
    """An account, what comes of one, and what is agreed or hangs on it."""
    tried = try_forgery(name, Random(name), most=4, make=of_contested)
    assert tried.made > 0, "no contested example could be forged in this way"
    assert tried.missed == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FORGERIES if name not in OF_ACCOUNTS])
def test_a_forged_step_is_named_under_each_account(name: str) -> None:
    """Contesting a fact gives no cover to what is forged beside it."""
    tried = try_forgery(name, Random(name), most=1, make=of_contested)
    assert tried.made > 0, "no contested example could be forged in this way"
    assert tried.missed == []
