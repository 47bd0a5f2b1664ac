"""Puts the emulators together: Telegram's and WeChat's, their people, pages and words; and runs them beside posbot."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from uvicorn import Config, Server

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
    page: WeChatPage
    server: Server

    def stop(self) -> None:
        """Let those who wait go, and end."""
        self.telegram.fetching.stop()
        self.page.stop()
        self.server.should_exit = True


def stages(port: int, posbot: str, words: Words, spec: Path | None, kind: type[Server] = Server) -> Played:
    """Both emulators and their server; WeChat pushes to ``posbot``. Raises `bot.emulator.telegram.spec.SpecProblem`."""
    telegram, wechat = Emulator(stage(), Spec.read(spec) if spec else None), WeChat(wechat_stage())
    wechat.listens(posbot)
    page = WeChatPage(wechat, words)
    app = telegram.app([*page.routes(), *wechat.routes(), *Page(telegram, words).routes()])
    config = Config(app, host=HOST, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    return Played(telegram, wechat, page, kind(config))


async def play(port: int, posbot: str, settings: Settings) -> None:
    """The emulators alone, until they are stopped. Raises the problems of the knowledge and of the description."""
    phrases = Phrases(loaded(Sources(settings.knowledge, settings.templates)).knowledge)
    words = {locale: phrases.words(locale, "emulator") for locale in ("zh", "en")}
    played = stages(port, posbot, words, settings.emulator_spec)
    await played.server.serve()
    await played.wechat.close()


def emulator(ground: Ground) -> Part:
    """The emulators beside posbot, where they are on."""
    settings = ground.settings
    if not settings.emulator:
        return Part()
    words = {locale: ground.support.mind.phrases.words(locale, "emulator") for locale in ("zh", "en")}
    try:
        played = stages(settings.emulator_port, f"http://{HOST}:{settings.port}", words, settings.emulator_spec, Guest)
    except SpecProblem as wrong:
        raise SettingsProblem(f"POSBOT_EMULATOR_SPEC: {wrong}") from None

    async def run() -> None:
        with contextlib.suppress(SystemExit):
            await played.server.serve()
            return
        logger.error("the emulator cannot listen on port %d: choose another with POSBOT_EMULATOR_PORT", settings.emulator_port)

    async def greet(_address: str) -> Sequence[str]:
        base = f"http://{HOST}:{settings.emulator_port}"
        return (f"Telegram, played: {base}/", f"WeChat, played: {base}/wechat")

    return Part(runs=(run,), stop=played.stop, greets=greet, closes=(played.wechat.close,))
