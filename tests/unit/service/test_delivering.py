"""What comes of a message that a messenger takes, refuses, puts off or does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.messages import Address, Inbound, Outbound
from bot.core.understanding import StaffJoined, StaffSaid
from bot.service.ports import EntryKind, Logged
from bot.service.sending import Delivered, MaybeSent, Outcome, Refused, RetryAt, Unreachable, WindowClosed
from bot.service.support import Support
from bot.service.turning import Mind
from bot.store.memory import MemoryStore

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SHOP = Address("kiosk", "shop")


class Kiosk:
    """A door that answers as it is told, and otherwise takes everything."""

    channel = "kiosk"

    def __init__(self, *answers: Outcome) -> None:
        self.answers = list(answers)
        self.taken: list[Outbound] = []

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:
        outcome = self.answers.pop(0) if self.answers else Delivered(f"ref of {message.id}")
        if isinstance(outcome, Delivered):
            self.taken.append(message)
        return outcome


class Tidy(Kiosk):
    """A door that takes the buttons of the message above away."""

    looks_back = 2


@pytest.fixture
def support(mind: Mind) -> Support:
    return Support(MemoryStore(), mind)


async def hears(support: Support, text: str = "hello", name: str = "1", when: datetime = NINE) -> None:
    await support.receive(Inbound(name, SHOP, when, text, locale="en"))


async def out(support: Support) -> list[Logged]:
    lines = await support.store.log(SHOP)
    return [line for line in lines if line.kind in {EntryKind.BOT, EntryKind.STAFF} and line.status != "dropped"]


async def test_what_was_taken_is_marked_with_the_messengers_own_id(support: Support) -> None:
    await hears(support)
    assert await support.deliver({"kiosk": Kiosk()}, NINE) == 1
    [line] = await out(support)
    assert (line.status, line.ref) == ("sent", f"ref of 1001-{line.seq}")


async def test_a_message_put_off_goes_out_later_and_once(support: Support) -> None:
    door = Kiosk(RetryAt(NINE + timedelta(minutes=5), "busy"))
    await hears(support)
    await support.deliver({"kiosk": door}, NINE)
    assert await support.deliver({"kiosk": door}, NINE + timedelta(minutes=1)) == 0
    assert await support.deliver({"kiosk": door}, NINE + timedelta(minutes=5)) == 1
    assert len(door.taken) == 1


@pytest.mark.parametrize(("outcome", "status"), [(Refused("too long"), "refused"), (MaybeSent("no answer"), "maybe")])
async def test_a_message_refused_or_in_doubt_is_marked_and_the_next_goes_on(support: Support, outcome: Outcome, status: str) -> None:
    door = Kiosk(outcome)
    await hears(support)
    await hears(support, "hi", "2")
    await support.deliver({"kiosk": door}, NINE)
    assert [line.status for line in await out(support)] == [status, "sent"]


@pytest.mark.parametrize("outcome", [WindowClosed("48 hours"), Unreachable("blocked")])
async def test_a_merchant_who_cannot_be_reached_is_left_alone_until_he_writes(support: Support, outcome: Outcome) -> None:
    door = Kiosk(outcome)
    await hears(support)
    await support.deliver({"kiosk": door}, NINE)
    assert await support.deliver({"kiosk": door}, NINE + timedelta(days=9)) == 0
    assert not door.taken
    [note] = [line for line in await support.store.log(SHOP) if line.body.get("did") == "not_reached"]
    assert note.body["seq"] == 2
    await hears(support, "are you there", "2", NINE + timedelta(days=9))
    await support.deliver({"kiosk": door}, NINE + timedelta(days=9))
    assert door.taken


async def test_staff_are_called_when_their_own_words_do_not_arrive(support: Support) -> None:
    await hears(support)
    await support.deliver({"kiosk": Kiosk()}, NINE)
    await support.staff(SHOP, "1", StaffJoined(NINE, "Li"))
    await support.staff(SHOP, "2", StaffSaid(NINE, "Li", "I am on my way"))
    assert await support.store.waiting() == []
    await support.deliver({"kiosk": Kiosk(Unreachable("blocked"))}, NINE)
    [call] = await support.store.waiting()
    assert call.reason == "reach_gone"


async def test_what_a_dead_sender_may_have_sent_is_sent_again_and_marked(support: Support) -> None:
    await hears(support)
    await support.store.claim(["kiosk"], NINE, timedelta(seconds=30), 10)
    await support.deliver({"kiosk": Kiosk()}, NINE + timedelta(minutes=1))
    [line] = await out(support)
    assert (line.status, line.reason) == ("sent", "again")


async def test_who_looks_is_told_when_a_persons_words_went_out(support: Support) -> None:
    await hears(support)
    await support.deliver({"kiosk": Kiosk()}, NINE)
    await support.staff(SHOP, "join", StaffJoined(NINE, "li", "Li"))
    await support.staff(SHOP, "say", StaffSaid(NINE, "li", "hello", "Li"))
    async with support.signals.listening(SHOP) as told:
        assert not told.is_set()
        await support.deliver({"kiosk": Kiosk()}, NINE)
        assert told.is_set()
    assert (await out(support))[-1].status == "sent"


class Tray(Kiosk):
    """A door that says at once what fits on one tray: two messages."""

    gathers = timedelta(0)

    def joined(self, messages: Sequence[Outbound]) -> tuple[Outbound, int]:
        return replace(messages[-1 if len(messages) < 2 else 1], text=" + ".join(one.text for one in messages[:2])), min(2, len(messages))


async def test_messages_that_wait_go_out_together_where_the_door_joins_them(support: Support) -> None:
    await hears(support)
    await support.deliver({"kiosk": Kiosk()}, NINE)
    await support.staff(SHOP, "join", StaffJoined(NINE, "li", "Li"))
    for n in range(3):
        await support.staff(SHOP, f"say {n}", StaffSaid(NINE, "li", f"line {n}", "Li"))
    door = Tray()
    await support.deliver({"kiosk": door}, NINE)
    assert [one.text for one in door.taken] == ["line 0 + line 1", "line 2"]
    assert [(line.status, line.ref) for line in (await out(support))[-3:]] == [
        ("sent", f"ref of 1001-{seq}") for seq in (door_seq(door, 0), door_seq(door, 0), door_seq(door, 1))
    ]


def door_seq(door: Kiosk, place: int) -> int:
    return int(door.taken[place].id.partition("-")[2])


async def test_a_door_that_looks_back_is_told_which_message_above_still_has_its_buttons(support: Support) -> None:
    door = Tidy()
    for place, text in enumerate(("it prints blank paper", "hm", "well")):
        await hears(support, text, name=str(place))
        await support.deliver({"kiosk": door}, NINE)

    first, *others = door.taken

    assert first.above == "", "the log begins with the merchant's first words"
    assert [message.above for message in others] == [f"ref of {message.id}" for message in door.taken[:-1]]


async def test_other_doors_are_told_nothing_of_what_stands_above(support: Support) -> None:
    door = Kiosk()
    for place in range(2):
        await hears(support, "it prints blank paper", name=str(place))
        await support.deliver({"kiosk": door}, NINE)

    assert [message.above for message in door.taken] == [None, None]
