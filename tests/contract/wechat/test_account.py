"""Merchants on the service account, from following it to the last answer: posbot against the emulator."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.wechat.oa.replies import Replies
from bot.core.knowledge import Knowledge
from bot.core.reminders import making, reminding
from bot.core.understanding import StaffJoined, StaffSaid
from bot.core.upkeep.plan import Plan, Terminal
from bot.emulator.wechat.cast import CONSENT
from bot.emulator.wechat.hands import AMR
from bot.emulator.wechat.people import DAY, SAID
from bot.emulator.wechat.pushing import SORRY
from bot.emulator.wechat.server import WeChat
from bot.knowledge.loading import Loaded
from bot.service.ports import Alarm, Chat, EntryKind, Event, Kept
from bot.service.turning import Mind
from bot.store.opening import open_store
from tests.contract.wechat.conftest import Playing, Props, playing, theirs

TEMPLATE = "TEMPLATE_ANSWER"
FOR_EVER = 3600.0
"""Seconds: a push whose answer is awaited stays open until it is there, however slow the machine."""


async def staff_says(play: Playing, text: str, count: int, channel: str = "wx_oa") -> None:
    """A person of the staff writes from the console."""
    address = play.address(play.wang, channel)
    if count == 1:
        await play.support.staff(address, "join", StaffJoined(play.store.now(), "li", "李工"))
    await play.support.staff(address, f"say {count}", StaffSaid(play.store.now(), "li", text, "李工"))


async def test_the_address_is_proven_and_forged_pushes_are_refused(play: Playing) -> None:
    assert await play.wechat.pushing.verify()
    assert not await play.wechat.pushing.verify(token="another")
    async with httpx.AsyncClient() as client:
        url = play.wechat.pushing.account_url
        assert (await client.post(url, content=b"<xml><a>1</a></xml>")).status_code == 400
        sealed = "<xml><Encrypt>AAAA</Encrypt></xml>"
        assert (await client.post(url, content=sealed, params={"encrypt_type": "aes", "msg_signature": "0"})).status_code == 403
        bomb = '<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>'
        assert (await client.post(url, content=bomb)).status_code == 400
        assert (await client.post(url, content=b"x" * 2_000_000)).status_code == 400


async def test_following_greets_in_the_push_itself_and_a_number_picks_an_option(
    shipped: Loaded, mind: Mind, tmp_path: Path, wechat: WeChat
) -> None:
    wechat.pushing.patience = FOR_EVER
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    async with playing(wechat, store, Props(shipped, mind), tmp_path, wechat_oa_instant=FOR_EVER) as play:
        play.hands.follow(play.wang)
        greeting = await play.shown(play.wang.at_account, 1)
        assert greeting.text.startswith("您好")
        assert "\n1. " in greeting.text
        play.hands.say(play.wang, "终端开不了机")
        question = await play.shown(play.wang.at_account, 2)
        play.hands.say(play.wang, "１")
        answer = await play.shown(play.wang.at_account, 3)
        assert answer.text != question.text
        assert (await play.logged(play.wang, EntryKind.MERCHANT, 3)).body["heard"]["offer"]  # type: ignore[index,call-overload]
        assert not [line for line in play.wechat.journal.lines if "custom/send" in line.what], "an answer that was ready cost a message"
    await store.close()
    assert wechat.journal.wrong == []


async def test_a_code_with_the_terminals_serial_notes_it(play: Playing) -> None:
    play.hands.follow(play.wang, "AB12345678")
    assert (await play.shown(play.wang.at_account, 1)).text.startswith("您好")
    assert await play.terminals(play.wang) == ["AB12345678"]


async def test_numbers_and_names_of_wechats_are_kept_as_they_are(play: Playing) -> None:
    play.wang.follows = True
    play.wang.may("said", SAID, play.world.clock.exact())  # as who writes words may be answered, in the push or after it
    a_card = 4_111_111_111_111_111
    play.hands.raw(play.wang, {"MsgType": "text", "Content": "开不了机", "MsgId": a_card})
    await play.shown(play.wang.at_account, 1)
    line = await play.logged(play.wang, EntryKind.MERCHANT, 1)
    assert line.body["heard"]["masked"] == 0  # type: ignore[index,call-overload]


async def test_the_menu_is_set_and_a_tap_on_it_calls_a_person(play: Playing) -> None:
    await play.until(lambda: play.world.menu)
    assert play.world.menu[1] == ("person", "找人工")
    play.hands.follow(play.wang)
    await play.shown(play.wang.at_account, 1)
    play.hands.tap(play.wang, "person")
    await play.shown(play.wang.at_account, 2)
    await play.logged(play.wang, EntryKind.SYSTEM, 1)
    assert [one.address.chat for one in await play.store.waiting()] == [play.wang.openid]


async def test_what_is_sent_is_kept_with_its_bytes(play: Playing, tmp_path: Path) -> None:
    play.hands.follow(play.wang)
    await play.shown(play.wang.at_account, 1)
    play.hands.send(play.wang, "image", b"\xff\xd8photo")
    await play.logged(play.wang, EntryKind.MERCHANT, 2)
    play.hands.send(play.wang, "voice", AMR, "audio/amr")
    await play.logged(play.wang, EntryKind.MERCHANT, 3)
    play.hands.locate(play.wang)
    await play.logged(play.wang, EntryKind.MERCHANT, 4)
    lines = [entry.body for entry in await play.log(play.wang) if entry.kind is EntryKind.MERCHANT]
    kinds = [item["kind"] for line in lines for item in line["media"]]  # type: ignore[union-attr,index,call-overload]
    assert kinds == ["photo", "voice", "location"]
    kept = sorted(path for path in (tmp_path / "media").rglob("*") if path.is_file())
    assert sorted(path.suffix for path in kept) == [".amr", ".jpg"]
    assert AMR in [path.read_bytes() for path in kept]
    assert "31.230416, 121.473701" in str(lines[-1]["text"])


async def test_three_tries_of_a_push_are_handled_once(shipped: Loaded, mind: Mind, tmp_path: Path, wechat: WeChat) -> None:
    wechat.pushing.patience = 0.2  # gives up long before posbot's own time for an answer in the push
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    async with playing(wechat, store, Props(shipped, mind), tmp_path, wechat_oa_instant=2) as play:
        play.worker.stopping = True  # nobody answers yet
        play.wang.follows = True
        play.hands.say(play.wang, "打印不出来")
        play.hands.follow(play.wang, "AB12345678")
        await play.hands.settled()
        assert [bubble.text for bubble in theirs(play.wang.at_account)] == [SORRY, SORRY]
        await play.kept(2)
        [lane] = await store.inbox.take_up([f"wx_oa:{wechat.world.account.app}"], store.now(), timedelta(0), 10)
        assert len(lane.updates) == 2
    await store.close()


async def test_a_push_that_is_tried_again_gets_the_same_answer(play: Playing) -> None:
    play.world.faults["duplicate"] = 1
    play.wang.follows = True
    play.hands.say(play.wang, "打印不出来")
    await play.hands.settled()
    await play.shown(play.wang.at_account, 1)
    assert len([entry for entry in await play.log(play.wang) if entry.kind is EntryKind.MERCHANT]) == 1
    assert len(theirs(play.wang.at_account)) == 1


async def test_plain_mode_works_too(shipped: Loaded, mind: Mind, tmp_path: Path, plain_wechat: WeChat) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    async with playing(plain_wechat, store, Props(shipped, mind), tmp_path, wechat_oa_instant=0) as play:
        assert await play.wechat.pushing.verify()
        play.hands.follow(play.wang)
        assert (await play.shown(play.wang.at_account, 1)).text.startswith("您好")
        assert [line for line in plain_wechat.journal.lines if "custom/send" in line.what], "nothing is answered in the push"
    await store.close()


async def test_a_secret_never_reaches_the_inbox_or_the_log(play: Playing) -> None:
    play.wang.follows = True
    play.hands.say(play.wang, "我的卡号是6228480012345678，刷不了")
    answer = await play.shown(play.wang.at_account, 1)
    assert "6228" not in str(await play.log(play.wang))
    assert "6228" not in answer.text


async def test_a_push_without_a_kind_or_a_sender_is_put_aside_and_holds_up_nobody(play: Playing) -> None:
    play.wang.follows = True
    ann = play.world.merchants[2]
    play.hands.raw(ann, {"Content": "no kind", "MsgId": 5})
    play.hands.raw(ann, {"MsgType": "image", "MsgId": 6})
    play.hands.raw(ann, {"MsgType": "hologram", "MsgId": 7, "FromUserName": "a b"})
    play.hands.say(play.wang, "您好")
    await play.shown(play.wang.at_account, 1)
    assert theirs(ann.at_account) == []


async def test_a_long_answer_is_one_bubble_and_the_rest_comes_when_asked_for(play: Playing) -> None:
    play.wang.follows = True
    play.hands.say(play.wang, "找人工")
    await play.shown(play.wang.at_account, 1)
    long = "\n".join(f"第{n}步：请按住电源键十秒钟，等屏幕熄灭以后再松开。🔌" for n in range(60))
    await staff_says(play, long, 1)
    first = await play.shown(play.wang.at_account, 2)
    assert len(first.text.encode()) <= 2048
    assert first.text.startswith("李工：第0步")
    assert "更多" in first.text
    shown = [first.text]
    for count in range(3, 8):
        play.hands.say(play.wang, "更多")
        bubble = await play.shown(play.wang.at_account, count)
        shown.append(bubble.text)
        if "更多" not in bubble.text:
            break
    assert "第59步" in shown[-1]
    assert all(f"第{n}步" in "".join(shown) for n in range(60))


async def test_several_lines_of_a_person_that_wait_go_out_as_one(play: Playing) -> None:
    play.wang.follows = True
    play.hands.say(play.wang, "找人工")
    await play.shown(play.wang.at_account, 1)
    play.world.clock.advance(49 * 3600)
    await staff_says(play, "您好", 1)
    await play.logged(play.wang, EntryKind.SYSTEM, 3)
    for n in range(2, 6):
        await staff_says(play, f"第{n}句", n)
    before = len(theirs(play.wang.at_account))
    play.hands.say(play.wang, "在吗")
    bubble = await play.shown(play.wang.at_account, before + 1)
    assert [line for line in bubble.text.splitlines() if line][-2:] == ["李工：第4句", "李工：第5句"]
    assert (await play.settled(play.wang, EntryKind.STAFF, 5)).status == "sent"


async def test_the_sixth_message_waits_is_told_of_and_is_said_first_next_time(play: Playing) -> None:
    play.wang.follows = True
    play.hands.say(play.wang, "找人工")
    await play.shown(play.wang.at_account, 1)
    for n in range(1, 5):
        await staff_says(play, f"第{n}句", n)
        await play.settled(play.wang, EntryKind.STAFF, n)
    await staff_says(play, "第5句", 5)
    await staff_says(play, "第6句", 6)
    assert (await play.logged(play.wang, EntryKind.SYSTEM, 3)).body["did"] == "not_reached"
    assert not [line for line in play.wechat.journal.lines if "45047" in line.got], "we asked for what was not ours"
    assert len(theirs(play.wang.at_account)) == 5
    play.hands.say(play.wang, "好的")
    assert (await play.shown(play.wang.at_account, 6)).text == "李工：第5句\n\n李工：第6句"
    await play.settled(play.wang, EntryKind.STAFF, 6)


async def test_who_agreed_gets_a_notice_when_an_answer_waits(shipped: Loaded, mind: Mind, tmp_path: Path, wechat: WeChat) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    settings: dict[str, Any] = {
        "wechat_oa_consent": CONSENT,
        "wechat_oa_fields": "thing1=您的咨询有新回复; thing2=点进来发一条消息即可查看",
    }
    async with playing(wechat, store, Props(shipped, mind), tmp_path, **settings) as play:
        play.wang.follows = True
        play.hands.say(play.wang, "找人工")
        await play.shown(play.wang.at_account, 1)
        play.hands.agree(play.wang, CONSENT)
        await play.consented(play.wang)
        wechat.world.clock.advance(3 * DAY)
        await staff_says(play, "配件到了", 1)
        await staff_says(play, "可以来取", 2)  # together with the first or after it: it is one notice
        await play.until(lambda: [bubble for bubble in play.wang.at_account if bubble.kind == "notice"])
        play.hands.say(play.wang, "好")
        await play.until(lambda: "可以来取" in "".join(bubble.text for bubble in theirs(play.wang.at_account)))
        assert len([bubble for bubble in play.wang.at_account if bubble.kind == "notice"]) == 1
        assert "配件到了" in "".join(bubble.text for bubble in theirs(play.wang.at_account))
    await store.close()


async def test_lines_that_a_person_writes_one_after_another_are_one_bubble(
    shipped: Loaded, mind: Mind, tmp_path: Path, wechat: WeChat
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    async with playing(wechat, store, Props(shipped, mind), tmp_path, wechat_gather=0.5) as play:
        play.wang.follows = True
        play.hands.say(play.wang, "找人工")
        await play.shown(play.wang.at_account, 1)
        clock, said = store.now, store.now()
        store.now = lambda: said  # type: ignore[method-assign]  # the pause that is waited for begins once both are written
        await staff_says(play, "您好", 1)
        await staff_says(play, "我是李工", 2)
        store.now = clock  # type: ignore[method-assign]
        await play.settled(play.wang, EntryKind.STAFF, 2)
        assert [bubble.text for bubble in theirs(play.wang.at_account)][1:] == ["李工：您好\n\n李工：我是李工"]
    await store.close()


async def test_a_template_message_tells_that_an_answer_waits_and_needs_no_consent(
    shipped: Loaded, mind: Mind, tmp_path: Path, wechat: WeChat
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    settings: dict[str, Any] = {"wechat_oa_consent": CONSENT, "wechat_oa_template": TEMPLATE, "wechat_oa_fields": "thing1=您的咨询有新回复"}
    async with playing(wechat, store, Props(shipped, mind), tmp_path, **settings) as play:
        play.wang.follows = True
        play.hands.say(play.wang, "找人工")
        await play.shown(play.wang.at_account, 1)
        wechat.world.clock.advance(3 * DAY)
        await staff_says(play, "配件到了", 1)
        await play.until(lambda: [bubble for bubble in play.wang.at_account if bubble.kind == "notice"])
        assert [line for line in wechat.journal.lines if "template/send" in line.what]
        assert not [line for line in wechat.journal.lines if "bizsend" in line.what], "nobody has agreed to that one"
    await store.close()


@pytest.mark.parametrize("fault", ["busy", "calls"])
async def test_a_notice_that_wechat_has_no_time_for_comes_a_little_later(
    shipped: Loaded, mind: Mind, tmp_path: Path, wechat: WeChat, fault: str
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    settings: dict[str, Any] = {"wechat_oa_template": TEMPLATE, "wechat_oa_fields": "thing1=您的咨询有新回复"}
    async with playing(wechat, store, Props(shipped, mind), tmp_path, **settings) as play:
        play.wang.follows = True
        play.hands.say(play.wang, "找人工")
        await play.shown(play.wang.at_account, 1)
        wechat.world.clock.advance(3 * DAY)
        await staff_says(play, "配件到了", 1)
        await play.until(lambda: [bubble for bubble in play.wang.at_account if bubble.kind == "notice"])
        play.world.faults[fault] = 2
        await staff_says(play, "可以来取", 2)
        await play.until(lambda: len([bubble for bubble in play.wang.at_account if bubble.kind == "notice"]) == 2)
        assert not play.world.faults[fault]
    await store.close()


async def test_each_reminder_that_waits_is_told_of_by_a_notice_as_long_as_there_are_consents(
    shipped: Loaded, mind: Mind, tmp_path: Path, wechat: WeChat
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    settings: dict[str, Any] = {"wechat_oa_consent": CONSENT, "wechat_oa_fields": "thing1=有保养提醒"}
    async with playing(wechat, store, Props(shipped, mind), tmp_path, **settings) as play:
        play.wang.follows = True
        play.hands.say(play.wang, "你好")
        await play.shown(play.wang.at_account, 1)
        for _ in range(3):
            play.hands.agree(play.wang, CONSENT)
            await play.hands.settled()
            wechat.world.clock.advance(1)  # events of one second are one to WeChat's own rule
        await play.consented(play.wang, 3)
        play.worker.stopping = True  # from now on the days pass as the test says
        made_at, rings = await _planned(play, shipped.knowledge)
        wechat.world.clock.advance(8 * DAY)
        noticed: list[int] = []
        for day in range(40):
            while await play.support.tick(rings + timedelta(days=day)):
                pass
            await play.support.deliver(play.worker.doors, rings + timedelta(days=day))
            noticed.append(len([bubble for bubble in play.wang.at_account if bubble.kind == "notice"]))
        chat = await store.chat(play.address(play.wang))
        assert chat
        assert chat.state
        assert chat.state.plan
        first = (rings.date() - made_at).days
        later_on = sorted({(duty.due - made_at).days - first for duty in chat.state.plan.duties if duty.asked is None})[:2]
        assert noticed == [1] * later_on[0] + [2] * (later_on[1] - later_on[0]) + [3] * (40 - later_on[1]), "one a day on which more is due"
        assert not [line for line in await play.log(play.wang) if line.kind is EntryKind.BOT][2:], "the reminder itself waits once"
    await store.close()


async def _planned(play: Playing, knowledge: Knowledge) -> tuple[date, datetime]:
    """The merchant has a plan since that day, whose alarm rings first at that moment."""
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    plan = making.made(knowledge, Plan(at.date(), "middle", "greasy", "any", (Terminal("1"),)), at.date())
    rings = reminding.rings(knowledge, plan, at)
    assert rings

    def planned(chat: Chat) -> Kept:
        assert chat.state
        quiet = replace(chat.state, plan=plan, question=None, place=None)
        return Kept(quiet, alarms=(Alarm(reminding.ALARM, rings, 0),))

    await play.support.keep(Event("test", "plan", play.address(play.wang), at), planned)
    return at.date(), rings


async def test_an_answer_whose_push_nobody_reads_any_more_is_sent_by_itself() -> None:
    replies = Replies()
    gone = asyncio.create_task(replies.wait("wang", "1", 2.0))
    await asyncio.sleep(0)
    given = asyncio.create_task(replies.give("wang", "您好"))
    assert (await gone) is not None
    assert not await given, "the response was never written"
    read = asyncio.create_task(replies.wait("wang", "2", 2.0))
    await asyncio.sleep(0)
    given = asyncio.create_task(replies.give("wang", "您好"))
    answer = await read
    assert answer
    answer.written.set()
    assert await given
    assert await replies.wait("wang", "2", 2.0) == answer, "a push that is repeated has the same answer"
    assert not await replies.give("wang", "还有")


async def test_who_left_is_unreachable_and_is_answered_after_coming_back(play: Playing) -> None:
    play.hands.follow(play.wang)
    await play.shown(play.wang.at_account, 1)
    play.hands.leave(play.wang)
    noted = await play.logged(play.wang, EntryKind.SYSTEM, 1)
    assert noted.body == {"did": "blocked"}
    play.world.clock.advance(1)  # events of one second are one to WeChat's own rule
    play.hands.follow(play.wang)
    await play.shown(play.wang.at_account, 2)


@pytest.mark.parametrize("fault", ["token", "expired"])
async def test_a_token_that_is_refused_is_renewed_once_and_the_message_goes_out(play: Playing, fault: str) -> None:
    play.wang.follows = True
    play.hands.say(play.wang, "找人工")
    await play.shown(play.wang.at_account, 1)
    await play.until(lambda: play.world.menu)  # it needs a token as well
    play.world.account_tokens.forced.clear()
    made = play.world.account_tokens.count
    play.world.faults[fault] = 1
    await staff_says(play, "您好", 1)
    await play.settled(play.wang, EntryKind.STAFF, 1)
    assert play.world.account_tokens.count <= made + 1


async def test_a_lost_answer_is_marked_as_maybe_sent(play: Playing) -> None:
    play.wang.follows = True
    play.hands.say(play.wang, "找人工")
    await play.shown(play.wang.at_account, 1)
    play.world.faults["lost"] = 2
    await staff_says(play, "您好", 1)
    assert (await play.settled(play.wang, EntryKind.STAFF, 1)).status == "maybe"


async def test_a_busy_server_is_asked_again(play: Playing) -> None:
    play.wang.follows = True
    play.hands.say(play.wang, "找人工")
    await play.shown(play.wang.at_account, 1)
    play.world.faults["busy"] = 2
    await staff_says(play, "您好", 1)
    assert (await play.settled(play.wang, EntryKind.STAFF, 1)).status == "sent"
