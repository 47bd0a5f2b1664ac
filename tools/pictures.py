"""Takes the pictures of the documentation from the running product, so that they cannot lie.

    python -m tools.pictures FOLDER

Starts posbot on a free port with an empty folder, has two merchants write, a person take over, and photographs what each of them
sees, in both languages; `posbot status` becomes a drawing of its own table. Nothing in a picture is made by hand.
"""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PHONE = {"width": 390, "height": 760}
DESK = {"width": 1280, "height": 800}
PASSWORD = "made up for a picture"  # noqa: S105 - of an account that lives for a minute
TALK = {
    "en": ("terminal wont turn on", "nothing at all", "tried another socket, still dead"),
    "zh": ("开不了机", "什么灯都不亮", "换了插座还是不行"),
}
PERSON = {"en": "a person please", "zh": "转人工"}
SUFFIX = {"en": "", "zh": ".zh-CN"}


@dataclass(frozen=True)
class Product:
    """A posbot that runs."""

    url: str
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        """Where it keeps what it keeps."""
        return {name: value for name, value in os.environ.items() if not name.startswith("POSBOT_")} | {"POSBOT_FOLDER": str(self.folder)}


@contextmanager
def product() -> Iterator[Product]:
    """From its start to its end."""
    with tempfile.TemporaryDirectory(prefix="posbot-pictures-") as made, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        running = Product(f"http://127.0.0.1:{port}", Path(made))
        posbot = [sys.executable, "-m", "bot"]
        add = [*posbot, "staff", "add", "li", "--name", "Li", "--role", "lead"]
        subprocess.run(add, env=running.settings | {"POSBOT_STAFF_PASSWORD": PASSWORD}, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        process = subprocess.Popen([*posbot, "run"], env=running.settings | {"POSBOT_PORT": port}, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            _wait(f"{running.url}/health/ready")
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)


def _wait(address: str) -> None:
    end = time.monotonic() + 180
    while True:
        try:
            urlopen(address).close()  # noqa: S310 - our own
        except (URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
        else:
            return


def say(page: Page, text: str) -> None:
    """Type, send, and wait for the answer."""
    before = page.locator("#log .bot .bubble").count()
    page.fill("#text", text)
    page.keyboard.press("Enter")
    expect(page.locator("#log .bot .bubble")).not_to_have_count(before, timeout=60_000)


def merchant(running: Product, browser: Browser, locale: str, scheme: str = "light") -> Page:
    """The merchant's page, in a profile of its own."""
    context = browser.new_context(viewport=PHONE, locale={"en": "en-GB", "zh": "zh-CN"}[locale], color_scheme=scheme, device_scale_factor=2)  # type: ignore[arg-type]  # its own names
    page = context.new_page()
    page.goto(running.url)
    return page


def chat(running: Product, browser: Browser, locale: str) -> Page:
    """A trouble told, and two of its steps."""
    page = merchant(running, browser, locale)
    for text in TALK[locale]:
        say(page, text)
    return page


def queue(running: Product, browser: Browser, locale: str) -> Page:
    """The desk with somebody who waits, his conversation open."""
    for other in TALK:
        waiting = merchant(running, browser, other)
        say(waiting, TALK[other][0])
        say(waiting, PERSON[other])
        waiting.context.close()
    context = browser.new_context(viewport=DESK, locale={"en": "en-GB", "zh": "zh-CN"}[locale], device_scale_factor=2)
    page = context.new_page()
    page.goto(f"{running.url}/desk/sign-in?lang={locale}", wait_until="domcontentloaded")
    page.fill("#account", "li")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#password")).to_have_count(0, timeout=60_000)
    page.locator("a[href^='/desk/inbox/']").first.click()
    expect(page.locator("main .bubble, main [data-seq]").first).to_be_visible(timeout=60_000)
    return page


SHOTS: dict[str, Callable[[Product, Browser, str], Page]] = {"chat": chat, "desk": queue}


def status(running: Product, locale: str) -> str:
    """`posbot status` as it is printed, drawn by the library that prints it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    command = [sys.executable, "-m", "bot", "status", "--once", "--locale", locale]
    printed = subprocess.run(command, env=running.settings | {"FORCE_COLOR": "1"}, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603
    console = Console(record=True, width=120, file=io.StringIO())
    console.print(Text.from_ansi(printed))
    return console.export_svg(title=f"posbot status --locale {locale}")


def main(folder: Path) -> None:
    """All of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with product() as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for locale in TALK:
            for name, shot in SHOTS.items():
                page = shot(running, browser, locale)
                page.wait_for_timeout(500)  # what moves has come to rest
                page.screenshot(path=folder / f"{name}{SUFFIX[locale]}.png")
                page.context.close()
                print(f"{name}{SUFFIX[locale]}.png")
            (folder / f"status{SUFFIX[locale]}.svg").write_text(status(running, locale), "utf-8")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
