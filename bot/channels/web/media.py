"""Hands out a photo or document so that nothing in it can act: its kind is read from its first bytes."""

from __future__ import annotations

from starlette.responses import Response

_KINDS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"RIFF", "image/webp"),
    (b"%PDF-", "application/pdf"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
)
_HEADERS = {
    "cache-control": "private, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


_PAGE_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox",
}
"""A document is shown with its own stylesheet; nothing in it runs or leads outside."""


def media_response(content: bytes | None, *, is_page: bool = False) -> Response:
    """The bytes; what can be neither seen nor heard on a page is a download, but for a page that posbot itself has made."""
    if content is None:
        return Response(status_code=404)
    if is_page:
        return Response(content, media_type="text/html", headers=_PAGE_HEADERS)
    kind = next((kind for start, kind in _KINDS if content.startswith(start)), "application/octet-stream")
    headers = dict(_HEADERS)
    if not kind.startswith(("image/", "audio/")):
        headers["content-disposition"] = "attachment"
    return Response(content, media_type=kind, headers=headers)
