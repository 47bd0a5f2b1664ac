"""WeChat's envelope: who signed it, and what is inside. The same for service accounts and for WeCom.

AES-256-CBC with the key's first half as its vector; inside stand 16 random bytes, the length, the text and the
id of who it is for, padded to 32. Nothing here reads a clock but by what it is given.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK, AES_BLOCK, CHANCE, LENGTH = 32, 16, 16, 4
SKEW = timedelta(minutes=10)
"""How far a push's time may be from ours. Our own choice: WeChat names none."""
_KEY = re.compile(r"[A-Za-z0-9+/]{43}")


class Forged(ValueError):
    """The signature is not WeChat's, or is too old: answer 403."""


class Unreadable(ValueError):
    """Signed, but not what it should be: answer 400."""


def signature(*parts: str) -> str:
    """Of a push: SHA-1 over its parts in order of the alphabet."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 -- WeChat's own choice


class Envelope:
    """Opens and seals. ``owner`` is the app's id (service account) or the company's (WeCom)."""

    def __init__(self, token: str, key: str, owner: str) -> None:
        """``key`` has 43 characters; ValueError for any other."""
        if not _KEY.fullmatch(key):
            raise ValueError("an EncodingAESKey has 43 letters and digits")
        self._token = token
        self._owner = owner.encode()
        self._key = base64.b64decode(key + "=")

    def sealed(self, text: str, chance: bytes | None = None) -> str:
        """The text as WeChat expects it. ``chance``: 16 bytes; given only to prove a known answer."""
        body = text.encode()
        plain = (chance or secrets.token_bytes(CHANCE)) + len(body).to_bytes(LENGTH, "big") + body + self._owner
        missing = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher().encryptor()
        return base64.b64encode(encryptor.update(plain + bytes([missing]) * missing) + encryptor.finalize()).decode()

    def signed(self, sealed: str, timestamp: str, nonce: str) -> str:
        """The signature over what is sealed."""
        return signature(self._token, timestamp, nonce, sealed)

    def opened(self, sealed: str, given: str, timestamp: str, nonce: str) -> str:
        """What is inside. Raises `Forged` for another signature, `Unreadable` for another content."""
        check(given, self._token, timestamp, nonce, sealed)
        plain = self._decrypted(sealed)
        size = int.from_bytes(plain[CHANCE : CHANCE + LENGTH], "big")
        body, owner = plain[CHANCE + LENGTH :][:size], plain[CHANCE + LENGTH :][size:]
        if len(body) != size:
            raise Unreadable("the length points past the end")
        if not hmac.compare_digest(owner, self._owner):
            raise Unreadable("meant for another account")
        try:
            return body.decode()
        except UnicodeDecodeError:
            raise Unreadable("no text") from None

    def _decrypted(self, sealed: str) -> bytes:
        try:
            raw = base64.b64decode(sealed, validate=True)
        except (binascii.Error, ValueError):
            raise Unreadable("no Base64") from None
        if not raw or len(raw) % AES_BLOCK:
            raise Unreadable("no whole blocks")
        decryptor = self._cipher().decryptor()
        plain = decryptor.update(raw) + decryptor.finalize()
        missing = plain[-1]
        if not 1 <= missing <= BLOCK or plain[-missing:] != bytes([missing]) * missing or len(plain) - missing < CHANCE + LENGTH:
            raise Unreadable("wrong padding")
        return plain[:-missing]

    def _cipher(self) -> Cipher[CBC]:
        return Cipher(AES256(self._key), CBC(self._key[:AES_BLOCK]))


def check(given: str, *parts: str) -> None:
    """Raises `Forged` unless the signature is of these parts; takes as long wherever it differs."""
    if not hmac.compare_digest(given.encode(), signature(*parts).encode()):
        raise Forged("the signature is not WeChat's")


def check_time(timestamp: str, now: datetime, skew: timedelta = SKEW) -> None:
    """Raises `Forged` for a push of another time: one that was overheard cannot be played again for ever."""
    if not timestamp.isascii() or not timestamp.isdigit() or abs(int(timestamp[:16]) - now.timestamp()) > skew.total_seconds():
        raise Forged("the time is not now")
