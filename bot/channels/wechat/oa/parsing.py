"""From a push of the service account to what happened. Pure: nothing is fetched, looked up or timed.

A push that lacks what every push has raises KeyError or ValueError: it is put aside for people to see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channels.wechat.intake import Wanted
from bot.core.messages import Media, place_of
from bot.service.ports import JSON

SCENE = "qrscene_"
_ID = re.compile(r"\S{1,128}")
FILES = {"image": ("photo", ".jpg"), "voice": ("voice", ".amr"), "video": ("document", ".mp4"), "shortvideo": ("document", ".mp4")}


@dataclass(frozen=True, slots=True)
class Said:
    """A message. ``tapped``: a button of a menu message, which counts as a tap on the menu."""

    text: str = ""
    files: tuple[Wanted, ...] = ()
    media: tuple[Media, ...] = ()
    tapped: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """Followed us, or scanned one of our codes; ``scene`` is what the code holds."""

    scene: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """Our own menu."""

    key: str


@dataclass(frozen=True, slots=True)
class Left:
    """Follows us no more."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Answers about notices: (template, whether it may be sent)."""

    answers: tuple[tuple[str, bool], ...]


Happened = Said | Came | Tapped | Left | Agreed


def update_id(push: Mapping[str, JSON]) -> str:
    """The identity of a push: three tries have the same. Events have no number of their own."""
    if push.get("MsgId"):
        return str(push["MsgId"])
    return ":".join(str(push.get(name, "")) for name in ("FromUserName", "CreateTime", "Event", "EventKey"))


def sender(push: Mapping[str, JSON]) -> str:
    """The merchant's id at this account."""
    found = push["FromUserName"]
    if not isinstance(found, str) or not _ID.fullmatch(found):
        raise ValueError("FromUserName")
    return found


def since(push: Mapping[str, JSON]) -> datetime:
    """When it happened, by WeChat's clock, to the second."""
    try:
        return datetime.fromtimestamp(int(str(push["CreateTime"])), UTC)
    except (OverflowError, OSError) as wrong:
        raise ValueError("CreateTime") from wrong


def parsed(push: Mapping[str, JSON]) -> Happened | None:
    """What happened; None for what concerns nobody."""
    kind = str(push["MsgType"])
    return _event(push) if kind == "event" else _message(push, kind)


def is_addressed_to_us(push: Mapping[str, JSON]) -> bool:
    """Whether somebody said or did something that wants an answer; no other push is worth keeping open, and nobody would read
    what is said in reply to it.
    """
    try:
        return isinstance(parsed(push), Said | Came | Tapped)
    except (KeyError, ValueError):
        return False


def _message(push: Mapping[str, JSON], kind: str) -> Said:
    if kind == "text":
        return Said(str(push["Content"]), tapped=bool(push.get("bizmsgmenuid")))
    if kind in FILES:
        what, suffix = FILES[kind]
        return Said(str(push.get("Recognition") or ""), (Wanted(what, str(push["MediaId"]), suffix),))
    if kind == "location":
        return Said(media=(Media("location", words=_where(push)),))
    if kind == "link":
        return Said(" ".join(str(push.get(name) or "") for name in ("Title", "Description", "Url")).strip())
    return Said(media=(Media("other"),))


def _where(push: Mapping[str, JSON]) -> str:
    return place_of(float(str(push["Location_X"])), float(str(push["Location_Y"])), str(push.get("Label") or ""))


def _event(push: Mapping[str, JSON]) -> Happened | None:
    name, key = str(push["Event"]).casefold(), str(push.get("EventKey") or "")
    if name in {"subscribe", "scan"}:
        return Came(key.removeprefix(SCENE))
    if name == "unsubscribe":
        return Left()
    if name == "click":
        return Tapped(key)
    if name in {"subscribe_msg_popup_event", "subscribe_msg_change_event"}:
        return Agreed(_answers(push))
    return None


def _answers(push: Mapping[str, JSON]) -> tuple[tuple[str, bool], ...]:
    around = push.get("SubscribeMsgPopupEvent") or push.get("SubscribeMsgChangeEvent")
    found = around.get("List") if isinstance(around, Mapping) else None
    rows = found if isinstance(found, list) else [found]
    return tuple((str(row["TemplateId"]), row.get("SubscribeStatusString") == "accept") for row in rows if isinstance(row, Mapping))
