"""The heavy work of the studio, in processes of its own, so that no merchant waits for it: learn, play, replay.

Everything here is called by name in another process and is given folders and plain values only.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from bot.core.knowledge import Knowledge
from bot.core.telling import Told
from bot.knowledge.dialogs import read_dialogs
from bot.knowledge.loading import Loaded, load
from bot.knowledge.problems import Problem
from bot.knowledge.risky import risky
from bot.rendering.phrases import Phrases
from bot.service.playing import differences
from bot.service.ports import Logged
from bot.service.studio.inspecting import Inspected
from bot.service.studio.replaying import Compared, compared
from bot.service.turning import Mind
from bot.understanding.matcher.comparing import Change, changes, near
from bot.understanding.matcher.matching import Precision
from bot.understanding.text.remembering import remember
from bot.wiring.mind import Sources, is_learned, loaded, matcher_of

T = TypeVar("T")
NICE = 10
Log = tuple[int, Sequence[Logged]]


@dataclass(frozen=True, slots=True)
class House:
    """What all versions have in common: the installed folders, how sure to be, the usual language."""

    installed: Sources
    precision: Precision
    locale: str = "zh"

    def mind(self, knowledge: Path, templates: Path) -> Mind:
        """The mind of a version. A sentence that it lacks, since the program has become newer, is the installed one.
        Raises KnowledgeProblem.
        """
        installed = loaded(self.installed)
        read = with_sentences(loaded(Sources(knowledge, templates)), installed)
        return Mind(read.knowledge, matcher_of(read, precision=self.precision, like=installed), Phrases(read.knowledge), self.locale)

    def is_learned(self, folder: Path) -> bool:
        """Whether the mind of a version is found learned. Raises KnowledgeProblem."""
        return is_learned(loaded(Sources(folder / "knowledge", folder / "templates")))


def with_sentences(read: Loaded, installed: Loaded) -> Loaded:
    """With the installed sentences where it has none of that name."""
    known, other = read.knowledge, installed.knowledge
    sentences = {locale: {**other.sentences.get(locale, {}), **of} for locale, of in known.sentences.items()}
    hears = {locale: {**other.hears.get(locale, {}), **known.hears.get(locale, {})} for locale in known.sentences}
    return replace(read, knowledge=replace(known, sentences=sentences, hears=hears))


class Workshop:
    """Processes that are started for a piece of work and end with it."""

    def __init__(self, house: House, dialogs: Path | None, workers: int = 0) -> None:
        """``dialogs``: the folder of dialog tests, if there is one; ``workers``: as many as there are cores, two at most."""
        self.house = house
        self._dialogs = dialogs
        self._workers = workers or max(1, min(2, os.cpu_count() or 1))
        self._hired: ProcessPoolExecutor | None = None

    @contextmanager
    def hired(self) -> Iterator[None]:
        """One process for all that is done meanwhile, one thing after another: it begins once and not once for each."""
        with _pool(1) as pool:
            self._hired = pool
            try:
                yield
            finally:
                self._hired = None

    async def _apart(self, work: Callable[..., T], *given: object) -> T:
        """The value of the work, done in a process of its own."""
        with nullcontext(self._hired) if self._hired else _pool(1) as pool:
            return await asyncio.get_running_loop().run_in_executor(pool, work, *given)

    async def learn(self, folder: Path) -> None:
        """Learn what a version's examples teach, so that it is found at once afterwards. Raises KnowledgeProblem."""
        if not await asyncio.to_thread(self.house.is_learned, folder):
            await self._apart(_learn, self.house, folder)

    async def mind(self, folder: Path) -> Mind:
        """The mind of a version, learned apart if it has to be."""
        await self.learn(folder)
        return await asyncio.to_thread(self.house.mind, folder / "knowledge", folder / "templates")

    async def check(self, folder: Path, today: date) -> Sequence[Problem]:
        """Every problem of a version; its paths begin with ``knowledge/`` or ``templates/``."""
        return await self._apart(_check, folder, today)

    async def inspect(self, draft: Path, base: Path | None, today: date) -> Inspected:
        """What is wrong with a draft and what in it is risky. In a process of its own even while a trial runs: somebody waits."""
        with _pool(1) as pool:
            return await asyncio.get_running_loop().run_in_executor(pool, inspect, draft, base, today)

    async def dialogs(self, folder: Path) -> tuple[int, Sequence[tuple[str, int, Told]]]:
        """How many dialog tests were played, and where one went another way: name, line, what."""
        return await self._apart(_play, self.house, folder, self._dialogs) if self._dialogs else (0, ())

    async def exact(self, before: Path, after: Path, sentences: Sequence[tuple[str, Sequence[str]]]) -> Sequence[Sequence[Change]]:
        """What really changes near each of these sentences, learned and not supposed; each with the messages to look at."""
        return await self._apart(_exact, self.house, before, after, sentences)

    @asynccontextmanager
    async def replaying(
        self, before: Path, after: Path, most: int = 0
    ) -> AsyncIterator[Callable[[Sequence[Log]], asyncio.Future[list[Compared]]]]:
        """Compares conversations under two versions that are learned, as many at once as there are workers, or as ``most`` says."""
        with _pool(min(self._workers, most or self._workers), _stand_ready, self.house, before, after) as pool:
            loop = asyncio.get_running_loop()
            yield lambda logs: loop.run_in_executor(pool, _compare, logs)

    @property
    def workers(self) -> int:
        """How many conversations are replayed at once."""
        return self._workers


@contextmanager
def _pool(workers: int, ready: Callable[..., None] | None = None, *given: object) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes: one that was forked would share the parent's open database. What is given up is ended, not waited for."""
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (ready, given))
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 -- there is no other way before Python 3.14
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(ready: Callable[..., None] | None, given: Sequence[object]) -> None:
    os.nice(NICE)
    if ready:
        ready(*given)


def _learn(house: House, folder: Path) -> None:
    house.mind(folder / "knowledge", folder / "templates")


def _check(folder: Path, today: date) -> tuple[Problem, ...]:
    from bot.knowledge.linting import check  # noqa: PLC0415 -- needed in another process, not where a desk starts

    found = check(folder / "knowledge", folder / "templates", today=today)
    return tuple(replace(one, path=one.path.removeprefix(f"{folder}/")) for one in found)


def inspect(draft: Path, base: Path | None, today: date) -> Inspected:
    """What is wrong with a draft and what in it is risky, as the files have it, without the sentences that are filled in."""
    old, new = (load(folder / "knowledge", folder / "templates").knowledge for folder in (base or draft, draft))
    return Inspected(_check(draft, today), tuple(risky(old, new)))


def _play(house: House, folder: Path, dialogs: Path) -> tuple[int, list[tuple[str, int, Told]]]:
    mind, count, found = house.mind(folder / "knowledge", folder / "templates"), 0, []
    for dialog in read_dialogs(dialogs):
        count += 1
        found += [(dialog.path.name, dialog.lines[turn - 1], wrong) for turn, wrong in differences(mind, dialog.locale, dialog.turns)]
    return count, found


def _exact(house: House, before: Path, after: Path, sentences: Sequence[tuple[str, Sequence[str]]]) -> list[list[Change]]:
    old, new = (house.mind(folder / "knowledge", folder / "templates").matcher for folder in (before, after))
    return [list(changes(old, new, near(old, text, messages))) for text, messages in sentences]


_MINDS: list[Mind] = []


def _stand_ready(house: House, before: Path, after: Path) -> None:
    remember()
    old, new = (house.mind(folder / "knowledge", folder / "templates") for folder in (before, after))
    _MINDS[:] = [old, replace(new, knowledge=_shared(old.knowledge, new.knowledge))]


def _shared(old: Knowledge, new: Knowledge) -> Knowledge:
    """The new one with the very tables of the old one where they are equal, so that what words say is found out once."""
    same = {one.name: getattr(old, one.name) for one in fields(new) if getattr(old, one.name) == getattr(new, one.name)}
    return replace(new, **same)


def _compare(logs: Sequence[Log]) -> list[Compared]:
    before, after = _MINDS
    return [compared(number, before, after, lines) for number, lines in logs]
