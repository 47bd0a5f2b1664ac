"""Files that the messenger does not carry, as a link in the message: to a page of ours that is good for days.

The link is sealed (Fernet): it holds which file, for whom in which language, and when it was made, and nobody can make another.
Nothing else of the conversation can be reached by it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from mimetypes import guess_type
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from fastapi import APIRouter
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.service.ports import Blobs, Clock
from bot.service.press import Press

PATH = "/wechat/file"
DAYS = 3
"""As long as WeChat keeps what is uploaded there."""
GOOD_FOR = timedelta(days=DAYS)
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})
"""What a browser may open; anything else it keeps."""
AROUND = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff", "x-robots-tag": "noindex"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a link names."""

    ref: str
    locale: str


class Links:
    """Makes and reads the links of one account. ``base`` is where merchants reach posbot."""

    def __init__(self, base: str, secret: str, now: Clock) -> None:
        """The key is made of the account's secret, so that there is nothing more to set."""
        self._base = base.rstrip("/")
        self._box = Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"posbot file " + secret.encode()).digest()))
        self._now = now

    def link(self, ref: str, locale: str) -> str:
        """The address of the page."""
        sealed = self._box.encrypt_at_time(json.dumps([ref, locale]).encode(), int(self._now().timestamp()))
        return f"{self._base}{PATH}/{sealed.decode()}"

    def opened(self, sealed: str) -> Wanted | None:
        """None for one that is not ours, or too old."""
        try:
            at = int(self._now().timestamp())
            ref, locale = json.loads(self._box.decrypt_at_time(sealed.encode(), int(GOOD_FOR.total_seconds()), at))
        except (InvalidToken, ValueError):
            return None
        return Wanted(str(ref), str(locale))


def file_routes(links: Links, blobs: Blobs, press: Press, locale: str) -> APIRouter:
    """The page of a file, and the file. Both say the same of a link that is no good: that there is nothing."""
    router = APIRouter(tags=["wechat"])

    def page(name: str, values: dict[str, Any], status: int = 200, said: str = "") -> Response:
        html = press.sheet(said or locale, name, values).html
        return HTMLResponse(html, status, headers=AROUND | {"content-security-policy": press.documents.policy})

    async def show(sealed: str) -> Response:
        wanted = links.opened(sealed)
        if wanted is None or await blobs.get(wanted.ref) is None:
            return page("no_file", {}, 404)
        return page(
            "file", {"address": f"{PATH}/{sealed}/{_name(wanted.ref)}", "name": _name(wanted.ref), "days": DAYS}, said=wanted.locale
        )

    async def hand_out(sealed: str, name: str) -> Response:
        wanted = links.opened(sealed)
        content = await blobs.get(wanted.ref) if wanted else None
        if wanted is None or content is None or name != _name(wanted.ref):
            return PlainTextResponse("", 404, headers=AROUND)
        return _file(content, name)

    _get(router, PATH + "/{sealed}", show, "A page with a file that was sent to a merchant")
    _get(router, PATH + "/{sealed}/{name}", hand_out, "The file")
    return router


def _get(router: APIRouter, path: str, answer: Callable[..., Any], summary: str) -> None:
    router.add_api_route(path, answer, methods=["GET"], summary=summary, response_model=None)


def _name(ref: str) -> str:
    """What the file is called; refs are long, and say nothing."""
    return ref.rsplit("/", 1)[-1][-12:]


def _file(content: bytes, name: str) -> Response:
    kind = guess_type(name)[0] or ""
    if kind == "application/pdf" and not content.startswith(b"%PDF"):  # it could not be printed, and is the page it would be
        return HTMLResponse(content, headers=AROUND | {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"})
    way = "inline" if kind in SHOWN else "attachment"
    held = kind if kind in SHOWN else "application/octet-stream"
    return Response(content, media_type=held, headers=AROUND | {"content-disposition": f'{way}; filename="{name}"'})
