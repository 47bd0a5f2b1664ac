"""Makes documents beside the event loop, one at a time, so that messages never wait for a page to be drawn."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.rendering.documents import Documents, digest
from bot.rendering.printing import printed

__all__ = ["Press", "Sheet", "digest"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as it is read; ``hash`` is that of its HTML."""

    name: str
    locale: str
    html: str

    @property
    def hash(self) -> str:
        """The same for the same content, in any process."""
        return digest(self.html)


@dataclass(frozen=True, slots=True)
class Press:
    """See `bot.rendering.documents` for the templates."""

    documents: Documents
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    def sheet(self, locale: str, name: str, values: Mapping[str, object]) -> Sheet:
        """The document to be read."""
        return Sheet(name, locale, self.documents.html(locale, name, values))

    async def pdf(self, sheet: Sheet) -> bytes:
        """The document to be kept. Raises `bot.rendering.printing.CannotPrint` where the system lacks what it needs."""
        async with self._one:
            return await asyncio.to_thread(printed, sheet.html)
