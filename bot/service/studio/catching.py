"""Keeps the list of sentences that went wrong: what the logs gain is looked through a moment later.

One of the two indexes of `bot.service.desk.indexing`; a sentence is put to the group it is nearest to as it comes, so that
no page ever has to compare all with all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.core.messages import Address
from bot.service.ports import Logged
from bot.service.studio.misses import Missed, misses
from bot.service.studio.ports import MissShelf
from bot.understanding.matcher.grouping import Groups

AT_ONCE = 50
"""Chats looked through between two breaths."""
READ_AT_ONCE = 2_000
Behind = tuple[int, int, Sequence[Logged]]


class MissIndex:
    """See `bot.service.desk.indexing.Index`. ``sound`` of a Chinese character, by which homophones are put together."""

    def __init__(self, shelf: MissShelf, sound: Callable[[str], str]) -> None:
        """The groups are read when first needed."""
        self._shelf = shelf
        self._sound = sound
        self._groups: dict[str, Groups] = {}
        self._read: dict[str, int] = {}

    async def make(self) -> bool:
        """The tables are there."""
        return True

    async def take_in(self, addresses: Sequence[Address]) -> None:
        """What these chats have gained."""
        await self._look_through(await self._shelf.behind(addresses))

    async def catch_up(self, after: int = 0) -> int:
        """What some chats past that number have gained; the last of them."""
        behind = await self._shelf.all_behind(after, AT_ONCE)
        await self._look_through(behind)
        return behind[-1][0] if behind else 0

    async def _look_through(self, behind: Sequence[Behind]) -> None:
        gone_wrong = {number: list(misses(lines, done)) for number, done, lines in behind}
        for locale in sorted({one.locale for found in gone_wrong.values() for one in found}):
            await self._follow(locale)
        quiet = {}
        for number, done, lines in behind:
            found, last = gone_wrong[number], lines[-1].seq if lines else done
            if not found:
                quiet[number] = last
                continue
            placed = [(one, self._groups[one.locale].find(one.text)) for one in found]
            kept = await self._shelf.keep(number, done, last, placed)
            if kept is None:
                await self._look_through(await self._shelf.all_behind(number - 1, 1))
                continue
            self._remember(placed, kept)
        await self._shelf.pass_by(quiet)

    def _remember(self, placed: Sequence[tuple[Missed, int | None]], kept: Sequence[int]) -> None:
        for (one, known), group in zip(placed, kept, strict=True):
            if known is None:
                self._groups[one.locale].add(group, one.text)

    async def _follow(self, locale: str) -> None:
        """The groups that were made since, here or by another process."""
        groups = self._groups.setdefault(locale, Groups(self._sound))
        while found := await self._shelf.groups_since(locale, self._read.get(locale, 0), READ_AT_ONCE):
            for group, text in found:
                groups.add(group, text)
            self._read[locale] = found[-1][0]
