"""Both servers over HTTP on loopback: WeChat's under ``/wechat``, WeCom's under ``/wecom``."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.emulator.journal import Journal
from bot.emulator.wechat import account, service
from bot.emulator.wechat.hands import Hands
from bot.emulator.wechat.pushing import PATIENCE, Pushing
from bot.emulator.wechat.refusals import NO_JSON, WRONG_MEDIA, Refused, invalid
from bot.emulator.wechat.service import Service
from bot.emulator.wechat.world import World

UPLOADS = frozenset({"image", "voice", "video", "thumb", "file"})


class WeChat:
    """A world and the doors to it. ``patience``: seconds a push waits for its answer."""

    def __init__(self, world: World, patience: float = PATIENCE) -> None:
        """Nobody is pushed to before `listens` says where."""
        self.world = world
        self.journal = Journal(world.clock.exact)
        self.service = Service(world)
        self.pushing = Pushing(world, self.journal, patience=patience)
        self.hands = Hands(world, self.service, self.pushing)

    def listens(self, base: str) -> None:
        """Where posbot is reached."""
        self.pushing.account_url, self.pushing.service_url = f"{base}/wechat/oa", f"{base}/wechat/kf"

    def routes(self) -> list[BaseRoute]:
        """For an app."""
        return [
            Route("/wechat/cgi-bin/{path:path}", self._account, methods=["GET", "POST"]),
            Route("/wecom/cgi-bin/{path:path}", self._company, methods=["GET", "POST"]),
        ]

    def app(self) -> Starlette:
        """A server of its own."""
        return Starlette(routes=self.routes())

    async def close(self) -> None:
        """Push no more."""
        await self.hands.close()

    async def _account(self, request: Request) -> Response:
        return await self._answered("oa", request, self.at_account)

    async def _company(self, request: Request) -> Response:
        return await self._answered("kf", request, self.at_company)

    async def at_account(self, request: Request, path: str, body: Mapping[str, Any]) -> Any:
        """One call at WeChat's server."""
        if path == "token":
            return account.token(self.world, request.query_params)
        if path == "stable_token":
            return account.stable_token(self.world, body)
        self.world.account_tokens.check(request.query_params.get("access_token", ""))
        if path.startswith("media/"):
            return await self._media(request, path)
        if path.startswith("message/"):
            self.world.meet_refusals()
        if path not in account.METHODS:
            raise invalid("path")
        return account.METHODS[path](self.world, body)

    async def at_company(self, request: Request, path: str, body: Mapping[str, Any]) -> Any:
        """One call at WeCom's server."""
        if path == "gettoken":
            return self.service.token(request.query_params)
        self.world.service_tokens.check(request.query_params.get("access_token", ""))
        if path.startswith("media/"):
            return await self._media(request, path)
        if path in {"kf/send_msg", "kf/send_msg_on_event"}:
            self.world.meet_refusals()
        if path not in service.METHODS:
            raise invalid("path")
        return service.METHODS[path](self.service, body)

    async def _media(self, request: Request, path: str) -> Any:
        now = self.world.clock.exact()
        if path == "media/get":
            found = self.world.files.get(request.query_params.get("media_id"), now)
            if found is None:
                raise WRONG_MEDIA
            headers = {"content-disposition": f'attachment; filename="{found.name or "file"}"'}
            return Response(found.content, media_type=found.mime, headers=headers)
        kind = request.query_params.get("type", "")
        async with request.form() as form:
            upload = form.get("media")
            if upload is None or isinstance(upload, str) or kind not in UPLOADS:
                raise invalid("media")
            content, name = await upload.read(), upload.filename or "file"
        mime = "image/jpeg" if kind == "image" else "application/octet-stream"
        return {"type": kind, "media_id": self.world.files.put(content, kind, now, name, mime), "created_at": int(now)}

    async def _answered(self, where: str, request: Request, method: Any) -> Response:
        path = request.path_params["path"]
        if self.world.meet("broken"):
            return Response("Bad Gateway", 502)
        body: Mapping[str, Any] = {}
        try:
            body = await _json(request)
            answer = await method(request, path, body)
        except Refused as refused:
            answer = refused.body()
        except (KeyError, ValueError, TypeError, AttributeError) as wrong:
            answer = Refused(47001, f"data format error: {wrong!r}").body()
        if isinstance(answer, Response):
            return answer
        found = {"errcode": 0, "errmsg": "ok", **answer}
        self.journal.note("in", where, path, body, found, ok=not found["errcode"], wrong=[])
        self.world.changed()
        is_message = path.startswith(("message/", "kf/send"))
        return _lost() if is_message and self.world.meet("lost") else JSONResponse(found)


async def _json(request: Request) -> Mapping[str, Any]:
    if request.method == "GET" or "form" in request.headers.get("content-type", ""):
        return {}
    try:
        found = json.loads(await request.body())
    except ValueError:
        raise NO_JSON from None
    if not isinstance(found, dict):
        raise NO_JSON
    return found


def _lost() -> Response:
    """More is announced than comes: the client sees the line break."""

    async def nothing() -> AsyncIterator[bytes]:
        await asyncio.sleep(0)
        yield b"{"

    return StreamingResponse(nothing(), headers={"content-length": "1000", "content-type": "application/json"})
