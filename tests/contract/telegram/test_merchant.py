"""Merchants on Telegram, from the first press of "start" to the last button: posbot against the emulator."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.telegram.account import merchant_bot
from bot.channels.telegram.door import MerchantDoor
from bot.core.messages import Address, Outbound
from bot.emulator.telegram.faults import Fault
from bot.emulator.telegram.people import Member
from bot.knowledge.loading import Loaded
from bot.service.ports import EntryKind
from bot.service.sending import Delivered, RetryAt
from bot.service.turning import Mind
from bot.store.memory import MemoryStore
from bot.wiring.blobs import MemoryBlobs
from bot.wiring.telegram import telegram as merchants
from tests.contract.telegram.conftest import Stage
from tests.contract.telegram.playing import Playing, Props, buttons, playing
from tests.contract.telegram.test_libraries import picture


@pytest.fixture
async def play(telegram: Stage, shipped: Loaded, mind: Mind, tmp_path: Path) -> AsyncIterator[Playing]:
    async with playing(telegram, MemoryStore(), Props(shipped, mind), tmp_path, [merchants]) as found:
        yield found


async def test_start_greets_with_the_menu_and_a_pressed_button_goes_on(play: Playing, telegram: Stage) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    greeting = await play.answered(telegram.ann, 1)
    assert greeting.content["text"].startswith("Hi, I'm the terminal assistant")
    off = next(button for button in buttons(greeting) if button["text"] == "Won't switch on")
    assert len(off["callback_data"].encode()) <= 64

    query = telegram.hands.press(telegram.ann, telegram.private(telegram.ann), greeting.id, off["callback_data"])

    step = await play.answered(telegram.ann, 2)
    assert "Plug it in" in step.content["text"]
    await play.until(lambda: query.answered is not None)
    await play.until(lambda: not buttons(greeting))
    assert greeting.content["text"].endswith("✓ Won't switch on")
    pressed = await play.logged(telegram.ann, EntryKind.MERCHANT, 2)
    assert pressed.body["label"] == "Won't switch on"


async def test_buttons_go_where_the_merchant_types_instead(play: Playing, telegram: Stage) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    greeting = await play.answered(telegram.ann, 1)
    assert buttons(greeting)
    play.say(telegram.ann, "won't switch on")
    step = await play.answered(telegram.ann, 2)
    await play.until(lambda: not buttons(greeting))
    assert "✓" not in greeting.content["text"]
    assert buttons(step)


async def test_buttons_go_however_much_the_staff_have_noted_since(play: Playing, telegram: Stage) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    greeting = await play.answered(telegram.ann, 1)
    for n in range(6):
        await play.support.note(Address("telegram", "502"), f"note-{n}", datetime(2026, 11, 25, tzinfo=UTC), {"did": "noted"})
    play.say(telegram.ann, "won't switch on")
    await play.answered(telegram.ann, 2)
    await play.until(lambda: not buttons(greeting))


async def test_words_that_are_changed_afterwards_are_answered_anew(play: Playing, telegram: Stage) -> None:
    said = play.say(telegram.ann, "the printer is jammed")
    jammed = await play.answered(telegram.ann, 1)
    telegram.hands.edit(telegram.ann, telegram.private(telegram.ann), said.id, "the scanner reads no codes")
    anew = await play.answered(telegram.ann, 2)
    await play.until(lambda: not buttons(jammed))
    state = await play.state(telegram.ann)
    assert anew.content["text"].startswith("Right, I've changed that.")
    assert (state.trouble, state.words) == ("hardware.scanner", ("the scanner reads no codes",))
    lines = [entry.body for entry in await play.log(telegram.ann) if entry.kind is EntryKind.MERCHANT]
    assert [(line.get("message"), line.get("edits")) for line in lines] == [(str(said.id), None), (None, str(said.id))]


async def test_a_mended_typing_error_is_noted_and_not_answered_twice(play: Playing, telegram: Stage) -> None:
    said = play.say(telegram.ann, "the printer is jamed")
    await play.answered(telegram.ann, 1)
    telegram.hands.edit(telegram.ann, telegram.private(telegram.ann), said.id, "the printer is jammed")
    await play.logged(telegram.ann, EntryKind.MERCHANT, 2)
    state = await play.state(telegram.ann)
    assert state.words == ("the printer is jammed",)
    assert len([entry for entry in await play.log(telegram.ann) if entry.kind is EntryKind.BOT]) == 1


async def test_words_changed_after_a_person_was_called_are_only_noted(play: Playing, telegram: Stage) -> None:
    earlier = play.say(telegram.ann, "the printer is jammed")
    await play.answered(telegram.ann, 1)
    called = play.say(telegram.ann, "talk to a person")
    await play.answered(telegram.ann, 2)
    for message, text in ((called, "never mind"), (earlier, "the scanner reads no codes")):
        telegram.hands.edit(telegram.ann, telegram.private(telegram.ann), message.id, text)
    await play.logged(telegram.ann, EntryKind.MERCHANT, 4)
    assert (await play.state(telegram.ann)).called
    assert len([entry for entry in await play.log(telegram.ann) if entry.kind is EntryKind.BOT]) == 2


async def test_a_button_that_is_gone_or_forged_is_answered_as_an_old_one(play: Playing, telegram: Stage) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    greeting = await play.answered(telegram.ann, 1)
    query = telegram.hands.press_late(telegram.ann, telegram.private(telegram.ann), greeting.id, "999.0")

    told = await play.answered(telegram.ann, 2)
    assert "earlier question" in told.content["text"]
    await play.until(lambda: query.answered is not None)


async def test_a_link_with_a_serial_number_notes_it(play: Playing, telegram: Stage) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot, "AB12345678")
    await play.answered(telegram.ann, 1)
    line = await play.logged(telegram.ann, EntryKind.MERCHANT, 1)
    assert line.body["heard"]["fields"] == {"serial": "AB12345678"}  # type: ignore[index,call-overload]


async def test_each_merchant_is_spoken_to_in_the_language_of_the_client_until_another_is_chosen(play: Playing, telegram: Stage) -> None:
    chen = telegram.world.people[503]
    telegram.hands.start(chen, telegram.merchant_bot)
    assert (await play.answered(chen, 1)).content["text"].startswith("您好")
    play.say(chen, "/english")
    assert (await play.answered(chen, 2)).content["text"].startswith("Right, from the start")
    play.say(chen, "999")
    assert (await play.answered(chen, 3)).content["text"].isascii()


async def test_what_is_sent_is_kept_with_its_bytes_and_an_album_is_answered_once(play: Playing, telegram: Stage, tmp_path: Path) -> None:
    hands, ann, chat = telegram.hands, telegram.ann, telegram.private(telegram.ann)
    telegram.world.budgets.is_on = False
    play.say(ann, "printer is dead")
    await play.answered(ann, 1)
    hands.album(ann, chat, [hands.photo(picture(), "this is what it looks like") for _ in range(3)])
    hands.say(ann, chat, hands.document(b"a,b", "Sales.CSV", "text/csv"))
    hands.say(ann, chat, hands.voice(b"OggS"))
    hands.say(ann, chat, {"location": {"latitude": 31.2, "longitude": 121.5}})
    await play.logged(ann, EntryKind.MERCHANT, 7)

    lines = [entry.body for entry in await play.log(ann) if entry.kind is EntryKind.MERCHANT]
    kinds = [item["kind"] for line in lines for item in line["media"]]  # type: ignore[union-attr,index,call-overload]
    assert kinds == ["photo", "photo", "photo", "document", "voice", "location"]
    kept = sorted(path.suffix for path in (tmp_path / "media").rglob("*") if path.is_file())
    assert kept == [".csv", ".jpg", ".jpg", ".jpg", ".ogg"]
    assert "31.200000, 121.500000" in str(lines[-1]["text"])
    assert len([entry for entry in await play.log(ann) if entry.kind is EntryKind.BOT]) == 5


@pytest.mark.parametrize(
    ("number", "phone"), [("+8613800138000", "13800138000"), ("8613800138000", "13800138000"), ("447700900123", "+447700900123")]
)
async def test_a_shared_contact_is_the_phone_number_and_nothing_to_be_understood(
    play: Playing, telegram: Stage, number: str, phone: str
) -> None:
    chat = telegram.private(telegram.ann)
    telegram.hands.say(telegram.ann, chat, {"contact": {"phone_number": number, "first_name": "Ann"}})
    line = await play.logged(telegram.ann, EntryKind.MERCHANT, 1)
    assert line.body["heard"]["fields"] == {"phone": phone}  # type: ignore[index,call-overload]
    assert (await play.answered(telegram.ann, 1)).content["text"].startswith("Noted.")


async def test_a_secret_never_reaches_the_inbox_or_the_log(play: Playing, telegram: Stage) -> None:
    play.say(telegram.ann, "my card number is 6228480012345678, declined")
    answer = await play.answered(telegram.ann, 1)
    assert "blanked it out" in answer.content["text"]
    assert "6228" not in str(await play.log(telegram.ann))


async def test_too_big_a_file_is_said_to_be_too_big(play: Playing, telegram: Stage) -> None:
    content = telegram.hands.document(b"x", "a.zip", "application/zip")
    shown = content["document"]
    content["document"] = type(shown)(shown.key, (*shown.extra[:2], ("file_size", 21 * 1024 * 1024)))
    telegram.hands.say(telegram.ann, telegram.private(telegram.ann), content)
    assert "over 20 MB" in (await play.answered(telegram.ann, 1)).content["text"]


async def test_who_stopped_the_bot_is_noted_and_is_reached_again_after_coming_back(play: Playing, telegram: Stage) -> None:
    play.say(telegram.ann, "talk to a person")
    await play.answered(telegram.ann, 1)
    telegram.hands.block(telegram.ann, telegram.merchant_bot)
    noted = await play.logged(telegram.ann, EntryKind.SYSTEM, 2)
    assert noted.body == {"did": "blocked"}
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    await play.answered(telegram.ann, 2)


async def test_groups_are_refused_politely(play: Playing, telegram: Stage) -> None:
    shop = telegram.world.add_group(-4711, "Our shop")
    shop.members[telegram.ann.id] = Member("creator")
    telegram.hands.admit(telegram.ann, shop, telegram.merchant_bot.id)
    await play.until(lambda: shop.members[telegram.merchant_bot.id].status == "left")
    assert telegram.texts(shop, telegram.merchant_bot.id)[0].startswith("I talk about your shop in a private chat only")


async def test_a_flood_wait_holds_up_that_chat_alone(play: Playing, telegram: Stage) -> None:
    chen = telegram.world.people[503]
    telegram.world.faults.on.append(Fault("flood", "sendMessage", chat=502, seconds=3600))
    play.say(telegram.ann, "hello")
    await play.until(lambda: not telegram.world.faults.on)
    play.say(chen, "您好")
    await play.answered(chen, 1)
    assert play.answers(telegram.ann) == []
    assert (await play.logged(telegram.ann, EntryKind.BOT, 1)).status == "kept"


async def test_an_answer_that_was_lost_is_marked_as_maybe_sent_and_not_sent_again(play: Playing, telegram: Stage) -> None:
    telegram.world.faults.on.append(Fault("lost", "sendMessage"))
    play.say(telegram.ann, "hello")
    await play.answered(telegram.ann, 1)
    play.say(telegram.ann, "no power")
    await play.answered(telegram.ann, 2)
    assert [await play.settled(telegram.ann, EntryKind.BOT, n) for n in (1, 2)] == ["maybe", "sent"]


async def test_an_update_that_cannot_be_read_holds_up_only_its_chat(play: Playing, telegram: Stage) -> None:
    telegram.world.tell_raw(telegram.merchant_bot, {"message": {"chat": {"id": 7}, "text": 5}}, 7)
    telegram.world.tell_raw(telegram.merchant_bot, {"something_new": {"from": {"id": 8}}}, 8)
    play.say(telegram.ann, "hello")
    await play.answered(telegram.ann, 1)
    parked = await play.parked(2)
    assert [(one.update.lane, one.reason, one.tries) for one in parked] == [("7", "Unreadable", 1), ("8", "Unreadable", 1)]
    telegram.emulator.journal.wrong.clear()  # both are wrong on purpose


async def test_the_menu_of_commands_is_set_in_both_languages(play: Playing, telegram: Stage) -> None:
    about = telegram.merchant_bot.about
    await play.until(lambda: ("short_description", "en") in about)
    assert [command["command"] for command in about["commands", ""]["commands"]][:2] == ["menu", "person"]
    assert about["commands", "en"]["commands"][1]["description"] == "Talk to a person"
    await asyncio.sleep(0)


async def test_answers_find_room_before_notices_and_notices_before_what_is_said_to_many(telegram: Stage) -> None:
    store, now = MemoryStore(), datetime(2026, 11, 25, tzinfo=UTC)
    store.now = lambda: now  # type: ignore[method-assign]  # time stands still, or it would be a timed test
    door = MerchantDoor(merchant_bot(telegram.merchant_bot.token, telegram.base), store, MemoryBlobs(), "{text}")
    telegram.world.budgets.is_on = False

    async def sent(first: int, **kind: bool) -> int:
        """How many of five messages go out at once."""
        people = [telegram.world.add_person(3000 + first + n, f"Shop {n}") for n in range(5)]
        for one in people:
            telegram.hands.start(one, telegram.merchant_bot)
        messages = [Outbound(f"{one.id}-1", Address("telegram", f"{one.id}"), "hello", **kind) for one in people]  # type: ignore[arg-type]  # flags
        outcomes = [await door.send(message, 0, store.now()) for message in messages]
        assert all(isinstance(outcome, Delivered | RetryAt) for outcome in outcomes)
        return sum(isinstance(outcome, Delivered) for outcome in outcomes)

    assert await sent(0, bulk=True) == 2
    assert await sent(10, notice=True) == 2
    assert await sent(20) == 5
    assert await sent(30, bulk=True) == await sent(40, notice=True) == 0
    await door._bot.session.close()
