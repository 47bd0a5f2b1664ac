"""The operator's keys: read from the settings, and made."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.core.telling import told
from bot.settings import SettingsProblem
from bot.store.sealing import KEY

HIGHEST = 60_000
"""Two bytes hold the number of a key."""


def read_keys(given: str, file: Path | None) -> dict[int, bytes]:
    """Number -> key, from both places. Raises SettingsProblem, which never shows a key."""
    found: dict[int, bytes] = {}
    for source, text in _sources(given, file):
        for line in text.replace(",", "\n").splitlines():
            if line.strip() and not line.strip().startswith("#"):
                version, key = _key(source, line.strip())
                if found.get(version, key) != key:
                    raise SettingsProblem(told("key_twice", source=source, version=version))
                found[version] = key
    return found


def _sources(given: str, file: Path | None) -> Iterator[tuple[str, str]]:
    yield "POSBOT_KEYS", given
    if file is not None:
        try:
            mode = file.stat().st_mode
            text = file.read_text(encoding="ascii")
        except (OSError, ValueError) as wrong:
            raise SettingsProblem(told("key_file", file=file, why=type(wrong).__name__)) from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SettingsProblem(told("key_open", file=file))
        yield f"POSBOT_KEYS_FILE ({file})", text


def _key(source: str, line: str) -> tuple[int, bytes]:
    number, colon, encoded = line.partition(":")
    if not colon or not number.strip().isdecimal() or not 0 < int(number) <= HIGHEST:
        raise SettingsProblem(told("key_form", source=source))
    try:
        key = base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY:
        raise SettingsProblem(told("key_bytes", source=source, version=int(number), bytes=KEY))
    return int(number), key


def new_key(version: int) -> str:
    """A line for the settings or the file."""
    return f"{version}:{base64.b64encode(secrets.token_bytes(KEY)).decode('ascii')}"


def append_key(file: Path, line: str) -> None:
    """Write it at the end of a file that nobody else may read. Raises OSError."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as writable:
        os.fchmod(writable.fileno(), 0o600)
        writable.write(f"{line}\n")
        writable.flush()
        os.fsync(writable.fileno())
