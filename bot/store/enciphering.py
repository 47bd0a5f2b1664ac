"""A file that only a passphrase opens: AES-256-GCM in chunks, each bound to its place and the last one marked as such.

So a chunk that was changed, moved, left out or cut off is noticed (the STREAM construction of Hoang, Reyhanitabar, Rogaway
and Vizár, 2015). The key is derived from the passphrase by scrypt, with a salt of the file's own. Reading may begin anywhere.

    head:  16 bytes MAGIC, 1 byte log2 of scrypt's N, 16 bytes salt, 7 bytes nonce prefix
    chunk: up to CHUNK bytes enciphered, and 16 bytes of tag; nonce = prefix, 4 bytes number, 1 byte "is the last"
"""

from __future__ import annotations

import io
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from bot.core.telling import told
from bot.store.problems import StoreProblem

MAGIC = b"posbot sealed 1\n"
LOG_N, LOG_N_RANGE = 15, range(10, 21)
"""What is taken of a file's own word: the most needs a gigabyte of memory."""
HEAD, TAG = len(MAGIC) + 1 + 16 + 7, 16
CHUNK = 1 << 20
SHORTEST = 16
"""Characters of a passphrase, at least."""


def checked(passphrase: str) -> str:
    """The passphrase. Raises StoreProblem for one that is too short to protect anything."""
    if len(passphrase) < SHORTEST:
        message = told("passphrase_short", least=SHORTEST)
        raise StoreProblem(message)
    return passphrase


def is_enciphered(path: Path) -> bool:
    """Whether the file is one of these."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class _Cipher:
    def __init__(self, head: bytes, passphrase: str) -> None:
        log_n, salt, self._prefix = head[16], head[17:33], head[33:HEAD]
        key = Scrypt(salt, 32, 2**log_n, 8, 1).derive(passphrase.encode())
        self._head, self._aes = head, AESGCM(key)

    def _nonce(self, number: int, *, last: bool) -> bytes:
        return self._prefix + number.to_bytes(4, "big") + bytes([last])

    def seal(self, number: int, chunk: bytes, *, last: bool) -> bytes:
        return self._aes.encrypt(self._nonce(number, last=last), chunk, self._head)

    def open(self, number: int, chunk: bytes, *, last: bool) -> bytes:
        return self._aes.decrypt(self._nonce(number, last=last), chunk, self._head)


class Enciphering(io.RawIOBase):
    """Write to it; the file is whole once it is closed."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        """The ``file`` is new and open for writing; it is closed with this."""
        head = MAGIC + bytes([LOG_N]) + secrets.token_bytes(16 + 7)
        self._file, self._cipher = file, _Cipher(head, checked(passphrase))
        self._held, self._number, self._length = bytearray(), 0, 0
        file.write(head)

    def writable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes written so far."""
        return self._length

    def write(self, content: object) -> int:
        """All of it."""
        taken = bytes(content)  # type: ignore[call-overload]  # any buffer, as with every file
        self._held += taken
        self._length += len(taken)
        while len(self._held) > CHUNK:  # one byte more than a chunk: the last chunk is known only at the end
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(taken)

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.seal(self._number, chunk, last=last))
        self._number += 1

    def close(self) -> None:
        """The last chunk, marked."""
        if not self.closed:
            self._put(bytes(self._held), last=True)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        super().close()


class Deciphering(io.RawIOBase):
    """Read from it, anywhere. Raises StoreProblem for a wrong passphrase and for a file that is not whole."""

    def __init__(self, path: Path, passphrase: str) -> None:
        """The first chunk and the last are looked at before anything is believed."""
        self._path, self._file = path, path.open("rb")
        head = self._file.read(HEAD)
        body = path.stat().st_size - HEAD
        if len(head) < HEAD or body < TAG or head[len(MAGIC)] not in LOG_N_RANGE:
            self._not_whole()
        self._cipher = _Cipher(head, passphrase)
        self._count = -(-body // (CHUNK + TAG))
        self._length = body - self._count * TAG
        self._at, self._known = 0, (-1, b"")
        self._begin()

    def _begin(self) -> None:
        try:
            self._chunk(0)
        except StoreProblem:
            self._file.close()
            message = told("archive_shut", archive=self._path)
            raise StoreProblem(message) from None
        self._chunk(self._count - 1)

    def _not_whole(self) -> None:
        self._file.close()
        message = told("archive_cut", archive=self._path)
        raise StoreProblem(message)

    def _chunk(self, number: int) -> bytes:
        if self._known[0] != number:
            self._file.seek(HEAD + number * (CHUNK + TAG))
            try:
                opened = self._cipher.open(number, self._file.read(CHUNK + TAG), last=number == self._count - 1)
            except (InvalidTag, ValueError):
                self._not_whole()
                raise
            self._known = (number, opened)
        return self._known[1]

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Where the next byte comes from."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go there."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def readinto(self, buffer: object) -> int:
        """What is left of one chunk, at most."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # any buffer, as with every file
        if self._at >= self._length:
            return 0
        number, inside = divmod(self._at, CHUNK)
        piece = self._chunk(number)[inside : inside + len(view)]
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        super().close()
