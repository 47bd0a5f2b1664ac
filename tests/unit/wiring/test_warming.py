"""What the first turns would make is made before a merchant waits for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from jinja2 import Environment

from bot.core.messages import Address, Inbound
from bot.knowledge.loading import Loaded
from bot.rendering.phrases import Phrases
from bot.service.ports import Chat
from bot.service.turning import Mind
from bot.understanding.examples import Example, Examples
from bot.understanding.matching import Matcher
from bot.wiring.warming import samples, warm, warming

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


async def test_the_rest_is_heard_beside_other_work(fresh: Mind, made: list[str], shipped: Loaded) -> None:
    said = samples(shipped.examples)[:2]
    await warming(fresh, said)
    made.clear()
    for text in said:
        hear(fresh, text)
    assert made == []


def test_what_cannot_be_answered_keeps_no_process_from_starting(fresh: Mind) -> None:
    class Speechless(Phrases):
        """Knowledge whose templates lack something."""

        def _compile(self, locale: str, name: str) -> tuple[object, frozenset[str]]:  # type: ignore[override]
            raise KeyError(name)

    mute = Mind(fresh.knowledge, fresh.matcher, Speechless(fresh.knowledge))
    with pytest.raises(KeyError):
        hear(mute, "hello")
    warm(mute, ["hello"])
