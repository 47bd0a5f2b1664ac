"""What the doctor says of both bots."""

from __future__ import annotations

from telegram import Bot

from bot.channels.desk.account import desk_bot
from bot.channels.desk.inspecting import complaints as group_complaints
from bot.channels.telegram.account import listen, merchant_bot
from bot.channels.telegram.inspecting import complaints
from bot.emulator.telegram.people import Member
from tests.contract.telegram.conftest import Stage


async def test_a_healthy_pair_of_bots_gives_no_complaint(telegram: Stage) -> None:
    assert await complaints(merchant_bot(telegram.merchant_bot.token, telegram.base), "") == []
    assert await group_complaints(desk_bot(telegram.desk_bot.token, telegram.base), "", telegram.group.id) == []


async def test_a_wrong_token_an_unset_webhook_and_updates_that_wait(telegram: Stage) -> None:
    wrong = merchant_bot("1:" + "x" * 35, telegram.base)
    assert "does not know this token" in (await complaints(wrong, ""))[0]
    assert "does not know this token" in (await group_complaints(desk_bot("1:" + "x" * 35, telegram.base), "", 5))[0]
    for n in range(60):
        telegram.world.tell_raw(telegram.merchant_bot, {"message": {"message_id": n, "date": 0, "chat": {"id": 1, "type": "private"}}})
    unset, waiting = await complaints(merchant_bot(telegram.merchant_bot.token, telegram.base), "https://shop.example/telegram/merchant")
    assert "not set, it should be https://shop.example/telegram/merchant" in unset
    assert "60 updates wait" in waiting


async def test_a_webhook_that_fails_is_reported_with_telegrams_words(telegram: Stage) -> None:
    bot = merchant_bot(telegram.merchant_bot.token, telegram.base)
    await listen(bot, f"{telegram.base}/nowhere")
    telegram.hands.start(telegram.ann, telegram.merchant_bot)
    while telegram.merchant_bot.webhook and not telegram.merchant_bot.webhook.error:
        await bot.get_me()
    [said] = await complaints(bot, f"{telegram.base}/nowhere")
    assert "404" in said


async def test_a_group_without_topics_or_rights_is_said_to_be_so(telegram: Stage) -> None:
    group = telegram.group

    def ask() -> Bot:
        return desk_bot(telegram.desk_bot.token, telegram.base)

    group.members[telegram.desk_bot.id] = Member("administrator", frozenset({"can_pin_messages"}))
    assert await group_complaints(ask(), "", group.id) == ["the bot lacks rights in the group: can_manage_topics"]
    group.members[telegram.desk_bot.id] = Member("member")
    assert await group_complaints(ask(), "", group.id) == ["the bot is no administrator of the group"]
    group.is_forum = False
    assert "has no topics" in (await group_complaints(ask(), "", group.id))[0]
    assert "cannot be seen" in (await group_complaints(ask(), "", -5))[0]
    telegram.hands.migrate(telegram.li, group, group.id - 1)
    assert f"{group.id - 1} now" in (await group_complaints(ask(), "", group.id))[0]
