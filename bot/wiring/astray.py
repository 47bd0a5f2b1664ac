"""What a browser is shown where there is no page, and while the store is away. A program is told the same in its own way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web.assets import Assets
from bot.channels.web.guard import HEADERS
from bot.channels.web.page import Pages
from bot.channels.web.session import visit_of
from bot.channels.web.words import SCOPE, Words
from bot.service.support import Support
from bot.settings import Settings
from bot.wiring.places import shipped

AGAIN = {"retry-after": "5"}


class Astray:
    """Answers in the place of a page, in the language and the theme of whoever asked."""

    def __init__(self, support: Support, settings: Settings) -> None:
        """Reads the template and the words, while there is nothing wrong yet."""
        zone = datetime.now(UTC).astimezone().tzinfo or UTC
        phrases = support.mind.phrases
        self._now = support.store.now
        self._locale = settings.locale
        own = {one: phrases.words(one, "web") for one in support.mind.spoken}
        self._words = {one: Words({SCOPE + name: text for name, text in words.items()}, one) for one, words in own.items()}
        spoken = tuple(self._words.values())
        self._pages = Pages((settings.templates or shipped("templates")) / "pages", Assets(), zone, spoken)

    async def nowhere(self, request: Request, gone: Exception) -> Response:
        """No such address."""
        if not _reads(request):
            return await http_exception_handler(request, cast("HTTPException", gone))
        is_desk = request.url.path.startswith("/desk")
        return self._page(request, 404, "nowhere", "to_desk" if is_desk else "to_chat", "/desk/inbox" if is_desk else "/")

    async def away(self, request: Request, away: Exception) -> Response:  # noqa: ARG002 -- the shape that is called
        """The store cannot be reached or written just now: whoever asked asks again, a messenger by itself."""
        response = self._page(request, 503, "away", "retry", request.url.path) if _reads(request) else Response(status_code=503)
        response.headers.update(AGAIN)
        return response

    def _page(self, request: Request, status: int, said: str, on: str, to: str) -> Response:
        visit = visit_of(request, self._locale, tuple(self._words))
        html = self._pages.astray(visit, self._words[visit.locale], self._now(), said=said, on=on, to=to)
        return HTMLResponse(html, status, headers={**HEADERS, "vary": "Cookie, Accept-Language", "cache-control": "no-store"})


def _reads(request: Request) -> bool:
    """Whether somebody looks at the answer: the address bar asks, not a script or a program."""
    return "text/html" in request.headers.get("accept", "") and "hx-request" not in request.headers
