"""What the first turns would make is made before a merchant waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from bot.core.messages import Address, Inbound
from bot.knowledge.branches import Branch
from bot.knowledge.loading import Loaded
from bot.rendering.phrases import Phrases
from bot.service.ports import Chat
from bot.service.studio.rows import Edition
from bot.service.turning import Mind
from bot.settings import Settings
from bot.store.database import Database
from bot.store.opening import open_store
from bot.store.studio.versions import StoredVersions
from bot.understanding.matcher.examples import Example, Examples
from bot.understanding.matcher.matching import Matcher
from bot.wiring.blobs import MemoryBlobs
from bot.wiring.ending import ended
from bot.wiring.ground import Ground
from bot.wiring.mind import Sources, loaded, matcher_of
from bot.wiring.parts import APART, PARTS
from bot.wiring.serving import open_desk
from bot.wiring.studio import followed
from bot.wiring.talking import support_of
from bot.wiring.warming import FIRST, Warming, logger, samples, warm
from tests.unit.knowledge.folders import CLEAN, spoiled, write

HERE = Chat(1001, Address("web", "1"), None)


@pytest.fixture
def fresh(shipped: Loaded, matcher: Matcher) -> Mind:
    """A mind that has said nothing yet."""
    return Mind(shipped.knowledge, matcher, Phrases(shipped.knowledge))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that were compiled."""
    found: list[str] = []
    compiled: Callable[..., object] = Environment.compile

    def compile_(environment: Environment, source: str, *given: object, **named: object) -> object:
        found.append(source)
        return compiled(environment, source, *given, **named)

    monkeypatch.setattr(Environment, "compile", compile_)
    return found


class Told(logging.Handler):
    """What operators read of the warming."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.something = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
        self.something.set()


@pytest.fixture
async def told() -> AsyncIterator[Told]:
    handler = Told()
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def hear(mind: Mind, text: str) -> None:
    mind.hear(HERE, Inbound("1", HERE.address, datetime.now(UTC), text))


def test_an_example_of_every_intent_is_heard_the_languages_in_turn() -> None:
    zh = {"power": (Example("开不了机"),), "paper": (Example("卡纸"), Example("不出纸"), Example("纸卡住了"))}
    en = {"power": (Example("no power"),), "new": ()}
    assert samples(Examples({"zh": zh, "en": en})) == ["no power", "开不了机", "不出纸"]


def test_a_turn_makes_its_sentence_once_and_after_the_warming_none(fresh: Mind, made: list[str], shipped: Loaded) -> None:
    said = samples(shipped.examples)[0]
    warm(fresh, [said])
    assert made
    made.clear()
    hear(fresh, said)
    assert made == []


async def test_the_first_are_heard_before_it_answers_and_the_rest_beside_other_work(fresh: Mind, made: list[str], shipped: Loaded) -> None:
    said = samples(shipped.examples)[: FIRST + 2]
    warming = Warming(said)
    await warming.begin(fresh)
    first = made[:]
    for text in said[:FIRST]:
        hear(fresh, text)
    assert made == first != []
    await warming.rest(fresh, [])
    whole = made[:]
    for text in said:
        hear(fresh, text)
    assert made == whole


async def test_what_cannot_be_answered_keeps_no_process_from_starting_and_is_one_line(fresh: Mind, told: Told) -> None:
    class Speechless(Phrases):
        """Knowledge whose templates lack something."""

        def _compile(self, locale: str, name: str) -> tuple[object, frozenset[str]]:  # type: ignore[override]
            raise KeyError(name)

    mute = Mind(fresh.knowledge, fresh.matcher, Speechless(fresh.knowledge))
    with pytest.raises(KeyError):
        hear(mute, "hello")
    warming = Warming(["hello"] * (FIRST + 2))
    await warming.begin(mute)
    running = asyncio.create_task(warming.run())
    async with asyncio.timeout(60):
        await told.something.wait()
    await ended([running])
    assert told.lines == [
        f"{FIRST + 2} of {FIRST + 2} examples are not answered by version {mute.knowledge.version} of the knowledge: KeyError"
    ]


ON: dict[str, Any] = {
    "telegram_token": "1:made-up",
    "telegram_desk_token": "2:made-up",
    "telegram_desk_group": -5,
    **dict.fromkeys(("wechat_oa_app", "wechat_oa_secret", "wechat_oa_token"), "made-up"),
    **dict.fromkeys(("wechat_kf_company", "wechat_kf_secret", "wechat_kf_token"), "made-up"),
    **dict.fromkeys(("wechat_oa_key", "wechat_kf_key"), "a" * 43),
}


def test_only_where_merchants_are_answered_there_is_something_to_warm(shipped: Loaded, tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, database=f"sqlite:///{tmp_path}/posbot.db", **ON)
    found = {}
    for role in (*PARTS, *APART):
        desk = open_desk(settings, (role,), shipped)
        found[role] = any(part.hears for part in desk.parts)
        asyncio.run(desk.store.close())
    assert {role for role, hears in found.items() if hears} == {"web", "telegram", "wechat_oa", "wechat_kf"}


@pytest.mark.parametrize(("roles", "is_warm"), [(("web",), True), (("worker", "desk"), False)])
async def test_a_process_that_answers_merchants_is_warm_when_it_is_ready(
    shipped: Loaded, made: list[str], tmp_path: Path, roles: Sequence[str], *, is_warm: bool
) -> None:
    desk = open_desk(Settings(folder=tmp_path, database=f"sqlite:///{tmp_path}/posbot.db"), roles, shipped)
    for ready in [ready for part in desk.parts for ready in part.readies]:
        await ready()
    before = made[:]
    hear(desk.support.mind, samples(shipped.examples)[0])
    assert (made == before) == is_warm
    await desk.store.close()


async def test_every_version_begins_before_it_answers(tmp_path: Path) -> None:
    files = write(tmp_path / "installed", CLEAN)
    store = open_store(f"sqlite:///{tmp_path}/posbot.db")
    assert isinstance(store, Database)
    settings = Settings(folder=tmp_path, knowledge=files / "knowledge", templates=files / "templates")
    read = loaded(Sources(settings.knowledge, settings.templates))
    support, blobs = support_of(read, matcher_of(read), store), MemoryBlobs()
    begun: list[tuple[str, str]] = []

    async def begin(mind: Mind) -> None:
        begun.append((mind.knowledge.version, support.mind.knowledge.version))

    part = followed(Ground(settings, store, support, blobs, read), begin)
    [ready] = part.readies
    await ready()
    old = read.knowledge.version
    assert begun == [(old, old)]
    place = "templates/en/flows/power.no_power.yaml"
    draft = Branch(write(tmp_path / "draft", spoiled(place, "hint: ", "hint: Please. ")))
    edition = Edition(0, draft.digest(), old, "zhao", "", store.now(), "")
    assert await StoredVersions(store).publish(edition, draft.pack(), 0)
    await ready()
    assert begun == [(old, old), (draft.digest(), old)]
    assert support.mind.knowledge.version == draft.digest()
    await store.close()
