"""``posbot import``: a supplier's list of terminals."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.problems import explained, fail

if TYPE_CHECKING:
    from bot.service.listing_devices import Wrong
    from bot.service.passports import Passport, Taken
    from bot.settings import Settings

AT_ONCE = 2_000
SHOWN = 50
ENCODINGS = ("utf-8-sig", "gb18030")
WHY = {
    "no-header": "the file is empty: its first line names the columns, serial among them",
    "no-serial": "no column is headed serial: name one so",
    "no-table": "this is no comma-separated line: {value}",
    "unknown-column": 'the column "{column}" is not known; there are: {wanted}',
    "twice-column": 'the column "{column}" stands there twice',
    "bad-serial": '{column}: "{value}" is no serial number ({wanted} letters and digits)',
    "bad-date": '{column}: "{value}" is no date: write 2025-11-03, 2025-11 or 2025',
    "bad-value": '{column}: "{value}" is not one of: {wanted}',
    "too-long": '{column}: "{value}" has more than {wanted} characters',
    "too-many": "{value} cells, but {wanted} columns: is a comma missing its quotes?",
    "twice": "serial {value} stands in an earlier line with something else",
}


@click.command()
@click.argument("devices", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check every row and count what would change; write nothing.")
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
        fail(f"{problems} wrong row(s), nothing was taken; mend the file and run it again")
    taken = asyncio.run(_take(devices, encoding, read_settings(), trial=dry_run))
    done = "would be" if dry_run else "are"
    click.echo(f"{taken.new} new, {taken.changed} changed, {taken.same} known just so; {taken.new + taken.changed} {done} written.")


def _told(wrong: Wrong) -> str:
    return WHY[wrong.code].format(column=wrong.column, value=wrong.value, wanted=wrong.wanted)


def _encoding(path: Path) -> str:
    """How the file is written: UTF-8, or as spreadsheets on Chinese machines write it."""
    found = next((encoding for encoding in ENCODINGS if _is_readable(path, encoding)), "")
    return found or fail(f"{path} is no text that can be read: save it as CSV in UTF-8")


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
