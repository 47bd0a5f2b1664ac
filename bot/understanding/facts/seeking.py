"""What those who seek facts in words may go by beside the words themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from bot.understanding.facts.listing import Listed
from bot.understanding.facts.models import Names

Found: TypeAlias = tuple[int, int, str]
"""Where a fact stands, and its value."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The day it was said, the name or kind of the fact that was asked for, and what the knowledge lists:
    the models there are, the acquirers, and what screens say of a refused payment. ``now`` is on the shop's clock; ``han``: in a talk in
    Chinese; ``rung``: a number to ring is told as well; ``visits``: amid the form of
    a visit; ``calls``: there, or while a person is awaited.
    """

    today: date
    waiting: str
    models: Names
    acquirers: Listed
    screens: Listed
    now: datetime
    han: bool = False
    rung: bool = False
    visits: bool = False
    calls: bool = False
