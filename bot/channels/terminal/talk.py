"""One conversation partner in this process: a movable clock, photos from files, answers from the log."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bot.core.messages import Address, Inbound, Media, Outbound
from bot.core.state import State
from bot.core.understanding import StaffJoined, StaffLeft, StaffSaid
from bot.service.ports import Blobs, Logged
from bot.service.sending import Delivered, Outcome
from bot.service.support import Support

CHANNEL = "terminal"
PHOTO_BYTES = 10_000_000
PHOTO_PIXELS = 50_000_000
YEARS = range(1970, 2200)
"""What is a time for a conversation: reminders, terms and time zones have room on either side."""


class TalkProblem(ValueError):
    """What was typed cannot be done; the message says why."""


def moment(text: str) -> datetime:
    """A point in time as it was typed; without a zone it is UTC. TalkProblem for what is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise TalkProblem(f"a time such as 2026-11-23T10:00:00+08:00 is wanted, not {text!r}") from None
    if at.year not in YEARS:
        raise TalkProblem(f"a time between {YEARS.start} and {YEARS.stop} is wanted, not {text!r}")
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


@dataclass
class Ticking:
    """A clock that can be moved forward."""

    start: datetime | None
    moved: timedelta = field(default_factory=timedelta)

    def now(self, real: datetime) -> datetime:
        """The time: the real one, or a fixed one, plus what was moved."""
        return (self.start or real) + self.moved

    def move(self, by: timedelta, real: datetime) -> None:
        """Move it forward; TalkProblem if it would leave `YEARS`."""
        if (self.now(real) + by).year not in YEARS:
            raise TalkProblem(f"the clock cannot be moved past {YEARS.stop}")
        self.moved += by


class Screen:
    """The way out: the log itself is read, so a message is delivered once it is kept."""

    channel = CHANNEL

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:  # noqa: ARG002 -- the protocol's shape
        """Nothing can fail on a screen."""
        return Delivered()


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a line: the new entries of the log and the state after them."""

    entries: Sequence[Logged]
    state: State | None


class Talk:
    """Speaks to the desk's engine for any number of chats."""

    def __init__(self, support: Support, blobs: Blobs) -> None:
        """Holds no conversation itself; the store does."""
        self._support = support
        self._blobs = blobs
        self._doors = {CHANNEL: Screen()}

    async def say(self, chat: str, at: datetime, said: Mapping[str, str], line_id: str = "", locale: str | None = None) -> Answered:
        """``said`` has one of text, choice, photo (a path)."""
        media = (Media("photo", await self._photo(Path(said["photo"]))),) if "photo" in said else ()
        inbound = Inbound(
            id=line_id or uuid4().hex,
            sender=Address(CHANNEL, chat),
            at=at,
            text=said.get("text", ""),
            choice=said.get("choice"),
            media=media,
            locale=locale,
        )
        after = await self._end(chat)
        await self._support.receive(inbound)
        while await self._support.tick(at, errands=True):
            pass
        return await self._answered(chat, after, at)

    async def staff(self, chat: str, event: StaffJoined | StaffSaid | StaffLeft, line_id: str = "") -> Answered:
        """A person of the staff joins, says something or leaves."""
        after = await self._end(chat)
        await self._support.staff(Address(CHANNEL, chat), line_id or uuid4().hex, event)
        return await self._answered(chat, after, event.at)

    async def passed(self, chat: str, at: datetime) -> Answered:
        """Time has passed: what is due happens, in every chat, each at its own moment."""
        after, store = await self._end(chat), self._support.store
        while (due := await store.next_due()) is not None and due < at:
            while await self._support.tick(due):
                pass
            if await store.next_due() == due:
                break
        while await self._support.tick(at):
            pass
        return await self._answered(chat, after, at)

    async def _end(self, chat: str) -> int:
        seq = 0
        while entries := await self._support.store.log(Address(CHANNEL, chat), seq):
            seq = entries[-1].seq
        return seq

    async def _answered(self, chat: str, after: int, at: datetime) -> Answered:
        while await self._support.deliver(self._doors, at):
            pass
        address = Address(CHANNEL, chat)
        known = await self._support.store.chat(address)
        return Answered(await self._support.store.log(address, after), known.state if known else None)

    async def _photo(self, path: Path) -> str:
        content = await asyncio.to_thread(_as_photo, path)
        return await self._blobs.put(content, ".jpg")


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as wrong:
        raise TalkProblem(f"photo {path} cannot be read: {wrong.strerror}") from None
    except ValueError:  # a NUL, or half a surrogate pair
        raise TalkProblem(f"photo {str(path)!r} is no path") from None
    if size > PHOTO_BYTES:
        raise TalkProblem(f"photo {path} is {size / 1e6:.0f} MB; at most {PHOTO_BYTES / 1e6:.0f} MB are taken")


def _as_photo(path: Path) -> bytes:
    """The picture as a fresh JPEG, without what a camera notes beside it; TalkProblem if it is none."""
    from PIL import Image  # noqa: PLC0415 -- only for photos

    _check_size(path)
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > PHOTO_PIXELS:
                raise TalkProblem(f"photo {path} has too many pixels")
            fresh = io.BytesIO()
            picture.convert("RGB").save(fresh, "JPEG", quality=85)
            return fresh.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as wrong:
        if isinstance(wrong, TalkProblem):
            raise
        raise TalkProblem(f"{path} is not a photo that can be read (JPEG, PNG or WebP)") from None
