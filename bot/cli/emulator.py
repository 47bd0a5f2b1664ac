"""``posbot emulator``: Telegram and WeChat, played on this machine, for bots and people."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import click

from bot.cli.problems import explained
from bot.cli.words import fail, say


@click.command()
@click.option("--port", type=click.IntRange(1, 65535))
@click.option("--spec", type=click.Path(path_type=Path))
@click.option("--posbot", "address")
@explained
def command(port: int | None, spec: Path | None, address: str | None) -> None:
    """Play Telegram and WeChat: bots, accounts, merchants, staff. `POSBOT_EMULATOR=1 posbot run` starts it with posbot."""
    from bot.emulator.telegram.spec import SpecProblem  # noqa: PLC0415
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.emulator import play  # noqa: PLC0415
    from bot.wiring.played import HOST, with_emulator  # noqa: PLC0415

    settings = read_settings()
    changes = {"emulator_port": port or settings.emulator_port, "emulator_spec": spec or settings.emulator_spec, "emulator": True}
    settings = with_emulator(settings.model_copy(update=changes))
    base = f"http://{HOST}:{settings.emulator_port}"
    _check_port(settings.emulator_port)
    click.echo(say("emulator_up", base=base))
    if not settings.emulator_spec:
        click.echo(say("emulator_unchecked"))
    for name, value in settings.model_dump().items():
        if name.startswith(("telegram_", "wechat_")) and value != type(settings).model_fields[name].default:
            click.echo(f"POSBOT_{name.upper()}={value}")
    try:
        asyncio.run(play(settings.emulator_port, address or f"http://{HOST}:{settings.port}", settings))
    except SpecProblem as wrong:
        fail("no_spec", file=wrong.args[0], why=wrong.args[1])


def _check_port(port: int) -> None:
    from bot.wiring.played import HOST  # noqa: PLC0415

    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as wrong:
            fail("emulator_no_port", address=f"{HOST}:{port}", why=wrong.strerror)
