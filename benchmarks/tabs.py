"""A running posbot with many tabs of the desk open: what a reply takes to the merchant's page, and what a fragment takes.

Every tab does what the page's script does: it listens, and fetches the list when it is told that it may have changed, at
most twice a second. A reply's time is from the colleague's post to the merchant's page holding the words.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from uuid import uuid4

import httpx

PASSWORD = "a long password for a benchmark"  # noqa: S105 -- of nobody
THROTTLE = 0.5
FRAGMENT = {"hx-request": "true", "hx-current-url": "/desk/inbox"}
CSRF = re.compile(r'data-csrf="([^"]+)"')


@dataclass
class Figures:
    """Seconds."""

    replies: list[float] = field(default_factory=list)
    quiet: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    fragments: list[float] = field(default_factory=list)
    fetched: int = 0
    broken: int = 0


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[str]:
    """`posbot run` on that folder, on a free port; its address."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("POSBOT_")}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings |= {"POSBOT_FOLDER": str(folder), "POSBOT_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    added = [sys.executable, "-m", "bot", "staff", "add", "li", "--role", "lead"]
    await asyncio.to_thread(subprocess.run, added, env=settings | {"POSBOT_STAFF_PASSWORD": PASSWORD}, check=True, capture_output=True)
    command = (sys.executable, "-m", "bot", "run")
    process = await asyncio.create_subprocess_exec(*command, env=settings, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)
    assert process.stdout is not None
    try:
        while not (found := re.search(r"(http\S+?)/\s", (await process.stdout.readline()).decode())):
            pass
        yield found[1]
    finally:
        process.terminate()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), 20)


async def signed_in(client: httpx.AsyncClient) -> str:
    """Signed in as the lead; the token that posts need."""
    origin = {"origin": str(client.base_url).rstrip("/")}
    await client.post("/desk/sign-in", data={"account": "li", "password": PASSWORD, "to": ""}, headers=origin)
    page = await client.get("/desk/inbox")
    found = CSRF.search(page.text)
    assert found, "not signed in"
    return found[1]


async def tab(host: str, port: int, cookie: str, fetched: list[int]) -> None:
    """One open page, as lean as it can be: what is measured is posbot, not the reader."""
    head = f"Host: {host}:{port}\r\nCookie: {cookie}\r\nHX-Request: true\r\nHX-Current-URL: /desk/inbox\r\n\r\n"
    listening, asking = await asyncio.open_connection(host, port)
    asking.write(f"GET /desk/stream?topics=queue HTTP/1.1\r\n{head}".encode())
    while line := await listening.readline():
        if line.strip() != b"event: queue":
            continue
        page, ask = await asyncio.open_connection(host, port)  # the server lets go of a line that is idle for five seconds
        ask.write(f"GET /desk/part/queue HTTP/1.1\r\n{head}".encode())
        answer = await page.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", answer.lower())
        await page.readexactly(int(length[1]) if length else 0)
        ask.close()
        fetched.append(len(answer))
        await asyncio.sleep(THROTTLE)


async def sit(url: str, cookie: str, tabs: int) -> None:
    """So many tabs, until the process is ended; then how often they fetched."""
    host, _, port = url.removeprefix("http://").partition(":")
    fetched: list[int] = []
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    opened = [asyncio.create_task(tab(host, int(port), cookie, fetched)) for _ in range(tabs)]
    await stop.wait()
    broken = [str(one.exception()) for one in opened if one.done()]
    for one in opened:
        one.cancel()
    print(len(fetched), len(broken), broken[:1])


@asynccontextmanager
async def sitting(url: str, cookie: str, tabs: int, figures: Figures) -> AsyncIterator[None]:
    """The tabs in a process of their own."""
    command = (sys.executable, "-m", "benchmarks.tabs", url, cookie, str(tabs))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    await asyncio.sleep(10)  # all are open and have fetched once
    yield
    process.terminate()
    told, _ = await process.communicate()

    figures.fetched, figures.broken = (int(part) for part in told.decode().split()[:2])


async def measure(folder: Path, tabs: int, rounds: int) -> Figures:
    """Replies without and with the tabs, fragments with them."""
    figures = Figures()
    limits = httpx.Limits(max_connections=None)
    async with (
        running(folder) as url,
        httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as staff,
        httpx.AsyncClient(base_url=url, timeout=60) as merchant,
    ):
        token = await signed_in(staff)
        headers = {"x-csrf-token": token, "origin": url}
        number = await _called(merchant, url, folder)
        for _ in range(rounds):
            figures.quiet.append(await _reply(staff, merchant, headers, number))
            figures.alone.append(await _fragment(staff))
        cookie = f"posbot_desk={staff.cookies['posbot_desk']}"
        async with sitting(url, cookie, tabs, figures):
            for _ in range(rounds):
                figures.replies.append(await _reply(staff, merchant, headers, number))
                figures.fragments.append(await _fragment(staff))
                await asyncio.sleep(1)
    return figures


async def _fragment(staff: httpx.AsyncClient) -> float:
    """Seconds of the list, as the page fetches it."""
    begun = time.perf_counter()
    (await staff.get("/desk/part/queue", headers=FRAGMENT)).raise_for_status()
    return time.perf_counter() - begun


async def _called(merchant: httpx.AsyncClient, url: str, folder: Path) -> int:
    """A merchant who has called a person; the number of the chat."""
    await merchant.get("/")
    form = {"id": str(uuid4()), "text": "转人工", "after": "0"}
    (await merchant.post("/chat", data=form, headers={"accept": "application/json", "origin": url})).raise_for_status()
    with closing(sqlite3.connect(folder / "posbot.db")) as connection:
        number: int = connection.execute("SELECT max(number) FROM chat").fetchone()[0]
    return number


async def _reply(staff: httpx.AsyncClient, merchant: httpx.AsyncClient, headers: dict[str, str], number: int) -> float:
    """Seconds from the post to the merchant's page holding the words."""
    words, at = f"reply {uuid4().hex}", time.perf_counter()
    async with merchant.stream("GET", "/chat/stream") as stream:
        lines = stream.aiter_lines()
        async for line in lines:  # the first signal comes with the opening
            if line == "event: changed":
                break
        at = time.perf_counter()
        said = asyncio.create_task(
            staff.post(f"/desk/chats/{number}/say", data={"id": str(uuid4()), "text": words, "mode": "reply", "over": "1"}, headers=headers)
        )
        async for line in lines:
            if line == "event: changed" and words in (await merchant.get("/chat/log?after=0", headers={"accept": "application/json"})).text:
                break
        took = time.perf_counter() - at
        (await said).raise_for_status()
    return took


def told(figures: Figures, tabs: int) -> str:
    """One line a figure, in milliseconds."""
    rows = (
        ("reply, no tab", figures.quiet),
        (f"reply, {tabs} tabs", figures.replies),
        ("fragment, no tab", figures.alone),
        (f"fragment, {tabs} tabs", figures.fragments),
    )
    lines = [f"{name:<20} {median(spans) * 1e3:8.1f} {max(spans) * 1e3:8.1f}" for name, spans in rows]
    return "\n".join([*lines, f"{figures.fetched} fragments fetched by the tabs, {figures.broken} tabs broken"])


if __name__ == "__main__":
    asyncio.run(sit(sys.argv[1], sys.argv[2], int(sys.argv[3])))
