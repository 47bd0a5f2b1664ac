"""One ticket with all that belongs to it, the technician's page of a visit, a terminal's passport, and the export."""

from __future__ import annotations

import csv
import io
from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web.intake import printable, read_fields
from bot.channels.web.photos import Darkroom
from bot.console.access.gate import visit_of
from bot.console.acts import told
from bot.console.forms import fields_of, window_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.core.agreements import TERMS
from bot.core.cases.life import STATUSES
from bot.core.messages import Media
from bot.core.state import Ticket
from bot.service.desk.cases import KINDS, RESULTS, CaseDesk
from bot.service.desk.outcomes import Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.desk.ports import Desk
from bot.service.passports import OWNERSHIPS

COLUMNS = (
    "ref",
    "chat",
    "kind",
    "intent",
    "status",
    "priority",
    "opened",
    "model",
    "serial",
    "visit",
    "technician",
    "agreement",
    "flags",
    "into",
    "links",
)
PASSPORT = (
    "model", "firmware", "purchased", "delivered", "activated", "invoiced", "bought_from", "supplier", "acquirer", "terms", "sim_until",
    "battery_since", "shop", "address", "contact", "note",
)  # fmt: skip
FIRST = "=+-@\t\r"
"""With these a spreadsheet would begin to reckon."""

Doing = Callable[[Staff, str, Mapping[str, str]], Awaitable[Outcome]]


class Cases:
    """One method per address."""

    def __init__(self, desk: Desk, cases: CaseDesk, looks: Looks) -> None:
        self._desk = desk
        self._cases = cases
        self._looks = looks
        self._darkroom = Darkroom()

    def routes(self) -> Sequence[Route]:
        """Ticket, visit, terminal, export."""
        cases = self._cases
        doings: Mapping[str, Doing] = {
            "state": lambda me, ref, f: cases.move(me, ref, f.get("status", ""), f.get("note", "")),
            "visit": lambda me, ref, f: cases.arrange(me, ref, window_of(f), f.get("technician", "")),
            "terms": cases.offer,
            "bill": cases.bill,
            "merge": lambda me, ref, f: cases.merge(me, ref, f.get("into", "").strip().lstrip("#")),
            "split": lambda me, ref, f: cases.split(me, ref, f.get("intent", "")),
            "link": lambda me, ref, f: cases.link(me, ref, f.get("other", "").strip().lstrip("#")),
            "priority": lambda me, ref, f: cases.prioritise(me, ref, _digit(f.get("priority", ""))),
        }
        posts = [Route("POST", f"/ticket/{{ref}}/{act}", self._doing(act, doing), Right.ANSWER) for act, doing in doings.items()]
        return (
            Route("GET", "/ticket/{ref}", self.ticket, Right.READ),
            *posts,
            Route("GET", "/ticket/{ref}/agreement/{version:int}", self.agreement, Right.READ),
            Route("GET", "/visit/{ref}", self.visit, Right.ANSWER),
            Route("POST", "/visit/{ref}", self.report, Right.ANSWER),
            Route("GET", "/tickets.csv", self.export, Right.READ),
            Route("GET", "/directory", self.directory, Right.READ),
            Route("GET", "/device/{serial}", self.device, Right.READ),
            Route("POST", "/device/{serial}", self.change_device, Right.ANSWER),
            Route("POST", "/device/{serial}/transfer", self.transfer, Right.ANSWER),
        )

    async def ticket(self, request: Request) -> Response:
        """Everything about it."""
        return await self._ticket(request)

    def _doing(self, act: str, doing: Doing) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            fields = {name: printable(value) for name, value in (await fields_of(request)).items()}
            outcome = await doing(visit_of(request).staff, request.path_params["ref"], fields)
            return await self._ticket(request, act, outcome, fields)

        return answer

    async def _ticket(
        self, request: Request, act: str = "", outcome: Outcome | None = None, typed: Mapping[str, str] | None = None
    ) -> Response:
        me, ref = visit_of(request).staff, request.path_params["ref"]
        ticket = await self._cases.case(me, ref)
        return self._looks.page(
            request,
            "ticket.html",
            status=422 if isinstance(outcome, Refused) else 200,
            refused=isinstance(outcome, Refused),
            card=await self._desk.ticket(me, ref),
            ticket=ticket,
            duplicates=await self._cases.duplicates(me, ref),
            colleagues=await self._desk.colleagues(),
            whole=await self._desk.inbox(me, shown=()),
            statuses=STATUSES,
            windows=self._cases.windows(ticket),
            arranged=_arranged(ticket, typed or {}),
            area=self._cases.hours(ticket).area,
            troubles=self._cases.troubles(),
            kinds=KINDS,
            terms=TERMS,
            typed=typed if isinstance(outcome, Refused) and typed else {},
            act=act,
            told=told(f"case_{act}", outcome) if outcome else None,
        )

    async def agreement(self, request: Request) -> Response:
        """A version as the merchant reads it."""
        me, version = visit_of(request).staff, int(request.path_params["version"])
        html, policy = await self._cases.agreement(me, request.path_params["ref"], version)
        return HTMLResponse(html, headers={"content-security-policy": policy})

    async def visit(self, request: Request) -> Response:
        """For a phone in the technician's hand: where, what, the code that the merchant sees too, and the report."""
        return await self._visit(request)

    async def report(self, request: Request) -> Response:
        """What was found and done, with a photo if there is one."""
        me = visit_of(request).staff
        fields, photo = await read_fields(request)
        taken: tuple[Media, ...] = (await self._desk.keep_photo(me, await self._darkroom.develop(photo)),) if photo else ()
        clean = {name: printable(value) for name, value in fields.items()}
        outcome = await self._cases.report(me, request.path_params["ref"], clean, taken)
        return await self._visit(request, outcome, clean)

    async def _visit(self, request: Request, outcome: Outcome | None = None, typed: Mapping[str, str] | None = None) -> Response:
        me, ref = visit_of(request).staff, request.path_params["ref"]
        return self._looks.page(
            request,
            "visit.html",
            status=422 if isinstance(outcome, Refused) else 200,
            refused=isinstance(outcome, Refused),
            card=await self._desk.ticket(me, ref),
            ticket=await self._cases.case(me, ref),
            whole=await self._desk.inbox(me, shown=()),
            results=tuple(RESULTS),
            typed=typed if isinstance(outcome, Refused) and typed else {},
            told=told("case_report", outcome) if outcome else None,
        )

    async def export(self, request: Request) -> Response:
        """All tickets as a table for a spreadsheet: columns are named in the reader's language, what stands in them is the same in all."""
        text, visit = io.StringIO(), visit_of(request)
        rows, tell, words = csv.writer(text), self._looks.telling(visit), self._looks.words(visit.staff.wishes.locale)
        rows.writerow([words(f"column_{name}") for name in COLUMNS])
        async for number, one in self._cases.every_ticket(visit.staff):
            agreed = one.agreements[-1].get("state", "") if one.agreements else ""
            cells = (
                one.ref, number, one.kind, one.intent, one.status, one.priority, tell.exact(one.opened), one.facts.get("model", ""),
                one.facts.get("serial", ""), one.visit.get("window", ""), one.visit.get("technician", ""), agreed,
                " ".join(one.flags), one.into, " ".join(one.links),
            )  # fmt: skip
            rows.writerow([plain(str(cell)) for cell in cells])
        named = {"content-disposition": 'attachment; filename="tickets.csv"'}
        return Response("\ufeff" + text.getvalue(), media_type="text/csv; charset=utf-8", headers=named)

    async def directory(self, request: Request) -> Response:
        """Whom to call: each number with where and when it was read."""
        me = visit_of(request).staff
        listed, own, whole = self._cases.directory(me), self._cases.own_office(me), await self._desk.inbox(me, shown=())
        return self._looks.page(request, "directory.html", listed=listed, own=own, whole=whole)

    async def device(self, request: Request) -> Response:
        """One terminal's passport."""
        return await self._device(request, None)

    async def change_device(self, request: Request) -> Response:
        """What the staff say of it."""
        fields = {name: printable(value) for name, value in (await fields_of(request)).items()}
        return await self._device(request, await self._cases.change_device(visit_of(request).staff, request.path_params["serial"], fields))

    async def transfer(self, request: Request) -> Response:
        """To another merchant's chat."""
        number = (await fields_of(request)).get("number", "").strip().lstrip("#")
        outcome: Outcome = Refused("transfer_where", "number")
        if number.isdecimal() and len(number) <= 9:  # noqa: PLR2004 -- digits of a number
            outcome = await self._cases.transfer(visit_of(request).staff, request.path_params["serial"], int(number))
        return await self._device(request, outcome)

    async def _device(self, request: Request, outcome: Outcome | None) -> Response:
        me, serial = visit_of(request).staff, request.path_params["serial"]
        happened, holders = await self._cases.history(me, serial)
        return self._looks.page(
            request,
            "device.html",
            status=422 if isinstance(outcome, Refused) else 200,
            refused=isinstance(outcome, Refused),
            device=await self._cases.passport(me, serial),
            happened=happened,
            holders=holders,
            fields=PASSPORT,
            ownerships=OWNERSHIPS,
            whole=await self._desk.inbox(me, shown=()),
            told=told("case_device", outcome) if outcome else None,
        )


def plain(cell: str) -> str:
    """A cell that a spreadsheet takes for text."""
    return f"'{cell}" if cell[:1] in FIRST and cell else cell


def _digit(text: str) -> int:
    return int(text) if text in {"0", "1", "2"} else -1


def _arranged(ticket: Ticket, typed: Mapping[str, str]) -> str:
    """The window that the form begins with: as it was typed, as the merchant wants it, or as it is."""
    return window_of(typed) if typed else ticket.visit.get("wanted") or ticket.visit.get("window", "")
