"""Where fetching has got to, for messengers that hand out their messages page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.service.inbox import Update


@dataclass(frozen=True, slots=True)
class Page:
    """Messages as fetched, and the cursors before and after them."""

    account: str
    name: str  # whose messages: an account may have several doors
    before: str
    after: str
    updates: tuple[Update, ...]


class Cursors(Protocol):
    """Kept with what was fetched, in one transaction: a crash neither skips a page nor answers it twice."""

    async def at(self, account: str, name: str) -> str:
        """The cursor; empty at the very beginning."""

    async def keep(self, page: Page) -> bool:
        """Take the page into the inbox and move the cursor. False if another has moved it meanwhile: the messages
        are kept all the same, each once.
        """

    async def names(self, account: str) -> Sequence[str]:
        """Whose messages have been fetched before."""
