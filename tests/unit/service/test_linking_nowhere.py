"""Where there is only one chat, whoever asks for a code to link another hears that there is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.channels.terminal.talk import Talk
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.memory import MemoryStore
from bot.wiring.blobs import MemoryBlobs
from bot.wiring.linking import with_links

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(("locale", "asks", "told"), [("zh", "换微信继续", "给不出接续码"), ("en", "link my account", "no code")])
async def test_who_asks_for_a_code_is_told_that_there_is_none(mind: Mind, locale: str, asks: str, told: str) -> None:
    store = MemoryStore()
    support = Support(store, mind)
    with_links(support, store)
    talk = Talk(support, MemoryBlobs())
    await talk.say("wang", NOW, {"text": asks}, locale=locale)
    answered = await talk.say("wang", NOW, {"text": "1"}, locale=locale)
    assert told in str(answered.entries[-1].body["text"])
