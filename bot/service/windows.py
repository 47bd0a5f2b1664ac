"""How much may still be said to a chat: messengers that let us answer, but not begin.

What a merchant does opens a window with so many messages in it. It is counted in the database before a
message goes out, because a messenger that refuses the sixth does not say it again tomorrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.messages import Address

MARGIN = timedelta(minutes=1)
"""A window is closed so much early, or a twentieth of it if that is less: clocks differ, and messages travel."""


class Deed(StrEnum):
    """What opens a window."""

    SAID = "said"  # the merchant wrote
    DID = "did"  # a tap on the menu, following, scanning
    CODE = "code"  # a code that came with an event and is good for one message


@dataclass(frozen=True, slots=True)
class Window:
    """``key`` names what opened it (for `Deed.CODE` it is the code), ``since`` is when that happened at the
    messenger, ``left`` how many messages it still holds, ``last`` the last one counted.
    """

    deed: Deed
    key: str
    since: datetime
    until: datetime
    left: int
    last: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many messages within so long."""

    messages: int
    lasts: timedelta

    def window(self, deed: Deed, key: str, since: datetime) -> Window:
        """The window that a deed opens now."""
        return Window(deed, key, since, since + self.lasts - min(MARGIN, self.lasts / 20), self.messages)


class Shut(StrEnum):
    """Why nothing more may be said."""

    CLOSED = "window"
    USED = "quota"
    RESERVED = "reserve"  # what is left is for a person


@dataclass(frozen=True, slots=True)
class Room:
    """What a person may still send, and until when. ``left`` is 0 in a closed window."""

    left: int
    until: datetime | None = None


class Windows(Protocol):
    """Where they are kept."""

    async def open(self, address: Address, window: Window) -> None:
        """A deed of the merchant's. One that was known, or is older than the one known of its kind, changes nothing."""

    async def spend(self, address: Address, message: str, at: datetime, spare: int = 0) -> Window | Shut:
        """Count one message, leaving ``spare`` of the merchant's own window; the window it was counted in. The same
        message counts once.
        """

    async def shut(self, address: Address, message: str) -> None:
        """The messenger says that it is over: nothing is left of the windows that the message was counted in."""

    async def room(self, address: Address, at: datetime) -> Room:
        """What is left for a person."""


def spent(windows: Sequence[Window], message: str, at: datetime, spare: int) -> tuple[Window, ...] | Shut:
    """The windows that a message is counted in; none again for one that was counted.

    A code is used alone and first. Any other message counts in every window that is open: nobody says from which
    one the messenger takes it.
    """
    current = [window for window in windows if window.until > at]
    counted = [window for window in current if window.last == message]
    if counted:
        return tuple(counted)
    codes = [window for window in current if window.deed is Deed.CODE and window.left]
    if codes:
        return (codes[0],)
    plain = [window for window in current if window.deed is not Deed.CODE]
    if not plain:
        return Shut.CLOSED
    if not any(window.left for window in plain):
        return Shut.USED
    if not any(window.left > (spare if window.deed is Deed.SAID else 0) for window in plain):
        return Shut.RESERVED
    return tuple(plain)


def room_in(windows: Sequence[Window], at: datetime) -> Room:
    """What is left in the best of them."""
    plain = [window for window in windows if window.until > at and window.deed is not Deed.CODE]
    if not plain:
        return Room(0)
    best = max(plain, key=lambda window: (window.left, window.until))
    return Room(best.left, best.until)
