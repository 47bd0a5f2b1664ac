"""The minds of a process: the one in force, and those that conversations which began with an older version go on with.

A conversation that is under way keeps the version it was begun with (`State.knowledge`); one that is not is answered by the
version in force. An older mind is fetched when such a conversation is met, and let go when none was for a while.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.messages import Inbound
from bot.core.state import State
from bot.core.understanding import Understanding
from bot.service.ports import JSON, Chat, Kept, Logged
from bot.service.turning import Looked, Mind

Fetch = Callable[[str], Awaitable[Mind | None]]
"""The mind of a version, or None where there is none any more."""
IDLE = timedelta(hours=1)
"""So long an older mind is kept without being asked."""


class NotAtHand(Exception):
    """The version that a conversation goes on with is not loaded in this process; nothing was kept."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


def is_under_way(state: State) -> bool:
    """Whether a conversation stands in the middle of something that another version might not have."""
    return state.place is not None or bool(state.paused)


class Minds:
    """See the top. Its turns are those of `Mind`, each by the mind that the chat goes on with."""

    def __init__(self, current: Mind) -> None:
        """Without a way to fetch older ones every conversation goes on with the one in force."""
        self.current = current
        self.fetch: Fetch | None = None
        self._older: dict[str, tuple[Mind, datetime | None]] = {}
        self._lost: set[str] = set()

    @property
    def versions(self) -> tuple[str, ...]:
        """Those at hand, the one in force first."""
        return (self.current.knowledge.version, *self._older)

    def take(self, mind: Mind) -> None:
        """Put this one in force; hours and full windows are those of the house, not of a version."""
        before, version = self.current, mind.knowledge.version
        if version == before.knowledge.version:
            return
        self._older[before.knowledge.version] = (before, None)
        self._older.pop(version, None)
        self.current = replace(mind, locale=before.locale, calendar=before.calendar)

    async def bring(self, version: str) -> None:
        """Have an older one at hand, or know that it is gone."""
        found = await self.fetch(version) if self.fetch else None
        if found is None:
            self._lost.add(version)
        elif version != self.current.knowledge.version:
            self._older[version] = (replace(found, locale=self.current.locale, calendar=self.current.calendar), None)

    def tidy(self, at: datetime) -> None:
        """Let go of those that no conversation has asked for lately."""
        for version, (mind, used) in list(self._older.items()):
            if used is None:
                self._older[version] = (mind, at)
            elif at - used > IDLE:
                del self._older[version]

    def of(self, chat: Chat) -> Mind:
        """The mind that a chat goes on with. Raises NotAtHand."""
        state = chat.state
        version = state.knowledge if state and is_under_way(state) else ""
        if version in {"", self.current.knowledge.version} or version in self._lost or self.fetch is None:
            return self.current
        if version not in self._older:
            raise NotAtHand(version)
        mind, _ = self._older[version]
        self._older[version] = (mind, None)
        return mind

    # ---- the turns -----------------------------------------------------------------------------

    def hear(self, chat: Chat, inbound: Inbound, looked_up: Looked = ()) -> Kept:
        """See `Mind.hear`."""
        mind = self.of(chat)
        return _pinned(mind, mind.hear(chat, inbound, looked_up))

    def happen(self, chat: Chat, event: Understanding) -> Kept:
        """See `Mind.happen`."""
        mind = self.of(chat)
        return _pinned(mind, mind.happen(chat, event))

    def go_on(self, chat: Chat, inbound: Inbound, last: Logged, rest: str) -> Kept:
        """See `Mind.go_on`."""
        return self.of(chat).go_on(chat, inbound, last, rest)

    def note(self, chat: Chat, at: datetime, body: Mapping[str, JSON]) -> Kept:
        """See `Mind.note`."""
        return self.current.note(chat, at, body)


def _pinned(mind: Mind, kept: Kept) -> Kept:
    version = mind.knowledge.version if is_under_way(kept.state) else ""
    return kept if kept.state.knowledge == version else replace(kept, state=kept.state.but(knowledge=version))
