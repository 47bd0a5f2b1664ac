"""One trial of a draft: checked, learned, what its new sentences change; in full with dialogs and real conversations besides.

What is heavy is done elsewhere (`Work`); here is the order of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from bot.core.telling import Told, as_json
from bot.knowledge.loading import lessons_of
from bot.service.ports import Clock, Logged
from bot.service.studio.inspecting import Inspector, Wanted
from bot.service.studio.library import Library
from bot.service.studio.ports import ConversationShelf, MissShelf
from bot.service.studio.replaying import Compared
from bot.service.studio.rows import Study
from bot.service.studio.tallying import KEPT, Tally
from bot.understanding.matcher.comparing import Change

AT_ONCE = 50
"""Conversations handed to a worker at once."""
LONGEST_LOG = 500
"""Lines of a conversation that is replayed at most."""
RECENT = 600
"""Merchants' last messages that a new sentence is held against."""
LESSONS = 20
"""New sentences whose effect is learned, the latest; a draft rarely has more."""
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

    async def dialogs(self, folder: Path) -> tuple[int, Sequence[tuple[str, int, Told]]]:
        """How many were played, and where one went another way."""

    async def exact(self, before: Path, after: Path, sentences: Sequence[tuple[str, Sequence[str]]]) -> Sequence[Sequence[Change]]:
        """What really changes near each of these sentences; each with the messages to look at."""

    def replaying(self, before: Path, after: Path, most: int = 0) -> AbstractAsyncContextManager[Compare]:
        """Compares conversations under two versions that are learned; ``most``: so many pieces of work there are at most."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What a trial works with."""

    library: Library
    conversations: ConversationShelf
    misses: MissShelf
    work: Work
    inspector: Inspector
    now: Clock


class Trial:
    """One run of it."""

    def __init__(self, kit: Kit, study: Study, conversations: int, tell: Callable[..., Awaitable[None]]) -> None:
        """``conversations``: so many are replayed, none for what new sentences change alone; ``tell``: keeps how far it is."""
        self.study, self.conversations = study, conversations
        self._kit, self._tell, self._draft = kit, tell, kit.library.draft(study.draft).root
        self._result: dict[str, Any] = {}
        self._is_settled = False

    def widen(self, conversations: int) -> bool:
        """So many conversations at least; False when it is too late for that."""
        if not self._is_settled:
            self.conversations = max(conversations, self.conversations)
        return not self._is_settled

    async def found(self) -> dict[str, Any]:
        """Everything that was found out, as JSON. What cannot be loaded is not learned."""
        with self._kit.work.hired():
            base = await self._prepared()
        if base is not None and self.conversations:
            await self._replay(base)
        return self._result

    async def _prepared(self) -> Path | None:
        """All but the replay, which has processes of its own; the version to replay against, None where there are no files of it."""
        work, library = self._kit.work, self._kit.library
        base = await library.version(self.study.base)
        today = self._kit.now().date()
        found = await self._kit.inspector.found(Wanted(self._draft, self.study.digest, base.root if base else None, self.study.base, today))
        self._result["problems"] = [{**asdict(one), "message": as_json(one.message)} for one in found.problems[:KEPT]]
        await self._phase("learn")
        await work.learn(self._draft)
        if base is None:
            return None
        await work.learn(base.root)
        await self._phase("lessons")
        self._result["lessons"] = await self._lessons(base.root)
        self._is_settled = True
        if self.conversations:
            await self._phase("dialogs")
            played, differences = await work.dialogs(self._draft)
            kept = [[name, line, as_json(wrong)] for name, line, wrong in differences[:KEPT]]
            self._result["dialogs"] = {"played": played, "differ": len(differences), "found": kept}
        return base.root

    async def _phase(self, name: str, done: int = 0, total: int = 0) -> None:
        await self._tell(self.study.id, phase=name, done=done, total=total)

    async def _lessons(self, base: Path) -> list[dict[str, Any]]:
        """What each sentence that is new in the draft really changes."""
        old, new = await asyncio.to_thread(lessons_of, base), await asyncio.to_thread(lessons_of, self._draft)
        added = [one for one in new if one not in old][-LESSONS:]
        recent = {locale: await self._kit.misses.recent(locale, RECENT) for locale in {one[0] for one in added}}
        sentences = [(text, recent[locale]) for locale, text, _ in added]
        changes = await self._kit.work.exact(base, self._draft, sentences) if added else ()
        found = zip(added, changes, strict=True)
        return [{"text": text, "intent": intent, "changes": [_change(one) for one in of[:KEPT]]} for (_, text, intent), of in found]

    async def _replay(self, base: Path) -> None:
        shelf = self._kit.conversations
        numbers = await shelf.latest(self.conversations)
        await self._phase("replay", 0, len(numbers))
        tally, waiting = Tally(), set[Any]()
        async with self._kit.work.replaying(base, self._draft, -(-len(numbers) // AT_ONCE)) as compare:
            for at in range(0, len(numbers), AT_ONCE):
                logs = await shelf.logs(numbers[at : at + AT_ONCE], LONGEST_LOG)
                tally.left_out += len(numbers[at : at + AT_ONCE]) - len(logs)
                waiting.add(compare(list(logs.items())))
                if len(waiting) > 2 * self._kit.work.workers:
                    done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                    tally.add(done)
                    await self._phase("replay", tally.count, len(numbers))
            tally.add(waiting and (await asyncio.wait(waiting))[0])
        self._result["replay"] = tally.as_json()
        await self._phase("replay", len(numbers), len(numbers))


def _change(one: Change) -> Mapping[str, Any]:
    return {
        "text": one.text,
        "meant": one.meant,
        "turned": one.turned.value,
        "before": [one.before.decision.value, one.before.intent],
        "after": [one.after.decision.value, one.after.intent],
    }
