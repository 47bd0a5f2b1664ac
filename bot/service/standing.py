"""Where a chat stands, for the staff's lists: what a turn leaves beside state and log. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """``place``: waiting (for a person), staff (one speaks), bot or closed. ``since``: since when the merchant waits
    for a person's words. What is None stays as it was: ``last``, ``by`` and ``preview`` of the last words
    (``by``: the kind of line, ``staff:ID`` where one of the staff wrote it),
    ``heard`` (the seq of the merchant's last ones) and ``heard_at``, ``called_at``, ``reason``, ``spoke``
    (a person has answered this call), ``closed_at``.
    """

    place: str
    staff: str
    since: datetime | None
    trouble: str
    urgency: int
    locale: str
    serial: str
    model: str
    contact: str
    purchased: str = ""
    last: datetime | None = None
    by: str | None = None
    preview: str | None = None
    heard: int | None = None
    heard_at: datetime | None = None
    called_at: datetime | None = None
    reason: str | None = None
    spoke: bool | None = None
    closed_at: datetime | None = None
