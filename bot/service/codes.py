"""The codes that link two chats: how one is made, found in a merchant's words, hidden in them, and kept."""

from __future__ import annotations

import re
import secrets
import unicodedata
from hashlib import sha256

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What cannot be taken for one another when it is read off a screen: 32 letters, 40 bits a code."""
PREFIX, LENGTH = "LK", 8
_CODE = re.compile(rf"(?<![A-Z0-9]){PREFIX}[ -]?([A-Z0-9]{{4}})[ -]?([A-Z0-9]{{4}})(?![A-Z0-9])", re.IGNORECASE)
_SERIAL_SAID = re.compile(r"(?:序列号|机身号|\bs/?n|\bserial(?: number| no\.?)?)(?:是|为|is|[\s:：#])*$", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212_]")
HIDDEN = f"{PREFIX}-····-····"


def code() -> str:
    """A new one."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


def found(text: str) -> str:
    """The code in a merchant's words as it was given out; empty where there is none. What is announced as a serial number is none."""
    match = _code_in(_level(text))
    return f"{PREFIX}-{match[1]}-{match[2]}".upper() if match else ""


def hidden(text: str) -> str:
    """The words without the code."""
    level = _level(text)
    match = _code_in(level)
    return f"{level[: match.start()]}{HIDDEN}{level[match.end() :]}" if match else text


def _code_in(level: str) -> re.Match[str] | None:
    return next((match for match in _CODE.finditer(level) if not _SERIAL_SAID.search(level[: match.start()])), None)


def _level(text: str) -> str:
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text))


def digest(written: str) -> str:
    """What is kept of it."""
    return sha256(written.encode()).hexdigest()
