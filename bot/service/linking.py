"""Two chats of one merchant become one conversation, by a code that he gets in one messenger and types in the other.

A code is good once, for minutes; who guesses is slowed down. The conversation is then where he wrote last
(`bot.core.moving`): it is fetched when he writes, and whatever happens to a chat that he has left happens where he is.
Each step is an event with an id of its own, so that what a crash interrupts is finished by whoever comes next.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Protocol, cast

from bot.core.messages import Address, Inbound
from bot.core.state import State
from bot.core.understanding import CodeRefused, MovedAway, MovedHere
from bot.service import buttons
from bot.service.companions import Errand
from bot.service.ports import JSON, Alarm, Chat, Due, Entry, EntryKind, Event, Kept, Logged, unchanged
from bot.service.sending import Bucket
from bot.service.support import Support

CODE = "link_code"
"""The errand that makes a code, as ``link_code:REF``."""
SETTLE = "link_settle"
"""The errand that finishes a move which was cut short, if nobody else has by then."""
SETTLED = timedelta(seconds=30)
LASTS = timedelta(minutes=10)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What cannot be taken for one another when it is read off a screen: 32 letters, 40 bits a code."""
PREFIX, LENGTH = "LK", 8
_CODE = re.compile(rf"(?<![A-Z0-9]){PREFIX}[ -]?([A-Z0-9]{{4}})[ -]?([A-Z0-9]{{4}})(?![A-Z0-9])", re.IGNORECASE)
_SERIAL_SAID = re.compile(r"(?:序列号|机身号|\bs/?n|\bserial(?: number| no\.?)?)(?:是|为|is|[\s:：#])*$", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212_]")
HIDDEN = f"{PREFIX}-····-····"
ASKED = Bucket("", 1 / 300, 5)
"""Codes that one chat gets: five at once, then one in five minutes."""
TRIED, TRIED_BY_ALL = Bucket("", 1 / 120, 5), Bucket("link:tried", 1.0, 60)
"""Codes that one chat tries, and all chats together."""
DOORS = 10
"""So many chats of one merchant are followed from one to the next."""
_NUMBER = re.compile(r"\W*\d{1,2}\W*")


@dataclass(frozen=True, slots=True)
class Offered:
    """Whose code it is."""

    number: int
    address: Address


@dataclass(frozen=True, slots=True)
class Left:
    """A chat whose conversation is to arrive elsewhere, and the turn in which it was left."""

    number: int
    turn: int


class Links(Protocol):
    """Where codes and the merchant's chats are kept."""

    async def offer(self, number: int, digest: str, at: datetime, until: datetime) -> None:
        """That chat's code from now on; the one before is good no more."""

    async def take(self, digest: str, by: int, at: datetime) -> Offered | None:
        """Whose it is, if it is good; used up by that chat. It may take it again, nobody else may. Its own is not used up."""

    async def join(self, number: int, other: int) -> None:
        """They are one merchant's: what is kept of either is kept of both."""

    async def held(self, number: int) -> Sequence[Logged]:
        """What is said in that chat and cannot be sent until the merchant writes there."""

    async def passed(self, left: Left, to: int, held: Sequence[Logged]) -> None:
        """The conversation went on: what was held there is said here instead, its tickets lie here, and who is to answer stays.
        Nothing, where it has been seen to already and the chat is no longer as it was left.
        """


def code() -> str:
    """A new one."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


def found(text: str) -> str:
    """The code in a merchant's words as it was given out; empty where there is none. What is announced as a serial number is none."""
    match = _code_in(_level(text))
    return f"{PREFIX}-{match[1]}-{match[2]}".upper() if match else ""


def hidden(text: str) -> str:
    """The words without the code."""
    level = _level(text)
    match = _code_in(level)
    return f"{level[: match.start()]}{HIDDEN}{level[match.end() :]}" if match else text


def _code_in(level: str) -> re.Match[str] | None:
    return next((match for match in _CODE.finditer(level) if not _SERIAL_SAID.search(level[: match.start()])), None)


def _level(text: str) -> str:
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text))


def digest(written: str) -> str:
    """What is kept of it."""
    return sha256(written.encode()).hexdigest()


class Linking:
    """Registers with the engine; see `Support.link`."""

    def __init__(self, support: Support, links: Links) -> None:
        """``links`` is of the store's database."""
        self._support = support
        self._links = links

    @property
    def errands(self) -> Mapping[str, Errand]:
        """By the name of the timer."""
        return {CODE: self._hand_out, SETTLE: self._finish}

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
        await self._support.keep(due.fired(at), lambda chat: _said(chat, text, at))

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
        await self._settle(offered.address, inbound.at, first=True)  # cut short before: he is told all the same
        there = await self.home(offered.address)
        if there != inbound.sender:
            await self.move(there, inbound.sender, inbound.at, first=True)
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
        """Where the merchant's conversation is, of whom this is one chat. A move that was cut short is finished first."""
        for _ in range(DOORS):
            chat = await self._support.store.chat(address)
            if chat is None or chat.state is None or chat.state.lives_at is None:
                return address
            if chat.state.before is not None:
                await self._settle(address, self._support.store.now())
            address = chat.state.lives_at
        return address

    async def fetch(self, inbound: Inbound) -> Inbound:
        """The merchant writes in a chat that he had left: the conversation comes here. A number, or a button, answers a
        question that was asked elsewhere since, or none: it is asked again.
        """
        there = await self.home(inbound.sender)
        if there != inbound.sender:
            await self.move(there, inbound.sender, inbound.at)
        stands = (inbound.choice or "").startswith("0.")
        is_blind = (inbound.choice is not None and not stands) or bool(_NUMBER.fullmatch(inbound.text))
        return replace(inbound, choice=buttons.UNKNOWN) if is_blind else inbound

    async def move(self, there: Address, here: Address, at: datetime, *, first: bool = False) -> None:
        """The conversation of that chat goes on in this one. Done twice, it is done once."""
        chat = await self._support.store.chat(there)
        turn = chat.state.turn if chat and chat.state else 0
        event = Event("link", f"away:{here.channel}:{here.chat}:{turn}", there, at)
        number = await self._number(here)
        await self._support.keep(event, lambda chat: self._left(chat, MovedAway(at, here, first), number))
        await self._settle(there, at, first=first)

    async def _number(self, address: Address) -> int:
        chat = await self._support.store.chat(address)
        return chat.number if chat else 0

    def _left(self, chat: Chat, event: MovedAway, number: int) -> Kept:
        kept = self._support.minds.happen(chat, event)
        if not kept.silenced:  # it had been left before
            return kept
        line: dict[str, JSON] = {"did": "moved_away", "to": event.to.channel, "number": str(number)}
        alarm = Alarm(SETTLE, event.at + SETTLED, kept.state.turn)
        return replace(kept, entries=(Entry(EntryKind.SYSTEM, event.at, line), *kept.entries), alarms=(*kept.alarms, alarm))

    async def _finish(self, due: Due, at: datetime) -> None:
        await self._settle(due.address, at)
        await self._support.keep(due.fired(at), unchanged)

    async def _settle(self, there: Address, at: datetime, *, first: bool = False) -> None:
        """What was left there arrives, with what belongs to it; then that chat holds nothing any more. Each step is done once,
        however often it is begun, so whoever finds a conversation that has not arrived may finish the move.
        """
        left = await self._support.store.chat(there)
        if left is None or left.state is None or left.state.before is None or left.state.lives_at is None:
            return
        held = await self._links.held(left.number)
        here = await self._arrive(left, MovedHere(at, left.state.before, there, first), held)
        await self._links.passed(Left(left.number, left.state.turn), await self._number(here), held)
        arrived = Event("link", f"arrived:{left.number}:{left.state.turn}", there, at)
        await self._support.keep(arrived, partial(_emptied, left=left.state))

    async def _arrive(self, left: Chat, comes: MovedHere, held: Sequence[Logged]) -> Address:
        """Where it was kept: in the chat that it was left for, or where the merchant has gone on to from there meanwhile. Where
        that leads back, it comes back to a chat that it had left before.
        """
        first_door = here = cast("State", left.state).lives_at or left.address
        seen = {left.address}
        while here not in seen:
            seen.add(here)
            try:
                await self._come(left, comes, held, here)
            except _WentOnError as went:
                here = went.to
            else:
                return here
        await self._come(left, comes, held, first_door, back=True)
        return first_door

    async def _come(self, left: Chat, comes: MovedHere, held: Sequence[Logged], here: Address, *, back: bool = False) -> None:
        """Nothing, if it came here before. Raises _WentOnError where the merchant has left this chat as well."""
        turned = cast("State", left.state).turn
        line: dict[str, JSON] = {"did": "moved_here", "to": left.address.channel, "number": str(left.number)}
        first_lines = (Entry(EntryKind.SYSTEM, comes.at, line), *(Entry(one.kind, comes.at, one.body) for one in held))

        def turn(chat: Chat) -> Kept:
            if chat.state is not None and chat.state.lives_at is not None and not back:
                raise _WentOnError(chat.state.lives_at)
            kept = self._support.minds.happen(chat, comes)
            return replace(kept, entries=(*first_lines, *kept.entries))

        await self._support.keep(Event("link", f"here:{left.number}:{turned}", here, comes.at), turn)


class _WentOnError(Exception):
    """The merchant has left that chat too, for another."""

    def __init__(self, to: Address) -> None:
        super().__init__(to)
        self.to = to


def _emptied(chat: Chat, left: State) -> Kept:
    """The stub without what has arrived; a chat that he came back to meanwhile is no stub."""
    state = chat.state or left
    if state.lives_at != left.lives_at or state.turn != left.turn:
        return Kept(state)
    return Kept(replace(state, before=None), silenced=(SETTLE,))


def _said(chat: Chat, text: str, at: datetime) -> Kept:
    state = chat.begun
    body: dict[str, JSON] = {"text": text, "choices": [], "image": None, "document": None, "turn": state.turn}
    return Kept(state, (Entry(EntryKind.BOT, at, {**body, "locale": state.locale, "why": {"rule": "link_code"}}),))
