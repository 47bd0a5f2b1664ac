"""aiogram and python-telegram-bot take the emulator for Telegram, and it takes their requests for sound."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import AsyncIterator

import pytest
import telegram as ptb
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from PIL import Image
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.emulator import clock
from bot.emulator.telegram.faults import Fault
from bot.emulator.telegram.people import Member
from tests.contract.telegram.conftest import Stage


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "navy").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
async def aiogram(telegram: Stage) -> AsyncIterator[Bot]:
    bot = Bot(telegram.merchant_bot.token, session=AiohttpSession(api=TelegramAPIServer.from_base(telegram.base)))
    yield bot
    await bot.session.close()


@pytest.fixture
async def desk(telegram: Stage) -> AsyncIterator[ptb.Bot]:
    bot = ptb.Bot(telegram.desk_bot.token, base_url=f"{telegram.base}/bot", base_file_url=f"{telegram.base}/file/bot")
    async with bot:
        yield bot


async def test_a_message_with_buttons_goes_out_and_the_pressed_button_comes_back(telegram: Stage, aiogram: Bot) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="It works", callback_data="7.0")]])
    sent = await aiogram.send_message(502, "Is the <b>light</b> on? 1 &lt; 2", parse_mode="HTML", reply_markup=keyboard)
    telegram.hands.press(telegram.ann, telegram.private(telegram.ann), sent.message_id, "7.0")

    started, pressed = await aiogram.get_updates(timeout=1)

    assert sent.text == "Is the light on? 1 < 2"
    assert started.message
    assert started.message.text == "/start"
    assert pressed.callback_query
    assert pressed.callback_query.data == "7.0"
    assert await aiogram.answer_callback_query(pressed.callback_query.id)
    assert await aiogram.edit_message_reply_markup(chat_id=502, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await aiogram.answer_callback_query(pressed.callback_query.id)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await aiogram.edit_message_reply_markup(chat_id=502, message_id=sent.message_id)


async def test_what_a_merchant_sends_arrives_with_its_bytes(telegram: Stage, aiogram: Bot) -> None:
    hands, chat = telegram.hands, telegram.private(telegram.ann)
    hands.say(telegram.ann, chat, hands.photo(picture(), "the label"))
    hands.say(telegram.ann, chat, hands.document(b"a,b\n", "sales.csv", "text/csv"))
    hands.say(telegram.ann, chat, hands.voice(b"OggS..."))
    hands.say(telegram.ann, chat, {"location": {"latitude": 31.2, "longitude": 121.5}})
    hands.say(telegram.ann, chat, {"contact": {"phone_number": "+8613800000000", "first_name": "Ann"}})
    hands.album(telegram.ann, chat, [hands.photo(picture()), hands.photo(picture())])

    photo, document, voice, place, contact, *album = await aiogram.get_updates()

    assert photo.message
    assert photo.message.photo
    assert photo.message.caption == "the label"
    assert (await aiogram.download(photo.message.photo[-1].file_id)).read().startswith(b"\xff\xd8")  # type: ignore[union-attr]
    assert document.message
    assert document.message.document
    assert (await aiogram.download(document.message.document.file_id)).read() == b"a,b\n"  # type: ignore[union-attr]
    assert voice.message
    assert voice.message.voice
    assert place.message
    assert place.message.location
    assert contact.message
    assert contact.message.contact
    assert len({one.message.media_group_id for one in album if one.message}) == 1


async def test_a_file_id_is_good_for_one_bot(telegram: Stage, aiogram: Bot, desk: ptb.Bot) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    sent = await aiogram.send_photo(502, BufferedInputFile(picture(), "p.jpg"))
    assert sent.photo
    await aiogram.send_photo(502, sent.photo[-1].file_id)

    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await desk.send_photo(telegram.group.id, sent.photo[-1].file_id)


async def test_an_album_a_document_and_the_bots_words_about_itself(telegram: Stage, aiogram: Bot) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    album = await aiogram.send_media_group(502, [InputMediaPhoto(media=BufferedInputFile(picture(), f"{n}.jpg")) for n in range(2)])
    document = await aiogram.send_document(502, BufferedInputFile(b"x", "a.pdf"), caption="paper")
    await aiogram.set_my_commands([BotCommand(command="menu", description="Menu")], language_code="en")
    await aiogram.set_my_description("Help", language_code="en")

    assert len(album) == 2
    assert document.document
    assert document.document.file_name == "a.pdf"
    assert [command.command for command in await aiogram.get_my_commands(language_code="en")] == ["menu"]
    assert await aiogram.get_my_commands() == []
    assert (await aiogram.get_me()).is_bot


@pytest.mark.parametrize(
    ("text", "data", "why"),
    [
        ("x" * 4097, "k", "message is too long"),
        (" ", "k", "message text is empty"),
        ("x", "键" * 22, "BUTTON_DATA_INVALID"),
        ("<b>x", "k", "can't parse entities"),
    ],
)
async def test_what_telegram_refuses_is_refused(telegram: Stage, aiogram: Bot, text: str, data: str, why: str) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="ok", callback_data=data)]])
    with pytest.raises(TelegramBadRequest, match=why):
        await aiogram.send_message(502, text, parse_mode="HTML", reply_markup=keyboard)
    telegram.emulator.journal.wrong.clear()  # these requests are wrong on purpose


async def test_nobody_is_spoken_to_who_never_started_or_has_blocked(telegram: Stage, aiogram: Bot) -> None:
    with pytest.raises(TelegramForbiddenError, match="can't initiate"):
        await aiogram.send_message(502, "hello")
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    telegram.hands.block(telegram.ann, telegram.merchant_bot)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await aiogram.send_message(502, "hello")
    _, blocked = await aiogram.get_updates()
    assert blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"


async def test_busy_broken_and_lost(telegram: Stage, aiogram: Bot) -> None:
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    telegram.world.faults.on += [Fault("flood", seconds=7), Fault("broken", "sendMessage"), Fault("lost", "sendMessage")]
    with pytest.raises(TelegramRetryAfter) as busy:
        await aiogram.send_message(502, "one")
    assert busy.value.retry_after == 7
    telegram.world.clock.advance(8)
    with pytest.raises(TelegramServerError):
        await aiogram.send_message(502, "two")
    with pytest.raises(TelegramNetworkError):
        await aiogram.send_message(502, "three")
    assert telegram.texts(telegram.private(telegram.ann), telegram.merchant_bot.id) == ["three"]


class Stopped:
    """The machine's time, standing still: what is sent at once is sent at once, however slow the machine."""

    def __init__(self) -> None:
        self._at = time.time()

    def time(self) -> float:
        return self._at


async def test_too_much_for_one_chat_is_a_wait_for_this_chat_alone(telegram: Stage, aiogram: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "time", Stopped())
    chen = telegram.world.people[503]
    for person in (telegram.ann, chen):
        telegram.hands.start(person, telegram.merchant_bot)
    for n in range(4):
        await aiogram.send_message(502, f"{n}")
    with pytest.raises(TelegramRetryAfter) as busy:
        await aiogram.send_message(502, "one too many")
    await aiogram.send_message(503, "other")
    telegram.world.clock.advance(busy.value.retry_after)
    await aiogram.send_message(502, "after the wait")


async def test_two_pollers_and_a_webhook_are_in_conflict(telegram: Stage, aiogram: Bot) -> None:
    first = asyncio.create_task(aiogram.get_updates(timeout=30))
    while not telegram.merchant_bot.pollers:  # noqa: ASYNC110 -- the emulator counts, it does not signal
        await asyncio.sleep(0.005)
    await aiogram.get_updates(timeout=0)
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates"):
        await first
    await aiogram.set_webhook(f"{telegram.base}/nowhere", secret_token="s")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await aiogram.get_updates()
    assert (await aiogram.get_webhook_info()).url.endswith("/nowhere")
    await aiogram.delete_webhook()


async def test_the_offset_is_the_receipt(telegram: Stage, aiogram: Bot) -> None:
    for text in ("a", "b"):
        telegram.hands.say(telegram.ann, telegram.private(telegram.ann), {"text": text})
    first, second = await aiogram.get_updates()
    assert len(await aiogram.get_updates(offset=first.update_id)) == 2
    assert [one.update_id for one in await aiogram.get_updates(offset=first.update_id + 1)] == [second.update_id]
    telegram.world.clock.advance(25 * 3600)
    assert await aiogram.get_updates() == []


async def test_topics_of_the_group(telegram: Stage, desk: ptb.Bot) -> None:
    group = telegram.group.id
    topic = await desk.create_forum_topic(group, "1042 · Ann")
    sent = await desk.send_message(group, "card", message_thread_id=topic.message_thread_id)
    assert await desk.pin_chat_message(group, sent.message_id)
    answer = telegram.hands.say(telegram.li, telegram.group, {"text": "hello"}, topic.message_thread_id)
    [update] = await desk.get_updates()
    assert update.message
    assert update.message.message_thread_id == topic.message_thread_id
    assert await desk.set_message_reaction(group, answer.id, "👍")
    assert await desk.close_forum_topic(group, topic.message_thread_id)
    assert await desk.reopen_forum_topic(group, topic.message_thread_id)
    assert await desk.edit_forum_topic(group, topic.message_thread_id, name="1042 · Ann ✓")
    member = await desk.get_chat_member(group, telegram.desk_bot.id)
    assert member.status == "administrator"
    assert (await desk.get_chat(group)).is_forum
    telegram.hands.drop_topic(telegram.li, telegram.group, topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await desk.send_message(group, "gone", message_thread_id=topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await desk.send_message(group, "the general one cannot be named", message_thread_id=1)


async def test_the_group_lets_nobody_do_what_he_has_no_right_to(telegram: Stage, desk: ptb.Bot) -> None:
    telegram.group.members[telegram.desk_bot.id] = Member("member")
    with pytest.raises(BadRequest, match=r"(?i)not enough rights"):
        await desk.create_forum_topic(telegram.group.id, "x")
    telegram.hands.admit(telegram.li, telegram.group, telegram.desk_bot.id, "kicked")
    with pytest.raises(Forbidden, match="kicked"):
        await desk.send_message(telegram.group.id, "x")


async def test_twenty_a_minute_for_the_whole_group_and_another_id_after_it_moved(
    telegram: Stage, desk: ptb.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "time", Stopped())
    for n in range(20):
        await desk.send_message(telegram.group.id, f"{n}")
    with pytest.raises(RetryAfter):
        await desk.send_message(telegram.group.id, "one too many")
    old = telegram.group.id
    telegram.hands.migrate(telegram.li, telegram.group, -1002000000009)
    with pytest.raises(ChatMigrated) as moved:
        await desk.send_message(old, "x")
    assert moved.value.new_chat_id == -1002000000009
    telegram.world.faults.on.append(Fault("broken", times=1))
    with pytest.raises(NetworkError):
        await desk.get_me()


async def test_a_plain_group_that_moves_says_so_to_aiogram(telegram: Stage, aiogram: Bot) -> None:
    plain = telegram.world.add_group(-77, "Shop")
    telegram.hands.admit(telegram.li, plain, telegram.merchant_bot.id)
    plain.members[telegram.li.id] = Member("creator")
    telegram.hands.migrate(telegram.li, plain, -1002000000088)
    with pytest.raises(TelegramMigrateToChat):
        await aiogram.send_message(-77, "x")
