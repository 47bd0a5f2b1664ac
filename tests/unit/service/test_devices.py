"""A terminal told once is known in the next conversation, also to the shop's next merchant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.channels.terminal.talk import Answered, Talk
from bot.service.devices import Devices
from bot.service.passports import Passport
from bot.service.ports import EntryKind
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.memory import MemoryStore
from bot.store.memory_passports import MemoryPassports
from bot.wiring.blobs import MemoryBlobs

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def passports() -> MemoryPassports:
    return MemoryPassports()


@pytest.fixture
def talk(mind: Mind, passports: MemoryPassports) -> Talk:
    support = Support(MemoryStore(), mind)
    devices = Devices(support, passports)
    support.run_errands(devices.errands, devices.recall)
    return Talk(support, MemoryBlobs())


def words(answered: Answered) -> str:
    return "\n".join(str(entry.body["text"]) for entry in answered.entries if entry.kind is EntryKind.BOT)


async def test_what_one_merchant_said_the_next_one_of_the_shop_need_not_say(talk: Talk, passports: MemoryPassports) -> None:
    await talk.say("wang", NOW, {"text": "序列号 NB12345678，百富 A920，去年11月买的"})
    known = await passports.device("NB12345678")
    assert known
    assert (known.model, known.purchased) == ("PAX A920", "2025-11")
    answered = await talk.say("li", NOW, {"text": "SN NB12345678"})
    assert "PAX A920" in words(answered)
    assert answered.state
    assert answered.state.slots["purchased"] == "2025-11"
    assert await passports.holders("NB12345678") == [1001, 1002]


async def test_in_the_next_trouble_the_bot_names_the_terminal_and_asks_only_whether_it_is_that(
    talk: Talk, passports: MemoryPassports
) -> None:
    await passports.take([Passport("NB12345678", "PAX A920", "2026-11-03", terms="standard")], NOW)
    await talk.say("wang", NOW, {"text": "SN NB12345678"})
    await talk.say("wang", NOW, {"text": "按确认键老是没反应"})
    answered = await talk.say("wang", NOW, {"text": "我要报修"})
    assert "是这台机器吗" in words(answered)
    told = await talk.say("wang", NOW, {"text": "是"})
    assert "保修到 2027-11-03" in words(told)


async def test_a_number_mistyped_is_asked_back(talk: Talk, passports: MemoryPassports) -> None:
    await passports.take([Passport("NB12345678", "PAX A920")], NOW)
    answered = await talk.say("wang", NOW, {"text": "SN NB12345679"})
    assert "NB12345679 没有查到" in words(answered)
    assert await passports.device("NB12345679") is None
    taken = await talk.say("wang", NOW, {"text": "是第一个"})
    assert taken.state
    assert taken.state.slots["serial"] == "NB12345678"


async def test_words_without_a_number_are_not_looked_up(talk: Talk) -> None:
    answered = await talk.say("wang", NOW, {"text": "机器开不了机"})
    assert answered.state
    assert answered.state.looked_up == ()
