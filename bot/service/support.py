"""Receive, tick, deliver: the order of work around the pure turn.

Nothing is said before it is kept: `receive` and `tick` only write the log, `deliver` reads it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.core.knowledge import Knowledge
from bot.core.machine import TIMERS
from bot.core.messages import Address, Inbound
from bot.core.state import Mode, Terminal
from bot.core.understanding import Elapsed, Recalled, Staffed, StaffSaid
from bot.service.companions import Doors, Errand, Overseer, Recall
from bot.service.crew import Crew
from bot.service.delivering import Sender, not_arrived
from bot.service.minds import Minds, NotAtHand
from bot.service.placing import placed
from bot.service.ports import JSON, Alarm, Chat, Due, Event, Handled, Kept, Limits, Logged, Store, Turn, unchanged
from bot.service.problems import StillSending
from bot.service.sending import Door, Reach
from bot.service.signals import Signals
from bot.service.taking import Intake, work_off
from bot.service.turning import NOTED, LivesElsewhere, Mind, WroteHere
from bot.service.watching import NOBODY, Action, Piece, Watch, facts_of, marked
from bot.understanding.text.masking import masked, sealed

Watched = Callable[[Chat, Kept], Kept]
OVERSEEN = "desk."
"""How the names of the overseer's timers begin; the machine knows none of them."""
HUSHED = timedelta(seconds=5)
"""So long nobody begins to send to a chat that is about to be taken over."""
FIRED = 64
"""Timers that are fired at once, at most."""
ASK_AGAIN = 0.02
"""Seconds between looks at whether a message is still under way."""


class Support:
    """The desk's engine over one store: merchants' messages in, answers kept, doors served."""

    def __init__(self, store: Store, mind: Mind, limits: Limits | None = None, watch: Watch = NOBODY) -> None:
        """Takes over nothing: the store is closed by whoever opened it. ``unknown``: how many timers that are due it did not know at the
        last look.
        """
        self.watch = watch
        self.store = store
        self.minds = Minds(mind)
        self.limits = limits or Limits()
        self.signals = Signals()
        self.work = asyncio.Event()
        self._overseer: Overseer | None = None
        self._errands: dict[str, Errand] = {}
        self.unknown = 0
        self._recall: Recall | None = None
        self._doors: Doors | None = None
        self._sender = Sender(store, self.keep, self._went_out, watch)
        store.listen(self.hear_of)

    @property
    def mind(self) -> Mind:
        """The mind in force. A chat's own turns are those of `minds`."""
        return self.minds.current

    def _went_out(self, address: Address) -> None:
        """Whoever looks at this chat sees what became of a person's words, in this process and in others."""
        self.signals.tell(address)
        self.store.tell(address)

    async def receive(self, inbound: Inbound) -> None:
        """Keep a merchant's message and the answer to it. A message seen before changes nothing."""
        sane = sealed(replace(inbound, text=_printable(inbound.text)))
        cut = replace(sane, text=sane.text[: self.limits.characters])
        if self._doors and await self._doors.redeemed(cut):
            return
        known = tuple(await self._recall(cut.text)) if self._recall else ()
        while True:
            try:
                await self._hear(cut, known)
            except WroteHere:
                if self._doors is None:  # pragma: no cover - who has left a chat was linked
                    raise
                cut = await self._doors.fetch(cut)
            else:
                return

    async def home(self, address: Address) -> Address:
        """Where the conversation is, of whose merchant this is one chat."""
        return await self._doors.home(address) if self._doors else address

    async def _hear(self, cut: Inbound, known: Sequence[Terminal]) -> None:
        event = Event(cut.sender.channel, cut.id, cut.sender, cut.at)
        await self.keep(event, lambda chat: self.minds.hear(chat, cut, tuple(known)))

    async def knows(self, address: Address, event_id: str, at: datetime, serial: str) -> None:
        """The merchant's terminal is known without his saying so: a code on it was scanned. Nothing is said."""
        kept = [one for one in (await self._recall(serial) if self._recall else ()) if one["serial"] == serial]
        known = Recalled(at, tuple(kept) or ({"serial": serial},))

        def turn(chat: Chat) -> Kept:
            noted = self.minds.happen(chat, known)
            return replace(noted, alarms=(*noted.alarms, Alarm(f"{NOTED}:{serial}", at, noted.state.turn)))

        await self.keep(Event("scan", event_id, address, at), turn)

    async def staff(self, address: Address, event_id: str, event: Staffed) -> Handled | None:
        """A person of the staff joins, speaks, leaves or closes. None if that had come before."""
        told = replace(event, text=masked(event.text)[0]) if isinstance(event, StaffSaid) else event
        return await self.keep(Event("staff", event_id, address, event.at), lambda chat: self.minds.happen(chat, told))

    async def go_on(self, inbound: Inbound, last: Logged, rest: str) -> None:
        """The merchant asks for the rest of a message that was too long to be shown at once."""
        event = Event(inbound.sender.channel, inbound.id, inbound.sender, inbound.at)
        await self.keep(event, lambda chat: self.minds.go_on(chat, inbound, last, rest))

    async def not_arrived(self, address: Address, entry: Logged, event_id: str, at: datetime, why: str) -> None:
        """A message that a messenger had taken has not arrived."""
        event = Event("delivery", event_id, address, at)
        await self.keep(event, lambda chat: not_arrived(chat, entry, Reach.CLOSED, at, why))

    async def note(self, address: Address, event_id: str, at: datetime, body: Mapping[str, JSON]) -> None:
        """A line for the record: something happened beside the conversation."""
        await self.keep(Event("note", event_id, address, at), lambda chat: self.minds.note(chat, at, body))

    async def keep(self, event: Event, turn: Turn) -> Handled | None:
        """Handle the event; a person who takes over waits for the message that is under way, if one is. What happens to a chat
        that the merchant has left happens where he went, and here it is noted as handled.
        """
        while True:
            try:
                return await self._here(event, turn)
            except WroteHere:
                raise
            except LivesElsewhere:
                if await self._elsewhere(event, turn):
                    return await self._here(event, unchanged)

    async def _here(self, event: Event, turn: Turn) -> Handled | None:
        careful = partial(self._unheard, turn=turn)
        with self.watch.watching(Action.TURN_KEPT, event.account, of=f"{event.account}:{event.id}") as piece:
            handled = await self._kept(event, _observed(careful, piece))
            piece.outcome = "done" if handled else "repeated"
            piece.ref = str(handled.number) if handled else ""
        if handled is not None:
            self.signals.tell(event.address)
            self.work.set()
        return handled

    def _unheard(self, chat: Chat, turn: Turn) -> Kept:
        return unheard(chat, turn, self.mind.knowledge, self._watched)

    async def _kept(self, event: Event, turn: Turn) -> Handled | None:
        while True:
            try:
                return await self.store.handle(event, turn)
            except StillSending:
                await self._hush(event)
            except NotAtHand as away:
                await self.minds.bring(away.version)

    async def _elsewhere(self, event: Event, turn: Turn) -> bool:
        """It happens where the merchant's conversation is; there it has the name of where it came from. False where it came back
        meanwhile: then it happens here after all.
        """
        there = await self.home(event.address)
        if there == event.address:
            return False
        name = f"{event.account}:{event.address.channel}:{event.address.chat}"
        await self.keep(Event(name, event.id, there, event.at), turn)
        return True

    async def _hush(self, event: Event) -> None:
        """Until nobody sends to that chat. A sender's message is under way for `SENDING_AT_MOST`, and its lease ends."""
        while not await self.store.hush(event.address, at := max(self.store.now(), event.at), at + HUSHED):  # noqa: ASYNC110 - others send too
            await asyncio.sleep(ASK_AGAIN)

    async def tick(self, at: datetime, *, errands: bool = False) -> int:
        """Fire the timers due at ``at``, or only ``errands`` among them; how many there were. What a newer program has set, and this
        one does not know, is left to it: it takes no place among those that are looked at.
        """
        due = await self.store.due(at, FIRED + self.unknown)
        known = [one for one in due if self._knows(one)]
        self.unknown = len(due) - len(known)
        mine = [one for one in known if not errands or self._errand(one)]
        await asyncio.gather(*(self._fire(timer, at) for timer in mine))
        return len(mine)

    async def overdue(self, at: datetime) -> float:
        """Seconds that the oldest timer that is due has lain there, of those that this program knows, however many it does not."""
        limit = FIRED
        while True:
            due = await self.store.due(at, limit)
            known = next((one for one in due if self._knows(one)), None)
            if known or len(due) < limit:
                return (at - known.at).total_seconds() if known else 0.0
            limit *= 2

    def _knows(self, timer: Due) -> bool:
        if timer.name.startswith(OVERSEEN):
            return self._overseer is not None
        return self._errand(timer) is not None or timer.name.partition(":")[0] in TIMERS

    def link(self, doors: Doors) -> None:
        """From now on one merchant may have several chats."""
        self._doors = doors

    def run_errands(self, errands: Mapping[str, Errand], recall: Recall | None = None) -> None:
        """From now on timers of these names (up to their colon) are run as errands."""
        self._errands.update(errands)
        self._recall = recall or self._recall

    def _errand(self, timer: Due) -> Errand | None:
        return self._errands.get(timer.name.partition(":")[0])

    def oversee(self, overseer: Overseer) -> None:
        """From now on the clocks of those who wait are set, and acted on when they break."""
        self._overseer = overseer

    def _watched(self, chat: Chat, kept: Kept) -> Kept:
        return self._overseer.watched(chat, kept) if self._overseer else kept

    async def _fire(self, timer: Due, at: datetime) -> None:
        if self._overseer and timer.name.startswith(OVERSEEN):
            await self._overseer.fire(timer, at)
            return
        errand = self._errand(timer)
        if errand is not None:
            await errand(timer, at)
            return
        event = timer.fired(at)
        elapsed = Elapsed(at, timer.name, timer.turn)
        await self.keep(event, lambda chat: self.minds.happen(chat, replace(elapsed, reached=chat.reached)))

    async def deliver(self, doors: Mapping[str, Door], at: datetime, crew: Crew | None = None) -> int:
        """Send what the logs owe through these doors; see `bot.service.delivering`."""
        return await self._sender.deliver(doors, at, crew)

    async def work_off(self, intakes: Mapping[str, Intake], at: datetime, crew: Crew | None = None) -> int:
        """Work off the inbox of these accounts; see `bot.service.taking`."""
        return await work_off(self.store.inbox, intakes, at, crew, self.watch)

    def hear_of(self, address: Address | None) -> None:
        """Another process changed this chat, or, with None, who knows what."""
        if address is None:
            self.signals.tell_all()
        else:
            self.signals.tell(address, elsewhere=True)
        self.work.set()


def unheard(chat: Chat, turn: Turn, knowledge: Knowledge, watched: Watched) -> Kept:
    """The turn with where the chat then stands. Raises StillSending where a person would take over while a message
    of the bot may be under way: nothing that the bot says may come after he has joined.
    """
    kept = watched(chat, turn(chat))
    was_staff = chat.state is not None and chat.state.mode is Mode.STAFF
    if chat.sending and kept.state.mode is Mode.STAFF and not was_staff:
        raise StillSending
    return placed(chat, kept, knowledge)


def _observed(turn: Turn, piece: Piece) -> Turn:
    """The turn, which tells of itself; it may be run again after a deadlock, and then tells anew."""

    def observed(chat: Chat) -> Kept:
        kept = turn(chat)
        piece.facts = facts_of(kept)
        return marked(kept, piece.trace)

    return observed


def _printable(text: str) -> str:
    """The text without what no writer types: lone surrogates and control characters but line breaks."""
    whole = text.encode("utf-8", "replace").decode("utf-8") if any("\ud800" <= c <= "\udfff" for c in text) else text
    return "".join(c for c in whole if c in "\n\t" or c.isprintable() or c in "\u200d\ufe0f")
