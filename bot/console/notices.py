"""Notices: a lead chooses a template, a time and whom it is for, sees it as it will be read and for how many, and sends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.intake import printable
from bot.console.access.gate import visit_of
from bot.console.acts import told
from bot.console.forms import fields_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.core.vocabulary import NOTICES
from bot.service.desk.noticing import RATES, Audience, Notices, Preview, Wish
from bot.service.desk.outcomes import Outcome, Refused
from bot.service.desk.people import Right
from bot.service.desk.ports import Desk

TEMPLATES = tuple(name.removeprefix("notice.") for name in NOTICES)
DIGITS = 12


class NoticePages:
    """One method per address."""

    def __init__(self, notices: Notices, desk: Desk, looks: Looks) -> None:
        self._notices = notices
        self._desk = desk
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """For leads alone."""
        return (
            Route("GET", "/settings/notices", self.page, Right.NOTICES),
            Route("POST", "/settings/notices/preview", self.preview, Right.NOTICES),
            Route("POST", "/settings/notices/send", self.send, Right.NOTICES),
            Route("POST", "/settings/notices/{id:int}/stop", self.stop, Right.NOTICES),
            Route("GET", "/settings/notices/{id:int}", self.results, Right.NOTICES),
        )

    async def page(self, request: Request) -> Response:
        """What was sent, and the form."""
        return await self._page(request)

    async def preview(self, request: Request) -> Response:
        """As it will be read, for how many, and how long that takes."""
        wish = wish_of(await fields_of(request), self._desk.locales)
        shown = await self._notices.preview(visit_of(request).staff, wish)
        return await self._page(request, outcome=shown if isinstance(shown, Refused) else None, wish=wish, shown=shown)

    async def send(self, request: Request) -> Response:
        """Begin; what has changed since the preview is shown instead."""
        fields = await fields_of(request)
        wish, expected = wish_of(fields, self._desk.locales), fields.get("expected", "")
        number = int(expected) if expected.isdecimal() and len(expected) <= DIGITS else 0
        outcome = await self._notices.send(visit_of(request).staff, wish, number)
        return await self._page(request, "notice_sent", outcome, wish if isinstance(outcome, Refused) else None)

    async def stop(self, request: Request) -> Response:
        """Tell nobody any more."""
        outcome = await self._notices.stop(visit_of(request).staff, int(request.path_params["id"]))
        return await self._page(request, "notice_stopped", outcome)

    async def results(self, request: Request) -> Response:
        """What came of one, by merchant."""
        notice = int(request.path_params["id"])
        found = await self._notices.results(visit_of(request).staff, notice)
        return await self._page(request, results=found, looked_at=notice)

    async def _page(
        self, request: Request, act: str = "", outcome: Outcome | None = None, wish: Wish | None = None, **more: object
    ) -> Response:
        me = visit_of(request).staff
        refused = outcome if isinstance(outcome, Refused) else None
        shown = more.pop("shown", None)
        values = {
            "notices": await self._notices.every(me),
            "templates": TEMPLATES,
            "rates": RATES,
            "wish": wish,
            "shown": shown if isinstance(shown, Preview) else None,
            "results": (),
            "looked_at": 0,
            **more,
        }
        toast = told(act, outcome) if outcome and act else None
        whole = await self._desk.inbox(me, shown=())
        name = "settings_notices.html"
        return self._looks.page(request, name, status=422 if refused else 200, told=toast, refused=refused, whole=whole, **values)


def wish_of(fields: Mapping[str, str], locales: Sequence[str]) -> Wish:
    """What the form asks for."""
    said = {name: printable(fields.get(name, "")).strip() for name in ("template", "model", "area", "acquirer", "rate", *locales)}
    audience = Audience(said["model"], said["area"], said["acquirer"])
    rate = int(said["rate"]) if said["rate"].isdecimal() and len(said["rate"]) <= DIGITS else 0
    return Wish(said["template"], {locale: said[locale] for locale in locales}, audience, rate)
