"""A merchant's own data: handed out as one archive, and erased with a receipt. What is erased stands in `bot.store.personal`."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.core.messages import Address
from bot.core.state import State
from bot.service.companions import Errand
from bot.service.entries import own_entry, rows
from bot.service.ports import JSON, Blobs, Chat, Due, Event, Kept
from bot.service.press import Press
from bot.service.support import Support

EXPORT, ERASE = "own_export", "own_erase"
"""The errands, as ``own_export:REF`` of the ticket that asked for it."""
KEPT = ("tickets", "audit", "counts", "backups")
"""What an erasure leaves, and why, as the sentences of the receipt name it."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of what was erased, and where the chats were."""

    counts: Mapping[str, int] = field(default_factory=dict)
    addresses: Sequence[Address] = ()


class Personal(Protocol):
    """What the tables hold of a merchant, over all of his chats."""

    async def all_of(self, number: int) -> Mapping[str, JSON]:
        """Everything, as JSON; ``media`` are the refs."""

    async def erase(self, number: int) -> Erased:
        """Erase it, in one transaction; what was erased before is not counted again."""


class Droppable(Blobs, Protocol):
    """Photos and documents that can be forgotten."""

    async def drop(self, ref: str) -> None:
        """Forget them, if they are there."""


class OwnData:
    """Hands out and erases; registers with the engine, see `errands`."""

    def __init__(self, support: Support, personal: Personal, blobs: Droppable, press: Press) -> None:
        """The store stays its owner's."""
        self._support = support
        self._personal = personal
        self._blobs = blobs
        self._press = press

    @property
    def errands(self) -> Mapping[str, Errand]:
        """By the name of the timer."""
        return {EXPORT: self._export, ERASE: self._erase}

    async def export(self, number: int, locale: str) -> bytes:
        """A zip: ``data.json``, ``index.html`` to be read, and ``media/``."""
        held = await self._personal.all_of(number)
        at = f"{self._support.store.now():%Y-%m-%d %H:%M}"
        page = self._press.sheet(locale, "own_data", {"held": held, "at": at, "lines": list(_lines(held))}).html
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("data.json", json.dumps(held, ensure_ascii=False, indent=1))
            archive.writestr("index.html", page)
            for ref in _refs(held):
                content = await self._blobs.get(ref)
                if content is not None:
                    archive.writestr(f"media/{ref}", content)
        return packed.getvalue()

    async def erase(self, number: int) -> Erased:
        """Photos first: whatever dies between, what names them is still there, and the next run does it all."""
        for ref in _refs(await self._personal.all_of(number)):
            await self._blobs.drop(ref)
        erased = await self._personal.erase(number)
        for address in erased.addresses:
            self._support.signals.tell(address)
            self._support.store.tell(address)
        return erased

    def receipt(self, locale: str, ref: str, erased: Erased) -> str:
        """What was erased, what is kept, and why."""
        lines = [(f"own.erased_{name}", {"n": str(count)}) for name, count in erased.counts.items() if count]
        kept = [(f"own.kept_{name}", {"n": ""}) for name in KEPT]
        sentence = self._support.mind.phrases.sentence
        told = [sentence(locale, name, {**values, "ref": ref}) for name, values in (("own.erased", {}), *lines, ("own.kept", {}), *kept)]
        return "\n".join(told)

    async def _export(self, due: Due, at: datetime) -> None:
        chat = await self._support.store.chat(due.address)
        if chat is None:  # pragma: no cover - a timer belongs to a chat
            return
        locale = self._locale(chat)
        document = await self._blobs.put(await self.export(chat.number, locale), ".zip")
        text = self._support.mind.phrases.sentence(locale, "own.exported", {"ref": due.name.partition(":")[2]})
        await self._tell(due.fired(at), locale, text, document)

    async def _erase(self, due: Due, at: datetime) -> None:
        """The receipt is the first line of a chat that knows nothing."""
        chat = await self._support.store.chat(due.address)
        if chat is None:  # pragma: no cover - a timer belongs to a chat
            return
        ref, locale = due.name.partition(":")[2], self._locale(chat)
        self.receipt(locale, ref, Erased())  # what cannot be told is not begun
        erased = await self.erase(chat.number)
        await self._tell(Event("own", f"erased:{ref}", due.address, at), locale, self.receipt(locale, ref, erased), None)

    def _locale(self, chat: Chat) -> str:
        return chat.state.locale if chat.state else self._support.mind.locale

    async def _tell(self, event: Event, locale: str, text: str, document: str | None) -> None:
        def turn(chat: Chat) -> Kept:
            state = chat.state or State(ref=str(chat.number), locale=locale)
            return Kept(state, (own_entry(state.but(locale=locale), text, "own", event.at, document),))

        await self._support.keep(event, turn)


def _refs(held: Mapping[str, JSON]) -> Sequence[str]:
    media = held.get("media")
    return [str(ref) for ref in media] if isinstance(media, list) else []


def _lines(held: Mapping[str, JSON]) -> Iterator[tuple[str, str, str]]:
    """What was said: when, by whom, which words."""
    for line in rows(held.get("messages")):
        body = line.get("body")
        words = (body.get("text") or body.get("label")) if isinstance(body, dict) else None
        if words:
            yield str(line["at"])[:16].replace("T", " "), str(line["kind"]), str(words)
