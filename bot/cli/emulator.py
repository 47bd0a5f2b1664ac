"""``posbot emulator``: the Bot API of Telegram, played on this machine, for bots and people."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.cli.problems import explained, fail


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port it listens on; by default POSBOT_EMULATOR_PORT, or else 8081.")
@click.option("--spec", type=click.Path(path_type=Path), help="api.json of the Bot API: check everything that passes against it.")
@explained
def command(port: int | None, spec: Path | None) -> None:
    """Play Telegram: two bots, merchants, staff, a group with topics. `POSBOT_EMULATOR=1 posbot run` starts it with posbot."""
    from bot.emulator.telegram.cast import DESK_TOKEN, GROUP, MERCHANT_TOKEN  # noqa: PLC0415
    from bot.emulator.telegram.spec import SpecProblem  # noqa: PLC0415
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.emulator import play  # noqa: PLC0415
    from bot.wiring.played import HOST  # noqa: PLC0415

    settings = read_settings()
    at = port or settings.emulator_port
    settings = settings.model_copy(update={"emulator_spec": spec}) if spec else settings
    click.echo(f"The emulator is at http://{HOST}:{at}/  (Ctrl-C stops it)")
    if not settings.emulator_spec:
        click.echo("Nothing that passes is checked: give api.json of the Bot API with --spec.")
    click.echo(f"POSBOT_TELEGRAM_SERVER=http://{HOST}:{at}")
    click.echo(f"POSBOT_TELEGRAM_TOKEN={MERCHANT_TOKEN}")
    click.echo(f"POSBOT_TELEGRAM_DESK_TOKEN={DESK_TOKEN}  POSBOT_TELEGRAM_DESK_GROUP={GROUP}")
    try:
        asyncio.run(play(at, settings))
    except SpecProblem as wrong:
        fail(str(wrong))
