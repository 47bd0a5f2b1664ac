"""A merchant's own data as a page: who sees which part of it, and what comes of asking."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import httpx
import pytest
from fastapi import FastAPI

from bot.console.access.gate import COOKIE
from bot.console.door import desk_routes
from bot.service.desk.outcomes import Refused
from bot.service.desk.people import Role, Staff
from bot.service.desk.personal import PersonalDesk, Shown
from tests.unit.console.stage import MERCHANT, NOON, ROOT, WANG, Stage

POST = {"x-csrf-token": "csrf", "sec-fetch-site": "same-origin", "hx-request": "true"}
HERE = f"/desk/merchants/{MERCHANT.id}/own"


class Own:
    """Answers as the desk would."""

    async def show(self, me: Staff, merchant: int, reason: str) -> Shown | Refused:
        return Shown(contact="13812345678") if reason else Refused("own_reason", "reason")

    async def export(self, me: Staff, merchant: int) -> bytes:
        return b"PK"

    async def erase(self, me: Staff, merchant: int, typed: str, reason: str) -> Shown | Refused:
        return Shown(receipt="everything went") if typed == str(merchant) else Refused("own_number", "typed", {"n": str(merchant)})


async def asked(method: str, path: str, role: Role, locale: str = "zh", **fields: str) -> httpx.Response:
    app, stage = FastAPI(), Stage()
    stage.begin(replace(WANG, role=role, wishes=replace(WANG.wishes, locale=locale)))
    personal = cast("PersonalDesk", Own())
    app.include_router(desk_routes(stage, stage, ROOT / "templates" / "pages", lambda: NOON, personal=personal))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://desk.test", cookies={COOKIE: "token"}) as client:
        return await client.request(method, path, data=fields or None, headers=POST if method == "POST" else {})


@pytest.mark.parametrize(("locale", "words"), [("zh", "永久删除"), ("en", "Erase for ever")])
async def test_a_lead_sees_all_of_it_and_an_agent_the_look_alone(locale: str, words: str) -> None:
    lead, agent = await asked("GET", HERE, Role.LEAD, locale), await asked("GET", HERE, Role.AGENT, locale)
    assert words in lead.text
    assert f"{HERE}.zip" in lead.text
    assert words not in agent.text
    assert f"{HERE}/show" in agent.text
    assert f"{HERE}/show" not in (await asked("GET", HERE, Role.AUDITOR, locale)).text


async def test_a_contact_is_shown_for_a_reason() -> None:
    shown = await asked("POST", f"{HERE}/show", Role.AGENT, reason="call back")
    assert "13812345678" in shown.text
    refused = await asked("POST", f"{HERE}/show", Role.AGENT, reason="")
    assert (refused.status_code, "请写明原因" in refused.text) == (422, True)


async def test_the_archive_is_taken_away_and_never_kept_by_the_browser() -> None:
    archive = await asked("GET", f"{HERE}.zip", Role.LEAD)
    assert (archive.content, archive.headers["cache-control"]) == (b"PK", "no-store")
    assert "attachment" in archive.headers["content-disposition"]


async def test_a_receipt_is_shown_where_the_merchant_was() -> None:
    done = await asked("POST", f"{HERE}/erase", Role.LEAD, typed=str(MERCHANT.id), reason="asked by mail")
    assert "everything went" in done.text
    wrong = await asked("POST", f"{HERE}/erase", Role.LEAD, typed="1", reason="asked by mail")
    assert wrong.status_code == 422
    assert str(MERCHANT.id) in wrong.text


async def test_a_merchant_that_was_changed_is_shown_again() -> None:
    assert (await asked("POST", f"/desk/merchants/{MERCHANT.id}", Role.AGENT, name="老王")).status_code == 200
