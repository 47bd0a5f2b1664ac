"""The console's routes over the stage, and a browser without a screen that is signed in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from bot.console.access.gate import COOKIE
from bot.console.door import desk_routes
from tests.unit.console.stage import NOON, ROOT, Stage


@pytest.fixture(scope="session")
def scene() -> Stage:
    """Made once: compiling the templates takes longer than showing them."""
    return Stage()


@pytest.fixture(scope="session")
def app(scene: Stage) -> FastAPI:
    """The console alone."""
    app = FastAPI()
    app.include_router(desk_routes(scene, scene, ROOT / "templates" / "pages", lambda: NOON))
    return app


@pytest.fixture
def stage(scene: Stage) -> Stage:
    """The scene as it was."""
    scene.begin()
    return scene


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Not signed in."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://desk.test") as client:
        yield client


@pytest.fixture
async def staff(app: FastAPI, stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in, with the token that every post carries."""
    headers = {"x-csrf-token": "csrf", "sec-fetch-site": "same-origin", "accept": "text/html"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://desk.test", headers=headers, cookies={COOKIE: "token"}
    ) as client:
        yield client
