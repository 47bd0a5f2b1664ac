"""What the Bot API answers when it will not do a thing, word for word as its clients know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Refused(Exception):
    """``code`` is the HTTP status too; ``parameters`` carry ``retry_after`` or ``migrate_to_chat_id``."""

    code: int
    description: str
    parameters: Mapping[str, int] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The answer."""
        found: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return found | ({"parameters": dict(self.parameters)} if self.parameters else {})


def bad(what: str, **parameters: int) -> Refused:
    """400."""
    return Refused(400, f"Bad Request: {what}", parameters)


def forbidden(what: str) -> Refused:
    """403."""
    return Refused(403, f"Forbidden: {what}")


def conflict(what: str) -> Refused:
    """409."""
    return Refused(409, f"Conflict: {what}")


def flood(seconds: int) -> Refused:
    """429."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


UNAUTHORIZED = Refused(401, "Unauthorized")
NOT_FOUND = Refused(404, "Not Found")
TWO_POLLERS = "terminated by other getUpdates request; make sure that only one bot instance is running"
HAS_WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
