"""WeChat's side of the encryption: what it seals and signs, and how it opens an answer."""

from __future__ import annotations

import base64
import hashlib
import os

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

PADDING = PKCS7(32 * 8)


def sign(*parts: str) -> str:
    """SHA-1 over the parts in order of the alphabet."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 -- WeChat's own choice


class Seal:
    """One account's."""

    def __init__(self, token: str, key: str, owner: str) -> None:
        """As they are set at WeChat."""
        self.token = token
        self.owner = owner
        self._key = base64.b64decode(key + "=")

    def _cipher(self) -> Cipher[CBC]:
        return Cipher(AES256(self._key), CBC(self._key[:16]))

    def seal(self, text: str) -> str:
        """Encrypted."""
        body = text.encode()
        padder, encryptor = PADDING.padder(), self._cipher().encryptor()
        plain = os.urandom(16) + len(body).to_bytes(4, "big") + body + self.owner.encode()
        padded = padder.update(plain) + padder.finalize()
        return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()

    def open(self, sealed: str) -> str:
        """Decrypted. ValueError for what is none of this account's."""
        decryptor, unpadder = self._cipher().decryptor(), PADDING.unpadder()
        padded = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
        plain = unpadder.update(padded) + unpadder.finalize()
        size = int.from_bytes(plain[16:20], "big")
        if plain[20 + size :].decode() != self.owner:
            raise ValueError("sealed for another account")
        return plain[20 : 20 + size].decode()
