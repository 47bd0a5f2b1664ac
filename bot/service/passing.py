"""Giving a conversation to people who answer in a client of the messenger's own, and getting it back.

While they have it, a person speaks as far as posbot is concerned: the bot is silent. Who gave it away, and whether the
messenger took it, is an errand of the engine (`bot.service.support.Support.run_errands`): redone if it was not finished.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.core.messages import Address
from bot.core.state import Mode
from bot.core.understanding import StaffJoined, StaffLeft
from bot.service.companions import Errand
from bot.service.ports import JSON, Alarm, Call, Chat, Due, Entry, EntryKind, Event, Kept, unchanged
from bot.service.support import Support

GIVEN = "given_away"
"""The errand's name; after its colon stands to whom."""


class Elsewhere(Protocol):
    """A messenger whose own client people answer in."""

    @property
    def people(self) -> Sequence[str]:
        """Their accounts there."""

    async def give(self, chat: str, to: str) -> str:
        """The conversation is that person's from now on; why it is not, if it is not. Raises to be asked again."""


class Passing:
    """``elsewhere``: by channel."""

    def __init__(self, support: Support, elsewhere: Mapping[str, Elsewhere]) -> None:
        """Nothing is asked yet."""
        self._support = support
        self._elsewhere = elsewhere

    @property
    def errands(self) -> Mapping[str, Errand]:
        """By the name of the timer."""
        return {GIVEN: self._fire}

    def people(self, channel: str) -> Sequence[str]:
        """To whom a conversation of that channel may be given."""
        return self._elsewhere[channel].people if channel in self._elsewhere else ()

    def begun(self, chat: Chat, to: str, at: datetime, by: str) -> Kept:
        """The turn in which it is given away: a person speaks, and the messenger is told right after."""
        kept = self._support.minds.happen(chat, StaffJoined(at, account(to), to, take=True))
        body: dict[str, JSON] = {"did": "passed_on", "to": to, "who": by}
        entries = (*kept.entries, Entry(EntryKind.SYSTEM, at, body))
        return replace(kept, entries=entries, alarms=(*kept.alarms, Alarm(f"{GIVEN}:{to}", at, kept.state.turn)))

    async def _fire(self, due: Due, at: datetime) -> None:
        to = due.name.partition(":")[2]
        door = self._elsewhere.get(due.address.channel)
        why = await door.give(due.address.chat, to) if door else "nobody"
        event = due.fired(due.at)
        await self._support.keep(event, lambda chat: self._failed(chat, to, at, why) if why else unchanged(chat))

    def _failed(self, chat: Chat, to: str, at: datetime, why: str) -> Kept:
        """Nobody took it: it is called out again, and the line says why."""
        state = chat.begun
        body: dict[str, JSON] = {"did": "not_passed_on", "to": to, "why": why}
        back = state.but(mode=Mode.BOT, staff="", called=True, since=state.since or at) if state.staff == account(to) else state
        return Kept(back, (Entry(EntryKind.SYSTEM, at, body),), call=Call(at, "not_passed_on"))

    async def returned(self, address: Address, event_id: str, at: datetime) -> None:
        """The people there have ended it: the bot speaks again, if it was theirs."""

        def turn(chat: Chat) -> Kept:
            theirs = chat.state is not None and chat.state.mode is Mode.STAFF and chat.state.staff.endswith(THERE)
            return (
                self._support.minds.happen(chat, StaffLeft(at, chat.state.staff, resume=False))
                if theirs and chat.state
                else unchanged(chat)
            )

        await self._support.keep(Event("passing", event_id, address, at), turn)


THERE = "@elsewhere"


def account(to: str) -> str:
    """The account that speaks while somebody there does."""
    return f"{to}{THERE}"
