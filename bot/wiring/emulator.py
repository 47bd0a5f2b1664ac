"""Puts the emulators together: Telegram's and WeChat's, their people, pages and words; and runs them beside posbot."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from uvicorn import Config, Server

from bot.core.telling import Told, told
from bot.emulator.telegram.cast import stage
from bot.emulator.telegram.page import Page
from bot.emulator.telegram.server import Emulator
from bot.emulator.telegram.spec import Spec, SpecProblem
from bot.emulator.wechat.cast import stage as wechat_stage
from bot.emulator.wechat.page import Page as WeChatPage
from bot.emulator.wechat.server import WeChat
from bot.rendering.phrases import Phrases
from bot.settings import Settings, SettingsProblem
from bot.wiring.ground import Ground, Part
from bot.wiring.mind import Sources, loaded
from bot.wiring.played import HOST

logger = logging.getLogger(__name__)
Words = Mapping[str, Mapping[str, str]]

KEPT_OPEN = 130
"""Seconds an idle connection stays open, as at Telegram longer than a bot keeps its own: a message sent into one that is just being
closed is one of which nobody knows whether it came.
"""


class Host(Server):
    """A server of its own process; whoever waits is let go at the first signal, so that nobody has to be cut off."""

    leaving: Callable[[], None] = staticmethod(lambda: None)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """At a signal."""
        self.leaving()
        super().handle_exit(sig, frame)


class Guest(Server):
    """A server in somebody else's process: signals are not its own."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Left to the host."""
        yield


@dataclass(frozen=True)
class Played:
    """Both messengers on one port."""

    telegram: Emulator
    wechat: WeChat
    pages: tuple[Page, WeChatPage]
    server: Server

    def let_go(self) -> None:
        """Of those who wait: pages and bots."""
        for page in self.pages:
            page.stop()

    def stop(self) -> None:
        """Let those who wait go, and end."""
        self.let_go()
        self.server.should_exit = True


def stages(port: int, posbot: str, words: Words, spec: Path | None, kind: type[Server] = Host) -> Played:
    """Both emulators and their server; WeChat pushes to ``posbot``. Raises `bot.emulator.telegram.spec.SpecProblem`."""
    telegram, wechat = Emulator(stage(), Spec.read(spec) if spec else None), WeChat(wechat_stage())
    wechat.listens(posbot)
    pages = Page(telegram, words), WeChatPage(wechat, words)
    app = telegram.app([*pages[1].routes(), *wechat.routes(), *pages[0].routes()])
    config = Config(
        app, host=HOST, port=port, log_level="warning", access_log=False, timeout_keep_alive=KEPT_OPEN, timeout_graceful_shutdown=1
    )
    return Played(telegram, wechat, pages, kind(config))


async def _served(played: Played) -> None:
    """Until it is over. Whoever ends it waits until the server has let everybody go: cut off, it leaves answers half given."""
    serving = asyncio.ensure_future(played.server.serve())
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        played.stop()
        await serving
        raise


async def play(port: int, posbot: str, settings: Settings) -> None:
    """The emulators alone, until they are stopped. Raises the problems of the knowledge and of the description."""
    phrases = Phrases(loaded(Sources(settings.knowledge, settings.templates)).knowledge)
    words = {locale: phrases.words(locale, "emulator") for locale in ("zh", "en")}
    played = stages(port, posbot, words, settings.emulator_spec)
    if isinstance(played.server, Host):
        played.server.leaving = played.let_go
    await played.server.serve()
    await played.wechat.close()


def emulator(ground: Ground) -> Part:
    """The emulators beside posbot, where they are on."""
    settings = ground.settings
    words = {locale: ground.support.mind.phrases.words(locale, "emulator") for locale in ("zh", "en")}
    try:
        played = stages(settings.emulator_port, f"http://{HOST}:{settings.port}", words, settings.emulator_spec, Guest)
    except SpecProblem as wrong:
        raise SettingsProblem(
            told("setting_of", setting="POSBOT_EMULATOR_SPEC", why=told("no_spec", file=wrong.args[0], why=wrong.args[1]))
        ) from None

    async def run() -> None:
        with contextlib.suppress(SystemExit):
            await _served(played)
            return
        logger.error("the emulator cannot listen on port %d: choose another with POSBOT_EMULATOR_PORT", settings.emulator_port)

    async def greet(_address: str) -> Sequence[Told]:
        base = f"http://{HOST}:{settings.emulator_port}"
        return (told("run_telegram", page=f"{base}/"), told("run_wechat", page=f"{base}/wechat"))

    return Part(runs=(run,), stop=played.stop, greets=greet, closes=(played.wechat.close,))
