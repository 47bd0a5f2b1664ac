"""What `posbot doctor` looks at beside the connections: the machine, the settings, backups. Empty words mean that all is well."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import words

if TYPE_CHECKING:
    from bot.settings import Settings

LEAST_SPACE = 512 * 2**20
OTHERS = frozenset({"POSBOT_CACHE", "POSBOT_STAFF_PASSWORD"})
"""Read from the environment and no settings."""


def advice(settings: Settings) -> Iterator[str]:
    """What works and could be better, by name."""
    if not (settings.keys or settings.keys_file):
        yield "unsealed"
    if not settings.backups:
        yield "no_backups"
    elif not settings.backup_key:
        yield "open_backups"


def space(settings: Settings) -> str:
    free = shutil.disk_usage(settings.folder if settings.folder.is_dir() else settings.folder.absolute().parent).free
    return words.say("look_space", free=free // 2**20, least=LEAST_SPACE // 2**20) if free < LEAST_SPACE else ""


def reach(settings: Settings) -> str:
    """A page that others than this machine reach goes over https, and then its cookies must say so."""
    is_here = settings.host in {"127.0.0.1", "::1", "localhost"}
    if not is_here and not settings.secure_cookies:
        return words.say("look_reach", host=settings.host)
    return ""


def unknown(settings: Settings) -> str:
    """A setting that is misspelt is silently the default, and so is all that a folder in the place of a file should say."""
    from bot.settings import named_in_files  # noqa: PLC0415

    known = {f"POSBOT_{name}".upper() for name in type(settings).model_fields} | OTHERS
    named = {"": [name for name in os.environ if name.startswith("POSBOT_")], **named_in_files()}
    strange = [
        words.say("look_in", name=name, file=where) if where else name
        for where, names in named.items()
        for name in sorted(names)
        if name.upper() not in known
    ]
    folders = [words.say("look_no_file", file=where) for where in named if where and Path(where).is_dir()]
    return "; ".join([*([words.say("look_unknown", settings=", ".join(strange))] if strange else []), *folders])


def writable(folder: Path) -> str:
    """Whether something can be put there; a folder that is not there yet is not made, for it would be the doctor's."""
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return ""
    except OSError as wrong:
        return words.say("look_folder", folder=folder, why=wrong.strerror)


def photos(settings: Settings) -> str:
    """Whether a bucket answers, or the folder can be written."""
    if not settings.bucket:
        return writable(settings.media_folder)
    from bot.wiring.archives import album_of  # noqa: PLC0415

    async def look() -> None:
        await album_of(settings).get("0" * 32 + ".jpg")

    try:
        asyncio.run(look())
    except (OSError, ValueError) as wrong:
        return str(wrong)
    return ""


def backups(settings: Settings) -> str:
    from bot.store.enciphering import SHORTEST  # noqa: PLC0415
    from bot.store.thinning import taken  # noqa: PLC0415
    from bot.wiring.archives import archives_of  # noqa: PLC0415

    if settings.backup_key and len(settings.backup_key) < SHORTEST:
        return words.say("passphrase_short", least=SHORTEST)
    if not settings.backups.startswith("s3://") and (wrong_there := writable(Path(settings.backups))):
        return wrong_there
    try:
        archives = archives_of(settings)
        times = taken(archives.names()).values() if archives else []
    except (OSError, ValueError) as wrong:
        return str(wrong)
    if archives and times and datetime.now(UTC) - max(times) > timedelta(days=2):
        return words.say("look_backup", day=f"{max(times):%Y-%m-%d}")
    return ""


def traces(settings: Settings) -> str:
    from bot.wiring.tracing import traces_to  # noqa: PLC0415

    if settings.traces:
        traces_to(settings.traces, "doctor").close()
    return ""
