"""Incidents: what many shops have at once, how rare that is, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.intake import printable
from bot.console.access.gate import visit_of
from bot.console.acts import told
from bot.console.forms import fields_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.service.desk.noticing import LONGEST
from bot.service.desk.outcomes import Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.ports import Desk
from bot.service.insight.alarm import Key
from bot.service.insight.incidents import Incidents, Status

Decide = Callable[[Staff, int, Mapping[str, str]], Awaitable[Outcome]]


class IncidentPages:
    """One method per address."""

    def __init__(self, incidents: Incidents, desk: Desk, looks: Looks) -> None:
        self._incidents = incidents
        self._desk = desk
        self._looks = looks
        looks.alarms = self.alarms

    def alarms(self, locale: str) -> Sequence[tuple[int, str]]:
        """Those about which nothing was decided yet, by id, with what many have."""
        return [(one.id, self._named(one.key, locale)) for one in self._incidents.open if one.status is Status.SUSPECTED]

    def routes(self) -> tuple[Route, ...]:
        """Everybody reads; who may tell merchants decides."""
        decided: Mapping[str, Decide] = {"confirm": self._confirm, "dismiss": self._dismiss, "end": self._end}
        posts = (Route("POST", f"/incidents/{{id:int}}/{name}", self._deciding(name, act), Right.NOTICES) for name, act in decided.items())
        return (Route("GET", "/incidents", self.page, Right.READ), *posts)

    async def page(self, request: Request) -> Response:
        """The open ones first."""
        return await self._page(request)

    def _deciding(self, name: str, decide: Decide) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            fields = await fields_of(request)
            outcome = await decide(visit_of(request).staff, int(request.path_params["id"]), fields)
            return await self._page(request, f"incident_{name}", outcome)

        return answer

    async def _confirm(self, me: Staff, incident: int, fields: Mapping[str, str]) -> Outcome:
        return await self._incidents.confirm(
            me, incident, {locale: printable(fields.get(locale, "")).strip() for locale in self._desk.locales}
        )

    async def _dismiss(self, me: Staff, incident: int, fields: Mapping[str, str]) -> Outcome:  # noqa: ARG002 -- as `_confirm`
        return await self._incidents.dismiss(me, incident)

    async def _end(self, me: Staff, incident: int, fields: Mapping[str, str]) -> Outcome:  # noqa: ARG002 -- as `_confirm`
        return await self._incidents.end(me, incident)

    async def _page(self, request: Request, act: str = "", outcome: Outcome | None = None) -> Response:
        me = visit_of(request).staff
        refused = outcome if isinstance(outcome, Refused) else None
        return self._looks.page(
            request,
            "incidents.html",
            status=422 if refused else 200,
            incidents=await self._incidents.every(me),
            told=told(act, outcome) if outcome else None,
            refused=refused,
            named=self._named,
            longest=LONGEST,
            whole=await self._desk.inbox(me, shown=()),
        )

    def _named(self, key: Key, locale: str) -> str:
        """What many have, in few words."""
        words, trouble = self._looks.words(locale), self._desk.name_of(locale, f"intent.{key.trouble or key.value}")
        if key.kind == "trouble":
            return trouble
        value = words(f"ring_{key.value}") if key.kind == "ring" else key.value
        return words(f"incident_of_{key.kind}", value=value, trouble=trouble)
