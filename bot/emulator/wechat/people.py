"""Who is there, what their phones show, and how much an account may still say to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.emulator.wechat.refusals import Refused

DAY = 24 * 3600.0
SAID = (5, 2 * DAY)
DID = (3, 60.0)
"""Messages, and seconds for which they are allowed."""


@dataclass(slots=True)
class Bubble:
    """Something on a phone. ``mine``: of the merchant; ``kind``: text, image, voice, location, menu, notice, file or
    line (what WeChat itself says).
    """

    number: int
    at: float
    mine: bool
    kind: str
    text: str = ""
    media: str = ""
    items: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Grant:
    """So many messages until then."""

    left: int
    until: float


@dataclass
class Merchant:
    """One person, at the service account and at Customer Service. ``state`` is that of the session there."""

    openid: str
    external: str
    name: str
    follows: bool = False
    blacklisted: bool = False
    grants: dict[str, Grant] = field(default_factory=dict)
    at_account: list[Bubble] = field(default_factory=list)
    consents: dict[str, int] = field(default_factory=dict)
    service_grant: Grant | None = None
    at_service: list[Bubble] = field(default_factory=list)
    state: int = 0
    servicer: str = ""
    welcomed: float = 0.0

    def may(self, deed: str, allowance: tuple[int, float], now: float) -> None:
        """The merchant did something."""
        count, seconds = allowance
        self.grants[deed] = Grant(count, now + seconds)

    def spend(self, now: float, closed: Refused, used: Refused, *, latest: bool = False) -> None:
        """Take one of the messages that are allowed; nobody says from which of several, so tests try both."""
        current = [grant for grant in self.grants.values() if grant.until > now]
        if not current:
            raise closed
        full = sorted((grant for grant in current if grant.left), key=lambda grant: grant.until, reverse=latest)
        if not full:
            raise used
        full[0].left -= 1


@dataclass
class Media:
    """A file, for three days."""

    content: bytes
    kind: str
    until: float
    name: str = ""
    mime: str = "application/octet-stream"


@dataclass
class Files:
    """What was uploaded, and what merchants have sent."""

    kept: dict[str, Media] = field(default_factory=dict)
    count: int = 0

    def put(self, content: bytes, kind: str, now: float, name: str = "", mime: str = "application/octet-stream") -> str:
        """Its id."""
        self.count += 1
        media = f"MEDIA_{self.count}_{int(now)}"
        self.kept[media] = Media(content, kind, now + 3 * DAY, name, mime)
        return media

    def get(self, media: Any, now: float) -> Media | None:
        """None for one that is unknown, or too old."""
        found = self.kept.get(str(media))
        return found if found and found.until > now else None
