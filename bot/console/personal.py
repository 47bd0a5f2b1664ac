"""A merchant's own data on a page: show a contact, hand out everything, erase it. Every look and every act has a reason and is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.intake import printable
from bot.console.access.gate import visit_of
from bot.console.acts import told
from bot.console.forms import fields_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.service.desk.outcomes import Refused
from bot.service.desk.people import Right
from bot.service.desk.personal import PersonalDesk, Shown
from bot.service.desk.ports import Desk

ZIP = {"content-disposition": 'attachment; filename="own-data.zip"', "cache-control": "no-store", "content-security-policy": "sandbox"}


class PersonalPages:
    """One method per address."""

    def __init__(self, personal: PersonalDesk, desk: Desk, looks: Looks) -> None:
        self._personal = personal
        self._desk = desk
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """Looking is for whoever answers, the rest for leads."""
        return (
            Route("GET", "/merchants/{id:int}/own", self.page, Right.READ),
            Route("POST", "/merchants/{id:int}/own/show", self.show, Right.ANSWER),
            Route("GET", "/merchants/{id:int}/own.zip", self.export, Right.PERSONAL),
            Route("POST", "/merchants/{id:int}/own/erase", self.erase, Right.PERSONAL),
        )

    async def page(self, request: Request) -> Response:
        """What may be done."""
        return await self._page(request, None)

    async def show(self, request: Request) -> Response:
        """The contact in full."""
        reason = printable((await fields_of(request)).get("reason", ""))
        return await self._page(request, await self._personal.show(visit_of(request).staff, _merchant(request), reason))

    async def export(self, request: Request) -> Response:
        """Everything, to be handed to the merchant."""
        content = await self._personal.export(visit_of(request).staff, _merchant(request))
        return Response(content, media_type="application/zip", headers=ZIP)

    async def erase(self, request: Request) -> Response:
        """The receipt is shown once."""
        fields = await fields_of(request)
        typed, reason = (printable(fields.get(name, "")) for name in ("typed", "reason"))
        return await self._page(request, await self._personal.erase(visit_of(request).staff, _merchant(request), typed, reason))

    async def _page(self, request: Request, came: Shown | Refused | None) -> Response:
        me = visit_of(request).staff
        refused = came if isinstance(came, Refused) else None
        shown = came if isinstance(came, Shown) else Shown()
        return self._looks.page(
            request,
            "own.html",
            status=422 if refused else 200,
            merchant=None if shown.receipt else await self._desk.merchant(me, _merchant(request)),
            shown=shown,
            whole=await self._desk.inbox(me, shown=()),
            told=told("own", refused) if refused else None,
        )


def _merchant(request: Request) -> int:
    return int(request.path_params["id"])
