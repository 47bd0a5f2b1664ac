"""What a push of WeChat's is checked with before anybody believes it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels.wechat.crypto import SKEW, Envelope, Forged, Unreadable, check, check_time
from bot.channels.wechat.xml import read
from bot.service.ports import JSON, Clock

BYTES_AT_MOST = 1024 * 1024
TAKEN = PlainTextResponse("success")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Guard:
    """Without an ``envelope`` pushes are plain; with one, plain ones are refused."""

    token: str
    now: Clock
    envelope: Envelope | None = None
    skew: timedelta = SKEW

    def check_plain(self, asked: Mapping[str, str]) -> None:
        """Raises `Forged` unless WeChat signed the request itself."""
        check(asked.get("signature", ""), self.token, asked.get("timestamp", ""), asked.get("nonce", ""))
        check_time(asked.get("timestamp", ""), self.now(), self.skew)

    def unsealed(self, asked: Mapping[str, str], sealed: JSON) -> str:
        """What is inside. Raises `Forged` or `Unreadable`."""
        if self.envelope is None or not isinstance(sealed, str):
            raise Unreadable("nothing is encrypted")
        timestamp = asked.get("timestamp", "")
        text = self.envelope.opened(sealed, asked.get("msg_signature", ""), timestamp, asked.get("nonce", ""))
        check_time(timestamp, self.now(), self.skew)
        return text

    def opened(self, asked: Mapping[str, str], body: bytes) -> dict[str, JSON]:
        """The push, proven to be WeChat's. Raises `Forged` or `Unreadable`."""
        if self.envelope is None:
            self.check_plain(asked)
            return read(body)
        return read(self.unsealed(asked, read(body).get("Encrypt")))


async def body_of(request: Request) -> bytes:
    """The whole of it. Raises `Unreadable` for what is too long, as soon as it is: nobody has proven yet who sends it."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BYTES_AT_MOST:
            raise Unreadable("too long")
    return bytes(body)


def refused(path: str, wrong: Exception) -> Response:
    """403 for who cannot be WeChat, 400 for what cannot be read."""
    logger.warning("%s: a push was refused: %s", path, wrong)
    return PlainTextResponse(str(wrong), 403 if isinstance(wrong, Forged) else 400)
