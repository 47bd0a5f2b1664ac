"""What the updates of both doors have in common: files into our own store, windows, and asking for the rest.

Everything may be done again after a crash: a message has an id, a window opens once, files are only fetched anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.channels.wechat.api import Api, Denied
from bot.channels.wechat.bubbles import Fit, rest
from bot.core.messages import Address, Inbound, Media
from bot.rendering.words import Words
from bot.service.inbox import Update
from bot.service.merchants import Front
from bot.service.turning import outbound
from bot.service.windows import Allowance, Deed, Windows

_SERIAL = re.compile(r"[A-Za-z0-9-]{5,40}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}$")
_EDGES = " \t\r\n。.!！“”\"'「」【】~～"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be fetched: ``kind`` as in `Media`, and the suffix it is kept under."""

    kind: str
    media: str
    suffix: str


@dataclass
class Taking:
    """What an intake works with. ``allowed``: what each deed of a merchant allows us."""

    api: Api
    front: Front
    windows: Windows
    allowed: dict[Deed, Allowance]
    words: Words
    fit: Fit

    async def opened(self, address: Address, deed: Deed, update: Update, since: datetime, key: str = "") -> None:
        """A deed of the merchant's: ``since`` by WeChat's clock, never later than by ours."""
        await self.windows.open(address, self.allowed[deed].window(deed, key or update.update_id, min(since, update.at)))

    async def fetched(self, wanted: Iterable[Wanted]) -> tuple[Media, ...]:
        """The files, in our own store: WeChat forgets them after three days."""
        return tuple([await self._fetch(one) for one in wanted])

    async def _fetch(self, wanted: Wanted) -> Media:
        try:
            found = await self.api.download(wanted.media)
        except Denied:
            return Media("other")
        if found is None:
            return Media("too_big")
        named = _SUFFIX.search(found.name.lower()) if wanted.kind == "document" else None
        return Media(wanted.kind, await self.front.blobs.put(found.content, named[0] if named else wanted.suffix))

    async def arrived(self, address: Address, scene: str, update: Update) -> Inbound:
        """A first contact stands for a greeting; where a code held the terminal's serial, that is known from now on."""
        if _SERIAL.fullmatch(scene):
            await self.front.knows(address, update.update_id, update.at, scene.upper())
        return Inbound(update.update_id, address, update.at, self.words(None, "say_hello"))

    async def received(self, inbound: Inbound) -> None:
        """Hand it on, unless it only asks for the rest of what was said."""
        if inbound.text and await self._went_on(inbound):
            return
        await self.front.receive(inbound)

    async def _went_on(self, inbound: Inbound) -> bool:
        asked = inbound.text.strip(_EDGES).casefold()
        if asked not in {word for locale in self.words.sentences for word in self.words(locale, "say_more").casefold().split()}:
            return False
        last = await self.front.last_said(inbound.sender)
        left = rest(outbound(0, last.seq, inbound.sender, last.body), self.words, self.fit) if last else ""
        if last is None or not left:
            return False
        await self.front.go_on(inbound, last, left)
        return True
