"""The page on which a person holds both phones: it does what clients can do, and is refused what they are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.emulator.telegram.cast import GROUP, stage
from bot.emulator.telegram.page import Page
from bot.emulator.telegram.server import Emulator
from tests.contract.telegram.conftest import listening_on
from tests.contract.telegram.test_libraries import picture

ANN, LI, MERCHANTS, DESK = 502, 601, 7000000001, 7000000002


@pytest.fixture
async def emulator() -> Emulator:
    return Emulator(stage())


@pytest.fixture
async def browser(emulator: Emulator) -> AsyncIterator[httpx.AsyncClient]:
    page = Page(emulator, {"zh": {"title": "演练台"}, "en": {"title": "Played"}})
    async with listening_on(emulator.app(page.routes())) as base, httpx.AsyncClient(base_url=base) as client:
        yield client
        await emulator.close()


async def do(browser: httpx.AsyncClient, **wish: Any) -> str:
    """What was refused; empty if it was done."""
    said: dict[str, str] = (await browser.post("/play/do", json=wish)).json()
    return said.get("refused", "")


async def test_the_page_and_its_files_come_with_a_policy(browser: httpx.AsyncClient) -> None:
    for path in ("/", "/play/play.js", "/play/play.css"):
        answer = await browser.get(path)
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (await browser.get("/play/secrets.py")).status_code == 404
    assert (await browser.get("/play/words?lang=en")).json() == {"title": "Played"}


async def test_a_merchant_writes_sends_a_photo_edits_and_takes_back(browser: httpx.AsyncClient, emulator: Emulator) -> None:
    assert await do(browser, do="say", person=ANN, bot=MERCHANTS, text="/start") == ""
    wish = f'{{"person": {ANN}, "bot": {MERCHANTS}, "kind": "photo"}}'
    await browser.post("/play/send", data={"wish": wish}, files={"file": ("p.jpg", picture(), "image/jpeg")})
    [chat] = (await browser.get("/play/state")).json()["private"]
    start, photo = chat["messages"]
    assert (await browser.get(f"/play/file/{photo['photo']}")).content.startswith(b"\xff\xd8")
    assert await do(browser, do="edit", person=ANN, bot=MERCHANTS, message=start["id"], text="changed") == ""
    assert await do(browser, do="delete", person=ANN, bot=MERCHANTS, message=photo["id"]) == ""
    [chat] = (await browser.get("/play/state")).json()["private"]
    assert [(one["text"], one["edited"]) for one in chat["messages"]] == [("changed", True)]
    assert [next(iter(set(update.body) - {"update_id"})) for update in emulator.world.bots[MERCHANTS].updates] == [
        "message", "message", "edited_message",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"do": "say", "person": ANN, "group": GROUP, "text": "hello"}, "Forbidden"),
        ({"do": "say", "person": ANN, "bot": MERCHANTS, "text": "x" * 4097}, "4096"),
        ({"do": "press", "person": ANN, "bot": MERCHANTS, "message": 1, "data": "x"}, "no such button"),
        ({"do": "new_topic", "person": ANN, "group": GROUP, "name": "x"}, "not enough rights"),
        ({"do": "fault", "kind": "earthquake"}, "no such fault"),
        ({"do": "fly"}, "unknown"),
        ({"do": "say", "person": 1}, "KeyError"),
    ],
)
async def test_what_a_client_cannot_do_is_refused(browser: httpx.AsyncClient, wish: dict[str, Any], why: str) -> None:
    assert why in await do(browser, **wish)


async def test_staff_run_the_group(browser: httpx.AsyncClient, emulator: Emulator) -> None:
    assert await do(browser, do="new_topic", person=LI, group=GROUP, name="1001") == ""
    [topic] = (await browser.get("/play/state")).json()["groups"][0]["topics"]
    where = {"person": LI, "group": GROUP, "thread": topic["id"]}
    assert await do(browser, do="say", text="hi", **where) == ""
    for deed in ("close_topic", "reopen_topic", "delete_topic"):
        assert await do(browser, do=deed, **where) == ""
    assert await do(browser, do="kick", member=DESK, **where) == ""
    assert await do(browser, do="admit", member=DESK, **where) == ""
    assert await do(browser, do="migrate", **where) == ""
    assert (await browser.get("/play/state")).json()["groups"][0]["id"] == GROUP - 1
    before = emulator.world.clock.now()
    assert await do(browser, do="clock", seconds=90_000) == ""
    assert emulator.world.clock.now() >= before + 90_000


async def test_open_pages_are_told_of_changes(browser: httpx.AsyncClient) -> None:
    async with browser.stream("GET", "/play/changes") as stream:
        signs = stream.aiter_lines()
        assert await anext(signs) == "data: changed"
        await do(browser, do="say", person=ANN, bot=MERCHANTS, text="/start")
        assert await anext(line async for line in signs if line) == "data: changed"
