"""Tickets, merchants, terminals and the search: pages, and what may be changed there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.intake import printable
from bot.channels.web.media import media_response
from bot.console.access.gate import visit_of
from bot.console.acts import told
from bot.console.forms import fields_of
from bot.console.looking import look_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.service.desk.outcomes import Outcome, Refused
from bot.service.desk.papers import TicketCard
from bot.service.desk.people import Right
from bot.service.desk.ports import Desk

COLUMNS = ("new", "scheduled", "working", "done")
STATUSES = (*COLUMNS, "cancelled")
TABS = ("chats", "tickets", "upkeep", "reminders", "note")
MERCHANT_FIELDS = ("name", "contact", "locale", "plan", "note")


class Papers:
    """One method per address."""

    def __init__(self, desk: Desk, looks: Looks) -> None:
        self._desk = desk
        self._looks = looks

    def routes(self) -> Sequence[Route]:
        """Board, table, merchants, terminals, search."""
        return (
            Route("GET", "/tickets", self.tickets, Right.READ),
            Route("GET", "/part/tickets", self.tickets_part, Right.READ),
            Route("POST", "/tickets/{ref}/move", self._changing("moved", self._move), Right.ANSWER),
            Route("POST", "/tickets/{ref}/assign", self._changing("assigned", self._assign), Right.ANSWER),
            Route("GET", "/merchants", self.merchants, Right.READ),
            Route("GET", "/merchants/{id:int}", self.merchant, Right.READ),
            Route("POST", "/merchants/{id:int}", self.change_merchant, Right.ANSWER),
            Route("GET", "/upkeep/{number:int}/{name}", self.upkeep, Right.READ),
            Route("GET", "/terminals", self.terminals, Right.READ),
            Route("GET", "/part/find", self.find, Right.READ),
        )

    async def tickets(self, request: Request) -> Response:
        """The board, or the table with the same filters."""
        return await self._tickets(request, "tickets.html")

    async def tickets_part(self, request: Request) -> Response:
        """What may have changed on it."""
        return await self._tickets(request, "tickets_part.html")

    async def _tickets(self, request: Request, name: str) -> Response:
        me, look = visit_of(request).staff, look_of(request)
        asked = request.headers.get("hx-current-url") or str(request.url)
        cards = await self._desk.board(me, look.filter)
        return self._looks.page(
            request,
            name,
            cards=cards,
            columns=[(column, _in(cards, column)) for column in COLUMNS],
            is_table="as=table" in asked,
            statuses=STATUSES,
            whole=await self._desk.inbox(me, shown=()),
            colleagues=await self._desk.colleagues(),
        )

    def _changing(
        self, act: str, change: Callable[[Request, Mapping[str, str]], Awaitable[Outcome]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            fields = await fields_of(request)
            response = self._looks.page(request, "toast.html", act=act, number=0, told=told(act, await change(request, fields)))
            response.headers["hx-trigger"] = "tickets"
            return response

        return answer

    async def _move(self, request: Request, fields: Mapping[str, str]) -> Outcome:
        me, status, due = visit_of(request).staff, fields.get("status", ""), fields.get("due", "")
        if status not in STATUSES:
            return Refused("ticket_where")
        try:
            at = datetime.fromisoformat(due).replace(tzinfo=ZoneInfo(me.wishes.zone)) if due else None
        except ValueError:
            return Refused("ticket_when", "due")
        return await self._desk.move_ticket(me, request.path_params["ref"], status, at)

    async def _assign(self, request: Request, fields: Mapping[str, str]) -> Outcome:
        return await self._desk.assign_ticket(visit_of(request).staff, request.path_params["ref"], fields.get("who", ""))

    async def merchants(self, request: Request) -> Response:
        """Merchants, latest seen first."""
        me, (text, after) = visit_of(request).staff, _asked(request)
        found, page = await self._desk.merchants(me, text, after)
        return self._looks.page(request, "merchants.html", found=found, page=page, text=text, whole=await self._desk.inbox(me, shown=()))

    async def terminals(self, request: Request) -> Response:
        """Terminals, latest seen first."""
        me, (text, after) = visit_of(request).staff, _asked(request)
        found, page = await self._desk.terminals(me, text, after)
        return self._looks.page(request, "terminals.html", found=found, page=page, text=text, whole=await self._desk.inbox(me, shown=()))

    async def merchant(self, request: Request) -> Response:
        """One merchant."""
        return await self._merchant(request, None)

    async def change_merchant(self, request: Request) -> Response:
        """Name, contact, language, plan or note; the page with what came of it."""
        fields = await fields_of(request)
        changes = {name: printable(fields[name]) for name in MERCHANT_FIELDS if name in fields}
        outcome = await self._desk.change_merchant(visit_of(request).staff, int(request.path_params["id"]), changes)
        return await self._merchant(request, outcome)

    async def _merchant(self, request: Request, outcome: Outcome | None) -> Response:
        me, tab = visit_of(request).staff, request.query_params.get("tab", "")
        return self._looks.page(
            request,
            "merchant.html",
            status=422 if isinstance(outcome, Refused) else 200,
            merchant=await self._desk.merchant(me, int(request.path_params["id"])),
            tab=tab if tab in TABS else TABS[0],
            tabs=TABS,
            whole=await self._desk.inbox(me, shown=()),
            told=told("merchant", outcome) if outcome else None,
        )

    async def upkeep(self, request: Request) -> Response:
        """A document of a maintenance plan or a check, as the merchant has it."""
        number, name = int(request.path_params["number"]), str(request.path_params["name"])
        found = await self._desk.paper(visit_of(request).staff, number, name)
        response = media_response(found, is_page=found is not None and found.lstrip()[:1] == b"<")
        response.headers["cache-control"] = "no-store"
        return response

    async def find(self, request: Request) -> Response:
        """The hits of the palette."""
        text = printable(request.query_params.get("text", ""))[:200]
        me = visit_of(request).staff
        found = await self._desk.search(me, text) if text else ()
        recent = (await self._desk.inbox(me, shown=())).sections if not text else ()
        return self._looks.page(request, "found.html", found=found, recent=recent, text=text)


def _in(cards: Sequence[TicketCard], column: str) -> list[TicketCard]:
    return [card for card in cards if card.status == column]


def _asked(request: Request) -> tuple[str, int]:
    after = request.query_params.get("after", "")
    return printable(request.query_params.get("text", ""))[:200], int(after) if after.isdecimal() and len(after) <= 9 else 0  # noqa: PLR2004 -- digits of a number
