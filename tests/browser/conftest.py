"""A real browser before the merchant page.

To try another app, add a line to `APPS`: a function without arguments that returns the ASGI app. All tests
that take ``page_url`` then run against it too. They suppose no more than: a greeting with a menu, and an
answer to every message. Tests that need a desk of their own making take ``echo``.
"""

from __future__ import annotations

import asyncio
import io
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.web.door import merchant_routes
from bot.console.door import desk_routes
from tests.unit.console.figures import figures
from tests.unit.console.stage import NOON, ROOT, Stage
from tests.unit.web.echo import Echo

# Milliseconds until something expected counts as absent: a loaded machine is slow, not wrong.
expect.set_options(timeout=20_000)

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROKEN = (
    "the server responded with a status of",
    "htmx:sse:error",
    "htmx:error",
    "ERR_CONNECTION_",  # refused, reset, closed, aborted
    "ERR_CONTENT_LENGTH_MISMATCH",
    "ERR_EMPTY_RESPONSE",
    "ERR_INCOMPLETE_CHUNKED_ENCODING",
)
"""What a browser says of answers that a test expects to be refusals, and of a line or server that it cuts, at
whatever point of an answer that happens."""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
Open = Callable[..., Page]


class Porter:
    """Stands before an app, and answers in its place what a test tells him to. Whether a browser's own interception sees a
    request of a busy page is another matter.
    """

    def __init__(self, app: ASGIApp) -> None:
        """All is let in."""
        self._app = app
        self._instead: tuple[str, ASGIApp] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A request, or the beginning and the end of the server."""
        instead = self._instead
        if instead is None or not scope.get("path", "").endswith(instead[0]):
            await self._app(scope, receive, send)
            return
        await Request(scope, receive).body()
        await instead[1](scope, receive, send)

    def answer(self, end: str, instead: ASGIApp) -> None:
        """From now on who asks for a path with this end is answered so."""
        self._instead = (end, instead)

    def let_in(self) -> None:
        """From now on everybody."""
        self._instead = None


@dataclass
class Desk:
    """The echo desk and where its page is. Call into it with `do`: it lives in the server's thread."""

    front: Echo
    url: str
    app: FastAPI
    porter: Porter

    def do(self, work: Callable[[], object]) -> None:
        """Run on the server's loop and wait for it."""
        done = threading.Event()

        def worked() -> None:
            work()
            done.set()

        self.app.state.loop.call_soon_threadsafe(worked)
        assert done.wait(5)


def echo_app() -> FastAPI:
    """The page over the echo desk."""
    return over(Echo(lambda: datetime.now(UTC)))


@asynccontextmanager
async def remember_loop(app: FastAPI) -> AsyncIterator[None]:
    """So that a test can call into the server's thread."""
    app.state.loop = asyncio.get_running_loop()
    yield


def over(front: Echo) -> FastAPI:
    """The page over that desk."""
    app = FastAPI(lifespan=remember_loop)
    app.include_router(merchant_routes(front))
    return app


APPS: dict[str, Callable[[], Any]] = {"echo": echo_app}


def serve(app: object) -> Iterator[str]:
    """The app on a free port of this machine, in a thread."""
    with served(app) as url:
        yield url


@contextmanager
def served(app: object, port: int = 0) -> Iterator[str]:
    """The same, and gone at the end of the block; on that port, if one is given."""
    bound = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_keep_alive=130, timeout_graceful_shutdown=1))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        bound.close()


@pytest.fixture(scope="module", params=sorted(APPS))
def page_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the page is."""
    yield from serve(APPS[request.param]())


@pytest.fixture
def echo() -> Iterator[Desk]:
    """A desk of its own for one test."""
    front = Echo(lambda: datetime.now(UTC))
    app = over(front)
    porter = Porter(app)
    for url in serve(porter):
        yield Desk(front, url, app, porter)
        app.state.loop.call_soon_threadsafe(front.stop)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's browser. Ends with the module: its loop must not meet that of asynchronous tests."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed (apt-get install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Opens a fresh browser profile at an address. Any error on its console fails the test, except of a
    line that the test itself cut and of answers that the test expects to be refusals (``refusals=True``).
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def note(message: ConsoleMessage, allowed: tuple[str, ...]) -> None:
        if message.type in {"error", "warning"} and not any(part in message.text for part in allowed):
            errors.append(message.text)

    def open_one(url: str, *, refusals: bool = False, **options: object) -> Page:
        settings: dict[str, Any] = {"viewport": PHONE, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        context = chromium.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        origin = "/".join(url.split("/")[:3])
        allowed = (
            "ERR_INTERNET_DISCONNECTED",
            "ERR_CONNECTION_REFUSED",
            *(BROKEN if refusals else ()),
        )
        page.on("console", lambda message: note(message, allowed))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((origin, "blob:", "data:")) else errors.append(f"asked {asked.url}"),
        )
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo as a phone takes it, larger than the page sends."""
    image = Image.new("RGB", (2400, 1800), "#8a939c")
    draw = ImageDraw.Draw(image)
    draw.rectangle((500, 500, 1900, 1500), fill="#20262c")
    draw.ellipse((900, 300, 1500, 1100), fill="#f1f1ee")
    out = io.BytesIO()
    image.save(out, "JPEG")
    path = tmp_path_factory.mktemp("photos") / "slot.jpg"
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture(scope="module")
def scene() -> Iterator[tuple[Stage, FastAPI, Porter, str]]:
    """The stage of the console in a server, once for the tests of a file."""
    image = io.BytesIO()
    Image.new("RGB", (300, 400), "#8a939c").save(image, "JPEG")
    stage = Stage(photo=image.getvalue())
    app = FastAPI(lifespan=remember_loop)
    app.state.insight = figures()
    app.include_router(desk_routes(stage, stage, ROOT / "templates" / "pages", lambda: NOON, insight=app.state.insight))
    porter = Porter(app)
    for url in serve(porter):
        yield stage, app, porter, url
        app.state.loop.call_soon_threadsafe(stage.stop)
