"""A maintenance plan in Telegram: made by chat, reminded of, put off, done with a photo, missed twice, and one summary after downtime."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.core.upkeep.plan import Duty
from bot.emulator.telegram.people import Message, Person
from bot.knowledge.loading import Loaded
from bot.service.ports import EntryKind
from bot.service.turning import Mind
from bot.store.opening import open_store
from bot.wiring.places import shipped as folder_of
from bot.wiring.telegram import telegram as merchants
from tests.contract.telegram.conftest import Stage
from tests.contract.telegram.playing import PATIENCE, Playing, Props, buttons, playing

TEN = time(2, 0)
"""Ten o'clock in Shanghai: when a shop without busy hours is reminded."""
REMINDED = "Time for some upkeep"


@dataclass
class Shop:
    """Ann at her phone; the time is Telegram's and the program's, moved by hand."""

    play: Playing

    @property
    def ann(self) -> Person:
        return self.play.stage.ann

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.play.stage.world.clock.exact(), UTC)

    async def passes(self, span: timedelta) -> None:
        """What is due by then is said, and has arrived. The clock does not jump while something is under way: a lease would run out."""
        await self._arrived()
        self.play.stage.world.clock.advance(span.total_seconds())
        while await self.play.support.tick(self.now()):
            pass
        await self._arrived()

    async def _arrived(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while any(one.kind is EntryKind.BOT and one.status == "kept" for one in await self.play.log(self.ann)):  # noqa: ASYNC110 -- on the other side of the net
                await asyncio.sleep(0.01)

    async def says(self, words: str) -> str:
        """What the bot answers."""
        told = len(self.play.answers(self.ann))
        self.play.say(self.ann, words)
        return _text(await self.play.answered(self.ann, told + 1))

    async def presses(self, name: str) -> str:
        """The button of that name under the last message, and what is said to it."""
        last = self.play.answers(self.ann)[-1]
        told = len(self.play.answers(self.ann))
        data = next(button["callback_data"] for button in buttons(last) if button["text"] == name)
        self.play.stage.hands.press(self.ann, self.play.stage.private(self.ann), last.id, data)
        return _text(await self.play.answered(self.ann, told + 1))

    def reminders(self) -> int:
        return sum(REMINDED in _text(one) for one in self.play.answers(self.ann))

    async def duty(self, chore: str) -> Duty:
        plan = (await self.play.state(self.ann)).plan
        assert plan
        return next(duty for duty in plan.duties if duty.chore == chore)


def _text(message: Message) -> str:
    return str(message.content.get("text", message.content))


@pytest.fixture
async def shop(telegram: Stage, shipped: Loaded, mind: Mind, tmp_path: Path) -> AsyncIterator[Shop]:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", migrations=folder_of("migrations"), synchronous="OFF")
    telegram.world.budgets.is_on = False
    async with playing(telegram, store, Props(shipped, replace(mind, locale="en")), tmp_path, [merchants]) as play:
        shop = Shop(play)
        store.now = shop.now  # type: ignore[method-assign]
        tomorrow = datetime.combine(shop.now().date() + timedelta(days=1), TEN, UTC)
        telegram.world.clock.advance((tomorrow - shop.now()).total_seconds())
        yield shop
    await store.close()


async def test_from_plan_to_proof_to_silence_and_one_summary_after_downtime(shop: Shop) -> None:
    begun = shop.now().date()
    assert "how many" in (await shop.says("make me a maintenance plan")).casefold()
    answers = [await shop.presses(label) for label in ("Over 300", "Clean and dry", "No particular time", "Skip")]
    assert "Your maintenance plan" in answers[-1]
    await shop.presses("That's fine")

    # Reminded after a week, at ten; put off in words; reminded then, at that time.
    await shop.passes(timedelta(days=7, minutes=30))
    assert shop.reminders() == 1
    assert "15:00" in await shop.says("no time now, tomorrow after 3")
    await shop.passes(timedelta(days=1))
    assert shop.reminders() == 1
    await shop.passes(timedelta(hours=5))
    assert shop.reminders() == len(("first", "put off"))

    # Done, with a photo as proof.
    assert "A photo for the record" in await shop.says("done")
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), "#8a939c").save(picture, "JPEG")
    told = len(shop.play.answers(shop.ann))
    shop.play.stage.hands.say(shop.ann, shop.play.stage.private(shop.ann), shop.play.stage.hands.photo(picture.getvalue()))
    assert "Noted." in _text(await shop.play.answered(shop.ann, told + 1))
    wiped = await shop.duty("wipe")
    assert (wiped.done, bool(wiped.proof)) == (begun + timedelta(days=8), True)

    # Nothing said for two days, twice: the staff see to it, by a ticket that names what is overdue.
    await shop.passes(timedelta(days=7))
    before = shop.reminders()
    assert before == len(("first", "put off", "next week"))
    await shop.passes(timedelta(days=2))
    assert shop.reminders() == before + 1
    await shop.passes(timedelta(days=2))
    assert "A colleague will ask" in _text(shop.play.answers(shop.ann)[-1])
    [ticket] = (await shop.play.state(shop.ann)).tickets
    assert "wipe" in ticket.facts["overdue"]

    # Two months away: one message for all of it, and none when the clock stands still.
    told = len(shop.play.answers(shop.ann))
    await shop.passes(timedelta(days=60))
    await shop.passes(timedelta())
    assert len(shop.play.answers(shop.ann)) == told + 1
    assert _text(shop.play.answers(shop.ann)[-1]).count("\n·") > len(("wipe", "update"))
    assert "Stopped" in await shop.says("stop reminding me")
    assert (await shop.play.state(shop.ann)).plan is None
