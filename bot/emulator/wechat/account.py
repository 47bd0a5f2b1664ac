"""The service account's API: tokens, customer-service messages, notices, media, menu. Checks what WeChat checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.emulator.wechat.people import Merchant
from bot.emulator.wechat.refusals import (
    CLOSED,
    EMPTY,
    MENU_TOO_LONG,
    NO_CONSENT,
    NO_RIGHT,
    TOO_LONG,
    TOO_MANY_ARTICLES,
    USED_UP,
    WRONG_APP,
    WRONG_KIND,
    WRONG_MEDIA,
    WRONG_PERSON,
    WRONG_SECRET,
    Refused,
    invalid,
)
from bot.emulator.wechat.world import World

TEXT, MENU = 2048, 2048
"""Bytes."""
BUTTONS, NAME = 3, 16
"""Buttons of the account's own menu, and bytes of a name."""
Body = Mapping[str, Any]
KNOWN = {
    "text": {"content"}, "image": {"media_id"}, "voice": {"media_id"}, "video": {"media_id", "thumb_media_id", "title", "description"},
    "news": {"articles"}, "msgmenu": {"head_content", "list", "tail_content"},
}  # fmt: skip


def token(world: World, asked: Mapping[str, str]) -> dict[str, Any]:
    """The old way."""
    _check_secret(world, asked.get("appid"), asked.get("secret"))
    given = world.account_tokens.old_way()
    return {"access_token": given.value, "expires_in": int(given.until - world.clock.exact())}


def stable_token(world: World, body: Body) -> dict[str, Any]:
    """The stable way."""
    if body.get("grant_type") != "client_credential":
        raise Refused(40002, "invalid grant_type")
    _check_secret(world, body.get("appid"), body.get("secret"))
    given = world.account_tokens.stable_way(force=bool(body.get("force_refresh")))
    return {"access_token": given.value, "expires_in": int(given.until - world.clock.exact())}


def _check_secret(world: World, app: object, secret: object) -> None:
    if app != world.account.app:
        raise WRONG_APP
    if secret != world.account.secret:
        raise WRONG_SECRET


def send(world: World, body: Body) -> dict[str, Any]:
    """A customer-service message."""
    if not world.verified:
        raise NO_RIGHT
    merchant = _follower(world, body.get("touser"))
    kind = body.get("msgtype")
    content = body.get(str(kind))
    if kind not in KNOWN or not isinstance(content, Mapping):
        raise WRONG_KIND
    unknown = set(body) - {"touser", "msgtype", "customservice", kind} | set(content) - KNOWN[kind]
    if unknown:
        raise invalid(", ".join(sorted(unknown)))
    shown = SHOWN[kind](world, content)
    if not merchant.follows:
        raise CLOSED
    merchant.spend(world.clock.exact(), CLOSED, USED_UP, latest=world.latest)
    world.show(merchant.at_account, **shown)
    return {}


def _follower(world: World, openid: object) -> Merchant:
    merchant = world.follower(openid)
    if merchant is None:
        raise WRONG_PERSON
    if merchant.blacklisted:
        raise Refused(43019, "user in blacklist")
    return merchant


def _text(_world: World, content: Body) -> dict[str, Any]:
    text = content.get("content")
    if not isinstance(text, str) or not text:
        raise EMPTY
    if len(text.encode()) > TEXT:
        raise TOO_LONG
    return {"kind": "text", "text": text}


def _media(kind: str) -> Callable[[World, Body], dict[str, Any]]:
    def shown(world: World, content: Body) -> dict[str, Any]:
        found = world.files.get(content.get("media_id"), world.clock.exact())
        if found is None or found.kind != kind:
            raise WRONG_MEDIA
        return {"kind": kind, "media": str(content["media_id"])}

    return shown


def _news(_world: World, content: Body) -> dict[str, Any]:
    articles = content.get("articles") or []
    if len(articles) != 1:
        raise TOO_MANY_ARTICLES
    return {"kind": "text", "text": f"{articles[0].get('title')}\n{articles[0].get('url')}"}


def _menu(_world: World, content: Body) -> dict[str, Any]:
    items = [(str(one["id"]), str(one["content"])) for one in content.get("list") or []]
    text = "\n".join(filter(None, (content.get("head_content"), content.get("tail_content"))))
    if len((text + "".join(label for _, label in items)).encode()) > MENU:
        raise MENU_TOO_LONG
    return {"kind": "menu", "text": text, "items": items}


SHOWN: Mapping[str, Callable[[World, Body], dict[str, Any]]] = {
    "text": _text, "image": _media("image"), "voice": _media("voice"), "video": _media("video"), "news": _news, "msgmenu": _menu,
}  # fmt: skip


def template(world: World, body: Body) -> dict[str, Any]:
    """A template message: a notice, in the account's own frame."""
    merchant = _follower(world, body.get("touser"))
    if not merchant.follows:
        raise Refused(43004, "require subscribe")
    world.show(merchant.at_account, "notice", _fields(body))
    return {"msgid": world.number()}


def subscription(world: World, body: Body) -> dict[str, Any]:
    """A notice that the merchant has agreed to, once."""
    merchant, wanted = _follower(world, body.get("touser")), str(body.get("template_id"))
    words = _fields(body)
    if merchant.consents.get(wanted, 0) < 1:
        raise NO_CONSENT
    merchant.consents[wanted] -= 1
    world.show(merchant.at_account, "notice", words)
    return {}


def _fields(body: Body) -> str:
    fields = body.get("data")
    if not body.get("template_id"):
        raise Refused(40037, "invalid template_id")
    if not isinstance(fields, Mapping) or any(not isinstance(one, Mapping) or "value" not in one for one in fields.values()):
        raise Refused(47003, "argument invalid")
    return "\n".join(f"{name}: {one['value']}" for name, one in fields.items())


def menu(world: World, body: Body) -> dict[str, Any]:
    """The account's own menu."""
    buttons = body.get("button")
    if not isinstance(buttons, list) or not 0 < len(buttons) <= BUTTONS:
        raise Refused(40016, "invalid button size")
    if any(len(str(one.get("name", "")).encode()) > NAME for one in buttons):
        raise Refused(40018, "invalid button name size")
    world.menu = [(str(one["key"]), str(one["name"])) for one in buttons if one.get("type") == "click"]
    world.changed()
    return {}


def callback_addresses(_world: World, _body: Body) -> dict[str, Any]:
    """Where pushes come from."""
    return {"ip_list": ["127.0.0.1"]}


METHODS: Mapping[str, Callable[[World, Body], dict[str, Any]]] = {
    "message/custom/send": send,
    "message/template/send": template,
    "message/subscribe/bizsend": subscription,
    "menu/create": menu,
    "getcallbackip": callback_addresses,
}
