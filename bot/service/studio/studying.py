"""Tries drafts out in the background: checked, learned, dialogs played, real conversations replayed. One at a time.

How far it is stands in the database, so that any process can show it; a trial whose process has died shows no sign of life.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, suppress
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from bot.knowledge.loading import lessons_of
from bot.knowledge.problems import KnowledgeProblem, Problem
from bot.service.desk.bus import Bus
from bot.service.desk.people import Staff
from bot.service.ports import Clock, Logged
from bot.service.studio.bench import TOPIC
from bot.service.studio.library import Library
from bot.service.studio.ports import ConversationShelf, MissShelf, VersionShelf
from bot.service.studio.replaying import Compared
from bot.service.studio.rows import Draft, Study
from bot.service.studio.tallying import KEPT, Tally
from bot.understanding.comparing import Change

BEAT = 2.0
DEAD = timedelta(seconds=30)
"""Without a sign of life for so long a trial is over."""
AT_ONCE = 50
"""Conversations handed to a worker at once."""
LONGEST_LOG = 500
"""Lines of a conversation that is replayed at most."""
RECENT = 600
LESSONS = 20
"""New sentences whose effect is learned, the latest; a draft rarely has more."""
logger = logging.getLogger(__name__)
Log = tuple[int, Sequence[Logged]]
Compare = Callable[[Sequence[Log]], "asyncio.Future[list[Compared]]"]


class Work(Protocol):
    """The heavy part; see `bot.wiring.workshop.Workshop`."""

    @property
    def workers(self) -> int:
        """How many conversations are replayed at once."""

    def hired(self) -> AbstractContextManager[None]:
        """So that what is done meanwhile need not begin anew each time."""

    async def learn(self, folder: Path) -> None:
        """Raises KnowledgeProblem."""

    async def check(self, folder: Path, today: date) -> Sequence[Problem]:
        """Every problem."""

    async def dialogs(self, folder: Path) -> tuple[int, Sequence[tuple[str, int, str]]]:
        """How many were played, and where one went another way."""

    async def exact(self, before: Path, after: Path, sentences: Sequence[tuple[str, Sequence[str]]]) -> Sequence[Sequence[Change]]:
        """What really changes near each of these sentences; each with the messages to look at."""

    def replaying(self, before: Path, after: Path, most: int = 0) -> AbstractAsyncContextManager[Compare]:
        """Compares conversations under two versions that are learned; ``most``: so many pieces of work there are at most."""


class Studying:
    """See the top."""

    def __init__(  # noqa: PLR0913 -- what a trial needs
        self,
        library: Library,
        versions: VersionShelf,
        conversations: ConversationShelf,
        misses: MissShelf,
        work: Work,
        bus: Bus,
        now: Clock,
    ) -> None:
        """Nothing runs yet."""
        self.library = library
        self._versions = versions
        self.conversations = conversations
        self._misses = misses
        self.work = work
        self._bus = bus
        self.now = now
        self._one = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._wanted: dict[int, int] = {}

    def begin(self, me: Staff, draft: Draft, conversations: int) -> None:
        """In the background. Several wishes for one draft that wait are one, the greater one."""
        waits = draft.id in self._wanted
        self._wanted[draft.id] = max(conversations, self._wanted.get(draft.id, 0))
        if not waits:
            task = asyncio.create_task(self._when_free(me, draft.id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """What runs is given up."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _when_free(self, me: Staff, draft: int) -> None:
        async with self._one:
            conversations = self._wanted.pop(draft)
            found = await self._versions.draft(draft)
            if found is not None and found.status == "open":
                await self.run(me, found, conversations)

    async def run(self, me: Staff, draft: Draft, conversations: int) -> Study:
        """Try the draft as it stands; the trial as it ended."""
        branch = self.library.draft(draft.id)
        digest, at = await asyncio.to_thread(branch.digest), self.now()
        current = await self._versions.current()
        base = current.digest if current else self.library.installed.version
        kind = "full" if conversations else "quick"
        study = await self._versions.study(Study(0, draft.id, kind, digest, base, me.id, at, at))
        beating = asyncio.create_task(self._beating(study.id))
        try:
            result = await _Trial(self, study, branch.root, conversations).found()
            await self.tell(study.id, status="done", result=result)
        except KnowledgeProblem as wrong:
            await self.tell(study.id, status="failed", result={"problems": [str(one) for one in wrong.problems[:KEPT]]})
        except Exception as wrong:
            logger.exception("a trial of a draft")
            await self.tell(study.id, status="failed", result={"wrong": type(wrong).__name__})
        finally:
            beating.cancel()
        return await self._versions.last_study(draft.id) or study

    async def _beating(self, study: int) -> None:
        while True:
            await asyncio.sleep(BEAT)
            with suppress(Exception):
                await self._versions.studied(study, self.now())

    async def tell(self, study: int, **changes: Any) -> None:
        """How far it is; open pages look."""
        await self._versions.studied(study, self.now(), **changes)
        self._bus.tell(TOPIC)

    async def recent(self, locale: str) -> Sequence[str]:
        """What merchants wrote last."""
        return await self._misses.recent(locale, RECENT)


class _Trial:
    """One run of it."""

    def __init__(self, studying: Studying, study: Study, draft: Path, conversations: int) -> None:
        self.studying, self.study, self.draft, self.conversations = studying, study, draft, conversations
        self.result: dict[str, Any] = {}

    async def found(self) -> dict[str, Any]:
        """Everything that was found out, as JSON. What cannot be loaded is not learned."""
        with self.studying.work.hired():
            base = await self._prepared()
        if base is not None and self.conversations:
            await self._replay(base)
        return self.result

    async def _prepared(self) -> Path | None:
        """All but the replay, which has processes of its own; the version to replay against, None where there are no files of it."""
        work, library = self.studying.work, self.studying.library
        base = await library.version(self.study.base)
        problems = await work.check(self.draft, self.studying.now().date())
        self.result["problems"] = [asdict(one) for one in problems[:KEPT]]
        await self._phase("learn")
        await work.learn(self.draft)
        if base is None:
            return None
        await work.learn(base.root)
        await self._phase("lessons")
        self.result["lessons"] = await self._lessons(base.root)
        if self.conversations:
            await self._phase("dialogs")
            played, differences = await work.dialogs(self.draft)
            self.result["dialogs"] = {"played": played, "differ": len(differences), "found": [list(one) for one in differences[:KEPT]]}
        return base.root

    async def _phase(self, name: str, done: int = 0, total: int = 0) -> None:
        await self.studying.tell(self.study.id, phase=name, done=done, total=total)

    async def _lessons(self, base: Path) -> list[dict[str, Any]]:
        """What each sentence that is new in the draft really changes."""
        old, new = await asyncio.to_thread(lessons_of, base), await asyncio.to_thread(lessons_of, self.draft)
        added = [one for one in new if one not in old][-LESSONS:]
        recent = {locale: await self.studying.recent(locale) for locale in {one[0] for one in added}}
        sentences = [(text, recent[locale]) for locale, text, _ in added]
        changes = await self.studying.work.exact(base, self.draft, sentences) if added else ()
        found = zip(added, changes, strict=True)
        return [{"text": text, "intent": intent, "changes": [_change(one) for one in of[:KEPT]]} for (_, text, intent), of in found]

    async def _replay(self, base: Path) -> None:
        shelf = self.studying.conversations
        numbers = await shelf.latest(self.conversations)
        await self._phase("replay", 0, len(numbers))
        tally, waiting = Tally(), set[Any]()
        async with self.studying.work.replaying(base, self.draft, -(-len(numbers) // AT_ONCE)) as compare:
            for at in range(0, len(numbers), AT_ONCE):
                logs = await shelf.logs(numbers[at : at + AT_ONCE], LONGEST_LOG)
                tally.left_out += len(numbers[at : at + AT_ONCE]) - len(logs)
                waiting.add(compare(list(logs.items())))
                if len(waiting) > 2 * self.studying.work.workers:
                    done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                    tally.add(done)
                    await self._phase("replay", tally.count, len(numbers))
            tally.add(waiting and (await asyncio.wait(waiting))[0])
        self.result["replay"] = tally.as_json()
        await self._phase("replay", len(numbers), len(numbers))


def _change(one: Change) -> Mapping[str, Any]:
    return {
        "text": one.text,
        "meant": one.meant,
        "turned": one.turned.value,
        "before": [one.before.decision.value, one.before.intent],
        "after": [one.after.decision.value, one.after.intent],
    }
