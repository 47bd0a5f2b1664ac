"""Where the studio's things are kept. The tables are in `bot.store.studio`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.core.messages import Address
from bot.service.ports import Logged
from bot.service.studio.misses import Missed
from bot.service.studio.rows import Draft, Edition, MissGroup, Sought, Study


class MissShelf(Protocol):
    """The sentences that went wrong."""

    async def groups_since(self, locale: str, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """Groups past that id, oldest first: id and the sentence they are known by."""

    async def behind(self, addresses: Sequence[Address]) -> Sequence[tuple[int, int, Sequence[Logged]]]:
        """Of these chats those whose log has grown: number, how far it was read, and the lines from a little before on."""

    async def all_behind(self, after: int, limit: int) -> Sequence[tuple[int, int, Sequence[Logged]]]:
        """The same of any chats past that number, in order."""

    async def pass_by(self, read: Mapping[int, int]) -> None:
        """In these chats nothing went wrong: number, and how far it was read."""

    async def keep(self, number: int, done: int, seq: int, found: Sequence[tuple[Missed, int | None]]) -> Sequence[int] | None:
        """Keep what went wrong from ``done`` up to that line; without a group one is made. The groups; None where another process
        has read that chat meanwhile.
        """

    async def groups(self, sought: Sought) -> Sequence[MissGroup]:
        """Most frequent first."""

    async def group(self, group: int) -> MissGroup | None:
        """One, with up to fifty of its sentences."""

    async def settle(self, group: int, at: datetime, branch: int | None = None) -> None:
        """What went wrong until then is dealt with; by a draft, if one is named. The earliest moment takes it back."""

    async def recent(self, locale: str, limit: int) -> Sequence[str]:
        """What merchants wrote last, each sentence once, who wrote it hidden."""


class VersionShelf(Protocol):
    """Drafts, trials, approvals, and what was published."""

    async def current(self) -> Edition | None:
        """The version in force; None while nothing was ever published."""

    async def editions(self, limit: int = 50) -> Sequence[Edition]:
        """Newest first."""

    async def archive(self, digest: str) -> bytes | None:
        """The files of a version."""

    async def publish(self, edition: Edition, archive: bytes | None, expected: int) -> Edition | None:
        """Put in force, if the newest is still the ``expected`` one (0: none); None if somebody was faster."""

    async def keep_archive(self, digest: str, archive: bytes) -> None:
        """The files of a version that was in force without being published, so that one can go back to it."""

    async def drafts(self) -> Sequence[Draft]:
        """Those that are open, newest first."""

    async def draft(self, draft: int) -> Draft | None:
        """One."""

    async def begin(self, name: str, base: str, who: str, at: datetime) -> Draft:
        """A new one."""

    async def change(self, draft: int, *, author: str = "", status: str = "", base: str = "") -> None:
        """Who has written in it; what became of it; the version it now stands on."""

    async def approve(self, digest: str, who: str, at: datetime) -> None:
        """Who has read what is risky in that version."""

    async def approvals(self, digest: str) -> Mapping[str, datetime]:
        """By whom, and when."""

    async def study(self, study: Study) -> Study:
        """A new trial; with its id."""

    async def studied(self, study: int, at: datetime, **changes: Any) -> None:
        """How far it is: ``status``, ``phase``, ``done``, ``total``, ``result``."""

    async def last_study(self, draft: int) -> Study | None:
        """The newest of that draft."""


class ConversationShelf(Protocol):
    """Real conversations, to be played again."""

    async def latest(self, limit: int, since: datetime | None = None) -> Sequence[int]:
        """The chats in which something was said last, latest first."""

    async def logs(self, numbers: Sequence[int], most: int) -> Mapping[int, Sequence[Logged]]:
        """Their logs from the beginning; those of more than ``most`` lines are left out."""
