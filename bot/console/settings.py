"""One's own settings: language, theme, keys, alerts, password, second factor, sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from zoneinfo import available_timezones

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.session import THEME, THEMES, YEAR
from bot.console.access.gate import visit_of
from bot.console.acts import Told, told
from bot.console.forms import fields_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.service.desk.accounts import Accounts, Enrolment
from bot.service.desk.outcomes import Done, Refused
from bot.service.desk.people import Right, Wishes
from bot.service.desk.ports import Desk

SWITCHES = ("letters", "enter_sends", "sound", "notices")
MIDNIGHT = time(0)


class Own:
    """One method per address."""

    def __init__(self, desk: Desk, accounts: Accounts, looks: Looks) -> None:
        self._desk = desk
        self._accounts = accounts
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """Everything about oneself."""
        me = "/settings/me"
        return (
            Route("GET", me, self.page, Right.SIGNED_IN),
            Route("POST", f"{me}/wishes", self.wishes, Right.SIGNED_IN),
            Route("POST", f"{me}/theme", self.theme, Right.SIGNED_IN),
            Route("POST", f"{me}/away", self.away, Right.SIGNED_IN),
            Route("POST", f"{me}/password", self.password, Right.SIGNED_IN),
            Route("POST", f"{me}/enrol", self.enrol, Right.SIGNED_IN),
            Route("POST", f"{me}/confirm", self.confirm, Right.SIGNED_IN),
            Route("POST", f"{me}/codes", self.codes, Right.SIGNED_IN),
            Route("POST", f"{me}/sessions/{{id:int}}/end", self.end_session, Right.SIGNED_IN),
        )

    async def page(self, request: Request) -> Response:
        """The page."""
        return await self._page(request)

    async def wishes(self, request: Request) -> Response:
        """Language, zone, theme, keys, alerts; the page comes anew, for its language may be another."""
        fields = await fields_of(request)
        me = visit_of(request).staff
        try:
            wished = wishes_of(me.wishes, fields, self._desk.locales)
        except ValueError:
            return await self._page(request, Told("not_a_time", {}, is_bad=True), Refused("not_a_time", "quiet_from"))
        await self._desk.keep_wishes(me, wished, away=me.away)
        return self._anew(wished)

    async def theme(self, request: Request) -> Response:
        """Light or dark; the page has changed already."""
        fields = await fields_of(request)
        me, theme = visit_of(request).staff, fields.get("theme", "")
        wished = replace(me.wishes, theme=theme if theme in THEMES else "")
        await self._desk.keep_wishes(me, wished, away=me.away)
        return _coloured(Response(status_code=204), wished)

    async def away(self, request: Request) -> Response:
        """Here, or not: who is away gets nothing assigned by turns."""
        me = visit_of(request).staff
        await self._desk.keep_wishes(me, me.wishes, away=not me.away)
        return self._anew(me.wishes)

    async def password(self, request: Request) -> Response:
        """Another password; every other session ends."""
        fields = await fields_of(request)
        visit, new = visit_of(request), fields.get("new", "")
        outcome: Done | Refused = Refused("password_differs", "again")
        if new == fields.get("again", ""):
            outcome = await self._accounts.change_password(visit.staff, fields.get("old", ""), new, keep=visit.session.id)
        return await self._page(request, told("password", outcome), outcome if isinstance(outcome, Refused) else None)

    async def enrol(self, request: Request) -> Response:
        """A fresh secret to scan."""
        fields = await fields_of(request)
        outcome = await self._accounts.enrol(visit_of(request).staff, fields.get("code", "").strip())
        if isinstance(outcome, Refused):
            return await self._page(request, told("second", outcome), outcome)
        return await self._page(request, enrolment=outcome)

    async def confirm(self, request: Request) -> Response:
        """The first code; then the recovery codes, shown this once."""
        fields = await fields_of(request)
        outcome = await self._accounts.confirm(visit_of(request).staff, fields.get("code", "").strip())
        return await self._codes(request, outcome)

    async def codes(self, request: Request) -> Response:
        """New recovery codes."""
        fields = await fields_of(request)
        outcome = await self._accounts.new_codes(visit_of(request).staff, fields.get("code", "").strip())
        return await self._codes(request, outcome)

    async def _codes(self, request: Request, outcome: Sequence[str] | Refused) -> Response:
        if isinstance(outcome, Refused):
            return await self._page(request, told("second", outcome), outcome)
        return await self._page(request, codes=outcome)

    async def end_session(self, request: Request) -> Response:
        """Sign out there."""
        outcome = await self._accounts.end_session(visit_of(request).staff, int(request.path_params["id"]))
        return await self._page(request, told("session", outcome))

    async def _page(
        self,
        request: Request,
        toast: Told | None = None,
        refused: Refused | None = None,
        *,
        enrolment: Enrolment | None = None,
        codes: Sequence[str] = (),
    ) -> Response:
        visit = visit_of(request)
        return self._looks.page(
            request,
            "settings_me.html",
            status=422 if refused else 200,
            whole=None if visit.session.enrol else await self._desk.inbox(visit.staff, shown=()),
            sessions=await self._accounts.sessions(visit.staff),
            zones=sorted(available_timezones()),
            told=toast,
            refused=refused,
            enrolment=enrolment,
            has_second=await self._accounts.has_second(visit.staff),
            codes=codes,
        )

    @staticmethod
    def _anew(wished: Wishes) -> Response:
        return _coloured(Response(status_code=204, headers={"hx-refresh": "true"}), wished)


def wishes_of(before: Wishes, fields: Mapping[str, str], locales: Sequence[str]) -> Wishes:
    """The wishes that a form makes. Raises ValueError for a time that is none."""
    locale, zone, theme = fields.get("locale", ""), fields.get("zone", ""), fields.get("theme", "")
    switched = {name: name in fields for name in SWITCHES}
    return Wishes(
        locale=locale if locale in locales else before.locale,
        zone=zone if zone in available_timezones() else before.zone,
        theme=theme if theme in THEMES else "",
        quiet=(_time(fields.get("quiet_from", "")), _time(fields.get("quiet_to", ""))),
        **switched,
    )


def _time(text: str) -> time:
    return time.fromisoformat(text) if text else MIDNIGHT


def _coloured(response: Response, wished: Wishes) -> Response:
    """The sign-in page has no account to ask: it keeps the theme in the cookie that the merchant page uses."""
    if wished.theme:
        response.set_cookie(THEME, wished.theme, max_age=YEAR, path="/", httponly=True, samesite="lax")
    else:
        response.delete_cookie(THEME, path="/")
    return response
