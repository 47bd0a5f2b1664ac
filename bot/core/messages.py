"""What crosses the border to a messenger: a merchant's `Inbound`, our `Outbound`.

Plain values that no channel may subclass; a channel translates to and from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation lives: a channel (``web``, ``telegram`` …) and its own id of the chat."""

    channel: str
    chat: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under a message. ``key`` comes back when it is pressed; ``label`` is what is read."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Media:
    """Something that is not words. ``kind``: photo, voice, document, location, sticker, too_big, other.

    ``ref`` names the bytes in the blob store; empty when only the fact is known. ``words`` are what it
    says in writing: where a location is.
    """

    kind: str
    ref: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """A merchant's message.

    ``id`` is unique within the channel's account; ``at`` is aware, UTC; ``text`` is already
    masked once ``masked`` is counted (see ``bot.understanding.text.masking``); ``locale`` is what
    the client says of its language, if it says anything. ``more``: belongs to the message before
    (the next photo of an album), and is kept without another answer. ``message`` is the messenger's own id
    of a message that can be changed later; ``edits``: this is what that one now says.
    """

    id: str
    sender: Address
    at: datetime
    text: str = ""
    choice: str | None = None
    media: tuple[Media, ...] = ()
    locale: str | None = None
    masked: int = 0
    more: bool = False
    message: str = ""
    edits: bool = False


def place_of(latitude: float, longitude: float, *names: str) -> str:
    """A place in words that people and maps can read: what it is called, each name once, and where it lies."""
    point, called = f"{latitude:.6f}, {longitude:.6f}", ", ".join(dict.fromkeys(filter(None, (name.strip() for name in names))))
    return f"{called} ({point})" if called else point


@dataclass(frozen=True, slots=True)
class Outbound:
    """Our message. ``progress`` is (step, of how many at most) inside a flow. ``who`` and ``media`` are of a
    person of the staff: the name that is read, and what was sent along. ``notice``: said of our own accord, so
    that answers go first; ``bulk``: said to many at once, and last. ``locale`` is the language it is in, where that is known.
    ``above`` is the messenger's own id of the message above it that still has its buttons: empty if none has, None if nobody looked.
    """

    id: str
    recipient: Address
    text: str
    choices: tuple[Choice, ...] = ()
    image: str | None = None
    document: str | None = None
    progress: tuple[int, int] | None = None
    who: str = ""
    media: tuple[Media, ...] = ()
    notice: bool = False
    locale: str = ""
    bulk: bool = False
    above: str | None = None
