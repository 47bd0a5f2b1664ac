"""The address WeCom pushes to. A push is kept before it is answered; what it tells of is fetched afterwards."""

from __future__ import annotations

import hashlib

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels.wechat.crypto import Forged, Unreadable
from bot.channels.wechat.guard import TAKEN, Guard, body_of, refused
from bot.service.fetching import Keep

PATH = "/wechat/kf"


def service_routes(guard: Guard, keep: Keep) -> APIRouter:
    """Check of the address, and pushes; both are encrypted."""
    router = APIRouter(tags=["wechat"])

    async def prove(request: Request) -> Response:
        try:
            return PlainTextResponse(guard.unsealed(request.query_params, request.query_params.get("echostr")))
        except (Forged, Unreadable) as wrong:
            return refused(PATH, wrong)

    async def take(request: Request) -> Response:
        try:
            body = await body_of(request)
            push = guard.opened(request.query_params, body)
        except (Forged, Unreadable) as wrong:
            return refused(PATH, wrong)
        # A push has no id of its own. A repeat only fetches once more, from where fetching has got to.
        await keep({**push, "update_id": hashlib.sha256(body).hexdigest()})
        return TAKEN

    router.add_api_route(PATH, prove, methods=["GET"], summary="WeCom checks the address", response_model=None)
    router.add_api_route(PATH, take, methods=["POST"], summary="Pushes of WeChat Customer Service", response_model=None)
    return router
