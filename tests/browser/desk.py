"""The console over the stage in a real server, and what a person does there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from playwright.sync_api import Page

from tests.browser.conftest import Open, Porter
from tests.unit.console.stage import Stage

WIDE = {"width": 1440, "height": 900}


def signed_in(url: str, held: str = "token") -> dict[str, Any]:
    """The state of a browser that holds the session's cookie."""
    cookie = {
        "name": "posbot_desk",
        "value": held,
        "domain": urlsplit(url).hostname,
        "path": "/desk",
        "expires": -1,
        "httpOnly": True,
        "secure": False,
        "sameSite": "Lax",
    }
    return {"cookies": [cookie], "origins": []}


@dataclass
class Console:
    """Where the console is, and the stage behind it: it lives in the server's thread."""

    stage: Stage
    url: str
    app: FastAPI
    porter: Porter
    open_page: Open

    def open(self, path: str = "/inbox", **options: Any) -> Page:
        """A page in a fresh browser profile of somebody who is signed in."""
        settings = {"viewport": WIDE, "storage_state": signed_in(self.url), **options}
        return self.open_page(f"{self.url}/desk{path}", **settings)

    def do(self, work: Callable[[], object]) -> None:
        """Run on the server's loop."""
        self.app.state.loop.call_soon_threadsafe(work)

    def hold(self, deed: str) -> Callable[[], None]:
        """That deed is done, and its answer waits until what is returned is called."""
        self.stage.held[deed] = asyncio.Event()
        return lambda: self.do(self.stage.held[deed].set)

    def acts(self) -> list[str]:
        """What was done to the stage, by name, without the small signals."""
        return [str(done[0]) for done in self.stage.done if done[0] not in {"mark", "draft", "typing"}]
