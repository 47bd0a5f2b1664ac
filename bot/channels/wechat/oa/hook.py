"""The address WeChat pushes to: who signs is checked, the push kept, and only then answered, within five seconds."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels.wechat.crypto import Forged, Unreadable
from bot.channels.wechat.guard import TAKEN, Guard, body_of, refused
from bot.channels.wechat.oa.parsing import is_addressed_to_us, update_id
from bot.channels.wechat.oa.replies import Replies
from bot.channels.wechat.xml import written
from bot.service.fetching import Keep
from bot.service.ports import JSON

PATH = "/wechat/oa"


@dataclass(frozen=True)
class Answering:
    """How long a push is kept waiting for a bubble that is ready; 0 seconds: never."""

    replies: Replies
    seconds: float


def account_routes(guard: Guard, answering: Answering, keep: Keep) -> APIRouter:
    """Check of the address, and pushes."""
    router = APIRouter(tags=["wechat"])

    async def prove(request: Request) -> Response:
        try:
            guard.check_plain(request.query_params)
        except Forged as wrong:
            return refused(PATH, wrong)
        return PlainTextResponse(request.query_params.get("echostr", ""))

    async def take(request: Request) -> Response:
        try:
            push = guard.opened(request.query_params, await body_of(request))
        except (Forged, Unreadable) as wrong:
            return refused(PATH, wrong)
        id_ = update_id(push)
        await keep({**push, "update_id": id_})
        if answering.seconds <= 0 or not is_addressed_to_us(push):
            return TAKEN
        found = await answering.replies.wait(str(push.get("FromUserName")), id_, answering.seconds)
        if found is None:
            return TAKEN
        written = BackgroundTask(found.written.set)  # runs once the response is out
        return Response(reply(guard, push, found.text), media_type="application/xml", background=written)

    router.add_api_route(PATH, prove, methods=["GET"], summary="WeChat checks the address", response_model=None)
    router.add_api_route(PATH, take, methods=["POST"], summary="Pushes of the service account", response_model=None)
    return router


def reply(guard: Guard, push: Mapping[str, JSON], text: str) -> str:
    """The answer in the push's own reply, sealed where the push was."""
    at = int(guard.now().timestamp())
    fields: dict[str, str | int] = {
        "ToUserName": str(push["FromUserName"]),
        "FromUserName": str(push.get("ToUserName", "")),
        "CreateTime": at,
        "MsgType": "text",
        "Content": text,
    }
    if guard.envelope is None:
        return written(fields)
    sealed, nonce = guard.envelope.sealed(written(fields)), secrets.token_hex(8)
    return written({"Encrypt": sealed, "MsgSignature": guard.envelope.signed(sealed, str(at), nonce), "TimeStamp": at, "Nonce": nonce})
