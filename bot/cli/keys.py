"""``posbot keys``: the keys that seal personal data. No command prints a key but the one that makes it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from bot.cli import words
from bot.cli.problems import explained
from bot.cli.words import fail, say


@click.group()
def command() -> None:
    """Make keys, see what is sealed with which, and seal everything with the newest."""


@command.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@explained
def new(file: Path | None) -> None:
    """Make a key one higher than those given, and append it to FILE (made with mode 600); without FILE, print it."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.wiring.keys import append_key, new_key, read_keys  # noqa: PLC0415

    settings = read_settings()
    known = read_keys(settings.keys, settings.keys_file)
    if file is not None and file.exists():
        known |= read_keys("", file)
    version = max(known, default=0) + 1
    if file is None:
        click.echo(new_key(version))
        return
    append_key(file, new_key(version))
    click.echo(say("keys_made", version=version, file=file))
    click.echo(say("keys_next", file=file))


@command.command()
@explained
def status() -> None:
    """How many values are sealed with which key. Exit code 1 while something is not sealed with the newest."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store import rotating  # noqa: PLC0415
    from bot.store.keyring import misfit  # noqa: PLC0415
    from bot.wiring.keeping import blobs_of, vault_of  # noqa: PLC0415

    settings = read_settings()
    vault = vault_of(settings)
    known, found = asyncio.run(rotating.status(settings.database_url, vault, blobs_of(settings)))
    for version in sorted({*known, *vault.versions}):
        print_ = vault.fingerprint(version)
        given = say("keys_given" if print_ == known.get(version, print_) else "keys_not_given")
        use = say("keys_seals" if version == vault.newest else "keys_opens")
        click.echo(say("keys_key", version=f"{version:<4}", fingerprint=known.get(version) or print_, given=given, use=use))
    if not vault.is_on:
        click.echo(say("keys_none"))
    for name, count in found.items():
        by_version = (_sealed(version, n) for version, n in sorted(count.by_version.items()))
        click.echo(f"{name:<14} {', '.join(by_version) or say('keys_empty')}")
    if problem := misfit(known, vault):
        fail("said", what=words.told(problem))
    if left := sum(count.outdated(vault.newest) for count in found.values()):
        fail("keys_left", count=left)


def _sealed(version: int, count: int) -> str:
    return say("keys_sealed_with", version=version, count=count) if version else say("keys_not_sealed", count=count)


@command.command()
@explained
def rotate() -> None:
    """Seal everything with the newest key, while posbot runs. If it is interrupted, run it again: it goes on where it stopped."""
    from bot.settings import read_settings  # noqa: PLC0415
    from bot.store import rotating  # noqa: PLC0415
    from bot.wiring.keeping import blobs_of, vault_of  # noqa: PLC0415

    settings = read_settings()
    vault = vault_of(settings)
    done = asyncio.run(rotating.rotate(settings.database_url, vault, blobs_of(settings), _tell))
    click.echo(say("keys_done", count=done, version=vault.newest))


def _tell(table: str, done: int, total: int) -> None:
    """One line that moves on a terminal, one a table elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{table:<14} {done}/{total}" + ("\n" if done == total else ""))
    elif done == total:
        sys.stderr.write(f"{table:<14} {done}\n")
