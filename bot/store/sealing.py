"""Seals what is personal before it is written, and opens it after it was read. `SEALED` says which columns.

AES-256-GCM. What a value is bound to is its table, column and row, so that one cannot be put in another's place. Every
column has a key of its own, derived from the operator's; without keys everything is written as it is.
"""

from __future__ import annotations

import hmac
import os
from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.store.problems import StoreProblem

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = "\x01"
"""A sealed text begins with it, and no text of a person's does: `MARK`, version, a dot, base64 of nonce and content."""
MAGIC = b"\x01posbot\x01"
"""Sealed bytes begin so, then comes the version as two bytes; no picture and no document does."""
NONCE, KEY = 12, 32


@dataclass(frozen=True, slots=True)
class Columns:
    """What is sealed of a table. ``row`` are the columns that name a row for the seal; they are there before the row is written."""

    row: tuple[str, ...]
    sealed: tuple[str, ...]


SEALED: Mapping[str, Columns] = {
    "chat": Columns(("number",), ("state",)),
    "log": Columns(("number", "seq"), ("body",)),
    "ticket": Columns(("number", "ref"), ("body",)),
    "standing": Columns(("number",), ("contact", "preview")),
    "inbox": Columns(("account", "update_id"), ("raw",)),
    "merchant": Columns(("id",), ("name", "contact", "note")),
    "device": Columns(("serial",), ("shop", "address", "contact", "note")),
    "happening": Columns(("key",), ("body",)),
    "draft": Columns(("staff", "number", "mode"), ("text",)),
    "staff": Columns(("id",), ("secret", "pending")),
    "miss": Columns(("number", "seq", "kind"), ("text",)),
    "miss_group": Columns(("number", "seq", "kind"), ("text",)),
    "study": Columns(("key",), ("result",)),
    "access_token": Columns(("account",), ("value",)),
}


class SealProblem(StoreProblem):
    """A value cannot be opened; the message says what to do."""


class Vault:
    """The operator's keys by version; the newest seals. Without keys it lets everything through."""

    def __init__(self, keys: Mapping[int, bytes] | None = None) -> None:
        """Keys are 32 bytes each."""
        self._keys = dict(keys or {})
        self.newest = max(self._keys, default=0)
        self._ciphers: dict[tuple[int, str], AESGCM] = {}
        self._blinding: dict[int, bytes] = {}

    @property
    def is_on(self) -> bool:
        """Whether there are keys."""
        return bool(self._keys)

    @property
    def versions(self) -> tuple[int, ...]:
        """Of all keys, oldest first."""
        return tuple(sorted(self._keys))

    def fingerprint(self, version: int) -> str:
        """What tells a key from others and gives nothing of it away; empty for a version that is not there."""
        key = self._keys.get(version)
        return "" if key is None else hmac.digest(key, b"posbot fingerprint", "sha256")[:6].hex()

    def seal(self, place: str, row: tuple[Any, ...], text: str) -> str:
        """The text as it is written to ``place`` (table.column) of that row. An empty one stays empty."""
        if not self.newest:
            return text.lstrip(MARK) if text.startswith(MARK) else text
        if not text:
            return text
        sealed = self._seal(self.newest, place, row, text.encode())
        return f"{MARK}{self.newest}.{b2a_base64(sealed, newline=False).decode('ascii')}"

    def open(self, place: str, row: tuple[Any, ...], text: str) -> str:
        """What was sealed; one that never was is returned as it stands. Raises SealProblem."""
        if not text.startswith(MARK):
            return text
        version, _, content = text[1:].partition(".")
        return self._open(_number(version), place, row, a2b_base64(content)).decode()

    def seal_bytes(self, place: str, row: tuple[Any, ...], content: bytes) -> bytes:
        """As `seal`, for a photo or a document."""
        if not self.newest:
            return content
        return MAGIC + self.newest.to_bytes(2, "big") + self._seal(self.newest, place, row, content)

    def open_bytes(self, place: str, row: tuple[Any, ...], content: bytes) -> bytes:
        """As `open`. Raises SealProblem."""
        if not content.startswith(MAGIC):
            return content
        return self._open(self.bytes_version(content), place, row, content[len(MAGIC) + 2 :])

    @staticmethod
    def bytes_version(content: bytes) -> int:
        """The version of the key that sealed these; 0 where none has."""
        return int.from_bytes(content[len(MAGIC) : len(MAGIC) + 2], "big") if content.startswith(MAGIC) else 0

    def blind(self, place: str, text: str, version: int = 0) -> str:
        """The same for the same text and key, the newest unless one is named; whoever has no key learns no more than that."""
        chosen = version or self.newest
        if chosen not in self._blinding:
            self._blinding[chosen] = self._derived(chosen, "blind")
        return hmac.digest(self._blinding[chosen], f"{place}\x1f{text}".encode(), "sha256").hex()

    def _seal(self, version: int, place: str, row: tuple[Any, ...], content: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._cipher(version, place).encrypt(nonce, content, _bound(place, row))

    def _open(self, version: int, place: str, row: tuple[Any, ...], content: bytes) -> bytes:
        if version not in self._keys:
            message = f"a value in {place} is sealed with key {version}, which is not among POSBOT_KEYS: add it (`posbot keys status`)"
            raise SealProblem(message)
        try:
            return self._cipher(version, place).decrypt(content[:NONCE], content[NONCE:], _bound(place, row))
        except Exception as wrong:
            if not _is_changed(wrong):
                raise
            message = f"a value in {place} does not open with key {version}: it was changed or belongs to another row; restore a backup"
            raise SealProblem(message) from None

    def _cipher(self, version: int, place: str) -> AESGCM:
        cipher = self._ciphers.get((version, place))
        if cipher is None:
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 -- as above

            cipher = self._ciphers[version, place] = AESGCM(self._derived(version, place))
        return cipher

    def _derived(self, version: int, use: str) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 -- as above
        from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand  # noqa: PLC0415 -- as above

        return HKDFExpand(SHA256(), KEY, f"posbot {use}".encode()).derive(self._keys[version])


PLAIN = Vault()
"""Without keys."""


def _is_changed(wrong: Exception) -> bool:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 -- whoever has no keys does not load it

    return isinstance(wrong, (InvalidTag, ValueError))  # or too short to hold a nonce


def _number(version: str) -> int:
    return int(version) if version.isdecimal() else -1


def _bound(place: str, row: tuple[Any, ...]) -> bytes:
    return "\x1f".join((place, *map(str, row))).encode()
