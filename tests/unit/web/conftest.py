"""The page over the echo desk, and a browser without a screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.web.door import merchant_routes
from tests.unit.web.echo import NOON, Echo


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        """Half past ten in Shanghai."""
        self.at = NOON

    def __call__(self) -> datetime:
        """The time now."""
        return self.at

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by


@pytest.fixture
def clock() -> Hands:
    """Stands still."""
    return Hands()


@pytest.fixture
def front(clock: Hands) -> Iterator[Echo]:
    """The desk."""
    echo = Echo(clock)
    yield echo
    echo.stop()


@pytest.fixture
def app(front: Echo) -> FastAPI:
    """The page's routes alone."""
    app = FastAPI()
    app.include_router(merchant_routes(front, heartbeat=0.01))
    return app


def browser(app: FastAPI, scheme: str = "http") -> httpx.AsyncClient:
    """Keeps cookies; does not follow redirects."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=f"{scheme}://desk.test")


@pytest.fixture
async def merchant(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A merchant's browser."""
    async with browser(app) as client:
        yield client
