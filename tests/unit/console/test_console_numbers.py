"""The dashboard as HTML and as a table to take away."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.console.access.gate import COOKIE
from bot.console.door import desk_routes
from bot.service.insight.numbers import LONGEST, asked_of
from tests.unit.console.figures import figures
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
    assert [row["day"] for row in rows] == ["2026-11-10", "2026-11-11", "2026-11-12"]
    assert (rows[0]["silent"], rows[0]["first_responses"]) == ("4", "5")


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
    ],
)
def test_what_cannot_be_read_of_a_range_is_the_usual_and_no_range_is_endless(given: dict[str, str], days: int, last: date) -> None:
    asked = asked_of(given, TODAY)
    assert (asked.days, asked.last) == (days, last)
    assert asked.before == asked.first - timedelta(days=days)
