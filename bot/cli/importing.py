"""``posbot import``: a supplier's list of terminals."""

from __future__ import annotations

import asyncio
import codecs
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.problems import explained
from bot.cli.words import fail, say

if TYPE_CHECKING:
    from bot.service.listing_devices import Wrong
    from bot.service.passports import Passport, Taken
    from bot.settings import Settings

AT_ONCE = 2_000
SHOWN = 50
ENCODINGS = ("utf-8-sig", "gb18030")
MARKED = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""How a file is written that begins so."""


@click.command()
@click.argument("devices", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True)
@explained
def command(devices: Path, dry_run: bool) -> None:  # noqa: FBT001 -- click's shape
    """Take terminals from DEVICES, a CSV file with a column "serial" and any of: model, firmware, purchased, delivered, activated,
    invoiced, bought_from, proof, supplier, acquirer, ownership, terms, sim_until, battery_since, shop, address, contact, note.

    Nothing is taken from a file with a wrong row. Taking the same file again changes nothing. With the embedded database
    posbot must not be running meanwhile.
    """
    from bot.settings import read_settings  # noqa: PLC0415

    encoding = _encoding(devices)
    problems = 0
    for wrong in _wrong(devices, encoding):
        problems += 1
        if problems <= SHOWN:
            click.echo(f"{devices}:{wrong.line}: {wrong.code} {_told(wrong)}", err=True)
    if problems:
        fail("import_problems", count=problems)
    taken = asyncio.run(_take(devices, encoding, read_settings(), trial=dry_run))
    counts = {"new": taken.new, "changed": taken.changed, "same": taken.same, "written": taken.new + taken.changed}
    click.echo(say("import_would_take" if dry_run else "import_taken", **counts))


def _told(wrong: Wrong) -> str:
    return say(f"import_{wrong.code.replace('-', '_')}", column=wrong.column, value=wrong.value, wanted=wrong.wanted)


def _encoding(path: Path) -> str:
    """How the file is written: UTF-8, or as spreadsheets write it, on Chinese machines and as text of Unicode."""
    with path.open("rb") as file:
        begins = file.read(2)
    tried = (MARKED[begins],) if begins in MARKED else ENCODINGS
    found = next((encoding for encoding in tried if _is_readable(path, encoding)), "")
    return found or fail("import_no_text", file=path)


def _is_readable(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(1 << 16):
                pass
    except UnicodeError:
        return False
    return True


def _wrong(path: Path, encoding: str) -> Iterator[Wrong]:
    from bot.service.listing_devices import Listing, Wrong  # noqa: PLC0415

    with path.open(encoding=encoding, newline="") as file:
        yield from (row for row in Listing(file) if isinstance(row, Wrong))


def _pieces(path: Path, encoding: str) -> Iterator[list[Passport]]:
    from bot.service.listing_devices import Listing  # noqa: PLC0415

    with path.open(encoding=encoding, newline="") as file:
        rows = (row[1] for row in Listing(file) if isinstance(row, tuple))
        while piece := list(islice(rows, AT_ONCE)):
            yield piece


async def _take(path: Path, encoding: str, settings: Settings, *, trial: bool) -> Taken:
    from bot.service.passports import Taken  # noqa: PLC0415
    from bot.wiring.devices import passports_of  # noqa: PLC0415
    from bot.wiring.keeping import store_of  # noqa: PLC0415

    store = store_of(settings)
    passports, total = passports_of(store), Taken()
    try:
        for piece in _pieces(path, encoding):
            total += await passports.take(piece, store.now(), trial=trial)
    finally:
        await store.close()
    return total
