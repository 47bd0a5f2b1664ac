"""wechatpy, which nobody here wrote, plays the other side: it opens what we seal, and seals and means what we read."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidSignatureException

from bot.channels.wechat.crypto import Envelope, Forged
from bot.channels.wechat.guard import Guard
from bot.channels.wechat.oa.hook import reply
from bot.channels.wechat.oa.parsing import Agreed, Came, Left, Said, Tapped, parsed, since, update_id
from bot.channels.wechat.xml import read
from bot.emulator.wechat.cast import ACCOUNT
from bot.emulator.wechat.envelope import Seal, sign
from bot.emulator.wechat.pushing import xml

THEIRS = WeChatCrypto(ACCOUNT.token, ACCOUNT.key, ACCOUNT.app)
OURS = Envelope(ACCOUNT.token, ACCOUNT.key, ACCOUNT.app)
AROUND: dict[str, object] = {"ToUserName": "gh_1", "FromUserName": "oWang", "CreateTime": 1_790_000_000}
PUSHES: Mapping[str, dict[str, object]] = {
    "text": {"MsgType": "text", "Content": "终端开不了机 ]]> 🔌 <a>", "MsgId": 24_000_000_000_000_001},
    "image": {"MsgType": "image", "PicUrl": "http://x/", "MediaId": "M1", "MsgId": 2},
    "voice": {"MsgType": "voice", "Format": "amr", "MediaId": "M2", "Recognition": "没有纸了", "MsgId": 3},
    "location": {"MsgType": "location", "Location_X": "31.2", "Location_Y": "121.4", "Scale": 16, "Label": "人民大道", "MsgId": 4},
    "subscribe": {"MsgType": "event", "Event": "subscribe", "EventKey": "qrscene_AB12345678", "Ticket": "T"},
    "scan": {"MsgType": "event", "Event": "SCAN", "EventKey": "AB12345678", "Ticket": "T"},
    "click": {"MsgType": "event", "Event": "CLICK", "EventKey": "person"},
    "unsubscribe": {"MsgType": "event", "Event": "unsubscribe", "EventKey": ""},
}
MEANT = {
    "text": Said, "image": Said, "voice": Said, "location": Said, "subscribe": Came, "scan": Came, "click": Tapped, "unsubscribe": Left,
}  # fmt: skip


@pytest.mark.parametrize("name", PUSHES)
def test_both_read_the_same_out_of_a_push(name: str) -> None:
    text = xml(AROUND | PUSHES[name])
    theirs, push = parse_message(text), read(text)
    found = parsed(push)
    assert isinstance(found, MEANT[name])
    assert theirs.source == push["FromUserName"]
    assert since(push).timestamp() == int(str(push["CreateTime"]))
    if theirs.type != "event":
        assert str(theirs.id) == update_id(push)
    if name == "text":
        assert isinstance(found, Said)
        assert found.text == theirs.content
    if isinstance(found, Came):
        assert found.scene == str(theirs.scene_id) == "AB12345678"
    if isinstance(found, Tapped):
        assert found.key == theirs.key


def test_what_they_seal_we_open_and_what_we_seal_they_open() -> None:
    stamp, nonce = str(int(time.time())), "n0nce"
    sealed = read(THEIRS.encrypt_message(xml(AROUND | PUSHES["text"]), nonce, stamp))
    text = OURS.opened(str(sealed["Encrypt"]), str(sealed["MsgSignature"]), stamp, nonce)
    assert read(text)["Content"] == PUSHES["text"]["Content"]
    with pytest.raises(Forged):
        OURS.opened(str(sealed["Encrypt"]), "0" * 40, stamp, nonce)

    now = datetime.now(UTC)
    answer = read(reply(Guard(ACCOUNT.token, lambda: now, OURS), read(text), "请插好电源 🔌"))
    around = f"<xml><ToUserName>x</ToUserName><Encrypt>{answer['Encrypt']}</Encrypt></xml>"
    opened: Any = THEIRS.decrypt_message(around, answer["MsgSignature"], answer["TimeStamp"], answer["Nonce"])
    assert read(opened)["Content"] == "请插好电源 🔌"
    assert read(opened)["ToUserName"] == "oWang"


def test_the_emulator_seals_as_they_do() -> None:
    seal = Seal(ACCOUNT.token, ACCOUNT.key, ACCOUNT.app)
    sealed = seal.seal("<xml><a>1</a></xml>")
    around = f"<xml><ToUserName>x</ToUserName><Encrypt>{sealed}</Encrypt></xml>"
    assert THEIRS.decrypt_message(around, sign(ACCOUNT.token, "1", "n", sealed), "1", "n") == "<xml><a>1</a></xml>"
    with pytest.raises(InvalidSignatureException):
        THEIRS.decrypt_message(around, "0" * 40, "1", "n")


def test_consents_are_read_one_and_several() -> None:
    one = {"List": {"TemplateId": "T1", "SubscribeStatusString": "accept"}}
    event = {"MsgType": "event", "Event": "subscribe_msg_popup_event", "SubscribeMsgPopupEvent": one}
    assert parsed(read(xml(AROUND | event))) == Agreed((("T1", True),))
    text = xml(AROUND | {"MsgType": "event", "Event": "subscribe_msg_change_event"})
    several = "<SubscribeMsgChangeEvent>" + "".join(
        f"<List><TemplateId>T{n}</TemplateId><SubscribeStatusString>{word}</SubscribeStatusString></List>"
        for n, word in enumerate(("accept", "reject"))
    )
    found = parsed(read(text.replace("</xml>", f"{several}</SubscribeMsgChangeEvent></xml>")))
    assert found == Agreed((("T0", True), ("T1", False)))
