"""The whole way of a ticket in Telegram: trouble, verdict, slot, agreement, reminder, code, swap, a bill that departs, the end, how it was."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.lookups import VisitHours
from bot.core.messages import Address
from bot.core.understanding import StaffClosed, StaffJoined
from bot.emulator.telegram.people import Message, Person
from bot.knowledge.loading import Loaded
from bot.rendering.documents import Documents
from bot.service.casework import Casework
from bot.service.desk.bus import Bus
from bot.service.desk.cases import CaseDesk
from bot.service.desk.living import StaffDesk
from bot.service.desk.outcomes import Done, Outcome
from bot.service.desk.people import Staff
from bot.service.devices import Devices
from bot.service.ports import Blobs
from bot.service.press import Press
from bot.service.turning import Mind
from bot.store.desk.keys import StoredKeys
from bot.store.desk.shelf import StoredShelf
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore
from bot.wiring.blobs import FolderBlobs
from bot.wiring.devices import bookings_of, passports_of
from bot.wiring.places import shipped as folder_of
from bot.wiring.telegram import telegram as merchants
from tests.contract.telegram.conftest import Stage
from tests.contract.telegram.playing import Playing, Props, buttons, playing

LI = Staff("li", "Li Na")
WEEK = {str(day): ("09:00-12:00",) for day in range(7)}
WORDS = (
    "some keys on the keypad don't respond", "only a few keys", "still not", "no", "still not", "bought in March 2023", "yes register it",
    "A920", "NB12345678", "12 Nanjing Road", "07700 900123", "yes", "agree now", "either", "300", "no", "you pick it up",
)  # fmt: skip
"""Nothing helps, the term is over, the repair is wanted with its terms."""
TERMS = {"scope": "new keypad", "parts": "original", "fee": "260", "cap": "300", "currency": "CNY", "days": "5"}


@dataclass
class Story:
    """Ann at her phone, Li at the desk."""

    play: Playing
    desk: CaseDesk

    @property
    def ann(self) -> Person:
        return self.play.stage.ann

    async def says(self, words: str) -> Message:
        """What the bot answers."""
        told = len(self.play.answers(self.ann))
        self.play.say(self.ann, words)
        return await self.play.answered(self.ann, told + 1)

    async def hears(self, words: str) -> Message:
        """The message with these words, once it is there."""
        found: Message = await self.play.until(
            lambda: next((one for one in reversed(self.play.answers(self.ann)) if words in str(one.content)), None)
        )
        return found

    async def presses(self, message: Message, name: str) -> None:
        """The button of that offer; returns when something more has been said."""
        data = next(button["callback_data"] for button in buttons(message) if button["text"].startswith(name))
        told = len(self.play.answers(self.ann))
        self.play.stage.hands.press(self.ann, self.play.stage.private(self.ann), message.id, data)
        await self.play.answered(self.ann, told + 1)

    async def last_with(self, name: str) -> Message:
        """The latest message that has a button of that offer."""
        found: Message = await self.play.until(
            lambda: next((one for one in reversed(self.play.answers(self.ann)) if _offers(one, name)), None)
        )
        return found

    def documents(self) -> int:
        return len([one for one in self.play.answers(self.ann) if "document" in one.content])

    async def passes(self, to: datetime) -> None:
        """What is due by then is said, and sent."""
        doors = {name: door for part in self.play.parts for name, door in part.doors.items()}
        while await self.play.support.tick(to):
            pass
        await self.play.support.deliver(doors, to)


@pytest.fixture
async def story(telegram: Stage, shipped: Loaded, mind: Mind, tmp_path: Path) -> AsyncIterator[Story]:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", migrations=folder_of("migrations"), synchronous="OFF")
    assert isinstance(store, SqliteStore)
    telegram.world.budgets.is_on = False
    clock = telegram.world.clock
    clock.advance((ten_o_clock() - datetime.now(UTC)).total_seconds())
    store.now = lambda: datetime.fromtimestamp(clock.exact(), UTC)  # type: ignore[method-assign]
    able = replace(mind, knowledge=replace(mind.knowledge, visits=VisitHours(week=WEEK, capacity=1, notice=0)), locale="en")
    async with playing(telegram, store, Props(shipped, able), tmp_path, [merchants]) as play:
        blobs: Blobs = FolderBlobs(tmp_path / "media")
        passports, bookings = passports_of(store), bookings_of(store)
        casework = Casework(play.support, bookings, blobs, Press(Documents(folder_of("templates"))))
        devices = Devices(play.support, passports)
        play.support.run_errands({**devices.errands, **casework.errands}, devices.recall)
        desk = StaffDesk(play.support, StoredShelf(store), StoredKeys(store), blobs, Bus())
        yield Story(play, CaseDesk(desk, casework, passports, bookings))
    await store.close()


def ten_o_clock() -> datetime:
    """Of the next day in Shanghai: at other hours the first visit is on the day itself, whose morning may be over."""
    now = datetime.now(UTC)
    return datetime(now.year, now.month, now.day, 2, tzinfo=UTC) + timedelta(days=1)


def ok(outcome: Outcome) -> bool:
    return isinstance(outcome, Done)


def _offers(message: Message, name: str) -> bool:
    return any(button["text"].startswith(name) for button in buttons(message))


async def test_from_the_trouble_to_the_closed_ticket(story: Story) -> None:
    for words in WORDS:
        await story.says(words)
    last = story.play.answers(story.ann)[-1]
    await story.presses(last, buttons(last)[0]["text"])
    found = re.search(r"Ticket (\d+-\d+): somebody comes", str((await story.hears(": somebody comes")).content))
    assert found
    ref = found[1]

    # A technician is named: the code is in the chat and at the desk. The verdict rests on the date that was told.
    filed = await story.desk.case(LI, ref)
    assert (filed.kind, filed.facts["verdict"], filed.facts["purchased"]) == ("paid", "out", "2023-03")
    window = filed.visit["window"]
    assert ok(await story.desk.arrange(LI, ref, window, "Zhao Lei"))
    code = (await story.desk.case(LI, ref)).visit["code"]
    assert code in str((await story.hears("The visit code is")).content)

    # The agreement for what the warranty leaves out: as a document, agreed to in the chat, fixed, and sent once more.
    assert ok(await story.desk.offer(LI, ref, TERMS))
    await story.presses(await story.last_with("I agree"), "I agree")
    await story.play.until(lambda: story.documents() == len(("offered", "sealed")))
    assert (await story.desk.case(LI, ref)).agreements[-1]["state"] == "agreed"

    # The morning of the visit; then the swap.
    await story.passes(datetime.fromisoformat(f"{window[:10]}T08:01:00+08:00"))
    assert code in str((await story.hears("Today, ")).content)
    assert ok(await story.desk.report(LI, ref, {"result": "part", "old": "NB12345678", "new": "NB87654321", "parts": "unit"}))
    await story.hears("new serial number NB87654321")

    # A bill that departs is told with what was agreed, and accepted. Done, it works, closed.
    assert ok(await story.desk.bill(LI, ref, {"kind": "bill", "amount": "480", "currency": "CNY"}))
    await story.hears("more than the 300 CNY agreed")
    assert [flag.rpartition(":")[2] for flag in (await story.desk.case(LI, ref)).flags] == ["over_cap"]
    await story.presses(await story.last_with("I agree"), "I agree")
    assert ok(await story.desk.move(LI, ref, "done"))
    await story.presses(await story.last_with("It works"), "It works")
    assert (await story.desk.case(LI, ref)).status == "closed"

    # The conversation is closed; she says how it was.
    shop, at = Address("telegram", str(story.ann.id)), story.play.store.now()
    await story.play.support.staff(shop, "join", StaffJoined(at, "li", "Li Na"))
    await story.play.support.staff(shop, "close", StaffClosed(at, "li", "Li Na"))
    await story.presses(await story.last_with("It works"), "It works")
    await story.says("the technician was on time")
    rated = await story.play.state(story.ann)
    assert (rated.rating, rated.word) == ("solved", "the technician was on time")
