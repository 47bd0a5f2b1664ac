"""Puts a draft in force and goes back to an earlier version; says what still stands in the way.

Nothing is restarted: every process is told and takes the version up (`following`), and what is under way goes on with the one
it was begun with (`bot.service.minds`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.messages import Address
from bot.knowledge.problems import Problem
from bot.knowledge.risky import Risky
from bot.service.desk.bench import must
from bot.service.desk.bus import TOPIC
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.studio.inspecting import Inspected, Wanted
from bot.service.studio.rows import Draft, Edition, Study
from bot.service.studio.sentences import SentenceDesk
from bot.service.studio.studying import DEAD

KNOWLEDGE = "knowledge"
"""The topic by which processes hear that another version is in force."""
NOTE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with all that decides whether it may be published. ``digest``: its files as they stand; ``current``: the
    version in force; ``is_checked``: whether ``problems`` and ``risky`` are known by now; ``blocked``: words for what is in
    the way, in order.
    """

    draft: Draft
    digest: str
    current: str
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]
    risky: tuple[Risky, ...]
    approvals: Mapping[str, datetime]
    study: Study | None
    is_dead: bool = False
    is_checked: bool = True

    @property
    def is_tried(self) -> bool:
        """Whether it was tried in full as it stands, against what is in force."""
        study = self.study
        return study is not None and (study.kind, study.status, study.digest, study.base) == ("full", "done", self.digest, self.current)

    @property
    def reviewers(self) -> list[str]:
        """Who has approved it and has not written in it."""
        return [who for who in self.approvals if who not in self.draft.authors]

    @property
    def blocked(self) -> tuple[str, ...]:
        """In the order in which it is best removed."""
        checks = {
            "same": self.digest == self.current,
            "behind": self.draft.base != self.current,
            "unchecked": not self.is_checked,
            "problems": bool(self.problems),
            "untried": not self.is_tried,
            "unreviewed": bool(self.risky) and not self.reviewers,
        }
        return tuple(word for word, stands in checks.items() if stands)


class PublishDesk(SentenceDesk):
    """One method for each thing that is done."""

    async def opened(self, me: Staff, draft: int, *, waits: bool = False) -> DraftView:
        """As far as it is known: what is wrong and what is risky is found out meanwhile, or waited for. Raises NotThere."""
        must(me, Right.KNOWLEDGE)
        found, wanted, inspector = await self._open(draft), await self._wanted(draft), self._tools.inspector
        return await self._view(found, wanted, await inspector.found(wanted) if waits else inspector.known(wanted))

    async def _view(self, draft: Draft, wanted: Wanted, seen: Inspected | None) -> DraftView:
        facts = seen or Inspected()
        approvals, study = await self._versions.approvals(wanted.digest), await self._versions.last_study(draft.id)
        is_dead = study is not None and study.status == "running" and self._now() - study.beat > DEAD
        changed = tuple(await self.changed(draft))
        return DraftView(
            draft, wanted.digest, wanted.current, changed, facts.problems, facts.risky, approvals, study, is_dead, seen is not None
        )

    async def study(self, me: Staff, draft: int, conversations: int) -> Outcome:
        """Try it in full, in the background."""
        must(me, Right.STUDIO)
        await self._open(draft)
        await self._record(me, "draft_tried", f"{draft} {conversations}")
        self.begin_study(me, draft, conversations)
        return Done()

    async def approve(self, me: Staff, draft: int, digest: str) -> Outcome:
        """Somebody has read what is risky in it. Nobody approves what he has written himself."""
        must(me, Right.STUDIO)
        view = await self.opened(me, draft, waits=True)
        if me.id in view.draft.authors:
            return Refused("studio_own")
        if view.digest != digest:
            return Refused("studio_moved")
        await self._versions.approve(digest, me.id, self._now())
        await self._record(me, "draft_approved", f"{draft} {digest}")
        return Done()

    async def publish(self, me: Staff, draft: int, digest: str, note: str) -> Outcome:
        """Put it in force, just as it was seen."""
        must(me, Right.PUBLISH)
        view = await self.opened(me, draft, waits=True)
        if view.digest != digest:
            return Refused("studio_moved")
        if view.blocked:
            return Refused(f"studio_blocked_{view.blocked[0]}")
        note = " ".join(note.split())[:NOTE_CHARACTERS] or view.draft.name
        await self._keep_base(view.current)
        archive = await asyncio.to_thread(self._library.draft(draft).pack)
        reviewer = next(iter(view.reviewers), "")
        outcome = await self._put(me, Edition(0, digest, view.current, me.id, reviewer, self._now(), note), archive)
        if isinstance(outcome, Done):
            await self._versions.change(draft, status="published")
        return outcome

    async def roll_back(self, me: Staff, version: str) -> Outcome:
        """Put a version in force again that was in force before, however long ago. It keeps the note it was published with."""
        must(me, Right.PUBLISH)
        editions, current = await self._versions.editions(500), await self.version()
        if version not in {digest for one in editions for digest in (one.digest, one.base)}:
            raise NotThere(version)
        if version == current:
            return Refused("studio_blocked_same")
        if await self._library.version(version) is None:
            return Refused("studio_no_files", "", {"version": version})
        await self._keep_base(current)
        note = next((one.note for one in editions if one.digest == version), "")
        return await self._put(me, Edition(0, version, current, me.id, "", self._now(), note), None, "rolled_back")

    async def _keep_base(self, digest: str) -> None:
        """So that one can go back to it wherever it came from."""
        branch = await self._library.version(digest)
        if branch is not None:
            await self._versions.keep_archive(digest, await asyncio.to_thread(branch.pack))

    async def _put(self, me: Staff, edition: Edition, archive: bytes | None, did: str = "published") -> Outcome:
        newest = await self._versions.current()
        if newest is not None and newest.digest != edition.base:
            return Refused("studio_moved")  # somebody published since this was looked at
        made = await self._versions.publish(edition, archive, newest.id if newest else 0)
        if made is None:
            return Refused("studio_moved")
        await self._record(me, did, f"{made.id} {edition.digest} {edition.note}")
        self._tools.bus.tell(KNOWLEDGE)
        self._support.hear_of(Address(TOPIC, KNOWLEDGE))
        return Done(f"edition:{made.id}")

    async def editions(self, me: Staff) -> Sequence[Edition]:
        """What was in force, newest first."""
        must(me, Right.KNOWLEDGE)
        return await self._versions.editions()


class Studio(PublishDesk):
    """The studio as the console sees it."""
