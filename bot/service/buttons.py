"""Keys of buttons: short and without meaning. ``7.2`` is the third choice of the seventh line of the chat's log.

Messengers take 64 bytes and hand them back from any client, also a forged one: what a key stands for is
looked up in the log of the chat it came from, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.messages import Choice
from bot.service.ports import EntryKind, Logged

_KEY = re.compile(r"(\d{1,9})\.(\d{1,3})")
UNKNOWN = "-.-"
"""Belongs to no question: the machine says that the button is old."""


def key(message: str, index: int) -> str:
    """The key of a message's choice; ``message`` is `Outbound.id`, which ends with the line's number."""
    return f"{message.rpartition('-')[2]}.{index}"


def line_of(pressed: str) -> int | None:
    """The line of the log in which the key is looked up."""
    found = _KEY.fullmatch(pressed)
    return int(found[1]) if found else None


def left_open(entries: Sequence[Logged]) -> str | None:
    """The messenger's id of the last message among these, if it still has its buttons: a press takes them away, and
    what is said after it does too. Empty if it has none, None if none of these was sent.
    """
    places = [place for place, entry in enumerate(entries) if entry.kind in {EntryKind.BOT, EntryKind.STAFF} and entry.ref]
    if not places:
        return None
    asked = entries[places[-1]]
    choices = asked.body.get("choices")
    if not isinstance(choices, list) or not choices:
        return ""
    offered = {choice.get("key") for choice in choices if isinstance(choice, dict)}
    pressed = {entry.body.get("choice") for entry in entries[places[-1] :] if entry.kind is EntryKind.MERCHANT}
    return "" if offered & pressed else asked.ref or ""


def meaning(pressed: str, entries: Sequence[Logged]) -> Choice | None:
    """The choice; ``entries`` begin with the line that `line_of` names."""
    found = _KEY.fullmatch(pressed)
    if not found or not entries or entries[0].seq != int(found[1]):
        return None
    choices = entries[0].body.get("choices")
    index = int(found[2])
    choice = choices[index] if isinstance(choices, list) and index < len(choices) else None
    return Choice(str(choice["key"]), str(choice["label"])) if isinstance(choice, dict) else None
