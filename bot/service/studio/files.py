"""The files of a draft: read, written, checked, read again when they grow old; and suppliers' texts among its sources."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.knowledge.branches import Branch, NoSuchPlace
from bot.knowledge.expiring import Expiry, expiries
from bot.knowledge.lessons import read_again
from bot.knowledge.problems import Problem
from bot.knowledge.striking import Mark, marks, struck
from bot.service.desk.bench import must
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.studio.drafts import NAME_CHARACTERS, DraftDesk

A_YEAR = 365
"""Days for which an entry that was read again holds."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a draft as it is edited. ``mark`` stands for the text, so that nobody overwrites what he has not seen;
    ``is_checked``: whether it is known by now what is wrong.
    """

    place: str
    text: str
    mark: str
    problems: tuple[Problem, ...] = ()
    elsewhere: int = 0
    is_checked: bool = True


class FileDesk(DraftDesk):
    """One method for each thing that is done."""

    async def places(self, me: Staff, draft: int) -> Sequence[str]:
        """All files of it."""
        must(me, Right.KNOWLEDGE)
        await self._open(draft)
        return await asyncio.to_thread(self._library.draft(draft).places)

    async def file(self, me: Staff, draft: int, place: str) -> FileView:
        """One file with its problems. Raises NotThere."""
        must(me, Right.KNOWLEDGE)
        await self._open(draft)
        branch = self._library.draft(draft)
        try:
            text = await asyncio.to_thread(branch.text, place)
        except NoSuchPlace as wrong:
            raise NotThere(place) from wrong
        found = self._tools.inspector.known(await self._wanted(draft))
        problems = found.problems if found else ()
        own = tuple(one for one in problems if one.path == place)
        return FileView(place, text, _mark(text), own, len(problems) - len(own), found is not None)

    async def save(self, me: Staff, draft: int, place: str, text: str, mark: str) -> Outcome:
        """The whole text, unless somebody else has written it since; what is wrong with it is told and does not forbid it."""
        must(me, Right.STUDIO)
        await self._open(draft)
        branch = self._library.draft(draft)
        async with self._lock:
            try:
                if _mark(await asyncio.to_thread(branch.text, place)) != mark:
                    return Refused("studio_overwritten", "text")
                await asyncio.to_thread(branch.write, place, text)
            except NoSuchPlace:
                return Refused("studio_place", "place")
        await self._touched(me, draft, "file_changed", f"{draft} {place}")
        return Done()

    # ---- what grows old ------------------------------------------------------------------------

    async def expiring(self, me: Staff, draft: int = 0) -> Sequence[Expiry]:
        """Every entry by the day it expires, of a draft or of the version in force."""
        must(me, Right.KNOWLEDGE)
        branch = self._library.draft((await self._open(draft)).id) if draft else await self._library.version(await self.version())
        return await asyncio.to_thread(self._expiries, branch) if branch else ()

    def _expiries(self, branch: Branch) -> list[Expiry]:
        digest = branch.digest()
        if digest not in self._tools.expiries:
            self._tools.expiries.clear()
            self._tools.expiries[digest] = expiries(branch.knowledge, branch.templates)
        return self._tools.expiries[digest]

    async def read_again(self, me: Staff, draft: int, place: str, line: int) -> Outcome:
        """That entry was read and holds for another year."""
        must(me, Right.STUDIO)
        found = await self._open(draft) if draft else await self._first_draft(me)
        branch, today = self._library.draft(found.id), self._now().date()
        entry = next((one for one in await self.expiring(me, found.id) if (one.place, one.line) == (place, line)), None)
        if entry is None:
            raise NotThere(place)
        until = date.fromordinal(today.toordinal() + A_YEAR)
        async with self._lock:
            text = await asyncio.to_thread(branch.text, place)
            await asyncio.to_thread(branch.write, place, read_again(text, entry.at, me.id, today, until))
        await self._touched(me, found.id, "entry_read_again", f"{found.id} {place} {entry.name}")
        return Done()

    # ---- a supplier's text ---------------------------------------------------------------------

    def marks(self, me: Staff, text: str) -> Sequence[Mark]:
        """What must be struck before the text is kept."""
        must(me, Right.STUDIO)
        return marks(text, self._brands())

    def _brands(self) -> list[str]:
        knowledge = self._support.mind.knowledge
        makers = (name for model in knowledge.models.values() for name in (model.family, *model.hears))
        return [*makers, *(name for names in knowledge.codes.acquirers.values() for name in names)]

    async def keep_source(self, me: Staff, draft: int, title: str, text: str, kept: Mapping[int, str]) -> Outcome:
        """The text among the draft's sources, without what was found; ``kept``: passages (by where they begin) that stay, and
        why.
        """
        must(me, Right.STUDIO)
        found = await self._open(draft) if draft else await self._first_draft(me)
        title = " ".join(title.split())[:NAME_CHARACTERS]
        if not title or not text.strip():
            return Refused("studio_source", "title")
        stay = {start: why.strip() for start, why in kept.items() if why.strip()}
        gone = [mark for mark in self.marks(me, text) if mark.start not in stay]
        clean = struck(text, gone)
        reasons = "".join(
            f"# kept: {text[mark.start : mark.end]} ({stay[mark.start]})\n" for mark in self.marks(me, text) if mark.start in stay
        )
        head = f"# {title}\n# brought in by {me.id} on {self._now().date()}; {len(gone)} passages struck\n{reasons}\n"
        place = f"knowledge/sources/{self._now():%Y-%m-%d}-{sha256(title.encode()).hexdigest()[:8]}.txt"
        await asyncio.to_thread(self._library.draft(found.id).write, place, head + clean)
        await self._touched(me, found.id, "source_kept", f"{found.id} {title}: {len(gone)} struck, {len(stay)} kept")
        return Done()


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
