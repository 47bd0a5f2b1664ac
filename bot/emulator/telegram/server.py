"""The Bot API over HTTP on loopback, and the emulator's own routes beside it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.emulator.journal import Journal
from bot.emulator.telegram.calls import Call, read_call
from bot.emulator.telegram.fetching import Fetching
from bot.emulator.telegram.hands import Hands
from bot.emulator.telegram.methods import METHODS
from bot.emulator.telegram.people import Account
from bot.emulator.telegram.pushing import Pushing, delete_webhook, set_webhook, webhook_info
from bot.emulator.telegram.refusals import NOT_FOUND, Refused, bad, flood
from bot.emulator.telegram.spec import Spec
from bot.emulator.telegram.world import World

HOOKS = {"setwebhook": set_webhook, "deletewebhook": delete_webhook, "getwebhookinfo": webhook_info}
QUIET = frozenset({"getupdates"})
"""Not written down when nothing came of it: an idle bot asks all the time."""


@dataclass(eq=False)
class _Lost(Exception):
    """It was done, but the answer gets lost on the way."""


class Emulator:
    """A world and the doors to it. ``spec``: check everything that passes against the description."""

    def __init__(self, world: World | None = None, spec: Spec | None = None, pace: float = 1.0) -> None:
        """``pace`` shortens the pauses between pushes, for tests."""
        self.world = world or World()
        self.spec = spec
        self.hands = Hands(self.world)
        self.journal = Journal(self.world.clock.exact)
        self.fetching = Fetching(self.world)
        self.pushing = Pushing(self.world, self.journal, self.run, pace)
        self.world.told = self._told

    def _told(self, bot: Account) -> None:
        if self.spec and bot.updates:
            self.journal.wrong.extend(self.spec.update(bot.updates[-1].body))
        self.fetching.ring(bot)
        self.pushing.wake(bot, [update.lane for update in bot.updates[-1:]])

    async def run(self, bot: Account, call: Call) -> Any:
        """One call of a bot, whichever way it came."""
        method = call.method.lower()
        self._meet_faults(bot, call, method)
        if method == "getupdates":
            return await self.fetching.get(bot, call)
        if method in HOOKS:
            result = HOOKS[method](self.world, bot, call)
            self.fetching.ring(bot)
            self.pushing.wake(bot, {update.lane for update in bot.updates})
            return result
        if method not in METHODS:
            raise NOT_FOUND
        result = METHODS[method](self.world, bot, call)
        if self.world.faults.met(("lost",), method, bot.id, _chat_of(call)):
            raise _Lost
        return result

    def _meet_faults(self, bot: Account, call: Call, method: str) -> None:
        fault = self.world.faults.met(("flood", "broken"), method, bot.id, _chat_of(call))
        if fault is None:
            return
        if fault.kind == "broken":
            raise Refused(502, "Bad Gateway")
        self.world.budgets.close(bot.id, _chat_of(call), fault.seconds)
        raise flood(fault.seconds)

    # ---- HTTP --------------------------------------------------------------------------------

    def app(self, more: list[BaseRoute] | None = None) -> Starlette:
        """The server; ``more`` are the routes of the page."""

        @contextlib.asynccontextmanager
        async def life(_app: Starlette) -> AsyncIterator[None]:
            yield
            await self.close()

        routes: list[BaseRoute] = [
            Route("/bot{token}/{method}", self._api, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file, methods=["GET"]),
            *(more or []),
        ]
        return Starlette(routes=routes, lifespan=life)

    async def close(self) -> None:
        """Let those who wait go."""
        self.fetching.stop()
        await self.pushing.close()

    async def _api(self, request: Request) -> Response:
        method = request.path_params["method"]
        call, bot = Call(method), None
        try:
            bot = self.world.bot_of(request.path_params["token"])
            call = await read_call(request, method)
            result = await self.run(bot, call)
        except Refused as refused:
            return self._answered(bot, call, refused.body(), refused.code)
        except _Lost:
            return self._lost(bot, call)
        except (TypeError, KeyError, AttributeError, ValueError) as wrong:
            # A parameter of the wrong shape met the code of a method: that is the caller's fault, as it is there.
            return self._answered(bot, call, bad(f"can't parse the request: {wrong!r}").body(), 400)
        return self._answered(bot, call, {"ok": True, "result": result}, 200)

    def _answered(self, bot: Account | None, call: Call, body: dict[str, Any], status: int) -> Response:
        wrong = self._wrong(call, body)
        is_idle = call.method.lower() in QUIET and body.get("result") == []
        if wrong or not is_idle:
            sent = {**call.parameters, **{name: f"<{len(upload.content)} bytes>" for name, upload in call.uploads.items()}}
            name = bot.username if bot else "?"
            self.journal.note("in", name, call.method, sent, body, ok=status == 200, wrong=wrong)  # noqa: PLR2004 -- HTTP's own
            self.world.changed()
        return JSONResponse(body, status)

    def _wrong(self, call: Call, body: dict[str, Any]) -> list[str]:
        if self.spec is None:
            return []
        answer = self.spec.answer(call.method, body["result"]) if body["ok"] else []
        return [*self.spec.request(call), *answer]

    def _lost(self, bot: Account | None, call: Call) -> Response:
        """More is announced than comes: the client sees the line break."""
        self._answered(bot, call, {"ok": False, "description": "(done, but the answer was lost)"}, 502)

        async def nothing() -> AsyncIterator[bytes]:
            await asyncio.sleep(0)
            yield b"{"

        return StreamingResponse(nothing(), headers={"content-length": "1000", "content-type": "application/json"})

    async def _file(self, request: Request) -> Response:
        try:
            self.world.bot_of(request.path_params["token"])
        except Refused as refused:
            return JSONResponse(refused.body(), refused.code)
        parts = request.path_params["path"].split("/")
        stored = self.world.files.kept.get(parts[1]) if len(parts) > 1 else None
        if stored is None:
            return JSONResponse(NOT_FOUND.body(), 404)
        return Response(stored.content, media_type="application/octet-stream")


def _chat_of(call: Call) -> int:
    try:
        return int(call.parameters.get("chat_id") or 0)
    except (TypeError, ValueError):
        return 0
