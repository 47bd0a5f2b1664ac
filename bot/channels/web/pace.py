"""How fast one chat and one network may send. Kept in memory: a restart forgives."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import TypeVar

from bot.channels.web.refusals import Refusal
from bot.service.ports import Limits

CHATS_PER_ADDRESS = 20
"""A market's shared connection, or a proxy, holds many shops; one network gets this many chats' worth."""
SUBNET_BITS = 64
"""Of an IPv6 address: whoever has one has all that begin alike (RFC 6177)."""
REMEMBERED = 20_000

T = TypeVar("T")


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: datetime


class Pace:
    """A sliding window per chat, a token bucket per network."""

    def __init__(self, limits: Limits) -> None:
        """Everybody starts fresh."""
        self._limits = limits
        self._sent: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def check(self, chat: str, host: str, at: datetime) -> None:
        """Count one message, or refuse it as too fast."""
        wait = self._window(chat, at) or self._drawn(network_of(host), at)
        if wait:
            seconds = max(1, round(self._limits.window.total_seconds()))
            raise Refusal(429, "too_fast", {"n": str(seconds)}, retry_after=seconds)

    def _window(self, chat: str, at: datetime) -> bool:
        sent = _recent(self._sent, chat, deque[datetime]())
        while sent and at - sent[0] >= self._limits.window:
            sent.popleft()
        if len(sent) >= self._limits.messages:
            return True
        sent.append(at)
        return False

    def _drawn(self, host: str, at: datetime) -> bool:
        most = float(self._limits.messages * CHATS_PER_ADDRESS)
        bucket = _recent(self._buckets, host, _Bucket(most, at))
        since = max(at - bucket.at, timedelta())
        bucket.tokens = min(most, bucket.tokens + most * (since / self._limits.window))
        bucket.at = at
        if bucket.tokens < 1:
            return True
        bucket.tokens -= 1
        return False


def network_of(host: str) -> str:
    """Who is counted as one: an IPv4 address, the first half of an IPv6 one; what is neither, as it is."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return f"{int(address) >> SUBNET_BITS:x}"


def _recent(kept: OrderedDict[str, T], key: str, fresh: T) -> T:
    found = kept.setdefault(key, fresh)
    kept.move_to_end(key)
    if len(kept) > REMEMBERED:
        kept.popitem(last=False)
    return found
