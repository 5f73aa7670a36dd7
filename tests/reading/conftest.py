"""One parser and one reader for all tests of reading."""

import pytest

from servanda.reading import Reader


@pytest.fixture(scope="session")
def reader():
    return Reader()
