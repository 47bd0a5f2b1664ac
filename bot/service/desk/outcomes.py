"""What came of a wish of the staff, as data: the page finds the words.

Refusals that a person meets in the course of work are returned; only what a page should never have asked
(`NotAllowed`, `NotThere`) is raised.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.service.desk.people import Right, Staff
from bot.service.desk.views import Line


@dataclass(frozen=True, slots=True)
class Done:
    """It is done and kept. ``undo`` is handed to `Desk.undo` to take it back; empty where nothing can be."""

    undo: str = ""
    seq: int = 0
    again: bool = False  # the same wish had come before; nothing happened twice


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody else has the conversation."""

    who: Staff


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Something was written since, or a colleague is typing: ask once, then say it with ``over=True``."""

    lines: tuple[Line, ...]
    typing: tuple[Staff, ...] = ()
    last: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be done as it stands; ``word`` names the sentence (scope ``desk``), ``place`` the field of the form."""

    word: str
    place: str = ""
    values: dict[str, str] = field(default_factory=dict)


Outcome = Done | Taken | Overtaken | Refused


class NotAllowed(Exception):
    """The role lacks the right."""

    def __init__(self, right: Right) -> None:
        super().__init__(right.value)
        self.right = right


class NotThere(Exception):
    """There is no such chat, ticket, merchant, reply …"""
