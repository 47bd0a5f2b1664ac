"""What every answer carries so that nothing foreign can run in the page, frame it or post to it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.refusals import Refusal

HEADERS = {
    "content-security-policy": "; ".join(  # noqa: FLY002 -- a list is read, a long line is not
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "media-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: browsers then say "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
}


class GuardedRoute(APIRoute):
    """A route whose answers carry the headers above; what an answer sets itself stays."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with the headers added."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            response = await handle(request)
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return guarded


def check_same_origin(request: Request) -> None:
    """Refuse a post that another site's page makes. Without either header it is no modern browser,
    and the cookie's SameSite protects the old ones.
    """
    fetched_from = request.headers.get("sec-fetch-site")
    if fetched_from is not None:
        is_ours = fetched_from in {"same-origin", "none"}
    else:
        origin = request.headers.get("origin")
        # Only the host is compared: the scheme changes at a proxy that ends TLS.
        is_ours = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not is_ours:
        raise Refusal(403, "foreign")
