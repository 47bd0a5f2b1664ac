"""Drafts: begun from a version, brought up to date, dropped. Files stay what they are: files."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.knowledge.branches import Branch, differing
from bot.service.desk.bench import must
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.studio.bench import StudioBench
from bot.service.studio.inspecting import Wanted
from bot.service.studio.rows import Draft

NAME_CHARACTERS = 60
LEARNED = "knowledge/learned/"


class DraftDesk(StudioBench):
    """One method for each thing that is done."""

    async def version(self) -> str:
        """The version in force."""
        current = await self._versions.current()
        return current.digest if current else self._library.installed.version

    def installed(self) -> str:
        """The version that came with the program or was given by the operator."""
        return self._library.installed.version

    async def drafts(self, me: Staff) -> Sequence[Draft]:
        """Those that are open."""
        must(me, Right.KNOWLEDGE)
        return await self._versions.drafts()

    async def begin(self, me: Staff, name: str, *, installed: bool = False) -> Draft | Refused:
        """A draft with the files of the version in force, or with those that came with the program."""
        must(me, Right.STUDIO)
        name = " ".join(name.split())[:NAME_CHARACTERS]
        if not name:
            return Refused("studio_name", "name")
        base = self._library.installed.version if installed else await self.version()
        draft = await self._versions.begin(name, base, me.id, self._now())
        try:
            await self._library.begin(draft.id, base)
        except LookupError:
            await self._versions.change(draft.id, status="dropped")
            return Refused("studio_no_files", "name", {"version": base})
        await self._record(me, "draft_begun", f"{draft.id} {name}")
        return draft

    async def _first_draft(self, me: Staff) -> Draft:
        drafts = await self._versions.drafts()
        if drafts:
            return await self._open(drafts[0].id)
        made = await self.begin(me, self._now().date().isoformat())
        if isinstance(made, Refused):
            raise NotThere(made.word)
        return made

    async def drop(self, me: Staff, draft: int) -> Outcome:
        """Its files go as well."""
        must(me, Right.STUDIO)
        found = await self._open(draft)
        await self._versions.change(draft, status="dropped")
        await asyncio.to_thread(self._library.draft(draft).drop)
        await self._record(me, "draft_dropped", f"{draft} {found.name}")
        return Done()

    async def _wanted(self, draft: int) -> Wanted:
        """The draft as it stands, to be looked at against what is in force."""
        branch, current = self._library.draft(draft), await self.version()
        base, digest = await self._library.version(current), await asyncio.to_thread(branch.digest)
        return Wanted(branch.root, digest, base.root if base else None, current, self._now().date())

    async def changed(self, draft: Draft) -> Sequence[str]:
        """The places whose files differ from the version the draft was begun with."""
        base = await self._library.version(draft.base)
        mine = self._library.draft(draft.id)
        return await asyncio.to_thread(differing, mine, base) if base else mine.places()

    async def catch_up(self, me: Staff, draft: int) -> Outcome:
        """Take over what was published since the draft was begun; refused where both changed the same file."""
        must(me, Right.STUDIO)
        found, current = await self._open(draft), await self.version()
        base, now = await self._library.version(found.base), await self._library.version(current)
        if base is None or now is None:
            return Refused("studio_no_files", "", {"version": found.base})
        both = await asyncio.to_thread(_merged, base, now, self._library.draft(draft))
        if both:
            return Refused("studio_both", "", {"places": ", ".join(both)})
        await self._versions.change(draft, base=current)
        await self._record(me, "draft_caught_up", f"{draft} {current}")
        return Done()


def _merged(base: Branch, now: Branch, mine: Branch) -> list[str]:
    """What has changed from ``base`` to ``now``, written into ``mine``; or the places that were changed in both."""
    places = differing(base, now)
    both = [place for place in places if mine.text(place) not in {base.text(place), now.text(place)} and not place.startswith(LEARNED)]
    for place in () if both else places:
        if mine.text(place) == base.text(place):
            mine.write(place, now.text(place))
        elif place.startswith(LEARNED):
            mine.write(place, _joined(base.text(place), now.text(place), mine.text(place)))
    return both


def _joined(base: str, now: str, mine: str) -> str:
    """Lessons are only ever added at the end: those of both, the published ones first."""
    added = mine.removeprefix(base) if base and mine.startswith(base) else mine.partition("learned:\n")[2]
    return now + added if now else mine
