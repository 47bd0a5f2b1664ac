"""What comes from outside when nobody has meddled with it: where every look for odd bytes begins."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

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
MEMBER = {"status": "member", "user": PERSON}
STANDING = {"chat": PRIVATE, "from": PERSON, "date": 1_767_225_600, "old_chat_member": MEMBER}
VOICE = {"file_id": "v", "file_unique_id": "w", "duration": 3, "mime_type": "audio/ogg", "file_size": 4000}
UPDATES = [
    {"update_id": 1, "message": MESSAGE},
    {"update_id": 2, "message": MESSAGE | {"photo": [PHOTO, PHOTO], "caption": "这个", "media_group_id": "1"}},
    {"update_id": 3, "message": MESSAGE | {"document": FILE}},
    {"update_id": 4, "message": MESSAGE | {"location": PLACE, "venue": {"location": PLACE, "title": "店", "address": "路"}}},
    {"update_id": 5, "callback_query": CALLBACK},
    {"update_id": 6, "edited_message": MESSAGE | {"edit_date": 1_767_225_601}},
    {"update_id": 7, "message": IN_TOPIC},
    {"update_id": 8, "message": IN_TOPIC | {"forum_topic_closed": {}}},
    {"update_id": 9, "message": MESSAGE | {"chat": GROUP, "migrate_to_chat_id": -200}},
    {"update_id": 10, "message": IN_TOPIC | {"photo": [PHOTO], "reply_to_message": IN_TOPIC}},
    {"update_id": 11, "my_chat_member": STANDING | {"new_chat_member": {"status": "kicked", "user": PERSON, "until_date": 0}}},
    {"update_id": 12, "message": MESSAGE | {"text": "/start s-abc", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}},
    {"update_id": 13, "message": MESSAGE | {"voice": VOICE, "contact": {"phone_number": "13800000000", "first_name": "Wang"}}},
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
    b'<?xml version="1.0" encoding="gb18030"?><!DOCTYPE x [<!ENTITY a "b">]><xml><FromUserName>&a;</FromUserName></xml>',
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
    {"chat": "a1", "advance": "P1DT2H"},
    {"chat": "a1", "staff": {"who": "li", "do": "say", "text": "你好"}},
]
LISTS = [
    "序列号,型号,购买日期,门店,联系方式\nNB12345678,A920,2026-03-02,昌隆,13812345678\n".encode(),
    "sn,产权,凭证,交付日期,备注\nNB12345678,自购,发票,2026年3月2日,老王\nNB12345678,自购,发票,2026年3月2日,老王\n".encode(),
    b'serial,model,purchased\n"NB1234,5678",A920,3/2/2026\nNB1,,\n',
    "\ufeffserial\tmodel\r\nX1\tY\r\n".encode("utf-16"),
]
FORMS = [
    b"application/x-www-form-urlencoded\ntext=%E5%8D%A1%E7%BA%B8&id=1&after=3",
    (
        b'multipart/form-data; boundary=B\n--B\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello\r\n--B\r\nContent-Disposition: '
        b'form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\r\n--B--\r\n'
    ),
    b'multipart/form-data; boundary="B"\n--B\r\nContent-Disposition: form-data; name*=UTF-8\'\'a; filename=""\r\n\r\n\r\n--B--',
    b"multipart/form-data; boundary=\n--\r\n",
    b"multipart/form-data\n--B\r\n",
]
"""The first line is what the header says of the rest."""
WORDS = [
    "卡号 6222 0200 0000 0005，密码是123456",
    "card 4111-1111-1111-1111 exp 09/28 cvv 123",
    "验证码：８６４２０１ 别告诉别人",
    "卡号六二二二零二零零零零零零零零零五",
    "my pin is 1 2 3 4, terminal NB12345678, call 13812345678",
    "交易 2026-03-02 12:30 金额 1,234.50 元 批次 000123",
]
KNOWLEDGE = (
    "policy.yaml supplier.yaml warranty.yaml directory.yaml intents.yaml upkeep.yaml slots.yaml codes.yaml models.yaml remedies/en.yaml "
    "dangers/en.yaml flows/power.no_power.yaml flows/ticket.status.yaml answers/*.yaml examples/en/out_of_scope.yaml"
)


FORMS_OF_PICTURES = (
    ("JPEG", "RGB"),
    ("JPEG", "CMYK"),
    ("PNG", "RGBA"),
    ("PNG", "P"),
    ("PNG", "I;16"),
    ("WEBP", "RGBA"),
    ("GIF", "P"),
    ("BMP", "RGB"),
)
FOUND_PICTURE = base64.b64decode(
    "/9j/AI8BAQD/4QA0RXhpZgAATU0AKgAAAABNMNklJicoKSo0NU0AKjcAAABNTSYqEgAGAGUA/9sAQwAIAQD/4QA0RXhpZgAATfMmARIABgAAWNZNTQAqAAAA"
    "CAACAV4AmgAAWgAmARIAAwAAAAEABjYGDRgA/+EANEV4aWYAAE1NALYACAIAAAAGAAAAAAAAACMAJgGAWwCQkgESAAYAAAAALADEOAAA/ikA/+EANEV4aWYA"
    "AE1NACoAABIAAwAAAAEAAQ8PAAIAAAAPAAIAAAACAQ8AAAAmAAAAAABwbuWP/+EANEV4aWb5AE1NAGIqAAAACAACAQ+ISQLwnZ8AAAAGAAAmAQ8AAv80RXhp"
    "Zv/hADRFeGlm/+EANEV4aWYAAE1NAAAGAAIBD+W0AjRpZuEANGlmAABNTQAqAAAAAAYAAAACAQ8AAjRFeGlm/+EANEV4aWYAAE0AAAgAAg8AAgAAAAAzDzRF"
    "eGlm/wA0RXhpZgAATU0AAAAAAAYAAgFFeGlm/+EANEV4aWYAAE1NACoAAAAIAAIPAAIAAAAGAAAAAgEP/+FpZgAATU0AKgAAADgCDwAAeGlm/+EANEV4aWYA"
    "AE1NABgIAAIAAAYAAAAC1Q8CZv8ATU0AAAAAAAACAQAAAAMAAQAGACsAAGUA/9sAQwAIBgYFCAcABwcaDBQNDB0aHx4doxocHCAkJLhjdiwcBwcHCQkICuW5"
    "EhMPFB0aHx4d2aMaTkSuYD04MjwuMzQy/8AAFAgAEAAYBEMRAE0RAFkRAEsRAEdJN//aAA4EQwBNAFkASwD3twD/4Q=="
)
"""Found once: a photo with metadata that Pillow reads and cannot write again."""


def jsons(values: Sequence[Any]) -> tuple[bytes, ...]:
    """Each as it comes over the line."""
    return tuple(json.dumps(value).encode() for value in values)


def pictures() -> tuple[bytes, ...]:
    """Small ones in every form that a phone sends, and some that none does."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "phone"
    found = []
    for kind, mode in FORMS_OF_PICTURES:
        out = io.BytesIO()
        Image.new(mode, (24, 16)).save(out, kind, exif=exif if kind in {"JPEG", "PNG", "WEBP"} else b"")
        found.append(out.getvalue())
    return (*found, FOUND_PICTURE)


def knowledge() -> tuple[bytes, ...]:
    """Files of every kind. The first line is the file's place."""
    folder = ROOT / "knowledge"
    files = [file for place in KNOWLEDGE.split() for file in sorted(folder.glob(place))[:2]]
    known = [f"{file.relative_to(folder).as_posix()}\n".encode() + file.read_bytes()[:6_000] for file in files]
    templates = ROOT / "templates"
    said = [templates / "zh" / "common.yaml", *sorted((templates / "en" / "flows").glob("power.*.yaml"))[:2]]
    return (*known, *(f"{file.relative_to(templates).as_posix()}\n".encode() + file.read_bytes()[:6_000] for file in said))
