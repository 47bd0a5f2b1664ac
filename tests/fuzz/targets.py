"""Everything that reads bytes from outside, each with what it may raise: whatever else it raises is a finding."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from PIL import Image
from starlette.requests import Request

from bot.channels.desk import parsing as desk
from bot.channels.telegram import parsing as telegram
from bot.channels.terminal import lines
from bot.channels.terminal.talk import TalkProblem
from bot.channels.web.intake import printable, read_fields
from bot.channels.web.photos import LONGEST, developed
from bot.channels.web.refusals import Refusal
from bot.channels.wechat import xml
from bot.channels.wechat.crypto import Unreadable as NoPush
from bot.channels.wechat.kf import parsing as kf
from bot.channels.wechat.oa import parsing as oa
from bot.knowledge.reading import read
from bot.service.listing_devices import Listing
from bot.service.taking import Unreadable
from bot.understanding.masking import masked
from tests.fuzz.mutating import meddled, scratched

ROOT = Path(__file__).resolve().parents[2]
PERSON = {"id": 7, "is_bot": False, "first_name": "Wang", "language_code": "zh-hans"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Wang"}
GROUP = {"id": -100, "type": "supergroup", "title": "desk", "is_forum": True}
MESSAGE = {"message_id": 5, "date": 1_767_225_600, "chat": PRIVATE, "from": PERSON, "text": "打印机卡纸了"}
PHOTO = {"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90, "file_size": 1000}
FILE = {"file_id": "a", "file_unique_id": "b", "file_name": "发票.pdf", "mime_type": "application/pdf", "file_size": 9}
PLACE = {"latitude": 31.2, "longitude": 121.4}
CALLBACK = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "3.yes", "message": MESSAGE}
IN_TOPIC = MESSAGE | {"chat": GROUP, "message_thread_id": 3, "is_topic_message": True}
UPDATES = [
    {"update_id": 1, "message": MESSAGE},
    {"update_id": 2, "message": MESSAGE | {"photo": [PHOTO, PHOTO], "caption": "这个", "media_group_id": "1"}},
    {"update_id": 3, "message": MESSAGE | {"document": FILE}},
    {"update_id": 4, "message": MESSAGE | {"location": PLACE}},
    {"update_id": 5, "callback_query": CALLBACK},
    {"update_id": 6, "edited_message": MESSAGE | {"edit_date": 1_767_225_601}},
    {"update_id": 7, "message": IN_TOPIC},
    {"update_id": 8, "message": IN_TOPIC | {"forum_topic_closed": {}}},
    {"update_id": 9, "message": MESSAGE | {"chat": GROUP, "migrate_to_chat_id": -200}},
    {"update_id": 10, "message": IN_TOPIC | {"photo": [PHOTO], "reply_to_message": IN_TOPIC}},
]
PUSHES = [
    (
        b"<xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserName><![CDATA[oUser]]></FromUserName><CreateTime>1767225600</CreateTime>"
        b"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[\xe5\x8d\xa1\xe7\xba\xb8]]></Content><MsgId>1</MsgId></xml>"
    ),
    b"<xml><FromUserName>oUser</FromUserName><CreateTime>1767225600</CreateTime><MsgType>image</MsgType><MediaId>m</MediaId><MsgId>2</MsgId></xml>",
    (
        b"<xml><FromUserName>oUser</FromUserName><CreateTime>1767225600</CreateTime><MsgType>location</MsgType><Location_X>1</Location_X>"
        b"<Location_Y>2</Location_Y><Label>x</Label><MsgId>3</MsgId></xml>"
    ),
    b"<xml><FromUserName>oUser</FromUserName><CreateTime>1767225600</CreateTime><MsgType>event</MsgType><Event>CLICK</Event><EventKey>k</EventKey></xml>",
    (
        b"<xml><FromUserName>oUser</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>subscribe_msg_popup_event</Event>"
        b"<SubscribeMsgPopupEvent><List><TemplateId>t</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List></SubscribeMsgPopupEvent></xml>"
    ),
]
DOOR = {"open_kfid": "wk1", "external_userid": "wm1", "send_time": 1_767_225_600, "origin": 3, "msgid": "1"}
MESSAGES = [
    DOOR | {"msgtype": "text", "text": {"content": "卡纸", "menu_id": "3.yes"}},
    DOOR | {"msgtype": "image", "image": {"media_id": "m"}},
    DOOR | {"msgtype": "location", "location": {"latitude": 1.0, "longitude": 2.0, "name": "x", "address": "y"}},
    {
        "msgid": "2",
        "send_time": 1,
        "origin": 4,
        "msgtype": "event",
        "event": {"event_type": "enter_session", "open_kfid": "wk1", "external_userid": "wm1", "welcome_code": "c"},
    },
    {
        "msgid": "3",
        "send_time": 1,
        "msgtype": "event",
        "event": {"event_type": "msg_send_fail", "open_kfid": "wk1", "external_userid": "wm1", "fail_msgid": "1", "fail_type": 4},
    },
]
LINES = [
    {"chat": "a1", "text": "开不了机", "id": "1", "at": "2026-11-23T10:00:00+08:00", "locale": "zh"},
    {"chat": "a1", "choice": "3.yes"},
    {"chat": "a1", "photo": "label.jpg"},
    {"chat": "a1", "advance": "P1D"},
    {"chat": "a1", "staff": {"who": "li", "do": "say", "text": "你好"}},
]
LISTS = [
    "序列号,型号,购买日期,门店,联系方式\nNB12345678,A920,2026-03-02,昌隆,13812345678\n".encode(),
    b'serial,model,purchased\n"NB1234,5678",A920,3/2/2026\nNB1,,\n',
    "\ufeffserial\tmodel\r\nX1\tY\r\n".encode("utf-16"),
]
FORMS = [
    b"text=%E5%8D%A1%E7%BA%B8&id=1&after=3",
    (
        b'--B\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello\r\n--B\r\nContent-Disposition: form-data; name="photo"; '
        b'filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\r\n--B--\r\n'
    ),
]


@dataclass(frozen=True, slots=True)
class Target:
    """``allowed``: what it may raise; None of it reaches a person as a traceback."""

    what: st.SearchStrategy[Any]
    run: Callable[[Any], object]
    allowed: tuple[type[Exception], ...]


def _pictures() -> list[bytes]:
    found = []
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP"):
        out = io.BytesIO()
        Image.new("RGB", (64, 48), "orange").save(out, kind)
        found.append(out.getvalue())
    return [*found, (ROOT / "docs" / "pictures" / "chat.png").read_bytes()[:20_000]]


def _upload(content: bytes) -> None:
    photo = developed(content)
    with Image.open(io.BytesIO(photo)) as image:
        assert (image.format, max(image.size) <= LONGEST, dict(image.getexif())) == ("JPEG", True, {})


def _push(content: bytes) -> None:
    push = xml.read(content)
    oa.sender(push)
    oa.update_id(push)
    oa.since(push)
    oa.parsed(push)


def _customer(message: Any) -> None:
    if isinstance(message, dict):
        kf.lane_of(message)
        kf.since(message)
        kf.parsed(message)


def _line(line: str) -> None:
    given = lines._parsed(line)
    if "at" in given:
        lines._moment(given["at"])
    if "advance" in given:
        lines._duration(given["advance"])


def _list(content: bytes) -> None:
    text = io.StringIO(content.decode("utf-8", "replace"), newline="")
    list(Listing(text))


def _form(given: tuple[str, bytes]) -> None:
    kind, body = given

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "headers": [(b"content-type", kind.encode("latin-1", "replace"))],
    }
    fields, _ = asyncio.run(read_fields(Request(scope, receive)))
    for value in fields.values():
        printable(value).encode()


def _knowledge() -> list[bytes]:
    names = ("knowledge/policy.yaml", "knowledge/slots.yaml", "knowledge/flows/power.no_power.yaml", "templates/zh/common.yaml")
    return [(ROOT / name).read_bytes()[:3_000] for name in names]


def _mask(text: str) -> None:
    once, _ = masked(text)
    again, _ = masked(once)
    assert masked(again)[0] == again, text


BROKEN = (KeyError, ValueError, TypeError)
"""What a worker may meet in an update that no messenger sends: it is put aside."""
KINDS = st.sampled_from(
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=B", "multipart/form-data", "multipart/form-data; boundary="]
)
TARGETS: dict[str, Target] = {
    "telegram": Target(meddled(UPDATES), lambda update: telegram.parsed(update) if isinstance(update, dict) else None, (Unreadable,)),
    "desk": Target(meddled(UPDATES), lambda update: desk.parsed(update) if isinstance(update, dict) else None, (Unreadable,)),
    "wechat_push": Target(scratched(PUSHES), _push, (NoPush, *BROKEN)),
    "wechat_customer": Target(meddled(MESSAGES), _customer, BROKEN),
    "upload": Target(scratched(_pictures()), _upload, (Refusal,)),
    "form": Target(st.tuples(KINDS | st.text(max_size=40), scratched(FORMS)), _form, (Refusal,)),
    "import": Target(scratched(LISTS), _list, ()),
    "chat": Target(meddled(LINES).map(json.dumps) | st.text(max_size=100), _line, (TalkProblem,)),
    "knowledge": Target(scratched(_knowledge()), lambda content: read(content, "x.yaml"), ()),
    "masking": Target(st.text(max_size=80) | st.text("0123456789０１２３四五六七- 卡号密码cvvpin码", max_size=60), _mask, ()),
}
