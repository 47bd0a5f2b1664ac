"""Hashes, codes and chance, by libraries that are kept for it: argon2, pyotp, segno, limits. Stores nothing."""

from __future__ import annotations

import asyncio
import secrets
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.channels.web.pace import network_of

AT_ONCE = 2
"""Hashes at the same time: each takes 64 MiB and a core."""
STEP_SECONDS, DIGITS = 30, 6
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for one another when read aloud."""
CODES, PARTS, PART = 10, 2, 5
WRONG_AT_MOST = "30 per 15 minutes"


class Argon2:
    """See `bot.service.desk.keys.Hashing`."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """The library's own strength, unless a test needs it faster."""
        self._hasher = hasher or PasswordHasher()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._dummy = like_hashed(self._hasher)

    async def hashed(self, password: str) -> str:
        """In a thread."""
        async with self._turns:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def matches(self, kept: str, password: str) -> bool:
        """In a thread; where nothing is kept, something is compared all the same."""
        async with self._turns:
            fits = await asyncio.to_thread(self._fits, kept or self._dummy, password)
        return fits and bool(kept)

    def _fits(self, kept: str, password: str) -> bool:
        with suppress(Argon2Error, InvalidHashError):
            return self._hasher.verify(kept, password)
        return False

    def is_old(self, kept: str) -> bool:
        """Hashed with less than is usual now."""
        return self._hasher.check_needs_rehash(kept)


def like_hashed(hasher: PasswordHasher) -> str:
    """A hash of nothing that is known, as strong as the hasher's own: to compare with it takes as long, to make it no time."""
    salt, digest = (b64encode(secrets.token_bytes(length)).decode().rstrip("=") for length in (hasher.salt_len, hasher.hash_len))
    return f"$argon2id$v=19$m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}${salt}${digest}"


class TimedCodes:
    """See `bot.service.desk.keys.Codes`."""

    def __init__(self, issuer: str = "posbot") -> None:
        """``issuer`` is what the phone shows above the account."""
        self._issuer = issuer

    def secret(self) -> str:
        """160 bits."""
        return pyotp.random_base32()

    def address(self, secret: str, account: str) -> str:
        """otpauth://totp/…"""
        return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=self._issuer)

    def picture(self, address: str) -> str:
        """An SVG without a size of its own and without styles, so that it obeys the page's policy."""
        import segno  # noqa: PLC0415 -- only for who takes a second factor

        drawn = BytesIO()
        segno.make(address, error="m").save(drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, svgclass=None, lineclass=None)
        return drawn.getvalue().decode()

    def step(self, secret: str, code: str, at: datetime) -> int | None:
        """Clocks of phones are off by a little."""
        if len(code) != DIGITS or not code.isascii() or not code.isdecimal():
            return None
        now = int(at.timestamp()) // STEP_SECONDS
        totp = pyotp.TOTP(secret)
        found = [step for step in (now - 1, now, now + 1) if secrets.compare_digest(totp.generate_otp(step), code)]
        return max(found, default=None)

    def token(self) -> str:
        """256 bits."""
        return secrets.token_urlsafe(32)

    def recovery(self) -> Sequence[str]:
        """Ten of ten letters, in two halves."""
        return ["-".join("".join(secrets.choice(LETTERS) for _ in range(PART)) for _ in range(PARTS)) for _ in range(CODES)]


class AddressBrakes:
    """See `bot.service.desk.keys.Brakes`. Kept in memory: a restart forgives an address, not an account."""

    def __init__(self, most: str = WRONG_AT_MOST) -> None:
        """Nobody was wrong yet."""
        self._most = parse(most)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def is_held(self, address: str) -> bool:
        """Whether the next wrong one would be one too many."""
        return not self._limiter.test(self._most, network_of(address))

    def wrong(self, address: str) -> None:
        """Count it."""
        self._limiter.hit(self._most, network_of(address))
