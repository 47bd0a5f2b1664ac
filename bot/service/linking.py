"""Two chats of one merchant become one conversation, by a code that he gets in one messenger and types in the other.

A code is good once, for minutes; who guesses is slowed down. The conversation is then where he wrote last
(`bot.core.moving`): it is fetched when he writes, and whatever happens to a chat that he has left happens where he is.
Each step is an event with an id of its own, so that what a crash interrupts is finished by whoever comes next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.messages import Address, Inbound
from bot.core.understanding import CodeRefused
from bot.service.codes import code, digest, found, hidden
from bot.service.companions import Errand
from bot.service.entries import own_entry
from bot.service.moves import SETTLE, Kin, Moves
from bot.service.ports import JSON, Chat, Due, Entry, EntryKind, Event, Kept
from bot.service.sending import Bucket
from bot.service.support import Support

CODE = "link_code"
"""The errand that makes a code, as ``link_code:REF``."""
LASTS = timedelta(minutes=10)
ASKED = Bucket("", 1 / 300, 5)
"""Codes that one chat gets: five at once, then one in five minutes."""
TRIED, TRIED_BY_ALL = Bucket("", 1 / 120, 5), Bucket("link:tried", 1.0, 60)
"""Codes that one chat tries, and all chats together."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Whose code it is."""

    number: int
    address: Address


class Links(Kin, Protocol):
    """Where codes and the merchant's chats are kept."""

    async def offer(self, number: int, digest: str, at: datetime, until: datetime) -> None:
        """That chat's code from now on; the one before is good no more."""

    async def take(self, digest: str, by: int, at: datetime) -> Offered | None:
        """Whose it is, if it is good; used up by that chat. It may take it again, nobody else may. Its own is not used up."""

    async def join(self, number: int, other: int) -> None:
        """They are one merchant's: what is kept of either is kept of both."""


def nowhere(support: Support) -> Mapping[str, Errand]:
    """The errands where chats cannot be linked: whoever asks for a code is told so."""

    async def tell(due: Due, at: datetime) -> None:
        await support.keep(due.fired(at), lambda chat: support.minds.happen(chat, CodeRefused(at, "nowhere")))

    return {CODE: tell}


class Linking:
    """Registers with the engine; see `Support.link`."""

    def __init__(self, support: Support, links: Links) -> None:
        """``links`` is of the store's database."""
        self._support = support
        self._links = links
        self._moves = Moves(support, links)

    @property
    def errands(self) -> Mapping[str, Errand]:
        """By the name of the timer."""
        return {CODE: self._hand_out, SETTLE: self._moves.finish}

    # ---- the code ------------------------------------------------------------------------------

    async def _hand_out(self, due: Due, at: datetime) -> None:
        chat = await self._support.store.chat(due.address)
        if chat is None or chat.state is None:
            return
        if await self._support.store.admit([replace(ASKED, name=f"link:asked:{chat.number}")], at):
            await self._support.keep(due.fired(at), lambda chat: self._support.minds.happen(chat, CodeRefused(at, "wait")))
            return
        made = code()
        await self._links.offer(chat.number, digest(made), at, at + LASTS)
        words = self._support.mind.phrases.sentence
        text = words(chat.state.locale, "own.link_code", {"code": made, "minutes": str(LASTS.seconds // 60)})
        await self._support.keep(due.fired(at), lambda chat: Kept(chat.begun, (own_entry(chat.begun, text, "link_code", at),)))

    async def redeemed(self, inbound: Inbound) -> bool:
        """Whether the words held a code; then it is dealt with, and the words are kept without it."""
        written = found(inbound.text) if inbound.choice is None else ""
        if not written:
            return False
        here = await self._listed(inbound)
        if here.state and here.state.lives_at:  # he writes here again, whatever the code is
            await self.fetch(inbound)
        tries = [replace(TRIED, name=f"link:tried:{here.number}"), TRIED_BY_ALL]
        if await self._support.store.admit(tries, inbound.at):
            await self._refuse(inbound, "wait")
            return True
        offered = await self._links.take(digest(written), here.number, inbound.at)
        if offered is None or offered.number == here.number:
            await self._refuse(inbound, "own" if offered else "wrong")
            return True
        await self._links.join(here.number, offered.number)
        await self._moves.settle(offered.address, inbound.at, first=True)  # cut short before: he is told all the same
        there = await self.home(offered.address)
        if there != inbound.sender:
            await self._moves.move(there, inbound.sender, inbound.at, first=True)
        return True

    async def _listed(self, inbound: Inbound) -> Chat:
        """The chat, with what was written in its log."""
        event = Event(inbound.sender.channel, inbound.id, inbound.sender, inbound.at)
        media: list[JSON] = [{"kind": one.kind, "ref": one.ref} for one in inbound.media]
        body: dict[str, JSON] = {"text": hidden(inbound.text), "choice": None, "label": None, "media": media}
        entry = Entry(EntryKind.MERCHANT, inbound.at, body)
        await self._support.keep(event, lambda chat: Kept(chat.begun, (entry,)))
        chat = await self._support.store.chat(inbound.sender)
        if chat is None:  # pragma: no cover - it was just written in
            raise AssertionError(inbound.sender)
        return chat

    async def _refuse(self, inbound: Inbound, why: str) -> None:
        event = Event("link", f"refused:{inbound.sender.channel}:{inbound.id}", inbound.sender, inbound.at)
        told = CodeRefused(inbound.at, why)
        await self._support.keep(event, lambda chat: self._support.minds.happen(chat, told))

    # ---- the conversation ----------------------------------------------------------------------

    async def home(self, address: Address) -> Address:
        """See `Moves.home`."""
        return await self._moves.home(address)

    async def fetch(self, inbound: Inbound) -> Inbound:
        """See `Moves.fetch`."""
        return await self._moves.fetch(inbound)
