"""The dashboard: the numbers of a range of days as a page and as a table to take away. Shows; changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.channels.web.words import Words
from bot.console.access.gate import visit_of
from bot.console.looks import Looks
from bot.console.routes import Route
from bot.rendering.printing import CannotPrint
from bot.service.desk.people import Right
from bot.service.desk.ports import Desk
from bot.service.insight.counting import Span
from bot.service.insight.numbers import FOUR, MEASURES, SHARES, Board, Numbers
from bot.service.insight.weekly import Weekly

RANGES = (1, 7, 30, 90)


class NumberPages:
    """One method per address."""

    def __init__(self, numbers: Numbers, weekly: Weekly, desk: Desk, looks: Looks) -> None:
        self._numbers = numbers
        self._weekly = weekly
        self._desk = desk
        self._looks = looks

    def routes(self) -> tuple[Route, ...]:
        """For whoever reads."""
        return (
            Route("GET", "/dashboard", self.page, Right.READ),
            Route("GET", "/dashboard.csv", self.export, Right.READ),
            Route("GET", "/dashboard/week", self.week, Right.READ),
            Route("GET", "/dashboard/week.pdf", self.week_printed, Right.READ),
        )

    async def page(self, request: Request) -> Response:
        """The board."""
        me = visit_of(request).staff
        board = await self._numbers.board(me, request.query_params)
        return self._looks.page(
            request,
            "dashboard.html",
            board=board,
            today=self._numbers.today(),
            four=FOUR,
            ranges=RANGES,
            spans=tuple(Span),
            whole=await self._desk.inbox(me, shown=()),
        )

    async def export(self, request: Request) -> Response:
        """One line a day."""
        board = await self._numbers.board(visit_of(request).staff, request.query_params)
        name = f"posbot-{board.asked.first}-{board.asked.last}.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        words = self._looks.words(visit_of(request).staff.wishes.locale)
        return Response(table(board, words), media_type="text/csv; charset=utf-8", headers=headers)

    async def week(self, request: Request) -> Response:
        """The week's report, to be read."""
        sheet = await self._weekly.sheet(visit_of(request).staff, request.query_params)
        return HTMLResponse(sheet.html, headers={"content-security-policy": self._weekly.policy()})

    async def week_printed(self, request: Request) -> Response:
        """The same on paper; where nothing can be printed, what to install."""
        try:
            content = await self._weekly.pdf(visit_of(request).staff, request.query_params)
        except CannotPrint as wrong:
            return PlainTextResponse(self._looks.worded(visit_of(request), wrong.told), 503)
        return Response(content, media_type="application/pdf", headers={"content-disposition": 'inline; filename="posbot-week.pdf"'})


def table(board: Board, words: Words) -> str:
    """The days as comma-separated values, with a mark by which spreadsheets know UTF-8; columns are named in the reader's language."""
    out = io.StringIO()
    out.write("\ufeff")
    csv.writer(out).writerows(_lines(board, words))
    return out.getvalue()


def _lines(board: Board, words: Words) -> Iterator[list[object]]:
    shares = [words("column_within", percent=round(share * 100)) for share in SHARES]
    yield [*(words(f"column_{name}") for name in ("day", *MEASURES, "first_responses")), *shares]
    for day, measures, took in board.days:
        seconds = ["" if share is None else round(share) for share in took.shares]
        yield [day.isoformat(), *(measures[name] for name in MEASURES), took.n, *seconds]
