"""The desk as a whole: lists, acts, papers, and what keeps pages alive."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing

from bot.core.messages import Media
from bot.service.desk.arranging import ArrangingDesk
from bot.service.desk.belongings import BelongingDesk
from bot.service.desk.bench import must
from bot.service.desk.bus import Bus
from bot.service.desk.keys import Keys
from bot.service.desk.lists import ListDesk
from bot.service.desk.people import Right, Staff
from bot.service.desk.putting_aside import AsideDesk
from bot.service.desk.shelf import Shelf
from bot.service.ports import Blobs
from bot.service.support import Support

CHAT = "c"


class StaffDesk(ListDesk, ArrangingDesk, BelongingDesk, AsideDesk):
    """See `bot.service.desk.ports.Desk`."""

    def __init__(self, support: Support, shelf: Shelf, keys: Keys, blobs: Blobs, bus: Bus) -> None:
        """Tabs hear of every chat from now on."""
        super().__init__(support, shelf, keys, blobs, bus)
        support.signals.overhear(bus.overhear)

    @property
    def bus(self) -> Bus:
        """By which open pages hear of changes."""
        return self._bus

    async def watch(self, topics: Sequence[str]) -> AsyncGenerator[str, None]:
        """A chat's topic is tied to its address first, so that whatever happens there is heard."""
        for topic in topics:
            if topic.startswith(CHAT) and topic[1:].isdecimal():
                address = await self._shelf.address(int(topic[1:]))
                if address is not None:
                    self._bus.know(address, topic)
        async with aclosing(self._bus.watch(topics)) as heard:
            async for topic in heard:
                yield topic

    def revision(self) -> int:
        """Another number after every change."""
        return self._bus.revision

    def stop(self) -> None:
        """Every watcher leaves."""
        self._bus.stop()

    async def photo(self, me: Staff, number: int, ref: str) -> bytes | None:
        """Only what that conversation shows."""
        must(me, Right.READ)
        after = 0
        while lines := await self._shelf.lines(number, after, 0, 500) if after else await self._shelf.lines(number, 0, 501, 500):
            if any(ref == one.get("ref") for line in lines for one in _dicts(line.body.get("media"))):
                return await self._blobs.get(ref)
            after = lines[-1].seq
        return None

    async def paper(self, me: Staff, number: int, name: str) -> bytes | None:
        """A document of that chat's plan or checks, such as ``plan.pdf``, made now."""
        must(me, Right.READ)
        return await self._blobs.get(f"upkeep/{number}/{name}")

    async def keep_photo(self, me: Staff, content: bytes) -> Media:
        """A JPEG, as the darkroom leaves it."""
        must(me, Right.ANSWER)
        return Media("photo", await self._blobs.put(content, ".jpg"))

    async def keep_paper(self, me: Staff, content: bytes) -> Media:
        """A PDF."""
        must(me, Right.ANSWER)
        return Media("document", await self._blobs.put(content, ".pdf"))

    @property
    def locales(self) -> Sequence[str]:
        """The languages that there are words in."""
        return self._support.mind.spoken

    def words(self, locale: str, scope: str = "desk") -> Mapping[str, str]:
        """By name, without the scope."""
        return self._support.mind.phrases.words(locale, scope)

    def name_of(self, locale: str, sentence: str) -> str:
        """What it is called."""
        scope, _, name = sentence.partition(".")
        named = {"intent": self._names.trouble, "fact": self._names.slot}
        return named[scope](locale, name) if scope in named else self._names.name(locale, sentence)


def _dicts(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
