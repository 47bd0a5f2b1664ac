"""The staff's group: a topic for each chat that wants a person, and what colleagues do in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.channels.desk.group import BURST, RATE
from bot.emulator.telegram.people import Member, Message, Person, Topic
from bot.knowledge.loading import Loaded
from bot.service.ports import EntryKind
from bot.service.turning import Mind
from bot.store.opening import open_store
from bot.wiring.ground import Ground, Part
from bot.wiring.group import group_desk
from bot.wiring.places import shipped as folder_of
from bot.wiring.telegram import telegram as merchants
from tests.contract.telegram.conftest import Stage
from tests.contract.telegram.playing import Playing, Props, playing
from tests.contract.telegram.test_libraries import picture


@pytest.fixture
async def play(telegram: Stage, shipped: Loaded, mind: Mind, tmp_path: Path) -> AsyncIterator[Playing]:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", migrations=folder_of("migrations"), synchronous="OFF")
    settings: dict[str, Any] = {
        "emulator": True,
        "telegram_desk_token": telegram.desk_bot.token,
        "telegram_desk_group": telegram.group.id,
    }
    telegram.world.budgets.is_on = False
    makers: list[Callable[[Ground], Part]] = [merchants, partial(group_desk, rate=100, burst=100)]
    async with playing(telegram, store, Props(shipped, mind), tmp_path, makers, **settings) as found:
        yield found
    await store.close()


async def topic(play: Playing, count: int = 1) -> Topic:
    """The topic of that number, from 1."""
    await play.until(lambda: len(play.stage.group.topics) >= count)
    return list(play.stage.group.topics.values())[count - 1]


def there(play: Playing, thread: int) -> list[Message]:
    """What the bot has said in a topic."""
    bot = play.stage.desk_bot.id
    return [one for one in play.stage.group.messages.values() if one.thread == thread and one.sender == bot and "text" in one.content]


async def said(play: Playing, thread: int, words: str) -> Message:
    """The message of the bot in that topic that holds these words."""
    found: Message = await play.until(lambda: next((one for one in there(play, thread) if words in one.content["text"]), None))
    return found


def write(play: Playing, thread: int, text: str, who: Person | None = None, **more: Any) -> Message:
    """A colleague writes in a topic."""
    return play.stage.hands.say(who or play.stage.li, play.stage.group, {"text": text}, thread, **more)


async def escalated(play: Playing) -> Topic:
    """Ann has asked for a person."""
    play.say(play.stage.ann, "printer prints nothing")
    await play.answered(play.stage.ann, 1)
    play.say(play.stage.ann, "talk to a person")
    await play.answered(play.stage.ann, 2)
    return await topic(play)


async def test_a_chat_that_wants_a_person_gets_a_topic_with_its_card_pinned(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    card = await said(play, made.id, "Reason")
    assert "1001" in made.name
    assert "The merchant asked for a person" in card.content["text"]
    assert "printer prints nothing" in card.content["text"]
    await play.until(lambda: card.id in telegram.group.pinned)
    lines = await said(play, made.id, "talk to a person")
    assert "printer prints nothing" in lines.content["text"]


async def test_words_in_the_topic_reach_the_merchant_and_are_marked_once_they_have(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    answer = write(play, made.id, "Li here, I am looking into it")
    heard = await play.answered(telegram.ann, 3)
    assert heard.content["text"] == "李工: Li here, I am looking into it"
    await play.until(lambda: answer.marks)
    assert [mark["emoji"] for mark in answer.marks[telegram.desk_bot.id]] == ["👍"]
    play.say(telegram.ann, "thank you")
    await said(play, made.id, "thank you")
    assert not [one for one in there(play, made.id) if "looking into it" in one.content["text"]]


async def test_a_photo_from_the_topic_goes_over_our_own_store(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    telegram.hands.say(telegram.li, telegram.group, telegram.hands.photo(picture(), "press this"), made.id)
    heard = await play.until(lambda: next((one for one in play.answers(telegram.ann) if "photo" in one.content), None))
    assert heard.content["caption"] == "李工: press this"
    play_photo = telegram.hands.photo(picture())
    telegram.hands.say(telegram.ann, telegram.private(telegram.ann), play_photo)
    photos = lambda: [one for one in telegram.group.messages.values() if one.sender == telegram.desk_bot.id and "photo" in one.content]  # noqa: E731
    await play.until(photos)


async def test_a_note_stays_inside(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    card = await said(play, made.id, "Reason")
    by_command = write(play, made.id, "/note she is angry")
    await play.until(lambda: by_command.marks)
    by_reply = write(play, made.id, "call her first", reply_to=card.id)
    await play.until(lambda: by_reply.marks)
    notes = [entry.body["text"] for entry in await play.log(telegram.ann) if entry.kind is EntryKind.NOTE]
    assert notes == ["she is angry", "call her first"]
    assert not [one for one in play.answers(telegram.ann) if "angry" in one.content["text"] or "call her" in one.content["text"]]


async def test_a_message_that_is_changed_in_the_topic_stays_as_it_was_sent_and_the_colleague_is_told(
    play: Playing, telegram: Stage
) -> None:
    made = await escalated(play)
    sent = write(play, made.id, "try the other socket")
    await play.until(lambda: sent.marks)
    telegram.hands.edit(telegram.li, telegram.group, sent.id, "try the other cable")
    await said(play, made.id, "does not reach the merchant")
    told = [one.content["text"] for one in play.answers(telegram.ann)]
    assert not any("other cable" in text for text in told)
    assert sum("other socket" in text for text in told) == 1


async def test_who_is_not_linked_is_told_so_and_nothing_is_sent(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    stranger = telegram.world.add_person(999, "Mallory")
    telegram.group.members[999] = Member("member")
    write(play, made.id, "let me in", stranger)
    await said(play, made.id, "number 999")
    assert len(play.answers(telegram.ann)) == 2


async def test_take_back_and_close(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    taken = write(play, made.id, "/take")
    await play.until(lambda: taken.marks)
    card = await said(play, made.id, "With 李工")
    other = write(play, made.id, "/take", telegram.world.people[602])
    await play.until(lambda: other.marks)
    await play.until(lambda: "With Sam" in card.content["text"])
    mine = write(play, made.id, "me again")
    await said(play, made.id, "Sam has this conversation")
    assert not mine.marks
    back = write(play, made.id, "/back", telegram.world.people[602])
    await play.until(lambda: back.marks)
    await play.until(lambda: telegram.group.topics[made.id].closed)


async def test_a_merchant_who_writes_again_opens_the_topic_again(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    await play.until(lambda: there(play, made.id))
    closed = write(play, made.id, "/close")
    await play.until(lambda: closed.marks)
    await play.until(lambda: telegram.group.topics[made.id].closed)
    play.say(telegram.ann, "talk to a person")
    await play.until(lambda: not telegram.group.topics[made.id].closed)
    assert len(telegram.group.topics) == 1


async def test_a_topic_that_was_deleted_is_made_anew_once_with_the_latest_lines(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    await said(play, made.id, "Reason")
    telegram.hands.drop_topic(telegram.li, telegram.group, made.id)
    play.say(telegram.ann, "is anybody there")
    again = await topic(play)
    assert again.id != made.id
    await said(play, again.id, "is anybody there")
    assert len(telegram.group.topics) == 1


async def test_the_group_moves_and_the_desk_moves_with_it(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    await said(play, made.id, "Reason")
    old = telegram.group
    moved = telegram.hands.migrate(telegram.li, old, old.id - 7)
    play.say(telegram.ann, "is anybody there")
    again: Topic = await play.until(lambda: next(iter(moved.topics.values()), None))
    await said(play, again.id, "is anybody there")
    write(play, again.id, "here I am")
    await play.until(lambda: "here I am" in str([one.content for one in play.answers(telegram.ann)]))


async def test_a_topic_closed_by_hand_closes_the_conversation(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    taken = write(play, made.id, "/take")
    await play.until(lambda: taken.marks)
    telegram.hands.set_closed(telegram.li, telegram.group, made.id, closed=True)
    await play.until(lambda: len(play.answers(telegram.ann)) >= 3)
    assert [entry.body["did"] for entry in await play.log(telegram.ann) if entry.kind is EntryKind.SYSTEM][-1] == "staff_closed"


async def test_tickets_are_shown_and_an_unknown_place_is_said_to_be_one(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    write(play, made.id, "/ticket")
    await said(play, made.id, "No tickets")
    own = telegram.hands.topic(telegram.li, telegram.group, "Lunch")
    write(play, own.id, "who wants noodles")
    await said(play, own.id, "belongs to no conversation")


async def test_a_merchant_who_is_gone_is_told_to_the_group(play: Playing, telegram: Stage) -> None:
    made = await escalated(play)
    await said(play, made.id, "Reason")
    telegram.hands.block(telegram.ann, telegram.merchant_bot)
    await said(play, made.id, "has stopped the bot")
    write(play, made.id, "hello?")
    await said(play, made.id, "did not reach the merchant")


async def test_many_lines_are_few_messages_and_never_more_than_the_group_takes(
    telegram: Stage, shipped: Loaded, mind: Mind, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", migrations=folder_of("migrations"), synchronous="OFF")
    settings: dict[str, Any] = {"emulator": True, "telegram_desk_token": telegram.desk_bot.token, "telegram_desk_group": telegram.group.id}
    async with playing(telegram, store, Props(shipped, mind), tmp_path, [merchants, group_desk], **settings) as play:
        began = play.store.now()
        made = await escalated(play)
        for n in range(25):
            play.say(telegram.ann, f"line {n}.")
        await said(play, made.id, "line 24.")
        assert len(there(play, made.id)) <= BURST + RATE * (play.store.now() - began).total_seconds()
        assert not [line for line in telegram.emulator.journal.lines if line.bot == telegram.desk_bot.username and "Too Many" in line.got]
    await store.close()
