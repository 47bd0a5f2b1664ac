"""The program as it runs, in a server of this process, and how somebody of the staff comes in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue
from typing import Any

from playwright.sync_api import Page, expect

from bot.service.ports import Clock
from bot.settings import Settings
from bot.wiring.serving import Desk, open_desk
from tests.browser.conftest import serve
from tests.browser.steps import live

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Program:
    """The program, where its pages are, its one-time link, and the loop that it lives in."""

    desk: Desk
    url: str
    link: str
    loop: asyncio.AbstractEventLoop

    def pass_to(self, at: datetime) -> None:
        """What is due by then happens."""
        asyncio.run_coroutine_threadsafe(self.desk.support.tick(at), self.loop).result(10)


def running(settings: Settings, roles: Sequence[str] = ("web", "worker", "desk"), now: Clock | None = None) -> Iterator[Program]:
    """The program on a free port, as long as the tests of a file; ``now``: the clock it goes by."""
    desk = open_desk(settings, tuple(roles))
    if now:
        desk.store.now = now  # type: ignore[method-assign]
    loops: SimpleQueue[asyncio.AbstractEventLoop] = SimpleQueue()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            loops.put(asyncio.get_running_loop())
        await desk.app(scope, receive, send)

    for url in serve(app):
        loop = loops.get(timeout=30)
        greeting = asyncio.run_coroutine_threadsafe(desk.greet(url), loop).result(10)
        link = re.search(r"http\S+/desk/join/\S+", " ".join(map(str, greeting)))
        assert link
        yield Program(desk, url, link[0], loop)
        loop.call_soon_threadsafe(desk.stop)


def enter(page: Page, account: str, name: str) -> None:
    """Make the account that a link invites to; one is signed in then."""
    page.fill("#account", account)
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/desk/inbox$"))
    live(page)
