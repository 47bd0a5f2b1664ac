"""From a fetched message of WeChat Customer Service to what happened. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channels.wechat.intake import Wanted
from bot.core.messages import Media, place_of
from bot.service.ports import JSON

CUSTOMER, SERVICER = 3, 5
ENDED = 3
"""Of a session: somebody in WeCom's own client is done with it."""
FILES = {"image": ("photo", ".jpg"), "voice": ("voice", ".amr"), "video": ("document", ".mp4"), "file": ("document", ".bin")}
FAILED_FOR: Mapping[int, str] = {4: "window", 5: "session", 6: "quota", 10: "refused"}
"""Why a message that was taken did not arrive after all; other numbers are told as they are."""
_ID = re.compile(r"[^\s/]{1,128}")


@dataclass(frozen=True, slots=True)
class Said:
    """A message; ``pressed`` is the key of a menu's item."""

    text: str = ""
    pressed: str = ""
    files: tuple[Wanted, ...] = ()
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """Opened the conversation for the first time in days: ``code`` is good for one message within seconds."""

    code: str
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """A message of ours did not arrive."""

    message: str
    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody wrote to the customer in WeCom's own client."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """The session that somebody had there is over."""


Happened = Said | Entered | Failed | Answered | Returned


def lane_of(message: Mapping[str, JSON]) -> str:
    """The conversation, as an address has it: at which door, and who. Raises for a message that lacks either."""
    inner = message.get("event") if message.get("msgtype") == "event" else message
    around = inner if isinstance(inner, Mapping) else {}
    door, who = around.get("open_kfid") or message.get("open_kfid"), around.get("external_userid") or message.get("external_userid")
    if not isinstance(door, str) or not isinstance(who, str) or not _ID.fullmatch(door) or not _ID.fullmatch(who):
        raise ValueError("no customer")
    return f"{door}/{who}"


def since(message: Mapping[str, JSON]) -> datetime:
    """When it was sent, by WeChat's clock."""
    try:
        return datetime.fromtimestamp(int(str(message["send_time"])), UTC)
    except (OverflowError, OSError) as wrong:
        raise ValueError("send_time") from wrong


def parsed(message: Mapping[str, JSON]) -> Happened | None:
    """What happened; None for what concerns nobody: our own, other events."""
    kind = str(message["msgtype"])
    if kind == "event":
        return _event(_inside(message, "event"))
    if message.get("origin") == SERVICER:
        text = message.get("text")
        return Answered(str(message.get("servicer_userid") or ""), str(text["content"]) if isinstance(text, Mapping) else f"[{kind}]")
    return _said(message, kind) if message.get("origin") == CUSTOMER else None


def _inside(message: Mapping[str, JSON], name: str) -> Mapping[str, JSON]:
    found = message[name]
    if not isinstance(found, Mapping):
        raise TypeError(name)
    return found


def _said(message: Mapping[str, JSON], kind: str) -> Said:
    if kind == "text":
        text = _inside(message, "text")
        return Said(str(text["content"]), str(text.get("menu_id") or ""))
    if kind in FILES:
        what, suffix = FILES[kind]
        return Said(files=(Wanted(what, str(_inside(message, kind)["media_id"]), suffix),))
    if kind == "location":
        return Said(media=(Media("location", words=_where(_inside(message, "location"))),))
    if kind == "link":
        link = _inside(message, "link")
        return Said(" ".join(str(link.get(name) or "") for name in ("title", "desc", "url")).strip())
    return Said(media=(Media("other"),))


def _where(place: Mapping[str, JSON]) -> str:
    names = (str(place.get(name) or "") for name in ("name", "address"))
    return place_of(float(str(place["latitude"])), float(str(place["longitude"])), *names)


def _event(event: Mapping[str, JSON]) -> Happened | None:
    name = event["event_type"]
    if name == "enter_session" and event.get("welcome_code"):
        return Entered(str(event["welcome_code"]), str(event.get("scene_param") or ""))
    if name == "session_status_change" and event.get("change_type") == ENDED:
        return Returned()
    if name == "msg_send_fail":
        number = event.get("fail_type")
        return Failed(str(event["fail_msgid"]), FAILED_FOR.get(number, f"fail_type {number}") if isinstance(number, int) else "unknown")
    return None
