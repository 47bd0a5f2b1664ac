"""Works off one update of the group: what a colleague wrote goes to the desk, and what came of it is shown."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from bot.channels.desk.group import Group, GroupAway, GroupMoved, Harmless, TopicGone, TopicShut
from bot.channels.desk.mirror import Mirror
from bot.channels.desk.parsing import Moved, Shut, Written, parsed
from bot.channels.desk.words import Words
from bot.core.messages import Media
from bot.service.desk.outcomes import Done, NotAllowed, NotThere, Outcome, Overtaken, Taken
from bot.service.desk.people import Right, Staff
from bot.service.desk.ports import Desk, Writing
from bot.service.fitting import unpacked
from bot.service.inbox import Update
from bot.service.topics import Topic

DONE = "👌"


@dataclass(frozen=True)
class Linked:
    """Who of the staff stands behind a person of Telegram. ``guests`` have no account (the emulator's)."""

    desk: Desk
    accounts: Mapping[int, str]
    guests: Mapping[int, Staff]

    async def who(self, person: int) -> Staff | None:
        """None for somebody who is not linked, or whose account is locked."""
        account = self.accounts.get(person)
        found: Sequence[Staff] = await self.desk.colleagues() if account else ()
        return next((one for one in found if one.id == account), None) or self.guests.get(person)


class GroupIntake:
    """What the desk's bot makes of its updates."""

    def __init__(self, mirror: Mirror, linked: Linked) -> None:
        """Shares the mirror's lock: what is written here must not be shown once more."""
        self._mirror = mirror
        self._desk: Desk = mirror.desk
        self._group: Group = mirror.group
        self._words: Words = mirror.words
        self._linked = linked

    async def take(self, update: Update) -> None:
        """See `bot.service.taking.Intake`."""
        happened = parsed(unpacked(update.raw)[0])
        match happened:
            case Written():
                await self._written(happened, update.update_id)
            case Shut():
                await self._shut(happened)
            case Moved(before, after):
                await self._mirror.topics.move(before, after)
            case None:
                return
        self._mirror.wake.set()

    async def _written(self, written: Written, update_id: str) -> None:
        async with self._mirror.lock:
            topic = await self._mirror.topics.at(written.group, written.thread)
            me = await self._linked.who(written.person)
            if topic is None:
                return await self._tell(written, self._words("nobody"))
            if me is None:
                return await self._tell(written, self._words("unknown", id=str(written.person)))
            if written.edited:
                return await self._tell(written, self._words("edited_stays"))
            try:
                outcome = await self._do(me, topic, written, update_id)
            except NotAllowed:
                return await self._tell(written, self._words("no_right"))
            except NotThere:
                return await self._tell(written, self._words("nobody"))
            return await self._show(topic, written, outcome)

    async def _do(self, me: Staff, topic: Topic, written: Written, update_id: str) -> Outcome | str:
        deeds: Mapping[str, Callable[[], Awaitable[Outcome]]] = {
            "take": lambda: self._take(me, topic.number),
            "back": lambda: self._desk.hand_back(me, topic.number),
            "close": lambda: self._desk.close(me, topic.number),
        }
        if written.command in deeds:
            return await deeds[written.command]()
        if written.command == "ticket":
            return await self._tickets(me, topic.number)
        writing = Writing(f"telegram:{update_id}", written.text, media=await self._media(written), over=True)
        is_note = written.command == "note" or (written.answers and written.answers == topic.card)
        if is_note:
            return await self._desk.note(me, topic.number, writing)
        return await self._desk.say(me, topic.number, replace(writing, over=False))

    async def _take(self, me: Staff, number: int) -> Outcome:
        """Over from a colleague too, if one may."""
        outcome = await self._desk.join(me, number)
        if isinstance(outcome, Taken) and me.may(Right.ASSIGN):
            return await self._desk.join(me, number, take=True)
        return outcome

    async def _tickets(self, me: Staff, number: int) -> str:
        cards = [card for card in await self._desk.board(me) if card.number == number]
        lines = [f"<b>{escape(card.ref)}</b> {escape(card.topic)} · {escape(self._words.named(f'status_{card.status}'))}" for card in cards]
        return "\n".join(lines) or self._words("tickets_none")

    async def _media(self, written: Written) -> tuple[Media, ...]:
        """Into our own store: the merchants' bot does not know this bot's files."""
        fetched = [(file, await self._group.fetch(file.id)) for file in written.files]
        return tuple([Media(file.kind, await self._mirror.blobs.put(content, file.suffix)) for file, content in fetched])

    async def _show(self, topic: Topic, written: Written, outcome: Outcome | str) -> None:
        match outcome:
            case str():
                await self._tell(written, outcome)
            case Done(seq=seq) if seq and not written.command and written.answers != topic.card:
                await self._mirror.topics.keep(replace(topic, awaiting={**topic.awaiting, written.message: seq}))
            case Done(seq=seq):
                # A note stands here already as it was written.
                await self._mirror.topics.keep(replace(topic, seq=max(topic.seq, seq) if seq == topic.seq + 1 else topic.seq))
                await self._mark(written)
            case Taken(who):
                await self._tell(written, self._words("taken", who=self._words.who(who)))
            case Overtaken():
                await self._tell(written, self._words("nothing"))
            case _:
                await self._tell(written, self._words("nothing"))

    async def _mark(self, written: Written) -> None:
        with contextlib.suppress(Harmless, GroupAway, GroupMoved):
            await self._group.mark(written.message, DONE)

    async def _tell(self, written: Written, html: str) -> None:
        """Why nothing was done, under the message."""
        with contextlib.suppress(TopicGone, TopicShut, Harmless, GroupMoved):
            await self._group.say(written.thread, html, written.message)

    async def _shut(self, shut: Shut) -> None:
        """A topic that is closed by hand is a conversation that is closed."""
        topic = await self._mirror.topics.at(shut.group, shut.thread)
        me = await self._linked.who(shut.person)
        if topic is None:
            return
        await self._mirror.topics.keep(replace(topic, closed=shut.closed))
        if me and shut.closed:
            with contextlib.suppress(NotAllowed, NotThere):
                await self._desk.close(me, topic.number)
