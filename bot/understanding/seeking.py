"""What those who seek facts in words may go by beside the words themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.understanding.models import Names

Found: TypeAlias = tuple[int, int, str]
"""Where a fact stands, and its value."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The day it was said, the name or kind of the fact that was asked for, and the models there are."""

    today: date
    waiting: str
    models: Names
