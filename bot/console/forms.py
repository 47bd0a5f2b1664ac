"""Reads what a page posted, within limits, before anything else sees it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

from bot.channels.web.intake import WORD_BYTES, read_fields

MOST = 100
"""Fields of a form, at most."""


async def fields_of(request: Request, size: int = WORD_BYTES) -> Mapping[str, str]:
    """The fields by name, in at most so many bytes; a button without a form posts none. Raises `Refusal`."""
    if "content-type" not in request.headers:
        return {}
    fields, _ = await read_fields(request, MOST, size)
    return fields


def window_of(fields: Mapping[str, str]) -> str:
    """When somebody comes: as it was picked from a list, or put together from a day and two hours."""
    return fields.get("window") or f"{fields.get('day', '')}T{fields.get('from', '')}/{fields.get('till', '')}"
