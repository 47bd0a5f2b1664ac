"""WeChat Customer Service's API: fetching with a cursor, sending, sessions. Checks what WeCom checks."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.emulator.wechat.people import DAY, SAID, Grant, Merchant
from bot.emulator.wechat.refusals import EMPTY, TOO_LONG, TOO_MANY_CALLS, WRONG_KIND, WRONG_MEDIA, Refused, invalid
from bot.emulator.wechat.world import World

DOOR = "wkEMULATED"
ANSWERABLE = frozenset({0, 1})
TRANSITIONS = {0: {1, 2, 3}, 1: {2, 3}, 2: {3}, 3: {3, 4}, 4: set[int]()}
PUSH_SECONDS, CODE_SECONDS, SELDOM = 600.0, 20.0, 1.0
"""Life of a push's token and of an event's code; pause between fetches without a token (WeCom says only: strict)."""
MSGID = re.compile(r"[0-9a-zA-Z_-]{1,32}")
HEAD, ITEMS, KEY, LABEL = 1024, 10, 64, 128
LIMIT = "95001 out of limit"
USED_UP = Refused(95001, "msg send count limit")
WRONG_STATE = Refused(95018, "session status not allow send")
NO_SERVICER = Refused(95014, "servicer is not available")
WRONG_PUSH = Refused(95007, "invalid msg token")
TWICE = Refused(40058, "invalid parameter: msgid repeated")
"""WeCom documents that a name is unique, not what it answers to the second: the number is a guess."""
Body = Mapping[str, Any]


@dataclass
class Service:
    """The messages that wait to be fetched, and what was given out. ``page``: messages of a page at most, to play
    short pages; ``late``: messages are taken and fail afterwards.
    """

    world: World
    told: Callable[[], None] = lambda: None
    messages: list[dict[str, Any]] = field(default_factory=list)
    pushes: dict[str, float] = field(default_factory=dict)
    codes: dict[str, tuple[Merchant, float]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    servicers: dict[str, bool] = field(default_factory=lambda: {"li": False})
    page: int = 1000
    late: bool = False
    fetched_at: float = 0.0

    # ---- what merchants do -------------------------------------------------------------------

    def put(self, merchant: Merchant, kind: str, content: dict[str, Any], origin: int = 3) -> dict[str, Any]:
        """Something new to be fetched; WeCom tells that there is."""
        message = {
            "msgid": f"in_{self.world.number()}_{secrets.token_hex(4)}",
            "send_time": int(self.world.clock.exact()),
            "origin": origin,
            "msgtype": kind,
            kind: content,
        }
        if kind != "event":
            message |= {"open_kfid": DOOR, "external_userid": merchant.external}
        self.messages.append(message)
        self.told()
        return message

    def say(self, merchant: Merchant, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        """The merchant writes: five answers, and an ended session begins anew."""
        merchant.service_grant = Grant(SAID[0], self.world.clock.exact() + SAID[1])
        merchant.state = 0 if merchant.state == 4 else merchant.state  # noqa: PLR2004 -- ended
        return self.put(merchant, kind, content)

    def enter(self, merchant: Merchant, scene: str = "") -> str:
        """The merchant opens the conversation; who has not been welcomed for two days brings a code."""
        event = {"event_type": "enter_session", "open_kfid": DOOR, "external_userid": merchant.external, "scene_param": scene}
        now, code = self.world.clock.exact(), ""
        if now - merchant.welcomed > 2 * DAY and merchant.service_grant is None:
            code = f"CODE_{secrets.token_hex(6)}"
            self.codes[code] = (merchant, now + CODE_SECONDS)
            merchant.welcomed = now
        self.put(merchant, "event", event | ({"welcome_code": code} if code else {}), origin=4)
        return code

    def push_token(self) -> str:
        """What the next push carries."""
        token = f"PUSH_{secrets.token_hex(8)}"
        self.pushes[token] = self.world.clock.exact() + PUSH_SECONDS
        return token

    # ---- the API -----------------------------------------------------------------------------

    def sync(self, body: Body) -> dict[str, Any]:
        """A page; the cursor is a place in the list."""
        now = self.world.clock.exact()
        if body.get("open_kfid") != DOOR:
            raise invalid("open_kfid")
        self._check_push(body.get("token"), now)
        if not 0 < int(body.get("limit") or self.page) <= 1000:  # noqa: PLR2004 -- WeCom's figure
            raise invalid("limit")
        begin = self._place(str(body.get("cursor") or ""))
        fresh = [place for place in range(begin, len(self.messages)) if self.messages[place]["send_time"] > now - 3 * DAY]
        taken = fresh[: min(self.page, int(body.get("limit") or self.page))]
        end = taken[-1] + 1 if taken else len(self.messages)
        return {"next_cursor": f"c{end}", "has_more": int(len(taken) < len(fresh)), "msg_list": [self.messages[place] for place in taken]}

    def _check_push(self, token: object, now: float) -> None:
        if token:
            if self.pushes.get(str(token), 0.0) <= now:
                raise WRONG_PUSH
            return
        if now - self.fetched_at < SELDOM:
            raise TOO_MANY_CALLS
        self.fetched_at = now

    def _place(self, cursor: str) -> int:
        if cursor and not re.fullmatch(r"c\d+", cursor):
            raise invalid("cursor")
        return int(cursor[1:] or 0) if cursor else 0

    def send(self, body: Body) -> dict[str, Any]:
        """A message. Taken does not mean arrived."""
        merchant = self._customer(body)
        name, shown = self._named(body), self._shown(body)
        if merchant.state not in ANSWERABLE:
            raise WRONG_STATE
        grant = merchant.service_grant
        is_open = grant is not None and grant.until > self.world.clock.exact() and grant.left > 0
        if not is_open and not self.late:
            raise USED_UP
        self.names.add(name)
        if grant is None or not is_open:
            event = {"event_type": "msg_send_fail", "open_kfid": DOOR, "external_userid": merchant.external}
            self.put(merchant, "event", event | {"fail_msgid": name, "fail_type": 6 if grant and grant.left == 0 else 4}, origin=4)
        else:
            grant.left -= 1
            self.world.show(merchant.at_service, **shown)
        return {"msgid": name}

    def send_on_event(self, body: Body) -> dict[str, Any]:
        """One message for a code, soon."""
        merchant, until = self.codes.get(str(body.get("code")), (None, 0.0))
        if merchant is None or until <= self.world.clock.exact():
            raise invalid("code")
        name, shown = self._named(body), self._shown(body)
        if shown["kind"] not in {"text", "menu"}:
            raise WRONG_KIND
        del self.codes[str(body["code"])]
        self.names.add(name)
        self.world.show(merchant.at_service, **shown)
        return {"msgid": name}

    def _customer(self, body: Body) -> Merchant:
        merchant = self.world.customer(body.get("touser") or body.get("external_userid"))
        if merchant is None:
            raise Refused(40096, "invalid external userid")
        if body.get("open_kfid") != DOOR:
            raise invalid("open_kfid")
        return merchant

    def _named(self, body: Body) -> str:
        name = body.get("msgid")
        if not isinstance(name, str) or not MSGID.fullmatch(name):
            raise invalid("msgid")
        if name in self.names:
            raise TWICE
        return name

    def _shown(self, body: Body) -> dict[str, Any]:
        kind = str(body.get("msgtype"))
        content = body.get(kind)
        unknown = set(body) - {"touser", "open_kfid", "msgid", "msgtype", "code", kind}
        if unknown or kind not in SHOWN or not isinstance(content, Mapping):
            raise WRONG_KIND if not unknown else invalid(", ".join(sorted(unknown)))
        return SHOWN[kind](self.world, content)

    def state(self, body: Body) -> dict[str, Any]:
        """Who has the session."""
        merchant = self._customer(body)
        return {"service_state": merchant.state, "servicer_userid": merchant.servicer}

    def transfer(self, body: Body) -> dict[str, Any]:
        """Give the session to somebody, or end it."""
        merchant, to = self._customer(body), int(body.get("service_state", -1))
        if to not in TRANSITIONS[merchant.state]:
            raise Refused(95013, "invalid state transition")
        servicer = str(body.get("servicer_userid") or "")
        if to == 3 and not self.servicers.get(servicer):  # noqa: PLR2004 -- a person
            raise NO_SERVICER
        merchant.state, merchant.servicer = to, servicer
        self.world.changed()
        return {}

    def servicer_list(self, _body: Body) -> dict[str, Any]:
        """Who answers in WeCom's own client; 0 is at work."""
        return {"servicer_list": [{"userid": name, "status": 0 if here else 1} for name, here in self.servicers.items()]}

    def accounts(self, _body: Body) -> dict[str, Any]:
        """The doors."""
        return {"account_list": [{"open_kfid": DOOR, "name": "Terminal help", "manage_privilege": True}]}

    def token(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """The same one until it ends."""
        if asked.get("corpid") != self.world.service.app:
            raise Refused(40013, "invalid corpid")
        if asked.get("corpsecret") != self.world.service.secret:
            raise Refused(40001, "invalid credential")
        given = self.world.service_tokens.lasting()
        return {"access_token": given.value, "expires_in": int(given.until - self.world.clock.exact())}


def _text(_world: World, content: Body) -> dict[str, Any]:
    text = content.get("content")
    if not isinstance(text, str) or not text:
        raise EMPTY
    if len(text.encode()) > 2048:  # noqa: PLR2004 -- WeCom's figure
        raise TOO_LONG
    return {"kind": "text", "text": text}


def _menu(_world: World, content: Body) -> dict[str, Any]:
    head, tail, rows = content.get("head_content") or "", content.get("tail_content") or "", content.get("list") or []
    if max(len(head.encode()), len(tail.encode())) > HEAD or len(rows) > ITEMS:
        raise TOO_LONG
    items = []
    for row in rows:
        if row.get("type") != "click":
            continue
        key, label = str(row["click"].get("id", "")), str(row["click"]["content"])
        if len(key.encode()) > KEY or len(label.encode()) > LABEL or not label:
            raise TOO_LONG
        items.append((key, label))
    return {"kind": "menu", "text": "\n".join(filter(None, (head, tail))), "items": items}


def _media(kind: str) -> Callable[[World, Body], dict[str, Any]]:
    def shown(world: World, content: Body) -> dict[str, Any]:
        found = world.files.get(content.get("media_id"), world.clock.exact())
        if found is None or found.kind != kind:
            raise WRONG_MEDIA
        return {"kind": kind, "media": str(content["media_id"]), "text": found.name if kind == "file" else ""}

    return shown


SHOWN: Mapping[str, Callable[[World, Body], dict[str, Any]]] = {
    "text": _text, "msgmenu": _menu, "image": _media("image"), "file": _media("file"), "voice": _media("voice"),
}  # fmt: skip
METHODS: Mapping[str, Callable[[Service, Body], dict[str, Any]]] = {
    "kf/sync_msg": Service.sync,
    "kf/send_msg": Service.send,
    "kf/send_msg_on_event": Service.send_on_event,
    "kf/service_state/get": Service.state,
    "kf/service_state/trans": Service.transfer,
    "kf/servicer/list": Service.servicer_list,
    "kf/account/list": Service.accounts,
}
