"""What the tests of the printed sheet share."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture(autouse=True)
def day_of_issue() -> Iterator[None]:
    """The day of tests/programs/sheets.py: what a sheet offers depends on how old it is."""
    with time_machine.travel("2026-11-23 09:00+00:00"):
        yield
