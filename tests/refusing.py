"""What is told by a name is refused in words: those who run posbot read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.cli.words import speak, told
from bot.core.telling import ToldError


@contextmanager
def refused(kind: type[ToldError], match: str) -> Iterator[pytest.ExceptionInfo[ToldError]]:
    """That error is raised, and its words match."""
    with pytest.raises(kind) as problem:
        yield problem
    speak("en")
    said = told(problem.value.told)
    speak(None)
    assert re.search(match, said), said
    assert "\n" not in said
