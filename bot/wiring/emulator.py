"""Puts the emulator of Telegram together: its people, its page, its words; and runs it beside posbot."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from uvicorn import Config, Server

from bot.emulator.telegram.cast import stage
from bot.emulator.telegram.page import Page
from bot.emulator.telegram.server import Emulator
from bot.emulator.telegram.spec import Spec, SpecProblem
from bot.rendering.phrases import Phrases
from bot.settings import Settings, SettingsProblem
from bot.wiring.ground import Ground, Part
from bot.wiring.mind import Sources, loaded
from bot.wiring.played import HOST

logger = logging.getLogger(__name__)


class Guest(Server):
    """A server in somebody else's process: signals are not its own."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Left to the host."""
        yield


def emulator_server(
    port: int, words: Mapping[str, Mapping[str, str]], spec: Path | None, kind: type[Server] = Server
) -> tuple[Emulator, Server]:
    """The emulator and its server. Raises `bot.emulator.telegram.spec.SpecProblem`."""
    emulator = Emulator(stage(), Spec.read(spec) if spec else None)
    app = emulator.app(Page(emulator, words).routes())
    return emulator, kind(Config(app, host=HOST, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=1))


async def play(port: int, settings: Settings) -> None:
    """The emulator alone, until it is stopped. Raises the problems of the knowledge and of the description."""
    phrases = Phrases(loaded(Sources(settings.knowledge, settings.templates)).knowledge)
    _, server = emulator_server(port, {locale: phrases.words(locale, "emulator") for locale in ("zh", "en")}, settings.emulator_spec)
    await server.serve()


def emulator(ground: Ground) -> Part:
    """The emulator beside posbot, where it is on."""
    settings = ground.settings
    if not settings.emulator:
        return Part()
    words = {locale: ground.support.mind.phrases.words(locale, "emulator") for locale in ("zh", "en")}
    try:
        played, server = emulator_server(settings.emulator_port, words, settings.emulator_spec, Guest)
    except SpecProblem as wrong:
        raise SettingsProblem(f"POSBOT_EMULATOR_SPEC: {wrong}") from None

    async def run() -> None:
        with contextlib.suppress(SystemExit):
            await server.serve()
            return
        logger.error("the emulator cannot listen on port %d: choose another with POSBOT_EMULATOR_PORT", settings.emulator_port)

    def stop() -> None:
        played.fetching.stop()
        server.should_exit = True

    async def greet(_address: str) -> Sequence[str]:
        return (f"Telegram, played: http://{HOST}:{settings.emulator_port}/",)

    return Part(runs=(run,), stop=stop, greets=greet)
