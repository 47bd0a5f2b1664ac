"""Merchants on WeChat Customer Service: posbot against the emulator."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.channels.wechat.api import Away
from bot.channels.wechat.kf.source import Source
from bot.core.state import Mode
from bot.emulator.wechat.hands import AMR
from bot.emulator.wechat.server import WeChat
from bot.emulator.wechat.service import DOOR
from bot.knowledge.loading import Loaded
from bot.service.cursors import Page
from bot.service.ports import EntryKind, Event
from bot.service.turning import Mind
from bot.store.cursors import StoredCursors
from bot.store.opening import open_store
from bot.store.tokens import StoredTokens
from bot.wiring.wechat import service_api
from tests.contract.wechat.conftest import Playing, Props, playing, theirs
from tests.contract.wechat.test_account import staff_says

KF = "wx_kf"


async def test_the_address_is_proven_and_forged_pushes_are_refused(play: Playing) -> None:
    assert await play.wechat.pushing.verify_service()
    async with httpx.AsyncClient() as client:
        url = play.wechat.pushing.service_url
        assert (await client.get(url, params={"echostr": "AAAA", "msg_signature": "0"})).status_code == 403
        assert (await client.post(url, content=b"<xml><a>1</a></xml>")).status_code == 400
        sealed = "<xml><Encrypt>AAAA</Encrypt></xml>"
        assert (await client.post(url, content=sealed, params={"msg_signature": "0"})).status_code == 403


async def test_who_enters_is_welcomed_by_the_code_once_and_taps_through_the_menu(play: Playing) -> None:
    play.hands.enter(play.wang, "AB12345678")
    greeting = await play.shown(play.wang.at_service, 1)
    assert await play.terminals(play.wang, KF) == ["AB12345678"]
    assert greeting.kind in {"menu", "text"}
    assert play.wechat.service.codes == {}
    play.hands.write(play.wang, "终端开不了机")
    question = await play.shown(play.wang.at_service, 2)
    assert question.kind == "menu"
    key, label = question.items[0]
    assert len(key.encode()) <= 64
    play.hands.write(play.wang, label, key)
    await play.shown(play.wang.at_service, 3)
    assert (await play.logged(play.wang, EntryKind.MERCHANT, 3, KF)).body["label"] == label
    play.hands.write(play.wang, "二")
    await play.shown(play.wang.at_service, 4)


async def test_a_menu_that_is_old_or_forged_is_answered_as_an_old_one(play: Playing) -> None:
    play.hands.write(play.wang, "终端开不了机")
    await play.shown(play.wang.at_service, 1)
    play.hands.write(play.wang, "?", "999.0")
    await play.shown(play.wang.at_service, 2)
    assert (await play.logged(play.wang, EntryKind.MERCHANT, 2, KF)).body["choice"] == "-.-"


async def test_what_is_sent_is_kept_with_its_bytes(play: Playing, tmp_path: Path) -> None:
    hands, wang = play.hands, play.wang
    hands.send_service(wang, "image", b"\xff\xd8photo")
    hands.send_service(wang, "voice", AMR, mime="audio/amr")
    hands.send_service(wang, "file", b"a,b", "Sales.CSV", "text/csv")
    hands.locate_service(wang)
    await play.logged(wang, EntryKind.MERCHANT, 4, KF)
    kept = sorted(path.suffix for path in (tmp_path / "media").rglob("*") if path.is_file())
    assert kept == [".amr", ".csv", ".jpg"]
    line = await play.logged(wang, EntryKind.MERCHANT, 4, KF)
    assert "小店, 人民大道 (31.230416, 121.473701)" in str(line.body["text"])


async def test_short_pages_are_fetched_to_the_end(play: Playing) -> None:
    play.wechat.service.page = 2
    for n in range(7):
        play.hands.write(play.wang, f"第{n}句")
    await play.logged(play.wang, EntryKind.MERCHANT, 7, KF)
    assert [entry.body["text"] for entry in await play.log(play.wang, KF) if entry.kind is EntryKind.MERCHANT] == [
        f"第{n}句" for n in range(7)
    ]


async def test_a_message_that_did_not_arrive_after_all_is_marked_and_told_of(play: Playing) -> None:
    play.hands.write(play.wang, "找人工")
    await play.shown(play.wang.at_service, 1)
    play.wechat.service.late = True
    play.world.clock.advance(49 * 3600)
    await staff_says(play, "您好", 1, KF)
    told = await play.logged(play.wang, EntryKind.SYSTEM, 3, KF)
    assert told.body == {"did": "not_reached", "why": "window", "seq": (await play.logged(play.wang, EntryKind.STAFF, 1, KF)).seq}
    line = await play.logged(play.wang, EntryKind.STAFF, 1, KF)
    assert (line.status, line.reason) == ("refused", "window")


async def test_a_session_that_wecom_has_taken_holds_what_we_would_say(play: Playing) -> None:
    play.hands.write(play.wang, "找人工")
    await play.shown(play.wang.at_service, 1)
    play.wang.state = 3
    await staff_says(play, "您好", 1, KF)
    assert (await play.logged(play.wang, EntryKind.SYSTEM, 3, KF)).body["did"] == "not_reached"
    play.wang.state = 4
    play.hands.write(play.wang, "在吗")
    assert (await play.settled(play.wang, EntryKind.STAFF, 1, KF)).status == "sent"


async def test_who_has_a_session_is_asked_once_for_each_message_of_the_merchants(play: Playing) -> None:
    def asked() -> int:
        return len([line for line in play.wechat.journal.lines if "service_state/get" in line.what])

    play.hands.write(play.wang, "找人工")
    await play.shown(play.wang.at_service, 1)
    await staff_says(play, "您好", 1, KF)
    await play.settled(play.wang, EntryKind.STAFF, 1, KF)
    assert asked() == 1
    play.hands.write(play.wang, "在吗")
    await play.logged(play.wang, EntryKind.MERCHANT, 2, KF)
    await staff_says(play, "在的", 2, KF)
    await play.settled(play.wang, EntryKind.STAFF, 2, KF)
    assert asked() == 2


async def test_a_conversation_is_given_to_wecoms_own_people_and_comes_back(play: Playing) -> None:
    async with play.passing("li", "wu") as passing:
        play.hands.write(play.wang, "找人工")
        await play.shown(play.wang.at_service, 1)
        address, given = play.address(play.wang, KF), play.store.now()
        assert (passing.people(KF), passing.people("web")) == (("li", "wu"), ())
        play.wechat.service.servicers["li"] = True
        await play.support.keep(Event("staff", "p1", address, given), lambda chat: passing.begun(chat, "li", given, "Wu"))
        await play.until(lambda: play.wang.state == 3)
        play.hands.answer_there(play.wang, "我是李工，卡号 6222021234567890123 不用发")
        said = await play.did(play.wang, "answered_there", KF)
        assert (said["who"], "6222021234567890123" in str(said["to"])) == ("li", False)
        play.hands.write(play.wang, "好的")
        await play.logged(play.wang, EntryKind.MERCHANT, 2, KF)
        assert len([bubble for bubble in theirs(play.wang.at_service) if "李工" not in bubble.text]) == 1, "the bot is silent meanwhile"
        play.hands.end_there(play.wang)
        play.hands.write(play.wang, "开不了机")
        bubble = await play.shown(play.wang.at_service, 3)
        assert "开" in bubble.text or bubble.items


async def test_nobody_on_duty_at_wecom_calls_the_conversation_out_again(play: Playing) -> None:
    async with play.passing("li") as passing:
        play.hands.write(play.wang, "找人工")
        await play.shown(play.wang.at_service, 1)
        address, given = play.address(play.wang, KF), play.store.now()
        await play.support.keep(Event("staff", "p1", address, given), lambda chat: passing.begun(chat, "li", given, "Wu"))
        assert (await play.did(play.wang, "not_passed_on", KF))["why"] == "95014"
        assert [one.reason for one in await play.store.waiting()] == ["not_passed_on"]
        chat = await play.store.chat(address)
        assert chat
        assert chat.state
        assert (chat.state.mode, chat.state.called) == (Mode.BOT, True)
        await passing.returned(address, "e1", given)
        after = await play.store.chat(address)
        assert after
        assert after.state == chat.state, "it is not theirs"


async def test_an_answer_that_was_lost_is_asked_for_again_and_shown_once(play: Playing) -> None:
    play.hands.write(play.wang, "找人工")
    await play.shown(play.wang.at_service, 1)
    play.world.faults["lost"] = 1
    await staff_says(play, "您好", 1, KF)
    line = await play.settled(play.wang, EntryKind.STAFF, 1, KF)
    assert (line.status, line.reason) == ("sent", "again")
    assert len([bubble for bubble in theirs(play.wang.at_service) if "您好" in bubble.text]) == 1


async def test_five_messages_and_the_sixth_is_not_asked_for(play: Playing) -> None:
    play.hands.write(play.wang, "找人工")
    await play.shown(play.wang.at_service, 1)
    for n in range(1, 5):
        await staff_says(play, f"第{n}句", n, KF)
        await play.settled(play.wang, EntryKind.STAFF, n, KF)
    await staff_says(play, "第5句", 5, KF)
    assert (await play.logged(play.wang, EntryKind.SYSTEM, 3, KF)).body["did"] == "not_reached"
    assert not [line for line in play.wechat.journal.lines if "95001" in line.got]
    play.hands.write(play.wang, "好的")
    assert (await play.settled(play.wang, EntryKind.STAFF, 5, KF)).status == "sent"


async def test_the_past_is_not_answered_when_fetching_begins(shipped: Loaded, mind: Mind, tmp_path: Path, wechat: WeChat) -> None:
    wang = wechat.world.merchants[0]
    old = wechat.service.say(wang, "text", {"content": "昨天的事"})
    old["send_time"] -= 24 * 3600
    store = open_store(f"sqlite:///{tmp_path / 'posbot.db'}", synchronous="OFF")
    async with playing(wechat, store, Props(shipped, mind), tmp_path) as play:
        play.hands.write(wang, "您好")
        await play.shown(wang.at_service, 1)
        assert [entry.body["text"] for entry in await play.log(wang, KF) if entry.kind is EntryKind.MERCHANT] == ["您好"]
    await store.close()


class Dying:
    """Cursors of a process that is killed at the second page, before or after its transaction."""

    def __init__(self, inner: StoredCursors, *, after: bool) -> None:
        self._inner, self._after, self.pages = inner, after, 0

    async def at(self, account: str, name: str) -> str:
        return await self._inner.at(account, name)

    async def names(self, account: str) -> list[str]:
        return list(await self._inner.names(account))

    async def keep(self, page: Page) -> bool:
        self.pages += 1
        if self.pages == 2 and self._after:
            await self._inner.keep(page)
        if self.pages == 2:
            raise Away("killed", arrived=True)
        return await self._inner.keep(page)


@pytest.mark.parametrize("after", [False, True])
async def test_killed_between_pages_no_message_is_lost_or_taken_twice(play: Playing, after: bool) -> None:
    play.worker.stopping = True
    play.worker.stop()
    wechat, store = play.wechat, play.store
    wechat.pushing.service_url = ""
    wechat.service.page = 3
    for n in range(8):
        wechat.service.say(play.wang, "text", {"content": f"第{n}句"})

    api = service_api(play.settings, StoredTokens(store), store.now)  # type: ignore[arg-type]  # it has tables
    inner = StoredCursors(store)  # type: ignore[arg-type]  # as above
    account = api.tokens.account
    with pytest.raises(Away):
        await Source(account, api, Dying(inner, after=after), store.now, lambda: None).pull(DOOR, wechat.service.push_token())
    await Source(account, api, inner, store.now, lambda: None).pull(DOOR, wechat.service.push_token())
    await api.close()
    [lane] = await store.inbox.take_up([account], store.now(), timedelta(minutes=1), 10)
    assert [taken.update.update_id for taken in lane.updates] == [message["msgid"] for message in wechat.service.messages]
