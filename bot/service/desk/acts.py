"""What a person of the staff does in a conversation: take over, write, hand back, close.

Everything that the merchant can notice is an event and goes through the machine, in the chat's own transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.core.messages import Address
from bot.core.state import Mode, State
from bot.core.understanding import StaffClosed, Staffed, StaffJoined, StaffLeft, StaffSaid
from bot.service.desk.bench import Bench, fresh_id, must
from bot.service.desk.outcomes import Done, Outcome, Overtaken, Refused, Taken
from bot.service.desk.people import Right, Staff
from bot.service.desk.ports import Writing
from bot.service.desk.transcript import lines_of
from bot.service.ports import JSON, Chat, Entry, EntryKind, Event, Handled, Kept, Logged
from bot.service.watching import NotKept
from bot.understanding.text.masking import masked

REJOIN, REOPEN = "join", "reopen"
TYPING = timedelta(seconds=6)
VIEWING = timedelta(minutes=5)


class Moved(NotKept):
    """The log has grown since it was read."""


class Held(NotKept):
    """Another holds the chat."""

    def __init__(self, who: str) -> None:
        super().__init__(who)
        self.who = who


class ActDesk(Bench):
    """The half of `bot.service.desk.ports.Acts` that goes through the machine."""

    async def join(self, me: Staff, number: int, *, take: bool = False) -> Outcome:
        """The first wins, in the chat's own transaction."""
        must(me, Right.ASSIGN if take else Right.ANSWER)
        address = (await self._lying(me, number)).address
        if _holder((await self._chat(address)).state) == me.id:
            return Done(again=True)
        await self._support.staff(address, fresh_id(), StaffJoined(self._now(), me.id, me.name, take))
        holder = _holder((await self._chat(address)).state)
        if holder != me.id:
            return await self._taken(holder)
        await self._shelf.arrange(number, {"assignee": me.id, "snoozed": None, "alerted": []})
        await self._note(me, "took" if take else "joined", number)
        self._tell(number)
        return Done()

    async def _taken(self, who: str) -> Taken:
        person = (await self._everybody()).person(who)
        return Taken(person or Staff(who, who))

    async def say(self, me: Staff, number: int, writing: Writing) -> Outcome:
        """To the merchant. Whether anything came in between is looked at under the chat's lock."""
        must(me, Right.ANSWER)
        problem = self._unfit(writing)
        if problem:
            return problem
        lying = await self._lying(me, number)
        while True:
            behind = await self._behind(me, number, writing)
            try:
                handled = await self._said(me, lying.address, writing, behind)
            except Moved:
                continue
            except Held as held:
                return await self._taken(held.who)
            if handled is None:
                return Done(again=True)
            if isinstance(handled, Overtaken):
                return handled
            return await self._after_words(me, number, handled, "said", "reply")

    async def _said(self, me: Staff, address: Address, writing: Writing, behind: Behind) -> Handled | Overtaken | None:
        text = masked(writing.text.strip())[0]
        event = StaffSaid(self._now(), me.id, text, me.name, tuple(writing.media), over=writing.over)

        def turn(chat: Chat) -> Kept:
            if not writing.over:
                behind.check(chat, me)
            return self._support.minds.happen(chat, event)

        try:
            return await self._support.keep(Event("staff", f"{me.id}:{writing.id}", address, event.at), turn)
        except Behind:
            return behind.overtaken()

    async def _behind(self, me: Staff, number: int, writing: Writing) -> Behind:
        """What the writer has not seen."""
        if writing.over:
            return Behind((), (), 0)
        lines = await self._shelf.lines(number, writing.seen, 0, 500) if writing.seen else ()
        known = lines[-1].seq if lines else writing.seen
        fresh = tuple(line for line in lines if _is_news(line, me))
        crowd = await self._everybody()
        typing = [crowd.person(one.staff) for one in await self._shelf.present(number, self._now()) if one.typing and one.staff != me.id]
        return Behind(fresh, tuple(who for who in typing if who), known)

    def _unfit(self, writing: Writing) -> Refused | None:
        most = self._support.limits.characters
        if len(writing.text) > most:
            return Refused("too_long", "text", {"n": str(most)})
        return Refused("empty", "text") if not writing.text.strip() and not writing.media else None

    async def _after_words(self, me: Staff, number: int, handled: Handled, did: str, mode: str) -> Done:
        """The draft is done with, what was written is read, and he does not type any more."""
        await self._shelf.draft(me.id, number, mode, "", self._now())
        await self._shelf.mark(me.id, number, handled.seq)
        await self._shelf.be(number, me.id, typing=self._now())
        if did == "said":
            await self._shelf.arrange(number, {"snoozed": None, "alerted": []})
        await self._note(me, did, number, str(handled.seq))
        self._tell(number, f"typing{number}")
        return Done(seq=handled.seq)

    async def note(self, me: Staff, number: int, writing: Writing) -> Outcome:
        """A line of the log that is never owed to anybody."""
        must(me, Right.ANSWER)
        problem = self._unfit(writing)
        if problem:
            return problem
        lying, at = await self._lying(me, number), self._now()
        media: list[JSON] = [{"kind": item.kind, "ref": item.ref} for item in writing.media]
        text = masked(writing.text.strip())[0]
        entry = Entry(EntryKind.NOTE, at, {"text": text, "who": me.name, "by": me.id, "media": media})
        handled = await self._support.keep(Event("staff", f"{me.id}:{writing.id}", lying.address, at), lambda chat: _with(chat, entry))
        return await self._after_words(me, number, handled, "noted", "note") if handled else Done(again=True)

    async def pass_on(self, me: Staff, number: int, to: str) -> Outcome:
        """They answer there from now on, until they end it."""
        must(me, Right.ANSWER)
        lying, at = await self._lying(me, number), self._now()
        passing = self._passing
        if passing is None or to not in passing.people(lying.address.channel):
            return Refused("pass_nobody", "to")

        def turn(chat: Chat) -> Kept:
            holder = _holder(chat.state)
            if holder not in {"", me.id} and not me.may(Right.ASSIGN):
                raise Held(holder)
            return passing.begun(chat, to, at, me.name)

        try:
            await self._support.keep(Event("staff", fresh_id(), lying.address, at), turn)
        except Held as held:
            return await self._taken(held.who)
        await self._shelf.arrange(number, {"assignee": "", "snoozed": None, "alerted": []})
        await self._note(me, "passed_on", number, to)
        self._tell(number)
        return Done()

    async def hand_back(self, me: Staff, number: int, *, resume: bool = True) -> Outcome:
        """The bot speaks again."""
        event = StaffLeft(self._now(), me.id, resume, me.name, over=True)
        return await self._leave(me, number, event, "handed_back", REJOIN)

    async def release(self, me: Staff, number: int) -> Outcome:
        """Another person is called."""
        event = StaffLeft(self._now(), me.id, name=me.name, over=True, queue=True)
        return await self._leave(me, number, event, "released", REJOIN)

    async def close(self, me: Staff, number: int) -> Outcome:
        """Asks once; a new message reopens."""
        return await self._leave(me, number, StaffClosed(self._now(), me.id, me.name, over=True), "closed", REOPEN)

    async def _leave(self, me: Staff, number: int, event: Staffed, did: str, undo: str) -> Outcome:
        must(me, Right.ANSWER)
        address = (await self._lying(me, number)).address

        def turn(chat: Chat) -> Kept:
            holder = _holder(chat.state)
            if holder not in {"", me.id} and not me.may(Right.ASSIGN):
                raise Held(holder)
            return self._support.minds.happen(chat, event)

        try:
            handled = await self._support.keep(Event("staff", fresh_id(), address, event.at), turn)
        except Held as held:
            return await self._taken(held.who)
        await self._shelf.arrange(number, {"assignee": "", "snoozed": None, "alerted": []})
        await self._note(me, did, number)
        self._tell(number)
        return Done(undo, handled.seq if handled else 0)

    async def reopen(self, me: Staff, number: int) -> Outcome:
        """Taken up again by this person."""
        return await self.join(me, number)

    # ---- who is there ------------------------------------------------------------------------

    async def mark(self, me: Staff, number: int, seq: int) -> Outcome:
        """Read up to there; unread from the merchant's last words on."""
        must(me, Right.READ)
        heard = (await self._lying(me, number)).heard
        await self._shelf.mark(me.id, number, seq or max(heard - 1, 0))
        self._bus.tell("queue")
        return Done()

    async def draft(self, me: Staff, number: int, mode: str, text: str) -> None:
        """Secrets are masked here too."""
        must(me, Right.ANSWER)
        await self._shelf.draft(me.id, number, mode, masked(text)[0], self._now())

    async def viewing(self, me: Staff, number: int) -> None:
        """Seen by colleagues from now on."""
        must(me, Right.READ)
        await self._be(me, number, viewing=VIEWING)

    async def typing(self, me: Staff, number: int) -> None:
        """Who types looks at it as well."""
        must(me, Right.ANSWER)
        await self._be(me, number, viewing=VIEWING, typing=TYPING)

    async def left(self, me: Staff, number: int) -> None:
        """Gone."""
        must(me, Right.READ)
        await self._be(me, number, viewing=timedelta(), typing=timedelta())

    async def _be(self, me: Staff, number: int, *, viewing: timedelta, typing: timedelta | None = None) -> None:
        at = self._now()
        await self._shelf.be(number, me.id, viewing=at + viewing, typing=None if typing is None else at + typing)
        self._bus.tell(f"typing{number}", *(("queue",) if typing is not None else ()))


class Behind(NotKept):
    """What came since the writer looked, and who types."""

    def __init__(self, lines: Sequence[Logged], typing: Sequence[Staff], known: int) -> None:
        super().__init__(known)
        self._lines = lines
        self._typing = typing
        self._known = known

    def check(self, chat: Chat, me: Staff) -> None:
        """Raises what stands in the way of writing now."""
        holder = _holder(chat.state)
        if holder not in {"", me.id}:
            raise Held(holder)
        if self._known and chat.seq > self._known:
            raise Moved
        if self._lines or self._typing:
            raise self

    def overtaken(self) -> Overtaken:
        """As the page is told."""
        return Overtaken(lines_of(self._lines), tuple(self._typing), self._known)


def _holder(state: State | None) -> str:
    """Who speaks, if a person does."""
    return state.staff if state is not None and state.mode is Mode.STAFF else ""


def _is_news(line: Logged, me: Staff) -> bool:
    return line.kind in {EntryKind.MERCHANT, EntryKind.STAFF, EntryKind.NOTE} and line.body.get("by") != me.id


def _with(chat: Chat, entry: Entry) -> Kept:
    """Nothing but this line."""
    return Kept(chat.begun, (entry,))
