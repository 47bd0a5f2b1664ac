"""The inbox as pages and fragments: list, conversation, who is there, what is known. Shows; changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.web.media import media_response
from bot.console.access.gate import visit_of
from bot.console.looking import LISTS, PREFIX, Look, look_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.console.sharing import Shared
from bot.service.desk.outcomes import NotThere
from bot.service.desk.people import Right, Staff
from bot.service.desk.ports import MOST_ROWS, ROWS, Desk
from bot.service.desk.rows import Filter, Group, Inbox, Section
from bot.service.desk.views import Opened

LINES, MOST_LINES = 200, 2000
"""Lines of a conversation shown at first, and at most."""


class Conversations:
    """One method per address."""

    def __init__(self, desk: Desk, looks: Looks) -> None:
        self._desk = desk
        self._looks = looks
        self._shared = Shared(desk.revision, looks.now)

    def routes(self) -> Sequence[Route]:
        """Every list with and without an open conversation, and their parts."""
        pages = [Route("GET", f"/{place}{end}", self.page, Right.READ) for place in LISTS for end in ("", "/{number:int}")]
        return (
            Route("GET", "", self.home, Right.READ),
            *pages,
            Route("GET", "/part/queue", self.queue, Right.READ),
            Route("GET", "/part/nav", self.nav, Right.SIGNED_IN),
            Route("GET", "/part/section/{group}", self.section, Right.READ),
            Route("GET", "/part/work", self.work, Right.READ),
            Route("GET", "/part/work/{number:int}", self.work, Right.READ),
            Route("GET", "/part/chat/{number:int}", self.chat, Right.READ),
            Route("GET", "/part/who/{number:int}", self.who, Right.READ),
            Route("GET", "/part/replies/{number:int}", self.replies, Right.ANSWER),
            Route("GET", "/part/alike/{number:int}", self.alike, Right.MERGE),
            Route("GET", "/photo/{number:int}/{ref}", self.photo, Right.READ),
        )

    async def home(self, request: Request) -> Response:  # noqa: ARG002 -- a route's shape
        """The inbox is where one arrives."""
        return RedirectResponse(f"{PREFIX}/inbox", 303)

    async def page(self, request: Request) -> Response:
        """A list, and the open conversation beside it."""
        look, me = look_of(request), visit_of(request).staff
        whole, shown = await self._inbox(me, look)
        opened = await self._desk.open(me, look.number) if look.number else None
        return self._looks.page(
            request,
            "inbox.html",
            look=look,
            whole=whole,
            sections=_sections(shown, look),
            opened=opened,
            limit=LINES,
            saved=await self._desk.filters(me),
            tags=await self._desk.tags(),
            **await self._people(),
        )

    async def queue(self, request: Request) -> Response:
        """The rows, and with them the numbers in the navigation and what is to be alerted."""
        look, visit, rows = look_of(request), visit_of(request), _rows(request)

        async def made() -> str:
            whole, shown = await self._inbox(visit.staff, look, rows)
            return self._looks.text("queue.html", visit, look=look, whole=whole, sections=_sections(shown, look))

        return HTMLResponse(await self._shared.html((visit.staff, visit.session.csrf, look, rows), made))

    async def nav(self, request: Request) -> Response:
        """Numbers and alerts alone, for pages without a list."""
        me = visit_of(request).staff
        return self._looks.page(request, "nav_list.html", whole=await self._desk.inbox(me, shown=()))

    async def section(self, request: Request) -> Response:
        """More rows of one group."""
        look, me = look_of(request), visit_of(request).staff
        group, skip = _group(request.path_params["group"]), _count(request, "skip")
        section = await self._desk.section(me, group, look.filter, skip)
        return self._looks.page(request, "rows_more.html", look=look, section=section, skip=skip)

    async def work(self, request: Request) -> Response:
        """A conversation with its details, where another was; without a number the empty place."""
        me, number = visit_of(request).staff, int(request.path_params.get("number", 0))
        look = look_of(request).at(number)
        opened = await self._desk.open(me, number) if number else None
        return self._looks.page(request, "work.html", look=look, opened=opened, limit=LINES, **await self._people())

    async def chat(self, request: Request) -> Response:
        """What may have changed in a conversation: lines, header, details."""
        limit = min(max(_count(request, "limit"), LINES), MOST_LINES)
        opened = await self._opened(request, limit)
        return self._looks.page(request, "chat.html", look=look_of(request), opened=opened, limit=limit, **await self._people())

    async def who(self, request: Request) -> Response:
        """Who else looks at it, who types."""
        return self._looks.page(request, "who.html", opened=await self._opened(request, limit=1))

    async def replies(self, request: Request) -> Response:
        """All canned replies, filled for this conversation; the page filters while one types."""
        number = int(request.path_params["number"])
        found = await self._desk.canned(visit_of(request).staff, number)
        return self._looks.page(request, "replies.html", replies=found)

    async def alike(self, request: Request) -> Response:
        """Chats that may be the same merchant's."""
        found = await self._desk.alike(visit_of(request).staff, int(request.path_params["number"]))
        return self._looks.page(request, "alike.html", alike=found)

    async def photo(self, request: Request) -> Response:
        """A photo that the conversation shows."""
        number, ref = int(request.path_params["number"]), request.path_params["ref"]
        return media_response(await self._desk.photo(visit_of(request).staff, number, ref))

    async def _opened(self, request: Request, limit: int) -> Opened:
        return await self._desk.open(visit_of(request).staff, int(request.path_params["number"]), limit=limit)

    async def _inbox(self, me: Staff, look: Look, rows: int = ROWS) -> tuple[Inbox, Inbox]:
        """All of it, for the numbers, and what the filter leaves."""
        if look.filter != Filter():
            wanted = replace(look.filter, groups=look.groups)
            return await self._desk.inbox(me, shown=()), await self._desk.inbox(me, wanted, rows=rows)
        everything = Filter(groups=tuple(Group)) if Group.CLOSED in look.groups else None
        whole = await self._desk.inbox(me, everything, look.groups, rows)
        return whole, whole

    async def _people(self) -> dict[str, Any]:
        return {"colleagues": await self._desk.colleagues(), "teams": await self._desk.teams()}


def _sections(shown: Inbox, look: Look) -> Sequence[Section]:
    """The groups of this list, in its order, without empty ones."""
    by_group = {section.group: section for section in shown.sections}
    return [by_group[group] for group in look.groups if group in by_group and by_group[group].count]


def _group(name: str) -> Group:
    try:
        return Group(name)
    except ValueError as unknown:
        raise NotThere from unknown


def _rows(request: Request) -> int:
    """How far the list was read, in whole steps: so that many tabs still ask for the same."""
    return min(max(ROWS, -(-_count(request, "rows") // ROWS) * ROWS), MOST_ROWS)


def _count(request: Request, name: str) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isdecimal() and len(given) <= 9 else 0  # noqa: PLR2004 -- digits of a count
