"""Shows in the group what the desk knows: a topic for each chat that wants a person, its card, its new lines.

Several lines of a chat are one message. One pass at a time; a topic that is gone is made anew once, and
what it showed is cut to the latest.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.channels.desk.card import card, messages, title
from bot.channels.desk.group import Group, GroupAway, GroupMoved, Harmless, TopicGone, TopicShut
from bot.channels.desk.words import Words
from bot.service.desk.outcomes import NotThere
from bot.service.desk.people import Staff
from bot.service.desk.ports import MOST_ROWS, Desk
from bot.service.desk.rows import Group as Waits
from bot.service.desk.views import Line, Opened
from bot.service.fetching import PERIOD
from bot.service.ports import Blobs, Store
from bot.service.problems import StoreAway
from bot.service.sending import Bucket
from bot.service.topics import Topic, Topics

LATEST = 12
"""Lines that a new topic begins with; the console has them all."""
FLOOR_SECONDS = 2.0
WANTED = (Waits.WAITING, Waits.MINE, Waits.OTHERS)
SIGNS = {"sent": "👍", "maybe": "🤔", "refused": "👎"}
logger = logging.getLogger(__name__)


@dataclass
class Mirror:
    """``me`` looks with an auditor's eyes; ``alone``: no other process has this store; ``lock`` is shared with who
    works off the group's updates.
    """

    desk: Desk
    group: Group
    topics: Topics
    store: Store
    blobs: Blobs
    words: Words
    me: Staff
    alone: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    stopping: bool = False
    _ours_until: float = 0.0
    _ailing: str = ""
    _stuck: dict[int, str] = field(default_factory=dict)

    async def run(self) -> None:
        """Look on every sign and every two seconds, in one process at a time."""
        listening = asyncio.create_task(self._listen())
        try:
            while not self.stopping:
                self.wake.clear()
                if await self._is_ours():
                    await self._pass()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(FLOOR_SECONDS):
                        await self.wake.wait()
        finally:
            listening.cancel()

    async def _listen(self) -> None:
        async for _ in self.desk.watch(("queue",)):
            self.wake.set()

    async def _is_ours(self) -> bool:
        """Whether this process shows the group; a token holds for some seconds."""
        loop = asyncio.get_running_loop()
        if self.alone or loop.time() < self._ours_until:
            return True
        now = self.store.now()
        if await self.store.admit([Bucket(f"telegram:mirror:{await self.group.number()}", 1 / PERIOD)], now) is not None:
            return False
        self._ours_until = loop.time() + PERIOD
        return True

    async def _pass(self) -> None:
        try:
            await self.show()
        except GroupMoved as moved:
            logger.warning("the staff's group has moved to %s", moved)
            self.wake.set()
        except GroupAway as away:
            self._complain(str(away))
            await asyncio.sleep(FLOOR_SECONDS)
        except Exception:
            logger.exception("the staff's group is shown again later")
            await asyncio.sleep(FLOOR_SECONDS)
        else:
            self._ailing = ""

    def _complain(self, why: str) -> None:
        """Once for each reason, not every few seconds."""
        if why != self._ailing:
            logger.warning("the staff's group: %s", why)
        self._ailing = why

    async def show(self) -> int:
        """One pass; how many chats were looked at."""
        inbox = await self.desk.inbox(self.me, shown=WANTED, rows=MOST_ROWS)
        wanted = [row.number for section in inbox.sections if section.group in WANTED for row in section.rows]
        left = [topic.number for topic in await self.topics.every() if topic.number not in wanted]
        for number in (*wanted, *left):
            async with self.lock:
                await self._tried(number, is_wanted=number in wanted)
        return len(wanted) + len(left)

    async def _tried(self, number: int, *, is_wanted: bool) -> None:
        """A chat that cannot be shown holds up no other; why is told once."""
        try:
            await self._chat(number, is_wanted=is_wanted)
        except (GroupMoved, GroupAway, StoreAway):
            raise
        except Exception as wrong:  # whatever it is, it is this chat's alone
            if self._stuck.get(number) != repr(wrong):
                logger.exception("chat %d is shown in the group again later", number)
            self._stuck[number] = repr(wrong)
        else:
            self._stuck.pop(number, None)

    async def _chat(self, number: int, *, is_wanted: bool) -> None:
        topic = await self.topics.of(number)
        try:
            await self._shown(number, topic, is_wanted=is_wanted)
        except TopicGone:
            await self.topics.forget(number)
            if is_wanted:
                await self._shown(number, None, is_wanted=True)
        except NotThere:
            await self.topics.forget(number)

    async def _shown(self, number: int, topic: Topic | None, *, is_wanted: bool) -> None:
        opened = await self.desk.open(self.me, number, after=topic.seq if topic else 0)
        if topic is None:
            topic = await self._begun(opened)
        elif topic.closed and is_wanted:
            topic = await self._reopened(topic)
        topic = await self._said(topic, opened)
        topic = await self._carded(topic, opened)
        topic = await self._marked(topic)
        if not is_wanted and not topic.closed and not topic.awaiting:
            with contextlib.suppress(Harmless):
                await self.group.close(topic.thread)
            await self.topics.keep(replace(topic, closed=True))

    async def _begun(self, opened: Opened) -> Topic:
        """A topic with its card. Noted at once, so that a crash leaves no second one behind."""
        thread = await self.group.create(title(opened.row))
        earlier = max((line.seq for line in opened.lines[:-LATEST]), default=0)
        topic = Topic(opened.row.number, await self.group.number(), thread, seq=earlier)
        await self.topics.keep(topic)
        html = card(opened, self.words)
        message = await self.group.say(thread, html)
        with contextlib.suppress(Harmless):
            await self.group.pin(message)
        topic = replace(topic, card=message, shown=html)
        await self.topics.keep(topic)
        return topic

    async def _reopened(self, topic: Topic) -> Topic:
        with contextlib.suppress(Harmless):
            await self.group.reopen(topic.thread)
        topic = replace(topic, closed=False)
        await self.topics.keep(topic)
        return topic

    async def _said(self, topic: Topic, opened: Opened) -> Topic:
        """The new lines. What a colleague wrote in the topic stands there already."""
        here = set(topic.awaiting.values())
        fresh = [line for line in opened.lines if line.seq > topic.seq and line.seq not in here]
        last = max((line.seq for line in opened.lines), default=topic.seq)
        if last <= topic.seq:
            return topic
        try:
            for html in messages(fresh, self.words):
                await self.group.say(topic.thread, html)
            await self._attached(topic, fresh)
        except TopicShut:
            topic = await self._reopened(topic)
            return topic
        topic = replace(topic, seq=last)
        await self.topics.keep(topic)
        return topic

    async def _attached(self, topic: Topic, lines: Sequence[Line]) -> None:
        for media in (media for line in lines if line.kind in {"merchant", "staff"} for media in line.media):
            content = await self.blobs.get(media.ref) if media.ref else None
            if content is not None:
                await self.group.send(topic.thread, media.kind, content, media.ref[-12:])

    async def _carded(self, topic: Topic, opened: Opened) -> Topic:
        html = card(opened, self.words)
        if html == topic.shown or not topic.card:
            return topic
        with contextlib.suppress(Harmless):
            await self.group.rewrite(topic.card, html)
        topic = replace(topic, shown=html)
        await self.topics.keep(topic)
        return topic

    async def _marked(self, topic: Topic) -> Topic:
        """The delivery of what colleagues wrote here, once it is known."""
        if not topic.awaiting:
            return topic
        opened = await self.desk.open(self.me, topic.number, after=min(topic.awaiting.values()) - 1)
        status = {line.seq: line.status for line in opened.lines}
        known = {message: status[seq] for message, seq in topic.awaiting.items() if status.get(seq, "kept") != "kept"}
        for message, became in known.items():
            await self._mark(topic, message, became)
        if not known:
            return topic
        topic = replace(topic, awaiting={message: seq for message, seq in topic.awaiting.items() if message not in known})
        await self.topics.keep(topic)
        return topic

    async def _mark(self, topic: Topic, message: int, became: str) -> None:
        with contextlib.suppress(Harmless, GroupAway):
            await self.group.mark(message, SIGNS.get(became, "👎"))
        if became == "maybe":
            await self.group.say(topic.thread, self.words("maybe"), message)
        elif became not in SIGNS:
            await self.group.say(topic.thread, self.words("unsent", why=became), message)

    def stop(self) -> None:
        """No further pass."""
        self.stopping = True
        self.wake.set()
