"""A short look with odd bytes at everything that reads them; ``python -m tests.fuzz.run`` looks longer."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

EXAMPLES = 120


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_is_read_or_refused(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(target.what)
    def look(what: object) -> None:
        with contextlib.suppress(*target.allowed):
            target.run(what)

    look()


def test_a_target_that_stumbles_is_found() -> None:
    @settings(max_examples=50, deadline=None, derandomize=True, database=None)
    @given(st.binary(max_size=5))
    def look(what: bytes) -> None:
        with contextlib.suppress(ValueError):
            what[0]

    with pytest.raises(IndexError):
        look()
