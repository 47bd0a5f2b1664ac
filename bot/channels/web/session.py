"""Who is looking: the chat's unguessable id, the language and the theme, all from cookies. No login."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.front import CHANNEL
from bot.core.messages import Address

CHAT, LOCALE, THEME = "posbot_chat", "posbot_lang", "posbot_theme"
YEAR = 365 * 24 * 3600
THEMES = ("light", "dark")
_ID = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at the page. ``theme`` is empty when the device is to decide."""

    chat: str
    locale: str
    theme: str

    @property
    def address(self) -> Address:
        """Where the conversation lives."""
        return Address(CHANNEL, self.chat)


def visit_of(request: Request, usual: str, known: Sequence[str]) -> Visit:
    """The visit; a missing or malformed id gives a new chat. ``usual``: the language of who asks for none that is ``known``."""
    chat = request.cookies.get(CHAT, "")
    return Visit(
        chat=chat if _ID.fullmatch(chat) else secrets.token_urlsafe(24),
        locale=_locale(request, usual, known),
        theme=_one_of(THEMES, request.query_params.get("theme"), request.cookies.get(THEME)),
    )


def remember_chat(request: Request, response: Response, visit: Visit, *, secure: bool) -> None:
    """Renew the chat's cookie alone: what a script asked for may come after the language was switched, and would switch it back.

    ``secure``: the page is reached over https, whatever the proxy in front says.
    """
    _keep(response, CHAT, visit.chat, secure=secure or request.url.scheme == "https")


def remember(request: Request, response: Response, visit: Visit, *, secure: bool) -> None:
    """Renew the cookies for a year; a theme only once it was asked for (``?theme=auto`` forgets it). ``secure`` as above."""
    remember_chat(request, response, visit, secure=secure)
    secure = secure or request.url.scheme == "https"
    _keep(response, LOCALE, visit.locale, secure=secure)
    if request.query_params.get("theme") in THEMES:
        _keep(response, THEME, visit.theme, secure=secure)
    elif "theme" in request.query_params:
        response.delete_cookie(THEME, path="/")


def preferred(header: str, usual: str, known: Sequence[str]) -> str:
    """The first of the ``known`` languages in an ``Accept-Language`` header, by its weights; else the ``usual`` one."""
    ranked = sorted((_weighed(part) for part in header.split(",")), key=lambda pair: -pair[1])
    return next((tag for tag, weight in ranked if tag in known and weight > 0), usual)


def _locale(request: Request, usual: str, known: Sequence[str]) -> str:
    asked = _one_of(known, request.query_params.get("lang"), request.cookies.get(LOCALE))
    return asked or preferred(request.headers.get("accept-language", ""), usual, known)


def _one_of(known: Sequence[str], *wished: str | None) -> str:
    if "auto" in wished:
        return ""
    return next((wish for wish in wished if wish and wish in known), "")


def _weighed(part: str) -> tuple[str, float]:
    tag, _, weight = part.strip().lower().partition(";q=")
    try:
        return tag.partition("-")[0], float(weight or 1)
    except ValueError:
        return tag, 0.0


def _keep(response: Response, name: str, value: str, *, secure: bool) -> None:
    response.set_cookie(name, value, max_age=YEAR, path="/", httponly=True, samesite="lax", secure=secure)
