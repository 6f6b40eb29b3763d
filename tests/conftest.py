"""What all tests share: `--reset-golden` writes expected outputs anew instead of comparing with them.

`--all-pictures` draws pictures of every example, not only of every few.
"""

import pytest
from hypothesis import settings

settings.register_profile("kb", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("kb")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addoption("--reset-golden", action="store_true", help="write expected outputs anew; read the diff")
    parser.addoption(
        "--every-example", action="store_true", help="read aloud every conclusion of every example"
    )
    parser.addoption("--all-pictures", action="store_true", help="draw every example, not only every few")


@pytest.fixture(scope="session")
def reset_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are written anew."""
    return bool(request.config.getoption("--reset-golden"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker begins with the browser, which takes longest; by the time another looks at the site, it is built."""
    items.sort(key=lambda item: item.path.name != "test_in_a_browser.py")
