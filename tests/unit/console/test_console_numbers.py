"""The dashboard as HTML and as a table to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.console.access.gate import COOKIE
from bot.console.door import desk_routes
from bot.service.insight.numbers import LONGEST, Asked, asked_of
from bot.service.insight.weekly import Messenger, last_week
from tests.unit.console.figures import ZONE, figures
from tests.unit.console.stage import NOON, ROOT, Stage

TODAY = date(2026, 11, 23)


async def answered(path: str) -> httpx.Response:
    app, stage = FastAPI(), Stage()
    app.include_router(desk_routes(stage, stage, ROOT / "templates" / "pages", lambda: NOON, insight=figures()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://desk.test", cookies={COOKIE: "token"}) as client:
        return await client.get(path)


async def test_the_table_has_a_line_a_day_and_is_known_as_utf_8() -> None:
    response = await answered("/desk/dashboard.csv?from=2026-11-10&to=2026-11-12&model=PAX+A920")
    assert response.headers["content-disposition"] == 'attachment; filename="posbot-2026-11-10-2026-11-12.csv"'
    assert response.text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert [row["日期"] for row in rows] == ["2026-11-10", "2026-11-11", "2026-11-12"]
    assert (rows[0]["没有下文"], rows[0]["首次回复数"]) == ("4", "5")


async def test_the_four_counts_stand_beside_each_other_and_no_sum_of_them_anywhere() -> None:
    page = (await answered("/desk/dashboard?days=7")).text
    for words in ("确认解决", "确认没解决", "没有下文", "转人工"):
        assert words in page
    assert "%" not in page.partition("<main")[2].partition("</main>")[0].replace("%2F", "")


@pytest.mark.parametrize(
    ("given", "days", "last"),
    [
        ({}, 30, TODAY),
        ({"days": "7"}, 7, TODAY),
        ({"days": "0"}, 30, TODAY),
        ({"days": "9999999999"}, 30, TODAY),
        ({"from": "2026-11-01", "to": "2026-11-02"}, 2, date(2026, 11, 2)),
        ({"from": "2026-11-02", "to": "2026-11-01"}, 30, TODAY),
        ({"from": "not a day", "to": "2026-11-01"}, 30, TODAY),
        ({"from": "0001-01-01", "to": "2026-11-01"}, LONGEST, date(2026, 11, 1)),
        ({"from": "0001-01-01", "to": "0001-01-02"}, 1, date(1970, 1, 1)),
        ({"from": "9999-12-30", "to": "9999-12-31"}, 2, date(9999, 12, 31)),
    ],
)
def test_what_cannot_be_read_of_a_range_is_the_usual_and_no_range_is_endless(given: dict[str, str], days: int, last: date) -> None:
    asked = asked_of(given, TODAY)
    assert (asked.days, asked.last) == (days, last)
    assert asked.before == asked.first - timedelta(days=days)


async def test_the_weeks_report_is_a_document_that_needs_nothing_else() -> None:
    response = await answered("/desk/dashboard/week")
    assert "2026-11-16 至 2026-11-22" in response.text
    assert "script" not in response.text
    assert "sha256-" in response.headers["content-security-policy"]


async def test_a_day_on_which_nobody_wrote_is_a_line_of_noughts_in_report_page_and_table() -> None:
    asked = "from=2026-05-31&to=2026-06-01"
    report = (await answered(f"/desk/dashboard/week?{asked}")).text
    nobody = "<tr><td>2026-05-31</td>" + 5 * '<td class="num">0</td>' + "</tr>"
    assert nobody in report
    assert '<tr><td>2026-06-01</td><td class="num">20</td>' in report
    assert (await answered(f"/desk/dashboard?{asked}")).status_code == 200
    assert "2026-05-31,0,0,0," in (await answered(f"/desk/dashboard.csv?{asked}")).text


def test_a_week_is_monday_to_sunday_and_over() -> None:
    for day in range(7):
        asked = last_week(date(2026, 11, 23) + timedelta(days=day))
        assert (asked.first, asked.last) == (date(2026, 11, 16), date(2026, 11, 22))


async def test_the_report_is_told_once_on_monday_morning_and_again_only_if_it_was_not_sent() -> None:
    sent: list[int] = []
    book = Book()
    fails = [True]

    async def tell(asked: Asked, counts: Mapping[str, int], seconds: int | None) -> None:
        if fails.pop() if fails else False:
            raise OSError("away")
        sent.append(counts["begun"])

    messenger = Messenger(figures().weekly, book, lambda: NOON, ZONE, tell)
    monday = datetime(2026, 11, 23, 0, 59, tzinfo=UTC)
    assert not await messenger.look(monday)
    with pytest.raises(OSError, match="away"):
        await messenger.look(monday + timedelta(minutes=1))
    assert not await messenger.look(monday + timedelta(minutes=2))
    assert await messenger.look(monday + timedelta(minutes=7))
    assert not await messenger.look(monday + timedelta(hours=5))
    assert sent == [140]


class Book:
    """Weeks in memory."""

    def __init__(self) -> None:
        self.until: dict[str, datetime] = {}

    async def claim(self, week: str, at: datetime, lease: timedelta) -> bool:
        if self.until.get(week, at) > at:
            return False
        self.until[week] = at + lease
        return True

    async def told(self, week: str) -> None:
        self.until[week] = datetime.max.replace(tzinfo=UTC)
