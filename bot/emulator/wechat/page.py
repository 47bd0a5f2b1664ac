"""The page where a person holds a merchant's phone with WeChat on it, and its routes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.emulator.bells import HEADERS, Bells, static
from bot.emulator.wechat.cast import CONSENT
from bot.emulator.wechat.hands import AMR
from bot.emulator.wechat.people import Bubble, Merchant
from bot.emulator.wechat.server import WeChat
from bot.emulator.wechat.world import FAULTS

STATIC = Path(__file__).parent / "static"
Words = Mapping[str, Mapping[str, str]]
Wish = Mapping[str, Any]
SERIAL = "AB12345678"
ENDED = 4
"""State of a session that is over."""


class Page:
    """The routes. ``words`` by language and name."""

    def __init__(self, wechat: WeChat, words: Words) -> None:
        """Listens for changes."""
        self.wechat = wechat
        self._words = words
        self._bells = Bells()
        self.stopping = False
        wechat.world.changed = self._bells.ring

    def routes(self) -> list[BaseRoute]:
        """For an app, beside those of the API."""
        return [
            Route("/wechat", self._page),
            Route("/wechat/play/words", self._say),
            Route("/wechat/play/state", self._state),
            Route("/wechat/play/changes", self._changes),
            Route("/wechat/play/file/{media}", self._file),
            Route("/wechat/play/do", self._do, methods=["POST"]),
            Route("/wechat/play/send", self._send, methods=["POST"]),
            Route("/wechat/play/{name}", self._static),
        ]

    def stop(self) -> None:
        """Let every open page go."""
        self.stopping = True
        self._bells.ring()

    async def _page(self, request: Request) -> Response:
        del request
        return static(STATIC, "wechat.html")

    async def _static(self, request: Request) -> Response:
        return static(STATIC, request.path_params["name"])

    async def _say(self, request: Request) -> Response:
        language = request.query_params.get("lang", "")
        return JSONResponse(dict(self._words.get(language) or next(iter(self._words.values()))))

    async def _changes(self, request: Request) -> Response:
        del request
        return self._bells.stream(lambda: self.stopping)

    async def _state(self, request: Request) -> Response:
        after = request.query_params.get("after", "0")
        return JSONResponse(self.shown(int(after) if after.isdecimal() else 0))

    async def _file(self, request: Request) -> Response:
        found = self.wechat.world.files.kept.get(request.path_params["media"])
        if found is None:
            return Response(status_code=404)
        is_picture = found.kind == "image"
        headers = HEADERS if is_picture else HEADERS | {"content-disposition": "attachment"}
        return Response(found.content, media_type="image/jpeg" if is_picture else "application/octet-stream", headers=headers)

    async def _send(self, request: Request) -> Response:
        """A photo or a file, from a form."""
        async with request.form() as form:
            upload, wish = form.get("file"), json.loads(str(form.get("wish", "{}")))
            if upload is None or isinstance(upload, str):
                return JSONResponse({"refused": "no file"}, 400)
            content, name = await upload.read(), upload.filename or "file"
        merchant, hands = self.merchant(wish), self.wechat.hands
        if wish.get("where") == "service":
            hands.send_service(merchant, "image" if wish.get("kind") == "photo" else "file", content, name)
        else:
            hands.send(merchant, "image", content)
        return JSONResponse({})

    async def _do(self, request: Request) -> Response:
        try:
            wish = await request.json()
            deed = DEEDS[wish["do"]]
            deed(self, wish)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError) as wrong:
            return JSONResponse({"refused": repr(wrong)}, 400)
        self._bells.ring()
        return JSONResponse({})

    # ---- what is shown -----------------------------------------------------------------------

    def shown(self, after: int) -> dict[str, Any]:
        """Everything, with the lines of the wire past ``after``."""
        world, journal = self.wechat.world, self.wechat.journal
        lines = [
            {"number": line.number, "way": line.way, "bot": line.bot, "what": line.what, "sent": line.sent, "got": line.got, "ok": line.ok}
            for line in journal.lines
            if line.number > after
        ]
        return {
            "clock": world.clock.exact(),
            "menu": world.menu,
            "merchants": [self._merchant(merchant) for merchant in world.merchants],
            "lines": lines[-300:],
            "wrong": len(journal.wrong),
        }

    def _merchant(self, merchant: Merchant) -> dict[str, Any]:
        now = self.wechat.world.clock.exact()
        current = [grant for grant in merchant.grants.values() if grant.until > now]
        service = merchant.service_grant if merchant.service_grant and merchant.service_grant.until > now else None
        return {
            "name": merchant.name,
            "follows": merchant.follows,
            "consents": merchant.consents.get(CONSENT, 0),
            "state": merchant.state,
            "account": [_bubble(one) for one in merchant.at_account],
            "service": [_bubble(one) for one in merchant.at_service],
            "account_left": sum(grant.left for grant in current),
            "account_until": max((grant.until for grant in current), default=0),
            "service_left": service.left if service else 0,
            "service_until": service.until if service else 0,
        }

    # ---- what a person does ------------------------------------------------------------------

    def merchant(self, wish: Wish) -> Merchant:
        """Whose phone it is."""
        return self.wechat.world.merchants[int(wish["merchant"])]

    def say(self, wish: Wish) -> None:
        """Words, or an item of a menu."""
        say = self.wechat.hands.write if wish["where"] == "service" else self.wechat.hands.say
        say(self.merchant(wish), str(wish["text"]), str(wish.get("menu") or ""))

    def voice(self, wish: Wish) -> None:
        """A voice message."""
        send = self.wechat.hands.send_service if wish["where"] == "service" else self.wechat.hands.send
        send(self.merchant(wish), "voice", AMR, mime="audio/amr")

    def locate(self, wish: Wish) -> None:
        """Where the shop is."""
        (self.wechat.hands.locate_service if wish["where"] == "service" else self.wechat.hands.locate)(self.merchant(wish))

    def arrive(self, wish: Wish) -> None:
        """Follow or enter, perhaps by a code on the terminal."""
        scene = SERIAL if wish.get("serial") else ""
        (self.wechat.hands.enter if wish["where"] == "service" else self.wechat.hands.follow)(self.merchant(wish), scene)

    def hand_over(self, wish: Wish) -> None:
        """WeCom's own client takes the session, or ends it, which WeCom tells of."""
        merchant, state = self.merchant(wish), int(wish["state"])
        if state == ENDED:
            self.wechat.hands.end_there(merchant)
        else:
            merchant.state = state

    def fault(self, wish: Wish) -> None:
        """Something goes wrong next time."""
        kind = str(wish["kind"])
        if kind not in {*FAULTS, "broken", "lost", "duplicate", "late"}:
            raise ValueError(kind)
        if kind == "late":
            self.wechat.service.late = not self.wechat.service.late
        else:
            self.wechat.world.faults[kind] += 1


def _bubble(one: Bubble) -> dict[str, Any]:
    fields = ("number", "at", "mine", "kind", "text", "media", "items")
    return {name: getattr(one, name) for name in fields}


DEEDS: Mapping[str, Callable[[Page, Wish], object]] = {
    "say": Page.say,
    "voice": Page.voice,
    "locate": Page.locate,
    "arrive": Page.arrive,
    "leave": lambda page, wish: page.wechat.hands.leave(page.merchant(wish)),
    "tap": lambda page, wish: page.wechat.hands.tap(page.merchant(wish), str(wish["key"])),
    "agree": lambda page, wish: page.wechat.hands.agree(page.merchant(wish), CONSENT),
    "hand_over": Page.hand_over,
    "fault": Page.fault,
    "revoke": lambda page, _: page.wechat.world.account_tokens.revoke(),
    "clock": lambda page, wish: page.wechat.world.clock.advance(float(wish["seconds"])),
}
