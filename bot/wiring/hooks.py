"""Webhooks of the Bot API: the secret is compared, the update kept, and only then acknowledged.

Every message of every merchant passes here, and a messenger waits: so nothing is made of a request but what is read of it.
"""

from __future__ import annotations

import contextlib
import hmac
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.service.encoding import decoded
from bot.service.fetching import Keep

SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 -- the name of a header
BYTES_AT_MOST = 1024 * 1024
logger = logging.getLogger(__name__)


class Hook:
    """What is pushed to one path. An update that cannot be understood is acknowledged too: it would come again for a day."""

    def __init__(self, path: str, secret: str, keep: Keep) -> None:
        """``path`` is for the log."""
        self._path = path
        self._secret = secret.encode()
        self._keep = keep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One push. A program of ASGI, as Starlette's routes take one in the place of a function."""
        answer = await self._taken(scope, receive)
        if answer:
            await Response(status_code=answer)(scope, receive, send)

    async def _taken(self, scope: Scope, receive: Receive) -> HTTPStatus | None:
        """How it is answered; None where nobody reads that any more."""
        given = dict(scope["headers"]).get(SECRET.encode(), b"")
        if not hmac.compare_digest(given, self._secret):
            return HTTPStatus.UNAUTHORIZED
        body = bytearray()
        goes_on = True
        while goes_on:
            part = await receive()
            if part["type"] == "http.disconnect":
                return None
            body += part.get("body", b"")
            goes_on = part.get("more_body", False)
            if len(body) > BYTES_AT_MOST:
                logger.warning("%s: an update of more than %d bytes was left out", self._path, BYTES_AT_MOST)
                return HTTPStatus.OK
        with contextlib.suppress(ValueError, RecursionError):
            update = decoded(body)
            if isinstance(update, dict) and isinstance(update.get("update_id"), int):
                await self._keep(update)
                return HTTPStatus.OK
        logger.warning("%s: something that is no update was left out", self._path)
        return HTTPStatus.OK


def hook(path: str, secret: str, keep: Keep) -> Route:
    """The route."""
    return Route(path, Hook(path, secret, keep), methods=["POST"])


def told_of(schema: dict[str, Any], hooks: Sequence[Route]) -> dict[str, Any]:
    """A description of the program's HTTP (OpenAPI) with the webhooks in it, which FastAPI does not see."""
    secret = {"name": SECRET, "in": "header", "required": True, "schema": {"type": "string"}}
    answers = {"200": {"description": "The update is kept, or is none"}, "401": {"description": "The secret is another"}}
    taken = {"summary": "Updates of the Bot API", "parameters": [secret], "responses": answers}
    return schema | {"paths": schema["paths"] | {route.path: {"post": taken} for route in hooks}}
