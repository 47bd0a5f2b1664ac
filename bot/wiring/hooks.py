"""Webhooks of the Bot API: the secret is compared, the update kept, and only then acknowledged."""

from __future__ import annotations

import contextlib
import hmac
import json
import logging

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bot.service.fetching import Keep

SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 -- the name of a header
BYTES_AT_MOST = 1024 * 1024
logger = logging.getLogger(__name__)


def hook(path: str, secret: str, keep: Keep, summary: str) -> APIRouter:
    """The route. An update that cannot be understood is acknowledged too: it would come again for a day."""

    async def take(request: Request) -> Response:
        given = request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=401)
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > BYTES_AT_MOST:
                logger.warning("%s: an update of more than %d bytes was left out", path, BYTES_AT_MOST)
                return Response(status_code=200)
        with contextlib.suppress(ValueError, RecursionError):
            update = json.loads(body)
            if isinstance(update, dict) and isinstance(update.get("update_id"), int):
                await keep(update)
                return Response(status_code=200)
        logger.warning("%s: something that is no update was left out", path)
        return Response(status_code=200)

    router = APIRouter(tags=["telegram"])
    router.add_api_route(path, take, methods=["POST"], summary=summary, response_model=None)
    return router
