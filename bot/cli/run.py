"""``posbot run``: the desk, in one process."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Sequence
from types import FrameType
from typing import TYPE_CHECKING

import click

from bot.cli.problems import explained, fail

if TYPE_CHECKING:
    from uvicorn import Server

ALL = "all"


@click.command()
@click.option("--role", default=ALL, show_default=True, help="What this process does, such as web,worker; everything by default.")
@explained
def command(role: str) -> None:
    """Run the desk: the merchant page and every other door, delivery and reminders."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.serving import ROLES, open_desk  # noqa: PLC0415

    settings = read_settings()
    roles = _roles(role, ROLES, settings.database_url)
    _check_folder(settings.folder)
    listening = _listen(settings.host, settings.port)
    desk = open_desk(settings, roles)
    address = f"http://{settings.host}:{settings.port}"
    click.echo(f"posbot is up. Merchant page: {address}/  (Ctrl-C stops it)")
    for line in asyncio.run(desk.greet(address)):
        click.echo(line)
    from uvicorn import Config, Server  # noqa: PLC0415

    config = Config(desk.app, log_level=settings.log_level, access_log=False, server_header=False, timeout_graceful_shutdown=5)
    server = Server(config)
    _stop_streams_first(server, desk.stop)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _no_more)
    asyncio.run(server.serve(sockets=[listening]))
    click.echo("posbot has stopped; every conversation is kept.")


def _roles(wanted: str, known: Sequence[str], database: str) -> Sequence[str]:
    """The roles wanted; with the embedded database, which has one writer, only all of them."""
    roles = known if wanted == ALL else tuple(wanted.split(","))
    unknown = sorted(set(roles) - set(known))
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)}: this version has {', '.join(known)}", param_hint="--role")
    if set(roles) != set(known) and not database.startswith("postgres"):
        raise click.BadParameter("with the embedded database one process does it all: leave --role out", param_hint="--role")
    return roles


def _check_folder(folder: os.PathLike[str]) -> None:
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 -- one call for both failures
    except OSError as wrong:
        fail(f"the folder {folder} cannot be made ({wrong.strerror}): choose another with POSBOT_FOLDER")
    if not os.access(folder, os.W_OK):
        fail(f"the folder {folder} is not writable: mend its rights, or choose another with POSBOT_FOLDER")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except OSError as wrong:
        listening.close()
        fail(f"cannot listen on {host}:{port} ({wrong.strerror}): stop what uses it, or choose another with POSBOT_PORT")
    return listening


def _no_more(_sign: int, _frame: FrameType | None) -> None:
    """The server repeats a signal once it has stopped; by then there is nothing left to stop."""


def _stop_streams_first(server: Server, stop: Callable[[], None]) -> None:
    """Open streams end at the first signal, so that nobody waits for them."""
    handle = server.handle_exit

    def leaving(sign: int, frame: FrameType | None) -> None:
        stop()
        handle(sign, frame)

    server.handle_exit = leaving  # type: ignore[assignment,method-assign]  # the server offers no hook before it waits for open connections
