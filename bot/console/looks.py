"""Renders pages and fragments in one person's language, theme and time zone. The one place that makes HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.channels.web import lines, session
from bot.channels.web.assets import Assets
from bot.channels.web.words import Words
from bot.console import telling
from bot.console.access.gate import Visit, visit_of
from bot.console.looking import PREFIX, Look, look_of
from bot.core.telling import Told, told_in
from bot.rendering.folders import opened
from bot.rendering.words import worded
from bot.service.desk.people import Right
from bot.service.desk.ports import Desk
from bot.service.ports import Clock

STATIC = PREFIX + "/static/"
FOR_SCRIPTS = (
    "sending", "failed", "retry", "hours", "newer", "name", "lost", "back_again", "is_waiting", "is_late", "signed_out", "unsent",
    "refused_plain", "not_allowed", "gone", "too_big", "photo", "attachment", "remove", "actions", "reply_to", "send", "save_note",
    "copied", "notices_denied", "canned", "is_incident",
)  # fmt: skip


class Looks:
    """The templates under ``desk/`` and the words of scope ``desk``."""

    def __init__(self, folder: Path, desk: Desk, now: Clock, locale: str = "zh") -> None:
        """``folder`` is that of all page templates; ``locale`` the language before anybody has signed in, where the browser asks
        for none of ours. ``badges``: numbers in the navigation, by place; ``alarms``: what everybody is
        to hear of, id and words in that language.
        """
        self.assets = Assets(Path(__file__).parent / "static", STATIC)
        self._desk = desk
        self._now = now
        self._locale = locale
        self.badges: Mapping[str, Callable[[], int]] = {}
        self.alarms: Callable[[str], Sequence[tuple[int, str]]] = lambda _: ()
        self.words = lru_cache(maxsize=None)(self._words)
        self._checked = lru_cache(maxsize=None)(lambda locale: desk.words(locale, "check"))
        self._environment = opened(folder)
        self._environment.globals.update(
            asset=self.assets.address,
            icon_of=lines.icon,
            initial=telling.initial,
            colour=telling.colour,
            pressed=telling.pressed,
            folded=telling.folded,
            PILLS=telling.PILLS,
            RESULTS=telling.RESULTS,
            filter_query=lambda wanted: Look(filter=wanted).query.removeprefix("?"),
            Right=Right,
            locales=tuple(desk.locales),
            words_in=self.words,
            rings=lambda locale: self.alarms(locale),  # noqa: PLW0108 -- it is named later
            badge=lambda place: self.badges[place]() if place in self.badges else 0,
        )

    def _words(self, locale: str) -> Words:
        names = {f"locale_{one}": self._desk.words(one).get("language_own", one) for one in self._desk.locales}
        return Words({**self._desk.words(locale), **names}, locale, scope="")

    def page(self, request: Request, name: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """A page or fragment for whoever is signed in."""
        visit = visit_of(request)
        look = values.pop("look", None) or look_of(request)
        return HTMLResponse(self.text(name, visit, look=look, **values), status)

    def text(self, name: str, visit: Visit, **values: object) -> str:
        """The HTML for that person."""
        wishes = visit.staff.wishes
        zone = _zone(wishes.zone)
        return self._render(name, wishes.locale, wishes.theme, zone, visit=visit, me=visit.staff, csrf=visit.session.csrf, **values)

    def telling(self, visit: Visit) -> telling.Telling:
        """Times as that person reads them."""
        wishes = visit.staff.wishes
        return telling.Telling(self.words(wishes.locale), _zone(wishes.zone), self._now())

    def device_of(self, request: Request) -> session.Visit:
        """Language and theme of somebody who is not signed in."""
        return session.visit_of(request, self._locale, self._desk.locales)

    def outside(self, request: Request, name: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """A page for somebody who is not signed in: language and theme as the merchant page remembers them."""
        device = self.device_of(request)
        zone = self._now().astimezone().tzinfo or ZoneInfo("UTC")
        response = HTMLResponse(self._render(f"desk/{name}", device.locale, device.theme, zone, **{"to": "", **values}), status)
        response.headers["vary"] = "Cookie, Accept-Language"
        if "lang" in request.query_params:
            response.set_cookie(session.LOCALE, device.locale, max_age=session.YEAR, path="/", httponly=True, samesite="lax")
        return response

    def says(self, visit: Visit, word: str, values: Mapping[str, object] | None = None) -> str:
        """One sentence in that person's language; the plain refusal where there is no such sentence."""
        words = self.words(visit.staff.wishes.locale)
        return words(word, **(values or {})) if words.knows(word) else words("refused_plain")

    def worded(self, visit: Visit, what: Told) -> str:
        """What is told to those who run posbot, in that person's language."""
        return worded(what, self._desk.words(visit.staff.wishes.locale, "told"))

    def _render(self, name: str, locale: str, theme: str, zone: tzinfo, **values: object) -> str:
        words, now = self.words(locale), self._now()
        return self._environment.get_template(name if "/" in name else f"desk/{name}").render(
            w=words,
            theme=theme,
            now=now,
            tell=telling.Telling(words, zone, now),
            script_words=words.for_scripts(FOR_SCRIPTS),
            in_words=lambda what: worded(told_in(what), self._checked(locale)),
            name_of=lambda sentence: self._desk.name_of(locale, sentence),
            **values,
        )

    def now(self) -> datetime:
        """The one clock."""
        return self._now()


def is_fragment(request: Request) -> bool:
    """Whether the page's script asks, not the address bar."""
    return "hx-request" in request.headers


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
