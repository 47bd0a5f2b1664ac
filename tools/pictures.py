"""Takes the pictures of the documentation from the running product, so that they cannot lie.

    python -m tools.pictures FOLDER [NAME…]

Starts posbot on free ports with an empty folder, with Telegram and WeChat played on this machine; merchants write, a person is
called, and what each of them sees is photographed in both languages. `conversation` is a whole conversation in thirty seconds, from
the first word to the ticket; `status` is a drawing of the table of `posbot status`. Nothing in a picture is made by hand.
"""

from __future__ import annotations

import io
import os
import re
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

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PHONE = {"width": 390, "height": 700}
DESK = {"width": 1280, "height": 800}
PATIENCE_MS = 90_000
PASSWORD = "made up for a picture"  # noqa: S105 - of an account that lives for a minute
TALK = {
    "en": ("terminal wont turn on", "nothing at all", "tried another socket, still dead"),
    "zh": ("开不了机", "什么灯都不亮", "换了插座还是不行"),
}
STORY = {
    "en": (
        *("terminal wont turn on", "nothing at all", "tried another socket, still dead", "still not working", "no spare one"),
        *("charged it for half an hour, still dead", "in March this year", "invoice", "PAX A920", "0821456789"),
        *("12 Harbour Road, Shanghai", "13800138000", "tomorrow morning", "yes"),
    ),
    "zh": (
        *("开不了机", "什么反应都没有", "换了插座还是不行", "还是不行", "没有同款", "充了半小时还是不行", "今年3月买的", "有发票"),
        *("百富A920", "0821456789", "上海市滨江路12号", "13800138000", "明天上午", "对"),
    ),
}
"""A shop and a number that nobody has."""
TICKET = {"en": "Registered as ticket", "zh": "已登记，工单号"}
PERSON = {"en": "a person please", "zh": "转人工"}
WHO = {"en": "Ann", "zh": "王姐"}
"""Of the merchants whom the emulator plays."""
TONGUE = {"en": "en-GB", "zh": "zh-CN"}
SUFFIX = {"en": "", "zh": ".zh-CN"}
TYPED_MS, ANSWERED_MS, LAST_MS = 550, 1_450, 2_600


@dataclass(frozen=True)
class Product:
    """A posbot that runs, and where the messengers are played."""

    url: str
    played: str
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        """Where it keeps what it keeps."""
        return {name: value for name, value in os.environ.items() if not name.startswith("POSBOT_")} | {"POSBOT_FOLDER": str(self.folder)}


def _free_ports() -> tuple[str, str]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1]), str(other.getsockname()[1])


@contextmanager
def product() -> Iterator[Product]:
    """From its start to its end."""
    with tempfile.TemporaryDirectory(prefix="posbot-pictures-") as made:
        port, played = _free_ports()
        running = Product(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{played}", Path(made))
        posbot = [sys.executable, "-m", "bot"]
        add = [*posbot, "staff", "add", "li", "--name", "Li", "--role", "lead"]
        subprocess.run(add, env=running.settings | {"POSBOT_STAFF_PASSWORD": PASSWORD}, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        more = {"POSBOT_PORT": port, "POSBOT_EMULATOR": "1", "POSBOT_EMULATOR_PORT": played}
        process = subprocess.Popen([*posbot, "run"], env=running.settings | more, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            _wait(f"{running.url}/health/ready")
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)


def _wait(address: str) -> None:
    end = time.monotonic() + 300
    while True:
        try:
            urlopen(address).close()  # noqa: S310 - our own
        except (URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
        else:
            return


def opened(browser: Browser, locale: str, size: dict[str, int], scale: float) -> Page:
    """A browser of its own."""
    context = browser.new_context(viewport=size, locale=TONGUE[locale], device_scale_factor=scale)  # type: ignore[arg-type]  # width and height
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def answered(page: Page, text: str) -> None:
    """Send, and wait for the answer."""
    said: Locator = page.locator("#log .bot .bubble")
    before = said.count()
    page.fill("#text", text)
    page.keyboard.press("Enter")
    expect(said).not_to_have_count(before, timeout=PATIENCE_MS)


def merchant(running: Product, browser: Browser, locale: str, scale: float = 2) -> Page:
    """The merchant's page."""
    page = opened(browser, locale, PHONE, scale)
    page.goto(running.url)
    return page


# ---- pictures ----------------------------------------------------------------------------------------


def chat(running: Product, browser: Browser, locale: str) -> Page:
    """A trouble told, and two of its steps."""
    page = merchant(running, browser, locale)
    for text in TALK[locale]:
        answered(page, text)
    return page


def queue(running: Product, browser: Browser, locale: str) -> Page:
    """The desk with somebody who waits, his conversation open."""
    for other in (*(one for one in TALK if one != locale), locale):
        waiting = merchant(running, browser, other)
        for text in TALK[other]:
            answered(waiting, text)
        answered(waiting, PERSON[other])
        waiting.context.close()
    page = opened(browser, locale, DESK, 1.25)
    page.goto(f"{running.url}/desk/sign-in?lang={locale}", wait_until="domcontentloaded")
    page.fill("#account", "li")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#password")).to_have_count(0, timeout=PATIENCE_MS)
    if page.locator("html").get_attribute("lang") != TONGUE[locale].partition("-")[0]:
        speak(page, running, locale)
    page.locator("a[href^='/desk/inbox/']").last.click()
    expect(page.locator("main .bubble, main [data-seq]").first).to_be_visible(timeout=PATIENCE_MS)
    return page


def speak(page: Page, running: Product, locale: str) -> None:
    """Choose the language of one's own desk."""
    page.goto(f"{running.url}/desk/settings/me")
    page.select_option("select[name=locale]", locale)
    page.locator("form:has(select[name=locale]) button").last.click()
    expect(page.locator(f"html[lang^={locale}]")).to_be_attached(timeout=PATIENCE_MS)
    page.wait_for_load_state()
    page.goto(f"{running.url}/desk/inbox")


def telegram(running: Product, browser: Browser, locale: str) -> Page:
    """Both phones: a merchant who wants a person, and the topic that this makes in the staff's group."""
    page = opened(browser, locale, DESK, 1)
    page.goto(running.played)
    page.locator("#merchant .tabs").get_by_text(WHO[locale]).click()
    typed, said = page.locator("#merchant input[name=text]"), page.locator("#merchant .messages li")
    for text in (TALK[locale][0], PERSON[locale]):
        typed.fill(text)
        typed.press("Enter")
        expect(said.filter(has_text=text)).to_be_visible(timeout=PATIENCE_MS)
        expect(said.last).to_contain_text("Terminal Help", timeout=PATIENCE_MS)
    expect(page.locator("#staff .topics > *").first).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_timeout(3_000)  # the last lines of the topic
    return page


def wechat(running: Product, browser: Browser, locale: str) -> Page:
    """A merchant's phone and what passes between WeChat and posbot."""
    page = opened(browser, locale, {"width": 1120, "height": 720}, 1)
    page.goto(f"{running.played}/wechat")
    page.fill("#text", TALK["zh"][0])
    page.keyboard.press("Enter")
    page.wait_for_timeout(6_000)
    return page


SHOTS: dict[str, Callable[[Product, Browser, str], Page]] = {"chat": chat, "desk": queue, "emulator": telegram, "wechat": wechat}


def drawn(page: Page) -> Image.Image:
    """What is seen now."""
    return Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")


def conversation(running: Product, browser: Browser, locale: str) -> tuple[list[Image.Image], list[int]]:
    """Every message typed and every answer, with how long each is seen in milliseconds. The last one is the ticket."""
    page = merchant(running, browser, locale, 1.5)
    expect(page.locator("#log .bot .bubble").first).to_be_visible(timeout=PATIENCE_MS)
    seen, times = [drawn(page)], [ANSWERED_MS]
    for text in STORY[locale]:
        page.fill("#text", text)
        seen.append(drawn(page))
        answered(page, text)
        page.wait_for_timeout(400)  # what moves has come to rest
        seen.append(drawn(page))
        times += [TYPED_MS, ANSWERED_MS]
    expect(page.locator("#log .bot .bubble").last).to_contain_text(TICKET[locale])
    page.context.close()
    return seen, [*times[:-1], LAST_MS]


def status(running: Product, locale: str) -> str:
    """`posbot status` as it is printed, drawn by the library that prints it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    command = [sys.executable, "-m", "bot", "status", "--once", "--locale", locale]
    asked = running.settings | {"FORCE_COLOR": "1", "COLUMNS": "112"}
    printed = subprocess.run(command, env=asked, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603
    console = Console(record=True, width=112, file=io.StringIO())
    console.print(Text.from_ansi(printed.rstrip()))
    svg = console.export_svg(title=f"posbot status --locale {locale}")
    return re.sub(r"(?s)\s*@font-face \{.*?\}", "", svg)  # nothing is fetched from elsewhere


# ---- files -------------------------------------------------------------------------------------------


def take(running: Product, browser: Browser, locale: str, folder: Path, names: set[str]) -> None:
    """Those that are wanted, in one language."""
    for name, shot in SHOTS.items():
        if name in names:
            page = shot(running, browser, locale)
            page.wait_for_timeout(800)  # what moves has come to rest
            drawn(page).quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
                folder / f"{name}{SUFFIX[locale]}.png", optimize=True
            )
            page.context.close()
    if "conversation" in names:
        (first, *rest), times = conversation(running, browser, locale)
        to = folder / f"conversation{SUFFIX[locale]}.webp"
        first.save(to, save_all=True, append_images=rest, duration=times, loop=0, quality=60, method=6)
    if "status" in names:
        (folder / f"status{SUFFIX[locale]}.svg").write_text(status(running, locale), "utf-8")


def main(folder: Path, names: set[str]) -> None:
    """All of them, unless some are named."""
    folder.mkdir(parents=True, exist_ok=True)
    with product() as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for locale in TALK:
            take(running, browser, locale, folder, names or {*SHOTS, "conversation", "status"})
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
