"""Times as they are stored: integers, microseconds since 1970 in UTC. They sort and compare everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """The stored form of an aware time; a naive one raises TypeError."""
    return (at - EPOCH) // MICROSECOND


def moment(stored: int) -> datetime:
    """The aware time, UTC, of a stored one."""
    return EPOCH + timedelta(microseconds=stored)
